/** GeoJSON geometries (RFC 7946) in a text, read with doubt and written with nine decimals as PostGIS does. */
import type { Geometry, Position } from '../geojson.ts';
import { SpatialError } from './spatial-error.ts';

/** Decimals of a degree: a tenth of a millimetre. */
const STEPS = 1e9;
const MAX_DEPTH = 16;
/** How many brackets stand around a position. */
const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

export function geoJsonText(geometry: Geometry): string {
  return JSON.stringify(geometry, (_key, value: unknown) =>
    typeof value === 'number' ? Math.round(value * STEPS) / STEPS : value,
  );
}

/** A geometry, or that of a feature; null for a feature without one. Throws SpatialError. */
export function readGeoJsonText(text: string): Geometry | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SpatialError('takes GeoJSON; this is no JSON');
  }
  if (isObject(value) && value.type === 'Feature') {
    const { geometry } = value as { geometry?: unknown };
    return geometry === null || geometry === undefined ? null : readGeometry(geometry, 0);
  }
  return readGeometry(value, 0);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readGeometry(value: unknown, depth: number): Geometry {
  if (depth > MAX_DEPTH) throw new SpatialError('holds collections in collections more than 16 deep');
  const type = isObject(value) ? value.type : undefined;
  if (type === 'GeometryCollection') {
    const { geometries } = value as { geometries?: unknown };
    if (!Array.isArray(geometries)) throw new SpatialError('takes GeoJSON; this collection has no "geometries"');
    return { type, geometries: geometries.map((part) => readGeometry(part, depth + 1)) };
  }
  const brackets = typeof type === 'string' ? DEPTHS[type] : undefined;
  if (brackets === undefined) throw new SpatialError('takes a GeoJSON geometry; its "type" is none of the seven');
  const { coordinates } = value as { coordinates?: unknown };
  return { type, coordinates: readNested(coordinates, brackets, type === 'Point') } as Geometry;
}

function readNested(value: unknown, brackets: number, mayBeEmpty: boolean): unknown {
  if (!Array.isArray(value)) throw new SpatialError('takes GeoJSON; its "coordinates" are not nested as its type asks');
  if (brackets > 0) return value.map((inner) => readNested(inner, brackets - 1, false));
  if (mayBeEmpty && value.length === 0) return [];
  const position = value.slice(0, 3) as Position;
  if (position.length < 2 || !position.every((number) => typeof number === 'number' && Number.isFinite(number))) {
    throw new SpatialError('takes GeoJSON; a position has two or three numbers');
  }
  return position;
}
