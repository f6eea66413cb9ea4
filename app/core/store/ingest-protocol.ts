/** How other workers write into the database worker: over a MessagePort, so that no row passes the main thread. */

export type IngestMode =
  /** Append to an existing table. */
  | 'append'
  /** Rows of `observations`: newest result time wins per (run_id, sensor_id, property, phenomenon_time). */
  | 'upsert-observations'
  /** Make the table, replacing one of that name. */
  | 'create';

export interface IngestBatch {
  readonly table: string;
  readonly mode: IngestMode;
  /** One Arrow IPC stream (see adapters/duckdb/arrow-codec). Transferred, not copied. */
  readonly ipc: Uint8Array;
  readonly rowCount: number;
}

export interface IngestRequest {
  readonly type: 'ingest';
  readonly id: number;
  /** All of them become visible together. */
  readonly batches: readonly IngestBatch[];
}

export type IngestAnswer =
  | {
      readonly type: 'ingested';
      readonly id: number;
      readonly elapsedMs: number;
      /** Rows of `observations` that were written; repeated ones and ones that retention no longer keeps are not. */
      readonly stored?: number;
    }
  | { readonly type: 'ingest-failed'; readonly id: number; readonly detail: string };
