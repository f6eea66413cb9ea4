/** How other workers write into the database worker: over a MessagePort, so that no row passes the main thread. */

import type { KeptPosition } from '../stream/kept-position.ts';

export type IngestMode =
  /** Append to an existing table. */
  | 'append'
  /** Rows of `observations`: newest result time wins per (run_id, sensor_id, property, phenomenon_time). */
  | 'upsert-observations'
  /** Make the table, replacing one of that name. */
  | 'create'
  /**
   * Make a table of the person's own, which their SQL may change and which is kept with their work; batches that append
   * to it come in the same request. Fails where the name is taken.
   */
  | 'create-own'
  /** Append, after the rows that `replaces` names are gone; without new rows that is all. A table that is not there is made. */
  | 'replace-rows';

export interface IngestBatch {
  readonly table: string;
  readonly mode: IngestMode;
  /** One Arrow IPC stream (see adapters/duckdb/arrow-codec). Transferred, not copied. */
  readonly ipc: Uint8Array;
  readonly rowCount: number;
  /** With `replace-rows`: rows whose column, a text, has one of these values. */
  readonly replaces?: { readonly column: string; readonly values: readonly string[] };
}

export interface IngestRequest {
  readonly type: 'ingest';
  readonly id: number;
  /** All of them become visible together. */
  readonly batches: readonly IngestBatch[];
}

/** A question of another worker's: a statement that reads, run like a person's, its rows as one Arrow IPC stream. */
export interface ReadRequest {
  readonly type: 'read';
  readonly id: number;
  readonly sql: string;
  readonly maxRows: number;
}

/** What comes over an ingest port, in the order in which it was sent. */
export type IngestMessage =
  | IngestRequest
  | ReadRequest
  /** Before the first rows of a run: where the city stands, virtual time in ms UTC. */
  | { readonly type: 'run'; readonly runId: string; readonly virtualMs: number }
  /** Everything that fell due before has been answered as stored. */
  | { readonly type: 'covered'; readonly position: KeptPosition };

export type IngestAnswer =
  | {
      readonly type: 'ingested';
      readonly id: number;
      readonly elapsedMs: number;
      /** Rows of `observations` that were written; repeated ones and ones that retention no longer keeps are not. */
      readonly stored?: number;
    }
  | { readonly type: 'ingest-failed'; readonly id: number; readonly detail: string };

export type ReadAnswer =
  | {
      readonly type: 'read';
      readonly id: number;
      readonly ipc: Uint8Array;
      readonly rowCount: number;
      readonly truncated: boolean;
      readonly elapsedMs: number;
    }
  | { readonly type: 'read-failed'; readonly id: number; readonly detail: string };
