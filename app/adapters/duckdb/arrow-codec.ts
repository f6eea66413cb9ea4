/**
 * Column batches to Arrow IPC and back. Columns are built from typed data, never through Arrow's builders: those compile
 * their null test with `new Function`, which the page's Content-Security-Policy forbids.
 */
import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
} from 'apache-arrow';
import type { Column, ColumnBatch } from '../../core/store/column-batch.ts';

const UTF8 = new TextEncoder();

interface Validity {
  readonly bitmap: Uint8Array | null;
  readonly nullCount: number;
}

/** Packs "is row i there" into Arrow's bitmap (least significant bit first); no bitmap where nothing is missing. */
function packValidity(rowCount: number, isValid: (row: number) => boolean): Validity {
  const bitmap = new Uint8Array((rowCount + 7) >> 3);
  let nullCount = 0;
  for (let row = 0; row < rowCount; row++) {
    if (isValid(row)) bitmap[row >> 3]! |= 1 << (row & 7);
    else nullCount++;
  }
  return nullCount === 0 ? { bitmap: null, nullCount } : { bitmap, nullCount };
}

function textData(values: readonly (string | null)[], rowCount: number): Data {
  const valueOffsets = new Int32Array(rowCount + 1);
  let capacity = 16;
  for (let row = 0; row < rowCount; row++) capacity += values[row]?.length ?? 0;
  let bytes = new Uint8Array(capacity);
  let used = 0;
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    if (value !== null && value !== undefined && value.length > 0) {
      // UTF-8 takes at most three bytes per UTF-16 unit; grow only where that many might not fit.
      if (bytes.length - used < value.length * 3) {
        const grown = new Uint8Array(Math.max(bytes.length * 2, used + value.length * 3));
        grown.set(bytes.subarray(0, used));
        bytes = grown;
      }
      used += UTF8.encodeInto(value, bytes.subarray(used)).written;
    }
    valueOffsets[row + 1] = used;
  }
  const { bitmap, nullCount } = packValidity(rowCount, (row) => values[row] !== null && values[row] !== undefined);
  return makeData({
    type: new Utf8(),
    length: rowCount,
    nullCount,
    nullBitmap: bitmap,
    valueOffsets,
    data: bytes.subarray(0, used),
  });
}

function blobData(values: readonly (Uint8Array | null)[], rowCount: number): Data {
  const valueOffsets = new Int32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row++) valueOffsets[row + 1] = valueOffsets[row]! + (values[row]?.length ?? 0);
  const data = new Uint8Array(valueOffsets[rowCount]!);
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    if (value) data.set(value, valueOffsets[row]!);
  }
  const { bitmap, nullCount } = packValidity(rowCount, (row) => values[row] !== null && values[row] !== undefined);
  return makeData({ type: new Binary(), length: rowCount, nullCount, nullBitmap: bitmap, valueOffsets, data });
}

function booleanData(values: readonly (boolean | null)[], rowCount: number): Data {
  const data = new Uint8Array((rowCount + 7) >> 3);
  for (let row = 0; row < rowCount; row++) if (values[row] === true) data[row >> 3]! |= 1 << (row & 7);
  const { bitmap, nullCount } = packValidity(rowCount, (row) => values[row] !== null && values[row] !== undefined);
  return makeData({ type: new Bool(), length: rowCount, nullCount, nullBitmap: bitmap, data });
}

/**
 * Milliseconds to Arrow microseconds, DuckDB's own TIMESTAMP: Arrow milliseconds would become TIMESTAMP_MS. The two
 * halves are written as 32-bit integers, which spares one BigInt per value.
 */
function timestampData(values: Float64Array, rowCount: number): Data {
  const halves = new Int32Array(rowCount * 2);
  for (let row = 0; row < rowCount; row++) {
    const ms = values[row]!;
    if (!Number.isFinite(ms)) continue;
    const microseconds = Math.round(ms * 1_000);
    const high = Math.floor(microseconds / 4_294_967_296);
    halves[row * 2] = (microseconds - high * 4_294_967_296) | 0;
    halves[row * 2 + 1] = high;
  }
  const { bitmap, nullCount } = packValidity(rowCount, (row) => Number.isFinite(values[row]!));
  const data = new BigInt64Array(halves.buffer, 0, rowCount);
  return makeData({ type: new TimestampMicrosecond(), length: rowCount, nullCount, nullBitmap: bitmap, data });
}

/** In two halves as well: the lower one unsigned, the upper one with the sign. */
function bigintData(values: Float64Array, rowCount: number): Data {
  const halves = new Int32Array(rowCount * 2);
  for (let row = 0; row < rowCount; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value)) continue;
    const high = Math.floor(value / 4_294_967_296);
    halves[row * 2] = (value - high * 4_294_967_296) | 0;
    halves[row * 2 + 1] = high;
  }
  const { bitmap, nullCount } = packValidity(rowCount, (row) => Number.isFinite(values[row]!));
  const data = new BigInt64Array(halves.buffer, 0, rowCount);
  return makeData({ type: new Int64(), length: rowCount, nullCount, nullBitmap: bitmap, data });
}

const DAY_MS = 86_400_000;

function dateData(values: Float64Array, rowCount: number): Data {
  const data = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const ms = values[row]!;
    if (Number.isFinite(ms)) data[row] = Math.floor(ms / DAY_MS);
  }
  const { bitmap, nullCount } = packValidity(rowCount, (row) => Number.isFinite(values[row]!));
  return makeData({ type: new DateDay(), length: rowCount, nullCount, nullBitmap: bitmap, data });
}

function numberData(type: Float64 | Int32, column: Column & { type: 'double' | 'integer' }, rowCount: number): Data {
  const { valid } = column;
  const { bitmap, nullCount } = valid
    ? packValidity(rowCount, (row) => valid[row] !== 0)
    : { bitmap: null, nullCount: 0 };
  const data = column.values.subarray(0, rowCount);
  return makeData({
    type: type as Float64,
    length: rowCount,
    nullCount,
    nullBitmap: bitmap,
    data: data as Float64Array,
  });
}

function columnData(column: Column, rowCount: number): Data {
  switch (column.type) {
    case 'text':
      return textData(column.values, rowCount);
    case 'double':
      return numberData(new Float64(), column, rowCount);
    case 'integer':
      return numberData(new Int32(), column, rowCount);
    case 'bigint':
      return bigintData(column.values, rowCount);
    case 'date':
      return dateData(column.values, rowCount);
    case 'boolean':
      return booleanData(column.values, rowCount);
    case 'timestamp':
      return timestampData(column.values, rowCount);
    case 'blob':
      return blobData(column.values, rowCount);
  }
}

/**
 * One Arrow IPC stream with one record batch. `valid` arrays hold one byte per row, 0 for NULL. A column shorter than
 * `rowCount` or two columns of one name are programming errors.
 */
export function encodeColumns(batch: ColumnBatch): Uint8Array {
  const names = new Set<string>();
  const fields: Field[] = [];
  const children: Data[] = [];
  for (const column of batch.columns) {
    if (column.values.length < batch.rowCount) {
      throw new RangeError(`column "${column.name}" has ${column.values.length} values for ${batch.rowCount} rows`);
    }
    if (names.has(column.name)) throw new RangeError(`two columns are called "${column.name}"`);
    names.add(column.name);
    const data = columnData(column, batch.rowCount);
    fields.push(new Field(column.name, data.type as DataType, true));
    children.push(data);
  }
  const schema = new Schema(fields);
  const struct = makeData({ type: new Struct(fields), length: batch.rowCount, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream');
}
