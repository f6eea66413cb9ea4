/** What one participant did in one exercise, and the rules of it. All times are wall ms UTC. */
import type { CheckReport } from '../exercises/check-report.ts';

export interface ExerciseWork {
  /** The answer as it stands; null while it is the exercise's own starting text. */
  readonly draft: string | null;
  /** Version of the exercise that the draft was written for. */
  readonly version: number;
  /** Drafts that were put aside, newest first. */
  readonly earlier: readonly string[];
  /** When it was first opened. */
  readonly begunAtMs: number | null;
  /** When a text of it was last changed; 0 for never. */
  readonly changedAtMs: number;
  /** Wrong answers that were checked, each counted once. */
  readonly tries: number;
  /** The wrong answer that was checked last. */
  readonly lastTry: string | null;
  /** Hints that were opened. */
  readonly hints: number;
  readonly solutionSeen: boolean;
  readonly passedAtMs: number | null;
  /** Words of the participant's own: what is taken home, and what is to be asked in the plenary. */
  readonly takeaway: string;
  readonly question: string;
}

/** By the exercise's folder. */
export type LessonWorks = Readonly<Record<string, ExerciseWork>>;

export const NO_WORK: ExerciseWork = {
  draft: null,
  version: 0,
  earlier: [],
  begunAtMs: null,
  changedAtMs: 0,
  tries: 0,
  lastTry: null,
  hints: 0,
  solutionSeen: false,
  passedAtMs: null,
  takeaway: '',
  question: '',
};

export const TRIES_BEFORE_SOLUTION = 2;
export const MS_BEFORE_SOLUTION = 5 * 60_000;
export const LONGEST_DRAFT = 100_000;
export const LONGEST_NOTE = 10_000;
export const MOST_EARLIER = 5;

export type WorkStatus = 'new' | 'begun' | 'passed';

export function statusOf(work: ExerciseWork | undefined): WorkStatus {
  if (work === undefined || work.begunAtMs === null) return 'new';
  return work.passedAtMs === null ? 'begun' : 'passed';
}

export function beginWork(work: ExerciseWork, nowMs: number): ExerciseWork {
  return work.begunAtMs === null ? { ...work, begunAtMs: nowMs } : work;
}

export function writeDraft(work: ExerciseWork, draft: string, version: number, nowMs: number): ExerciseWork {
  return { ...work, draft: draft.slice(0, LONGEST_DRAFT), version, changedAtMs: nowMs };
}

/** Puts the draft aside and begins again with another text; null for the exercise's own. */
export function replaceDraft(work: ExerciseWork, draft: string | null, version: number, nowMs: number): ExerciseWork {
  const earlier = putAside(
    work.earlier.filter((text) => text !== draft),
    work.draft,
  );
  return { ...work, draft, version, earlier, changedAtMs: nowMs };
}

function putAside(earlier: readonly string[], draft: string | null): readonly string[] {
  if (draft === null || draft.trim() === '' || earlier.includes(draft)) return earlier;
  return [draft, ...earlier].slice(0, MOST_EARLIER);
}

/**
 * Whether a report is one of a try. An answer that was checked because it was run is one only where it has the columns that
 * are asked for: looking around is no try. An empty answer never is.
 */
export function isTry(report: CheckReport, askedFor: boolean): boolean {
  const codes = new Set(report.findings.map(({ code }) => code));
  if (report.passed || codes.has('nothing-written')) return false;
  return askedFor || !(codes.has('columns-missing') || codes.has('failed') || codes.has('too-slow'));
}

export function noteCheck(
  work: ExerciseWork,
  report: CheckReport,
  answer: string,
  askedFor: boolean,
  nowMs: number,
): ExerciseWork {
  if (report.passed) return work.passedAtMs === null ? { ...work, passedAtMs: nowMs } : work;
  if (!isTry(report, askedFor) || answer.trim() === work.lastTry?.trim()) return work;
  return { ...work, tries: work.tries + 1, lastTry: answer.slice(0, LONGEST_DRAFT) };
}

export function takeHint(work: ExerciseWork, ofHints: number): ExerciseWork {
  return { ...work, hints: Math.min(ofHints, work.hints + 1) };
}

/** Milliseconds until the solution may be seen; 0 where it may. */
export function msUntilSolution(work: ExerciseWork, nowMs: number): number {
  if (work.passedAtMs !== null || work.solutionSeen || work.tries >= TRIES_BEFORE_SOLUTION) return 0;
  if (work.begunAtMs === null) return MS_BEFORE_SOLUTION;
  return Math.max(0, Math.min(MS_BEFORE_SOLUTION, work.begunAtMs + MS_BEFORE_SOLUTION - nowMs));
}

export function writeNote(
  work: ExerciseWork,
  note: 'takeaway' | 'question',
  text: string,
  nowMs: number,
): ExerciseWork {
  return { ...work, [note]: text.slice(0, LONGEST_NOTE), changedAtMs: nowMs };
}

/** The work of two places — another tab, a file — as one: nothing that was written in either is lost. */
export function mergeWork(a: ExerciseWork, b: ExerciseWork): ExerciseWork {
  const [newer, older] = b.changedAtMs > a.changedAtMs ? [b, a] : [a, b];
  const draft = newer.draft ?? older.draft;
  const others = [...newer.earlier, ...(older.draft === draft ? [] : [older.draft]), ...older.earlier];
  const earlier = [...new Set(others)].filter((text) => text !== null && text.trim() !== '' && text !== draft);
  return {
    draft,
    version: newer.draft === null ? older.version : newer.version,
    earlier: (earlier as string[]).slice(0, MOST_EARLIER),
    begunAtMs: earliest(a.begunAtMs, b.begunAtMs),
    changedAtMs: newer.changedAtMs,
    tries: Math.max(a.tries, b.tries),
    lastTry: newer.lastTry ?? older.lastTry,
    hints: Math.max(a.hints, b.hints),
    solutionSeen: a.solutionSeen || b.solutionSeen,
    passedAtMs: earliest(a.passedAtMs, b.passedAtMs),
    takeaway: bothNotes(newer.takeaway, older.takeaway),
    question: bothNotes(newer.question, older.question),
  };
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function bothNotes(newer: string, older: string): string {
  if (newer.includes(older.trim())) return newer;
  if (older.includes(newer.trim())) return older;
  return `${newer}\n\n${older}`.slice(0, LONGEST_NOTE);
}
