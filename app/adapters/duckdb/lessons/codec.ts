/** What the page and the worker of the exercises' database say to each other. */
import type { Trial } from '../../../core/lessons/exercises/lesson-database.ts';
import type { DatabaseMemory, TableInfo } from '../../../core/store/database.ts';
import type { EngineResult } from '../api.ts';
import type { WireError } from '../codec.ts';

export type ToLessons =
  | { readonly type: 'open'; readonly scriptUrl: string; readonly wasmUrl: string }
  | { readonly type: 'prepare'; readonly id: number; readonly state: string }
  | {
      readonly type: 'query';
      readonly id: number;
      readonly sql: string;
      readonly timeLimitMs: number;
      readonly maxRows: number;
    }
  | {
      readonly type: 'try';
      readonly id: number;
      readonly trial: Trial;
      readonly timeLimitMs: number;
      readonly maxRows: number;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'tables' | 'memory'; readonly id: number };

export type LessonAnswer =
  | { readonly type: 'prepared'; readonly id: number }
  | { readonly type: 'result'; readonly id: number; readonly result: EngineResult }
  | {
      readonly type: 'tried';
      readonly id: number;
      readonly results: readonly EngineResult[];
      readonly error: WireError | null;
    }
  | { readonly type: 'tables'; readonly id: number; readonly tables: readonly TableInfo[] }
  | { readonly type: 'memory'; readonly id: number; readonly memory: DatabaseMemory }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError };

export type FromLessons =
  | LessonAnswer
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly detail: string }
  | { readonly type: 'changed'; readonly tables: readonly string[] }
  /** Said once a second while nothing keeps the worker busy. */
  | { readonly type: 'pulse' }
  /** The WebAssembly instance is lost; only a new worker helps. */
  | { readonly type: 'crashed'; readonly detail: string };
