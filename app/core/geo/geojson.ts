/** The GeoJSON types (RFC 7946) that every room uses, and the few questions they all ask of a geometry. */
import type { Feature, Geometry, Position } from 'geojson';

export type {
  Feature,
  FeatureCollection,
  Geometry,
  Point,
  Polygon,
  Position,
} from 'geojson';

/** Features by row. An array is one; where they would take too much memory at once, each may be made when it is asked for. */
export interface FeatureRows {
  readonly length: number;
  at(row: number): Feature<Geometry | null> | undefined;
}

/** Rings of one polygon: the outer one first, then its holes. */
export type Rings = readonly (readonly Position[])[];

/** Every polygon of a geometry, whatever holds it; other shapes are passed over. */
export function polygonsOf(geometry: Geometry): readonly Rings[] {
  switch (geometry.type) {
    case 'Polygon':
      return [geometry.coordinates];
    case 'MultiPolygon':
      return geometry.coordinates;
    case 'GeometryCollection':
      return geometry.geometries.flatMap(polygonsOf);
    default:
      return [];
  }
}

/** Every line of a geometry, whatever holds it; the rings of polygons do not count as lines. */
export function linesOf(geometry: Geometry): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return geometry.coordinates;
    case 'GeometryCollection':
      return geometry.geometries.flatMap(linesOf);
    default:
      return [];
  }
}

/** Every point of a geometry, whatever holds it; the vertices of lines and polygons do not count as points. */
export function pointsOf(geometry: Geometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates.length > 1 ? [geometry.coordinates] : [];
    case 'MultiPoint':
      return geometry.coordinates;
    case 'GeometryCollection':
      return geometry.geometries.flatMap(pointsOf);
    default:
      return [];
  }
}

/** Twice the signed area of a ring in its own units squared: positive when counter-clockwise. Closed or not. */
export function doubleSignedArea(ring: readonly Position[]): number {
  const first = ring[0];
  if (first === undefined) return 0;
  // Relative to the first vertex, so that small rings far from the origin keep their digits.
  const x0 = first[0]!;
  const y0 = first[1]!;
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[i + 1]!;
    sum += (a[0]! - x0) * (b[1]! - y0) - (b[0]! - x0) * (a[1]! - y0);
  }
  return sum;
}
