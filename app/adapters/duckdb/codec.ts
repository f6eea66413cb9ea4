/** What the page and the database worker say to each other. Rows travel as Arrow bytes, transferred. */
import type { DatabaseMemory, QueryErrorCode, QueryErrorKind, TableInfo } from '../../core/store/database.ts';
import { QueryError } from '../../core/store/database.ts';
import type { IngestBatch } from '../../core/store/ingest-protocol.ts';
import type { KeptObject } from '../../core/store/keep-store.ts';
import type { StorageStatus } from '../../core/store/work-storage.ts';
import type { KeptPosition } from '../../core/stream/kept-position.ts';
import type { EngineResult } from './api.ts';

export interface WireError {
  readonly kind: QueryErrorKind;
  readonly message: string;
  readonly position?: number;
  readonly code?: QueryErrorCode;
}

/** Where the worker keeps work beyond the page, and under whose name. */
export interface KeepPlace {
  readonly name: string;
  readonly tabId: string;
}

export type ToWorker =
  | {
      readonly type: 'open';
      readonly scriptUrl: string;
      readonly wasmUrl: string;
      /** Null where nothing is to be kept. */
      readonly keep: KeepPlace | null;
      /** Own objects that only the page holds, after a restart. */
      readonly own: readonly KeptObject[];
    }
  | {
      readonly type: 'query';
      readonly id: number;
      readonly sql: string;
      readonly timeLimitMs: number;
      readonly maxRows: number;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'tables' | 'memory'; readonly id: number }
  /** Batches to insert again after a restart. */
  | { readonly type: 'restore'; readonly id: number; readonly batches: readonly IngestBatch[] }
  /** The far end of a port over which other workers send IngestRequests. */
  | { readonly type: 'ingest-port'; readonly port: MessagePort }
  | { readonly type: 'save-now' }
  | { readonly type: 'forget'; readonly id: number };

export type FromWorker =
  | { readonly type: 'progress'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly detail: string }
  | { readonly type: 'result'; readonly id: number; readonly result: EngineResult }
  | { readonly type: 'tables'; readonly id: number; readonly tables: readonly TableInfo[] }
  | { readonly type: 'memory'; readonly id: number; readonly memory: DatabaseMemory }
  | { readonly type: 'restored' | 'forgotten'; readonly id: number }
  /** Before `opened`: from where on the stream is needed; null for all of it. */
  | { readonly type: 'position'; readonly position: KeptPosition | null }
  | { readonly type: 'storage'; readonly status: StorageStatus }
  /** Own objects that are kept nowhere else. */
  | { readonly type: 'own'; readonly put: readonly KeptObject[]; readonly removed: readonly string[] }
  /** Not all that was kept could be brought back. */
  | { readonly type: 'incomplete' }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError }
  | { readonly type: 'changed'; readonly tables: readonly string[] }
  | { readonly type: 'keep'; readonly batches: readonly IngestBatch[] }
  /** Said once a second while nothing keeps the worker busy. */
  | { readonly type: 'pulse' }
  /** The WebAssembly instance is lost; only a new worker helps. */
  | { readonly type: 'crashed'; readonly detail: string };

export function toWire(error: unknown): WireError {
  if (!(error instanceof QueryError)) {
    return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
  }
  const { kind, message, position, code } = error;
  return { kind, message, ...(position !== undefined && { position }), ...(code !== undefined && { code }) };
}

export function fromWire({ kind, message, position, code }: WireError): QueryError {
  return new QueryError(kind, message, position, code);
}
