/**
 * Where a tab's work outlives it: rows of the stream in chunks, a person's own tables, and up to where the run is kept.
 * adapters/storage implements it over IndexedDB; one tab at a time may write.
 */
import type { KeptPosition } from '../stream/kept-position.ts';

export interface NewChunk {
  /** The house table whose rows these are. */
  readonly table: string;
  /** Empty for tables without runs. */
  readonly runId: string;
  /** Newest phenomenon time in it, ms UTC; 0 for other tables than `observations`. */
  readonly newestMs: number;
  readonly rows: number;
  /** One Arrow IPC stream. */
  readonly ipc: Uint8Array;
}

export interface ChunkInfo extends Omit<NewChunk, 'ipc'> {
  /** Ascending in the order of writing. */
  readonly id: number;
  readonly bytes: number;
}

/** Something a person made: a table with its rows, a view or a macro. */
export interface KeptObject {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'macro';
  /** The statement that makes it. */
  readonly sql: string;
  /** Columns of `ipc`, in their order; empty for views and macros. */
  readonly columns: readonly string[];
  readonly rows: number;
  /** All rows as one Arrow IPC stream; null for views and macros, and where they lie in parts. */
  readonly ipc: Uint8Array | null;
  /** Rows of a large table in the store, each part an Arrow IPC stream, in their order. */
  readonly parts?: readonly StoredPart[];
}

export interface StoredPart {
  readonly id: number;
  readonly bytes: number;
}

/** All of it becomes visible together, or nothing does. */
export interface KeepChange {
  readonly addChunks?: readonly NewChunk[];
  readonly removeChunks?: readonly number[];
  /** Absent: as it was. */
  readonly position?: KeptPosition | null;
  readonly putObjects?: readonly KeptObject[];
  readonly removeObjects?: readonly string[];
}

export interface KeptWork {
  /** In the order of writing. */
  readonly chunks: readonly { readonly info: ChunkInfo; readonly ipc: Uint8Array }[];
  readonly objects: readonly KeptObject[];
  readonly position: KeptPosition | null;
  /** Wall time of the last write, ms UTC. */
  readonly savedAtMs: number | null;
  /** Parts that could not be read and were left out. */
  readonly damaged: readonly DamagedPart[];
}

export interface DamagedPart {
  /** An own table's name, or the house table whose rows the chunk held. */
  readonly name: string;
  /** Null for an own table. */
  readonly chunkId: number | null;
}

export type KeepErrorCode =
  /** The browser gives no more room. */
  | 'full'
  /** Another tab writes now. */
  | 'other-tab'
  /** A later version of the app has stored its work here; it is left alone. */
  | 'other-version'
  /** A person had everything forgotten, in this tab or another, while this one was open. */
  | 'forgotten'
  /** The browser grants no storage, as in some private windows. */
  | 'unavailable'
  | 'failed';

export class KeepError extends Error {
  override readonly name = 'KeepError';
  constructor(
    readonly code: KeepErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export interface KeepStore {
  /** Becomes or stays the writer; false where another tab is. To be called every `LEASE_RENEWAL_MS`. */
  acquire(): Promise<boolean>;
  read(): Promise<KeptWork>;
  /** Answers the ids of the added chunks. Rejects with KeepError; then nothing has changed. */
  commit(change: KeepChange): Promise<readonly number[]>;
  /**
   * Writes a part of a large table. It counts once a commit puts the object that names it, which takes the place of the
   * older state and its parts: whatever happens before, that one stays whole. Parts nobody names go with the next `read`.
   */
  addPart(ipc: Uint8Array): Promise<StoredPart>;
  /** Takes back parts that no object names. */
  dropParts(ids: readonly number[]): Promise<void>;
  /** Null where it is not there or not intact. */
  readPart(id: number): Promise<Uint8Array | null>;
  /** Forgets everything, whoever wrote it. */
  clear(): Promise<void>;
  /** Of all the origin keeps; null where the browser does not tell. */
  estimate(): Promise<{ readonly usedBytes: number; readonly quotaBytes: number } | null>;
  close(): void;
}
