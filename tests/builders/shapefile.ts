/** Writes small shapefiles, part by part. */

export interface Shape {
  /** As in the file: 0 null, 1 point, 3 lines, 5 rings, 8 points; + 10 with heights. */
  readonly type: number;
  /** Parts of positions; a point has one part of one. */
  readonly parts: readonly (readonly (readonly number[])[])[];
}

function content({ type, parts }: Shape): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 + 40 + parts.length * 4 + parts.flat().length * 24 + 16));
  let at = 0;
  const int = (value: number) => {
    view.setInt32(at, value, true);
    at += 4;
  };
  const double = (value: number) => {
    view.setFloat64(at, value, true);
    at += 8;
  };
  int(type);
  const points = parts.flat();
  const isHigh = type > 10;
  const base = type % 10;
  if (type === 0) return new Uint8Array(view.buffer, 0, at);
  if (base === 1) for (const value of points[0]!.slice(0, isHigh ? 3 : 2)) double(value);
  else {
    for (let box = 0; box < 4; box++) double(0);
    if (base !== 8) int(parts.length);
    int(points.length);
    let first = 0;
    for (const part of parts) {
      if (base !== 8) int(first);
      first += part.length;
    }
    for (const [x, y] of points) {
      double(x!);
      double(y!);
    }
    if (isHigh) {
      double(0);
      double(0);
      for (const [, , z] of points) double(z!);
    }
  }
  return new Uint8Array(view.buffer, 0, at);
}

export function shapeFile(shapes: readonly Shape[]): Uint8Array {
  const contents = shapes.map(content);
  const length = contents.reduce((sum, bytes) => sum + 8 + bytes.length, 100);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, length / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, shapes[0]?.type ?? 0, true);
  let at = 100;
  for (const [index, part] of contents.entries()) {
    view.setInt32(at, index + 1);
    view.setInt32(at + 4, part.length / 2);
    bytes.set(part, at + 8);
    at += 8 + part.length;
  }
  return bytes;
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly length: number;
}

/** Cells are bytes or ASCII, cut or padded to their length; a row that begins with `null` is marked as deleted. */
export function dbaseTable(
  fields: readonly Field[],
  rows: readonly (readonly (string | Uint8Array | null)[])[],
  languageDriver = 0,
): Uint8Array {
  const headLength = 32 + fields.length * 32 + 1;
  const rowLength = 1 + fields.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(headLength + rows.length * rowLength + 1).fill(0x20, headLength);
  const view = new DataView(bytes.buffer);
  const text = (value: string) => Uint8Array.from(value, (sign) => sign.charCodeAt(0));
  bytes[0] = 0x03;
  view.setUint32(4, rows.length, true);
  view.setUint16(8, headLength, true);
  view.setUint16(10, rowLength, true);
  bytes[29] = languageDriver;
  for (const [index, { name, type, length }] of fields.entries()) {
    const at = 32 + index * 32;
    bytes.set(text(name), at);
    bytes[at + 11] = type.charCodeAt(0);
    bytes[at + 16] = length;
  }
  bytes[headLength - 1] = 0x0d;
  for (const [index, row] of rows.entries()) {
    let at = headLength + index * rowLength;
    if (row[0] === null) bytes[at] = 0x2a;
    at++;
    for (const [column, cell] of row.filter((value) => value !== null).entries()) {
      const value = typeof cell === 'string' ? text(cell) : cell!;
      bytes.set(value.subarray(0, fields[column]!.length), at);
      at += fields[column]!.length;
    }
  }
  bytes[bytes.length - 1] = 0x1a;
  return bytes;
}
