/**
 * Well-known binary, the form of geometry at rest (OGC 06-103r4, ISO 13249-3). Written little-endian, two- or
 * three-dimensional (ISO code + 1000); read in either byte order, ISO or EWKB dimensions, an SRID passed over,
 * a measure (M) dropped. An empty point is written with NaN coordinates, as PostGIS and GEOS do.
 */
import { fail, ok, type Result } from '../base/result.ts';
import type { Geometry, Position } from './geojson.ts';

export type WkbIssue = 'wkb-too-short' | 'wkb-unknown-type' | 'wkb-too-deep';

const CODES = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;
const HEADER_BYTES = 5;
const COUNT_BYTES = 4;
/** Deeper collections are refused: they only occur in hostile input. */
const MAX_DEPTH = 16;

export function writeWkb(geometry: Geometry): Uint8Array<ArrayBuffer> {
  const dimensions = dimensionsOf(geometry);
  const bytes = new Uint8Array(sizeOf(geometry, dimensions));
  const view = new DataView(bytes.buffer);
  let at = 0;

  const header = (type: Geometry['type']) => {
    view.setUint8(at, 1);
    view.setUint32(at + 1, CODES[type] + (dimensions === 3 ? 1000 : 0), true);
    at += HEADER_BYTES;
  };
  const count = (n: number) => {
    view.setUint32(at, n, true);
    at += COUNT_BYTES;
  };
  const position = (p: Position) => {
    for (let d = 0; d < dimensions; d++) {
      view.setFloat64(at, p[d] ?? (p.length === 0 ? Number.NaN : 0), true);
      at += 8;
    }
  };
  const positions = (list: readonly Position[]) => {
    count(list.length);
    for (const p of list) position(p);
  };
  const rings = (list: readonly (readonly Position[])[]) => {
    count(list.length);
    for (const ring of list) positions(ring);
  };

  const write = (g: Geometry): void => {
    header(g.type);
    switch (g.type) {
      case 'Point':
        position(g.coordinates);
        break;
      case 'LineString':
        positions(g.coordinates);
        break;
      case 'Polygon':
        rings(g.coordinates);
        break;
      case 'MultiPoint':
        count(g.coordinates.length);
        for (const coordinates of g.coordinates) write({ type: 'Point', coordinates });
        break;
      case 'MultiLineString':
        count(g.coordinates.length);
        for (const coordinates of g.coordinates) write({ type: 'LineString', coordinates });
        break;
      case 'MultiPolygon':
        count(g.coordinates.length);
        for (const coordinates of g.coordinates) write({ type: 'Polygon', coordinates });
        break;
      case 'GeometryCollection':
        count(g.geometries.length);
        for (const part of g.geometries) write(part);
    }
  };
  write(geometry);
  return bytes;
}

export function readWkb(bytes: Uint8Array): Result<Geometry, WkbIssue> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let issue: WkbIssue | null = null;
  const stop = (code: WkbIssue) => {
    issue ??= code;
    return null;
  };
  /** A count is believed only when that many items, of at least so many bytes, can still follow. */
  const count = (little: boolean, itemBytes: number): number | null => {
    if (at + COUNT_BYTES > view.byteLength) return stop('wkb-too-short');
    const n = view.getUint32(at, little);
    at += COUNT_BYTES;
    return n * itemBytes > view.byteLength - at ? stop('wkb-too-short') : n;
  };

  const read = (depth: number): Geometry | null => {
    if (depth > MAX_DEPTH) return stop('wkb-too-deep');
    if (at + HEADER_BYTES > view.byteLength) return stop('wkb-too-short');
    const little = view.getUint8(at) === 1;
    const code = view.getUint32(at + 1, little);
    at += HEADER_BYTES;
    if ((code & 0x20000000) !== 0) at += 4;
    const iso = code & 0x0fffffff;
    const thousands = Math.floor(iso / 1000);
    const hasZ = (code & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
    const hasM = (code & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
    const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);

    const position = (): Position | null => {
      if (at + stride > view.byteLength) return stop('wkb-too-short');
      const p = [view.getFloat64(at, little), view.getFloat64(at + 8, little)];
      if (hasZ) p.push(view.getFloat64(at + 16, little));
      at += stride;
      return p;
    };
    const list = <T>(itemBytes: number, item: () => T | null): T[] | null => {
      const n = count(little, itemBytes);
      if (n === null) return null;
      const items: T[] = [];
      for (let i = 0; i < n; i++) {
        const next = item();
        if (next === null) return null;
        items.push(next);
      }
      return items;
    };
    const positions = () => list(stride, position);
    const rings = () => list(COUNT_BYTES, positions);
    const part = <T extends Geometry['type']>(type: T) => {
      const geometry = read(depth + 1);
      if (geometry === null) return null;
      return geometry.type === type ? (geometry as Extract<Geometry, { type: T }>) : stop('wkb-unknown-type');
    };

    switch (iso % 1000) {
      case CODES.Point: {
        const p = position();
        return p && { type: 'Point', coordinates: Number.isNaN(p[0]!) && Number.isNaN(p[1]!) ? [] : p };
      }
      case CODES.LineString: {
        const line = positions();
        return line && { type: 'LineString', coordinates: line };
      }
      case CODES.Polygon: {
        const polygon = rings();
        return polygon && { type: 'Polygon', coordinates: polygon };
      }
      case CODES.MultiPoint: {
        const parts = list(HEADER_BYTES, () => part('Point'));
        return parts && { type: 'MultiPoint', coordinates: parts.map((p) => p.coordinates) };
      }
      case CODES.MultiLineString: {
        const parts = list(HEADER_BYTES, () => part('LineString'));
        return parts && { type: 'MultiLineString', coordinates: parts.map((p) => p.coordinates) };
      }
      case CODES.MultiPolygon: {
        const parts = list(HEADER_BYTES, () => part('Polygon'));
        return parts && { type: 'MultiPolygon', coordinates: parts.map((p) => p.coordinates) };
      }
      case CODES.GeometryCollection: {
        const parts = list(HEADER_BYTES, () => read(depth + 1));
        return parts && { type: 'GeometryCollection', geometries: parts };
      }
      default:
        return stop('wkb-unknown-type');
    }
  };

  const geometry = read(0);
  return geometry === null ? fail(issue ?? 'wkb-too-short') : ok(geometry);
}

/** 3 when any position has a height, so that none is lost; missing heights are then written as 0. */
function dimensionsOf(geometry: Geometry): 2 | 3 {
  if (geometry.type === 'GeometryCollection') {
    return geometry.geometries.some((part) => dimensionsOf(part) === 3) ? 3 : 2;
  }
  const anyHeight = (coordinates: unknown): boolean =>
    Array.isArray(coordinates) &&
    (Array.isArray(coordinates[0]) ? coordinates.some(anyHeight) : coordinates.length > 2);
  return anyHeight(geometry.coordinates) ? 3 : 2;
}

function sizeOf(geometry: Geometry, dimensions: number): number {
  const stride = 8 * dimensions;
  const line = (positions: readonly Position[]) => COUNT_BYTES + positions.length * stride;
  const polygon = (rings: readonly (readonly Position[])[]) =>
    COUNT_BYTES + rings.reduce((sum, ring) => sum + line(ring), 0);
  switch (geometry.type) {
    case 'Point':
      return HEADER_BYTES + stride;
    case 'LineString':
      return HEADER_BYTES + line(geometry.coordinates);
    case 'Polygon':
      return HEADER_BYTES + polygon(geometry.coordinates);
    case 'MultiPoint':
      return HEADER_BYTES + COUNT_BYTES + geometry.coordinates.length * (HEADER_BYTES + stride);
    case 'MultiLineString':
      return geometry.coordinates.reduce((sum, part) => sum + HEADER_BYTES + line(part), HEADER_BYTES + COUNT_BYTES);
    case 'MultiPolygon':
      return geometry.coordinates.reduce((sum, part) => sum + HEADER_BYTES + polygon(part), HEADER_BYTES + COUNT_BYTES);
    case 'GeometryCollection':
      return geometry.geometries.reduce((sum, part) => sum + sizeOf(part, dimensions), HEADER_BYTES + COUNT_BYTES);
  }
}
