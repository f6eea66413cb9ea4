/**
 * One file of records into one table. Cells stay text as they came, for cleaning them is the exercise; only columns that
 * the manifest gives a type become numbers or times. Everything it touches comes as an argument.
 */
import { readCsv } from '../../../core/base/csv.ts';
import type { RecordColumn, RecordFile } from '../../../core/catalogue/dataset-manifest.ts';
import { RecordError, type RecordProgress } from '../../../core/catalogue/record-tables.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';
import { catalogueBatch, type DatasetFacts } from '../catalogue-batch.ts';

/** Rows of one Arrow batch: small enough that none needs much memory at once. */
const ROWS_PER_BATCH = 10_000;

export interface RecordsContext {
  fetchBytes(url: string, onProgress: (progress: { readonly loadedBytes: number }) => void): Promise<Uint8Array>;
  /** Takes the batches all together or not at all; the first makes the table. */
  store(batches: readonly { readonly mode: 'create' | 'append'; readonly batch: ColumnBatch }[]): Promise<void>;
  onProgress(progress: RecordProgress): void;
  nowMs(): number;
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Resolves once the table can be queried and the catalogue names it; rejects with a RecordError. */
export async function loadRecords(
  manifestUrl: string,
  facts: DatasetFacts,
  file: RecordFile,
  context: RecordsContext,
): Promise<void> {
  const tell = (step: RecordProgress['step'], loadedBytes: number) =>
    context.onProgress({ step, loadedBytes, totalBytes: file.bytes });
  tell('fetching', 0);
  let bytes: Uint8Array;
  try {
    const url = new URL(file.path, manifestUrl).href;
    bytes = await context.fetchBytes(url, ({ loadedBytes }) => tell('fetching', loadedBytes));
  } catch (error) {
    throw new RecordError('file-unreachable', said(error));
  }
  tell('reading', file.bytes);
  const batches = recordBatches(file, new TextDecoder(file.encoding).decode(bytes));
  const { table, title, rows, sha256 } = file;
  const entry = { table, title, crs: null, shape: null, features: rows, bytes: file.bytes, sha256 };
  tell('storing', file.bytes);
  try {
    await context.store([
      ...batches.map((batch, index) => ({ mode: index === 0 ? ('create' as const) : ('append' as const), batch })),
      { mode: 'append', batch: catalogueBatch(facts, [entry], context.nowMs()) },
    ]);
  } catch (error) {
    throw new RecordError('not-stored', said(error));
  }
}

/** At least one batch, empty where the file has a head only. */
export function recordBatches(file: RecordFile, text: string): readonly ColumnBatch[] {
  const { value, issues } = readCsv(text, file.delimiter);
  if (value === null)
    throw new RecordError('file-not-csv', issues.map((issue) => issue.detail ?? issue.code).join('; '));
  const expected = file.columns.map((column) => column.name).join(', ');
  if (value.names.join(', ') !== expected) {
    throw new RecordError('columns-differ', `${value.names.join(', ').slice(0, 200)} instead of ${expected}`);
  }
  const batches: ColumnBatch[] = [];
  for (let from = 0; from === 0 || from < value.rowCount; from += ROWS_PER_BATCH) {
    const until = Math.min(value.rowCount, from + ROWS_PER_BATCH);
    batches.push({
      table: file.table,
      rowCount: until - from,
      columns: file.columns.map((column, index) => columnOf(column, value.columns[index]!.slice(from, until))),
    });
  }
  return batches;
}

/** What a typed column cannot read is NULL. */
function columnOf({ name, type }: RecordColumn, cells: readonly (string | null)[]): Column {
  if (type === undefined) return { name, type: 'text', values: cells };
  if (type === 'timestamp') {
    return { name, type, values: Float64Array.from(cells, (cell) => Date.parse(cell ?? '')) };
  }
  const values = Float64Array.from(cells, (cell) => (cell === null || cell === '' ? Number.NaN : Number(cell)));
  return { name, type, values, valid: Uint8Array.from(values, (value) => (Number.isFinite(value) ? 1 : 0)) };
}
