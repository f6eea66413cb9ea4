/**
 * A participant's work as text: what the browser keeps, and the file that is taken along. Read as foreign input: a file
 * that is not understood is refused with the reason; of what the browser kept, what is odd is passed over.
 */
import { fail, ok, type Result } from '../../base/result.ts';
import {
  type ExerciseWork,
  type LessonWorks,
  LONGEST_DRAFT,
  LONGEST_NOTE,
  MOST_EARLIER,
  mergeWork,
  NO_WORK,
} from './exercise-work.ts';

const FORMAT = 'maqueta-lessons';
const VERSION = 1;
const LONGEST_TEXT = 20_000_000;
const MOST_EXERCISES = 200;
const NAME = /^\d\d-[a-z0-9-]{1,80}$/;
/** The last moment that has a date. */
const LAST_MS = 8.64e15;

export type WorksTextIssue =
  | 'lessons-too-large'
  | 'lessons-not-json'
  | 'lessons-other-format'
  | 'lessons-other-version'
  | 'lessons-bad-entry';

export function writeWorks(works: LessonWorks): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exercises: works }, null, 1)}\n`;
}

/** `detail` names what was not understood. */
export function readWorks(text: string): Result<LessonWorks, WorksTextIssue> {
  if (text.length > LONGEST_TEXT) return fail('lessons-too-large', String(text.length));
  const file = recordOf(parsed(text));
  if (file === null) return fail('lessons-not-json');
  const exercises = recordOf(file.exercises);
  if (file.format !== FORMAT || exercises === null) {
    return fail('lessons-other-format', String(file.format).slice(0, 80));
  }
  if (file.version !== VERSION) return fail('lessons-other-version', String(file.version).slice(0, 20));
  const works: Record<string, ExerciseWork> = {};
  for (const [name, entry] of Object.entries(exercises).slice(0, MOST_EXERCISES)) {
    const work = NAME.test(name) ? workOf(entry) : null;
    if (work === null) return fail('lessons-bad-entry', name.slice(0, 80));
    works[name] = work;
  }
  return ok(works);
}

/** What the browser kept. */
export function readKeptWorks(text: string | null): LessonWorks {
  const exercises = recordOf(recordOf(text === null ? null : parsed(text))?.exercises) ?? {};
  return Object.fromEntries(
    Object.entries(exercises).flatMap(([name, entry]) => {
      const work = NAME.test(name) ? workOf(entry) : null;
      return work === null ? [] : [[name, work]];
    }),
  );
}

export function mergeWorks(a: LessonWorks, b: LessonWorks): LessonWorks {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, mergeWork(a[name] ?? NO_WORK, b[name] ?? NO_WORK)]));
}

function workOf(value: unknown): ExerciseWork | null {
  const fields = recordOf(value);
  if (fields === null) return null;
  const work = { ...NO_WORK, ...fields };
  const { earlier } = work;
  const isSound =
    isTextOrNull(work.draft, LONGEST_DRAFT) &&
    isTextOrNull(work.lastTry, LONGEST_DRAFT) &&
    isCount(work.version) &&
    isCount(work.tries) &&
    isCount(work.hints) &&
    isMoment(work.changedAtMs) &&
    (work.begunAtMs === null || isMoment(work.begunAtMs)) &&
    (work.passedAtMs === null || isMoment(work.passedAtMs)) &&
    typeof work.solutionSeen === 'boolean' &&
    isText(work.takeaway, LONGEST_NOTE) &&
    isText(work.question, LONGEST_NOTE) &&
    Array.isArray(earlier) &&
    earlier.length <= MOST_EARLIER &&
    earlier.every((text) => isText(text, LONGEST_DRAFT));
  if (!isSound) return null;
  // Only the fields that are known.
  return Object.fromEntries(
    Object.keys(NO_WORK).map((key) => [key, work[key as keyof ExerciseWork]]),
  ) as unknown as ExerciseWork;
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest;
}

function isTextOrNull(value: unknown, longest: number): boolean {
  return value === null || isText(value, longest);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000;
}

function isMoment(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= LAST_MS;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
