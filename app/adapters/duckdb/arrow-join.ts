/** Several Arrow streams of one shape as one with a single record batch: a hundred small batches cost more than one. */
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
import { columnOf, readStream } from './arrow-rows.ts';

function joinBits(parts: readonly Data[], length: number, bitOf: (part: Data, row: number) => boolean): Uint8Array {
  const bits = new Uint8Array((length + 7) >> 3);
  let at = 0;
  for (const part of parts) {
    for (let row = 0; row < part.length; row++, at++) if (bitOf(part, row)) bits[at >> 3]! |= 1 << (at & 7);
  }
  return bits;
}

function joinText(parts: readonly Data[], length: number) {
  const valueOffsets = new Int32Array(length + 1);
  let bytes = 0;
  for (const { valueOffsets: offsets, length: rows } of parts) bytes += offsets[rows]! - offsets[0]!;
  const values = new Uint8Array(bytes);
  let at = 0;
  let end = 0;
  for (const part of parts) {
    const { valueOffsets: offsets } = part;
    const first = offsets[0]!;
    values.set((part.values as Uint8Array).subarray(first, offsets[part.length]!), end);
    for (let row = 1; row <= part.length; row++) valueOffsets[++at] = end + offsets[row]! - first;
    end += offsets[part.length]! - first;
  }
  return { valueOffsets, data: values };
}

function joinColumn(parts: readonly Data[]): Data {
  const type = parts[0]!.type as DataType;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const nullCount = parts.reduce((sum, part) => sum + part.nullCount, 0);
  const nullBitmap = nullCount > 0 ? joinBits(parts, length, (part, row) => part.getValid(row)) : null;
  const common = { type, length, nullCount, nullBitmap };
  if (type.typeId === Type.Utf8 || type.typeId === Type.Binary) {
    return makeData({ ...common, ...joinText(parts, length) } as never);
  }
  if (type.typeId === Type.Bool) {
    const data = joinBits(parts, length, (part, row) => {
      const bit = part.offset + row;
      return (((part.values as Uint8Array)[bit >> 3]! >> (bit & 7)) & 1) === 1;
    });
    return makeData({ ...common, data } as never);
  }
  const source = parts[0]!.values as Float64Array | undefined;
  if (source === undefined || parts.some((part) => part.stride !== 1)) throw new Error(`${type} cannot be joined`);
  const data = new (source.constructor as Float64ArrayConstructor)(length);
  let at = 0;
  for (const part of parts) {
    data.set((part.values as Float64Array).subarray(0, part.length), at);
    at += part.length;
  }
  return makeData({ ...common, data } as never);
}

/** Throws where a stream is not whole, or their columns differ. */
export function joinStreams(streams: readonly Uint8Array[]): Uint8Array {
  const batches = streams.flatMap((ipc) => [...readStream(ipc)]);
  return streams.length === 1 && batches.length <= 1 ? streams[0]! : joinBatches(batches);
}

/** What the bindings answer at once is an Arrow file; as a stream it can go into a table. Null where there are no rows. */
export function streamOfFile(file: Uint8Array): { readonly ipc: Uint8Array; readonly rows: number } | null {
  const table = tableFromIPC(file);
  return table.numRows === 0 ? null : { ipc: joinBatches(table.batches), rows: table.numRows };
}

function joinBatches(batches: readonly RecordBatch[]): Uint8Array {
  const fields: readonly Field[] = batches[0]!.schema.fields;
  for (const { schema } of batches) {
    const same =
      schema.fields.length === fields.length &&
      schema.fields.every(
        (field, i) => field.name === fields[i]!.name && String(field.type) === String(fields[i]!.type),
      );
    if (!same) throw new Error('the streams have different columns');
  }
  const children = fields.map(({ name }) => joinColumn(batches.map((batch) => columnOf(batch, name))));
  const length = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const schema = new Schema([...fields]);
  const struct = makeData({ type: new Struct([...fields]), length, nullCount: 0, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream');
}
