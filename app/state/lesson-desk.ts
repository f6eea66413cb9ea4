/**
 * The exercise that is worked on: its texts, the rows of its last run and what the check said. Beside the app's state, for
 * all of it can be had again; what the participant wrote is in the state.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CheckReport } from '../core/lessons/exercises/check-report.ts';
import type { ExerciseEntry, OpenedExercise } from '../core/lessons/exercises/exercise-library.ts';
import type { LessonPath } from '../core/lessons/progress/lesson-path.ts';
import type { ResultTable, TableInfo } from '../core/store/database.ts';
import type { QueryProblem } from './app-state.ts';

export interface LessonList {
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly entries: readonly ExerciseEntry[];
  readonly paths: readonly LessonPath[];
  readonly detail: string;
}

export interface LessonRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** What was run: the whole answer or a part of it, which begins at `offset`. */
  readonly text: string;
  readonly offset: number;
  readonly isWhole: boolean;
  /** The rows that the run gave; those of an earlier run while one is running. */
  readonly table: ResultTable | null;
  /** Goes up with each table. */
  readonly version: number;
  readonly error: QueryProblem | null;
}

export interface LessonCheck {
  readonly status: 'idle' | 'checking' | 'done' | 'failed';
  /** The answer that `report` is about. */
  readonly text: string;
  /** The newest report; stays while another answer is checked. */
  readonly report: CheckReport | null;
  /** Whether the participant asked for it, or it came of running the answer. */
  readonly askedFor: boolean;
  /** Why there is no report, in technical words. */
  readonly detail: string;
}

export interface LessonDeskState {
  readonly list: LessonList;
  /** `preparing`: texts are there, the state is being made. */
  readonly step: 'closed' | 'reading' | 'preparing' | 'ready' | 'failed';
  /** What could not be had, and why in technical words. */
  readonly problem: { readonly what: 'texts' | 'state'; readonly detail: string } | null;
  readonly opened: OpenedExercise | null;
  readonly tables: readonly TableInfo[];
  /** For exercises with topic filters: all topics of the shown state. */
  readonly topics: ResultTable | null;
  /** The rows that the map shows. */
  readonly mapRows: ResultTable | null;
  readonly run: LessonRun;
  readonly check: LessonCheck;
  /** A row of the result that is to be brought into sight; `wish` goes up with each wish. */
  readonly sought: { readonly row: number; readonly wish: number } | null;
}

export const NOT_RUN: LessonRun = {
  status: 'idle',
  text: '',
  offset: 0,
  isWhole: true,
  table: null,
  version: 0,
  error: null,
};
export const NOT_CHECKED: LessonCheck = { status: 'idle', text: '', report: null, askedFor: false, detail: '' };
export const CLOSED_DESK: Omit<LessonDeskState, 'list'> = {
  step: 'closed',
  problem: null,
  opened: null,
  tables: [],
  topics: null,
  mapRows: null,
  run: NOT_RUN,
  check: NOT_CHECKED,
  sought: null,
};

export interface LessonDesk {
  readonly store: StoreApi<LessonDeskState>;
  /** Ends what is under way for the exercise that is open. */
  opening: AbortController | null;
  running: AbortController | null;
  checking: AbortController | null;
}

export function createLessonDesk(): LessonDesk {
  const list: LessonList = { status: 'idle', entries: [], paths: [], detail: '' };
  return {
    store: createStore<LessonDeskState>()(() => ({ ...CLOSED_DESK, list })),
    opening: null,
    running: null,
    checking: null,
  };
}
