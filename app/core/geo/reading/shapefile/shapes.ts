/**
 * The .shp part of a shapefile (ESRI Shapefile Technical Description, 1998): records of points, lines and rings, with heights
 * where the type has them; measures are left away. Its index (.shx) is not needed: records follow one another.
 */
import type { Geometry, Position } from '../../geojson.ts';
import { polygonsFromRings } from './rings.ts';

export type ShapeRecord =
  | { readonly kind: 'shape'; readonly geometry: Geometry | null; readonly byteOffset: number }
  | { readonly kind: 'unsupported'; readonly detail: string; readonly byteOffset: number }
  | { readonly kind: 'broken'; readonly detail: string; readonly byteOffset: number };

const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const FILE_CODE = 9994;
const KIND_NAMES = ['Null', 'Point', 'PolyLine', 'Polygon', 'MultiPoint'];
const POINT = 1;
const POLYLINE = 3;
const POLYGON = 5;
const MULTIPOINT = 8;
const MULTIPATCH = 31;

export function isShapefile(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && new DataView(bytes.buffer, bytes.byteOffset).getInt32(0) === FILE_CODE;
}

/** Every record in the order of the file. Ends with a `broken` one where the rest cannot be read. */
export function* readShapes(bytes: Uint8Array): Generator<ShapeRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = HEADER_BYTES;
  while (at + RECORD_HEADER_BYTES + 4 <= bytes.length) {
    const length = view.getInt32(at + 4) * 2;
    const start = at + RECORD_HEADER_BYTES;
    if (length < 4 || start + length > bytes.length) {
      yield { kind: 'broken', detail: 'the file ends within a record', byteOffset: at };
      return;
    }
    yield readRecord(new DataView(bytes.buffer, bytes.byteOffset + start, length), at);
    at = start + length;
  }
  if (at < bytes.length) yield { kind: 'broken', detail: 'the file ends within a record', byteOffset: at };
}

function readRecord(view: DataView, byteOffset: number): ShapeRecord {
  const type = view.getInt32(0, true);
  if (type === 0) return { kind: 'shape', geometry: null, byteOffset };
  if (type === MULTIPATCH) return { kind: 'unsupported', detail: 'MultiPatch', byteOffset };
  const base = type > 10 ? type % 10 : type;
  const hasZ = type > 10 && type < 20;
  if (type < 0 || type > 28 || ![POINT, POLYLINE, POLYGON, MULTIPOINT].includes(base))
    return { kind: 'unsupported', detail: `shape type ${type}`, byteOffset };
  try {
    const geometry =
      base === POINT
        ? readPoint(view, hasZ)
        : base === MULTIPOINT
          ? readPoints(view, hasZ)
          : readParts(view, base, hasZ);
    return { kind: 'shape', geometry, byteOffset };
  } catch (error) {
    // Reading past the record: its counts are wrong.
    if (error instanceof RangeError)
      return { kind: 'broken', detail: `a ${KIND_NAMES[base] ?? 'shape'} that is too short`, byteOffset };
    throw error;
  }
}

function readPoint(view: DataView, hasZ: boolean): Geometry {
  const position = [view.getFloat64(4, true), view.getFloat64(12, true)];
  if (hasZ) position.push(view.getFloat64(20, true));
  return { type: 'Point', coordinates: position };
}

function readPoints(view: DataView, hasZ: boolean): Geometry {
  const count = view.getInt32(36, true);
  return { type: 'MultiPoint', coordinates: positions(view, 40, count, hasZ) };
}

function readParts(view: DataView, base: number, hasZ: boolean): Geometry {
  const partCount = view.getInt32(36, true);
  const pointCount = view.getInt32(40, true);
  const partsAt = 44;
  if (partCount < 0 || partsAt + partCount * 4 > view.byteLength) throw new RangeError('parts');
  const all = positions(view, partsAt + partCount * 4, pointCount, hasZ);
  const parts: Position[][] = [];
  for (let part = 0; part < partCount; part++) {
    const from = view.getInt32(partsAt + part * 4, true);
    const to = part + 1 < partCount ? view.getInt32(partsAt + part * 4 + 4, true) : pointCount;
    if (from < 0 || to < from || to > pointCount) throw new RangeError('part');
    parts.push(all.slice(from, to));
  }
  if (base === POLYLINE) {
    return parts.length === 1
      ? { type: 'LineString', coordinates: parts[0]! }
      : { type: 'MultiLineString', coordinates: parts };
  }
  const polygons = polygonsFromRings(parts);
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** x and y of all points, then the range of z, then all z. */
function positions(view: DataView, at: number, count: number, hasZ: boolean): Position[] {
  if (count < 0 || at + count * 16 > view.byteLength) throw new RangeError('points');
  const heightsAt = at + count * 16 + 16;
  const list: Position[] = [];
  for (let point = 0; point < count; point++) {
    const position = [view.getFloat64(at + point * 16, true), view.getFloat64(at + point * 16 + 8, true)];
    if (hasZ) position.push(view.getFloat64(heightsAt + point * 8, true));
    list.push(position);
  }
  return list;
}
