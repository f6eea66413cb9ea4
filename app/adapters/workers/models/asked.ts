/** What a question to the models brings with it, and what they need of the world around them. */
import type { WhatIfProgress } from '../../../core/models/scenario/what-if.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { ResultTable } from '../../../core/store/database.ts';

/** Rows of some scenarios in one table: those that are there go, those of the batch come. */
export interface RowsChange {
  readonly table: string;
  readonly scenarioIds: readonly string[];
  readonly batch: ColumnBatch | null;
}

export interface ModelsContext {
  /** The bytes of a table's GeoJSON file. */
  fetchTable(table: string): Promise<Uint8Array>;
  /** Rows of a statement that reads. */
  readRows(sql: string, maxRows: number): Promise<ResultTable>;
  /** Makes the tables anew; resolves once their rows can be queried. */
  store(batches: readonly ColumnBatch[]): Promise<void>;
  /** All changes become visible together; tables that are not there are made. */
  storeRows(changes: readonly RowsChange[]): Promise<void>;
  /** Lets other messages have their turn. */
  turn(): Promise<void>;
  nowMs(): number;
}

export interface Asked {
  readonly onProgress: (progress: WhatIfProgress) => void;
  readonly isCancelled: () => boolean;
}

/** What was asked is not wanted any more. */
export class ModelsCancelled extends Error {
  override readonly name = 'ModelsCancelled';
}
