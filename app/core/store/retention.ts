/** How much the house's tables keep, and the SQL that keeps them to it. */

import { quoteIdentifier } from '../base/sql-text.ts';
import { MESSAGES_RAW, OBSERVATIONS_RETIRED_HOURS, REJECTED_MESSAGES, type TableDefinition } from './schema.ts';

/** Tables that keep their newest rows only. What passes a `trimAt…` is cut to `keep…`. */
export interface RowBound {
  readonly keepRows: number;
  readonly trimAtRows: number;
  readonly keepBytes: number;
  readonly trimAtBytes: number;
}

const MB = 1_000_000;

export const ROW_BOUNDS: ReadonlyMap<string, RowBound> = new Map([
  [MESSAGES_RAW.name, { keepRows: 50_000, trimAtRows: 100_000, keepBytes: 64 * MB, trimAtBytes: 128 * MB }],
  [REJECTED_MESSAGES.name, { keepRows: 5_000, trimAtRows: 10_000, keepBytes: 8 * MB, trimAtBytes: 16 * MB }],
  // Some 25 virtual days of the shipped city.
  [
    OBSERVATIONS_RETIRED_HOURS.name,
    { keepRows: 400_000, trimAtRows: 500_000, keepBytes: 64 * MB, trimAtBytes: 80 * MB },
  ],
]);

export const BOUNDED_TABLES: readonly TableDefinition[] = [MESSAGES_RAW, REJECTED_MESSAGES];

/** How many of a bounded table's rows may stay; all of them where it is within its bounds. */
export function rowsToKeep(bound: RowBound, rows: number, bytes: number): number {
  const byRows = rows > bound.trimAtRows ? bound.keepRows : rows;
  const byBytes = bytes > bound.trimAtBytes ? Math.floor(rows * (bound.keepBytes / bytes)) : rows;
  return Math.min(byRows, byBytes);
}

/**
 * Wall milliseconds between two times that the room of deleted rows is given back: doing so rewrites what has changed and
 * takes 0.1 s or more.
 */
export const CHECKPOINT_INTERVAL_MS = 10_000;

/** Deletes all but the rows inserted last. Only the oldest rows are ever deleted, so row ids have no holes. */
export function trimSql(table: string, keepRows: number): string {
  const name = quoteIdentifier(table);
  return `DELETE FROM ${name} WHERE rowid <= (SELECT max(rowid) FROM ${name}) - ${Math.max(0, Math.trunc(keepRows))}`;
}
