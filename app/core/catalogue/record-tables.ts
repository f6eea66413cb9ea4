/** Registers and traces on their way from a dataset's files into tables: the port, and how far a table has come. */
import type { RecordFile } from './dataset-manifest.ts';

/** Why a table did not come; the page turns the code into a sentence. */
export type RecordProblem =
  | 'file-unreachable'
  | 'file-not-csv'
  | 'columns-differ'
  /** A person has a table of that name. */
  | 'name-taken'
  | 'not-stored'
  | 'worker-failed';

export class RecordError extends Error {
  override readonly name = 'RecordError';
  constructor(
    readonly problem: RecordProblem,
    detail: string,
  ) {
    super(detail);
  }
}

/** Bytes are of the unpacked file. */
export interface RecordProgress {
  readonly step: 'waiting' | 'fetching' | 'reading' | 'storing';
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface RecordTables {
  /**
   * Makes the table, unless it is there already; one file after the other, in the order of asking. A table is there whole
   * or not at all. Rejects with a RecordError.
   */
  load(file: RecordFile, onProgress: (progress: RecordProgress) => void): Promise<'stored' | 'cancelled'>;
  /** Gives up a table that is not being stored yet; nothing of it stays. */
  cancel(table: string): void;
}
