/** Reading and picking rows of an Arrow batch in its buffers, without making row objects. */
import {
  type Data,
  type DataType,
  type Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Type,
  tableFromIPC,
  tableToIPC,
} from 'apache-arrow';

/** Batches of one IPC stream. Throws where the bytes are not a whole stream, ended by its end-of-stream mark. */
export function readStream(ipc: Uint8Array): readonly RecordBatch[] {
  const tail = ipc.subarray(ipc.length - 8);
  // DuckDB waits for the mark and would take the next batch for a continuation of this one.
  if (tail.length < 8 || tail.some((byte, i) => byte !== (i < 4 ? 0xff : 0)))
    throw new Error('the Arrow stream has no end');
  return tableFromIPC(ipc).batches;
}

export function columnOf(batch: RecordBatch, name: string): Data {
  const at = batch.schema.fields.findIndex((field) => field.name === name);
  const data = batch.data.children[at];
  if (data === undefined) throw new Error(`column ${name} is missing`);
  return data;
}

function isText(data: Data): boolean {
  return data.typeId === Type.Utf8 || data.typeId === Type.Binary;
}

/** Bytes of a text or blob cell; null where there is none. */
export function bytesAt(data: Data, row: number): Uint8Array | null {
  if (!isText(data)) throw new Error(`${data.type} is not text`);
  if (!data.getValid(row)) return null;
  return (data.values as Uint8Array).subarray(data.valueOffsets[row]!, data.valueOffsets[row + 1]!);
}

/** ms UTC of a microsecond timestamp; NaN where there is none. */
export function timeMsAt(data: Data, row: number): number {
  if (data.typeId !== Type.Timestamp) throw new Error(`${data.type} is not a timestamp`);
  return data.getValid(row) ? Number((data.values as BigInt64Array)[row]!) / 1_000 : Number.NaN;
}

function pickBits(bits: Uint8Array, rows: ArrayLike<number>): Uint8Array {
  const picked = new Uint8Array((rows.length + 7) >> 3);
  for (let i = 0; i < rows.length; i++) {
    if ((bits[rows[i]! >> 3]! >> (rows[i]! & 7)) & 1) picked[i >> 3]! |= 1 << (i & 7);
  }
  return picked;
}

function pick(data: Data, rows: ArrayLike<number>): Data {
  const length = rows.length;
  let nullCount = 0;
  if (data.nullCount > 0) for (let i = 0; i < length; i++) if (!data.getValid(rows[i]!)) nullCount++;
  const nullBitmap = nullCount > 0 ? pickBits(data.nullBitmap, rows) : null;
  const common = { type: data.type, length, nullCount, nullBitmap };
  if (isText(data)) {
    const { valueOffsets: offsets } = data;
    const valueOffsets = new Int32Array(length + 1);
    for (let i = 0; i < length; i++)
      valueOffsets[i + 1] = valueOffsets[i]! + offsets[rows[i]! + 1]! - offsets[rows[i]!]!;
    const values = new Uint8Array(valueOffsets[length]!);
    for (let i = 0; i < length; i++) {
      values.set((data.values as Uint8Array).subarray(offsets[rows[i]!]!, offsets[rows[i]! + 1]!), valueOffsets[i]!);
    }
    return makeData({ ...common, valueOffsets, data: values } as never);
  }
  if (data.typeId === Type.Bool) {
    return makeData({ ...common, data: pickBits(data.values as Uint8Array, rows) } as never);
  }
  const source = data.values as Float64Array;
  if (data.stride !== 1 || source === undefined) throw new Error(`${data.type} cannot be picked`);
  const values = new (source.constructor as Float64ArrayConstructor)(length);
  for (let i = 0; i < length; i++) values[i] = source[rows[i]!]!;
  return makeData({ ...common, data: values } as never);
}

/** A stream with the named columns, in that order, of the given rows. */
export function pickRows(batch: RecordBatch, rows: ArrayLike<number>, columns: readonly string[]): Uint8Array {
  const fields: Field[] = columns.map((name) => batch.schema.fields.find((field) => field.name === name)!);
  const children = columns.map((name) => pick(columnOf(batch, name), rows));
  const schema = new Schema(fields as Field<DataType>[]);
  const struct = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream');
}
