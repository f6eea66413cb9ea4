/** The database in Node: DuckDB-WASM's blocking bindings, no worker around them. */
import { createRequire } from 'node:module';
import { createDuckDB, type DuckDBBindings, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { DuckDbEngine, type EngineOptions, type EngineQuery } from '../../app/adapters/duckdb/api.ts';
import { encodeColumns } from '../../app/adapters/duckdb/arrow-codec.ts';
import { decodeResult, rowsOf } from '../../app/adapters/duckdb/result-table.ts';
import type { ColumnBatch } from '../../app/core/store/column-batch.ts';
import type { Cell } from '../../app/core/store/database.ts';
import type { IngestBatch, IngestMode } from '../../app/core/store/ingest-protocol.ts';

const require = createRequire(import.meta.url);

let shared: Promise<DuckDBBindings> | null = null;

/** One WebAssembly instance per test file; opening it again gives a new, empty database. */
export function openBindings(): Promise<DuckDBBindings> {
  shared ??= instantiate();
  return shared;
}

async function instantiate(): Promise<DuckDBBindings> {
  const mainModule = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const bundle = { mainModule, mainWorker: '' };
  const bindings = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
  await bindings.instantiate(() => undefined);
  return bindings;
}

/** A database in Node; any opened before it in the same file is gone. */
export interface TestDatabase {
  readonly engine: DuckDbEngine;
  readonly bindings: DuckDBBindings;
  readonly changed: string[];
  readonly kept: IngestBatch[];
  rows(sql: string, options?: Partial<EngineQuery>): Promise<Record<string, Cell>[]>;
}

export async function openTestDatabase(options: Partial<EngineOptions> = {}): Promise<TestDatabase> {
  const bindings = await openBindings();
  const changed: string[] = [];
  const kept: IngestBatch[] = [];
  const engine = new DuckDbEngine(bindings, {
    clock: performance,
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    onTablesChanged: (tables) => changed.push(...tables),
    onKeep: (batches) => kept.push(...batches),
    ...options,
  });
  const rows: TestDatabase['rows'] = async (sql, query = {}) =>
    rowsOf(
      decodeResult(
        await engine.query(sql, { timeLimitMs: 20_000, maxRows: 10_000, isCancelled: () => false, ...query }),
      ),
    );
  return { engine, bindings, changed, kept, rows };
}

export function ingestBatch(mode: IngestMode, batch: ColumnBatch): IngestBatch {
  return { table: batch.table, mode, rowCount: batch.rowCount, ipc: encodeColumns(batch) };
}

export interface ObservationRow {
  readonly run: string;
  readonly sensor: string;
  readonly property: string;
  /** Minutes after 2024-11-07T08:00Z. */
  readonly minute: number;
  /** Seconds from phenomenon to result. */
  readonly resultAfterS: number;
  readonly value: number | null;
  /** `ug/m3` unless told. */
  readonly unit?: string;
}

export const START_MS = Date.UTC(2024, 10, 7, 8);

export function observationBatch(rows: readonly ObservationRow[]): IngestBatch {
  const text = (name: string, of: (row: ObservationRow) => string) =>
    ({ name, type: 'text', values: rows.map(of) }) as const;
  const time = (name: string, of: (row: ObservationRow) => number) =>
    ({ name, type: 'timestamp', values: Float64Array.from(rows, of) }) as const;
  const phenomenonMs = (row: ObservationRow) => START_MS + row.minute * 60_000;
  return ingestBatch('upsert-observations', {
    table: 'observations',
    rowCount: rows.length,
    columns: [
      text('run_id', (row) => row.run),
      text('sensor_id', (row) => row.sensor),
      text('property', (row) => row.property),
      time('phenomenon_time', phenomenonMs),
      time('result_time', (row) => phenomenonMs(row) + row.resultAfterS * 1_000),
      time('received_at', (row) => phenomenonMs(row) + row.resultAfterS * 1_000 + 50),
      {
        name: 'value',
        type: 'double',
        values: Float64Array.from(rows, (row) => row.value ?? 0),
        valid: Uint8Array.from(rows, (row) => (row.value === null ? 0 : 1)),
      },
      text('unit', (row) => row.unit ?? 'ug/m3'),
      { name: 'quality_flag', type: 'integer', values: new Int32Array(rows.length).fill(1) },
      { name: 'seq', type: 'integer', values: Int32Array.from(rows, (_row, i) => i) },
      text('source', () => 'sandbox'),
    ],
  });
}
