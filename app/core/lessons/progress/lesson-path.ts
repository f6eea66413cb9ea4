/** Exercises in an order that fits a time: `docs/exercises/paths.json`. */
import { fail, ok, type Result } from '../../base/result.ts';

export interface LessonPath {
  /** Lower-case words with hyphens. */
  readonly id: string;
  /** Of the whole session, talk included. */
  readonly minutes: number;
  /** Folders, in the order in which they are done. Some may not be there yet: they are passed over. */
  readonly exercises: readonly string[];
  /** By language tag; `en` is always there. */
  readonly titles: Readonly<Record<string, string>>;
}

export type LessonPathIssue = 'paths-not-json' | 'paths-bad-entry';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const EXERCISE = /^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_TITLE = 80;

/** `detail` of an issue names the path that cannot be read, by its place in the file. */
export function readLessonPaths(text: string): Result<readonly LessonPath[], LessonPathIssue> {
  const file = parsed(text);
  if (!isRecord(file) || !Array.isArray(file.paths)) return fail('paths-not-json');
  const paths: LessonPath[] = [];
  for (const [index, entry] of file.paths.entries()) {
    const path = pathOf(entry);
    if (path === null || paths.some(({ id }) => id === path.id)) return fail('paths-bad-entry', String(index + 1));
    paths.push(path);
  }
  return ok(paths);
}

function pathOf(entry: unknown): LessonPath | null {
  if (!isRecord(entry)) return null;
  const { id, minutes, exercises, titles } = entry;
  if (typeof id !== 'string' || !ID.test(id)) return null;
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1 || minutes > 1_000) return null;
  if (!Array.isArray(exercises) || exercises.length === 0) return null;
  if (!exercises.every((name) => typeof name === 'string' && EXERCISE.test(name))) return null;
  if (new Set(exercises).size < exercises.length) return null;
  if (!isRecord(titles) || typeof titles.en !== 'string') return null;
  if (!Object.values(titles).every((title) => typeof title === 'string' && title.length <= LONGEST_TITLE)) return null;
  return { id, minutes, exercises: exercises as string[], titles: titles as Record<string, string> };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
