import type { ResultTable } from '../core/store/database.ts';

/**
 * Where the rows of the last query lie. The store only says which version is on the shelf, so that no row is ever
 * copied into state and the grid reads cells straight from the result.
 */
export interface ResultShelf {
  readonly version: number;
  readonly table: ResultTable | null;
  /** Ends the query that is running; null when none is. */
  cancel: (() => void) | null;
  /** Ends the live query that keeps the result up to date; null when none does. */
  stopLive: (() => void) | null;
  /** Ends the making of a layer of the result; null when none is made. */
  cancelLayer: (() => void) | null;
  /** Puts a result on the shelf and returns its version. */
  put(table: ResultTable): number;
}

export function createResultShelf(): ResultShelf {
  let version = 0;
  let table: ResultTable | null = null;
  return {
    cancel: null,
    stopLive: null,
    cancelLayer: null,
    get version() {
      return version;
    },
    get table() {
      return table;
    },
    put(next) {
      table = next;
      version += 1;
      return version;
    },
  };
}
