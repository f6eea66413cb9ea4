/** Coordinate reference systems by code, and transformations between them. */
import proj4 from 'proj4';
import type { Geometry, Position } from './geojson.ts';

export interface CrsDefinition {
  /** Authority and number, `EPSG:25831`. */
  readonly code: string;
  readonly name: string;
  /** Definition as PROJ writes it; easting or longitude comes first, unless it says otherwise (`+axis=swu`). */
  readonly proj: string;
  readonly unit: CrsUnit;
  /** Degrees to a unit where that is not the degree itself: 0.9 for the grad. */
  readonly degreesPerUnit?: number;
}

/** `other` is a foot of some kind, a yard, a kilometre: the definition has its length. */
export type CrsUnit = 'degree' | 'metre' | 'other';

/** WGS84 longitude, latitude in degrees: what GeoJSON is in. */
export const CRS84: CrsDefinition = {
  code: 'OGC:CRS84',
  name: 'WGS 84 (longitude, latitude)',
  proj: '+proj=longlat +datum=WGS84 +no_defs',
  unit: 'degree',
};

/** ETRS89 / UTM zone 31N: Barcelona's official system. Within a metre of WGS84, taken as equal here. */
export const EPSG25831: CrsDefinition = {
  code: 'EPSG:25831',
  name: 'ETRS89 / UTM zone 31N',
  proj: '+proj=utm +zone=31 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
  unit: 'metre',
};

/** The systems that are always at hand; all others are in crs/registry.ts, which is loaded when it is needed. */
export const SHIPPED_CRS: readonly CrsDefinition[] = [CRS84, EPSG25831];

export interface CrsTransform {
  readonly from: CrsDefinition;
  readonly to: CrsDefinition;
  /** From `from` to `to`; null where the projection has no answer. */
  forward(x: number, y: number): readonly [x: number, y: number] | null;
  inverse(x: number, y: number): readonly [x: number, y: number] | null;
}

/** Finds a definition by code, whatever its case; `EPSG:4326` is read as CRS84, since files write longitude first. */
export function findCrs(code: string, definitions: readonly CrsDefinition[] = SHIPPED_CRS): CrsDefinition | null {
  const wanted = code.trim().toUpperCase();
  if (wanted === 'EPSG:4326') return CRS84;
  return definitions.find((definition) => definition.code === wanted) ?? null;
}

export function createCrsTransform(from: CrsDefinition, to: CrsDefinition): CrsTransform {
  const converter = proj4(from.proj, to.proj);
  const fromUnit = from.degreesPerUnit ?? 1;
  const toUnit = to.degreesPerUnit ?? 1;
  return {
    from,
    to,
    forward: (x, y) => {
      try {
        // `true`: a definition with its axes the other way round is read as it says.
        return finitePair(converter.forward([x * fromUnit, y * fromUnit], true), toUnit);
      } catch {
        return null;
      }
    },
    inverse: (x, y) => {
      try {
        return finitePair(converter.inverse([x * toUnit, y * toUnit], true), fromUnit);
      } catch {
        return null;
      }
    },
  };
}

/**
 * Transforms points `from` to `to` (not included) of x, y, x, y … in place; NaN, NaN where the projection has no answer.
 * Returns how many those were. About three million points a second for transverse Mercator.
 */
export function transformFlat(transform: CrsTransform, xy: Float64Array, from = 0, to = xy.length >> 1): number {
  let unplaced = 0;
  for (let at = 2 * from; at < 2 * to; at += 2) {
    const placed = transform.forward(xy[at]!, xy[at + 1]!);
    if (placed === null) unplaced++;
    xy[at] = placed?.[0] ?? Number.NaN;
    xy[at + 1] = placed?.[1] ?? Number.NaN;
  }
  return unplaced;
}

/** The geometry in the other system, positions' further members kept; null when any position has no answer. */
export function transformGeometry<G extends Geometry>(geometry: G, transform: CrsTransform): G | null {
  let complete = true;
  const position = (from: Position): Position => {
    const to = transform.forward(from[0]!, from[1]!);
    if (to === null) complete = false;
    return to === null ? from : [...to, ...from.slice(2)];
  };
  const transformed = mapPositions(geometry, position);
  return complete ? transformed : null;
}

/** Applies `change` to every position of a geometry. */
export function mapPositions<G extends Geometry>(geometry: G, change: (position: Position) => Position): G {
  if (geometry.type === 'GeometryCollection') {
    return { ...geometry, geometries: geometry.geometries.map((part) => mapPositions(part, change)) };
  }
  const deep = (coordinates: unknown): unknown =>
    Array.isArray(coordinates) && Array.isArray(coordinates[0])
      ? coordinates.map(deep)
      : (coordinates as Position).length > 0
        ? change(coordinates as Position)
        : coordinates;
  return { ...geometry, coordinates: deep(geometry.coordinates) };
}

/** proj4 throws on what it cannot place (a latitude of 95°, NaN), or answers nonsense: bad input, not a programming error. */
function finitePair(pair: readonly number[] | undefined, unit: number): readonly [number, number] | null {
  if (pair === undefined) return null;
  const [x, y] = pair as readonly [number, number];
  return Number.isFinite(x) && Number.isFinite(y) ? [x / unit, y / unit] : null;
}
