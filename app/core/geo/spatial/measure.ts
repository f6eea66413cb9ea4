/**
 * Lengths and directions on the WGS84 ellipsoid, between vertices along geodesics as PostGIS' geography measures them
 * (C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 2013, in the author's implementation): right to nanometres. A
 * geodesic and the straight line in degrees that GeoJSON draws are as long as each other to a millionth, up to 10 km.
 */
import type { Geometry, Position } from '../geojson.ts';
import { linesOf, polygonsOf } from '../geojson.ts';
import type { Bounds } from './ellipsoid-scale.ts';
import { geodesicInverse, geodesicM, geodesicPoint } from './geodesic.ts';
import { SpatialError } from './spatial-error.ts';

/** Throws where positions cannot be degrees: metres of a projected system would give a number that means nothing. */
export function requireDegrees(bounds: Bounds | null): void {
  if (bounds === null) return;
  // A full turn either way is let through: shapes across the antimeridian are sometimes drawn beyond 180°.
  if (bounds.minX >= -360 && bounds.maxX <= 360 && bounds.minY >= -90 && bounds.maxY <= 90) return;
  throw new SpatialError(
    'measures longitude and latitude in degrees; these numbers are none: was it made with ST_Transform?',
  );
}

function pathM(positions: readonly Position[], isRing: boolean): number {
  let metres = 0;
  for (let i = 0; i + 1 < positions.length; i++) metres += stepM(positions[i]!, positions[i + 1]!);
  if (isRing && positions.length > 1) metres += stepM(positions[positions.length - 1]!, positions[0]!);
  return metres;
}

const stepM = (a: Position, b: Position) =>
  a[0] === b[0] && a[1] === b[1] ? 0 : geodesicM(a[0]!, a[1]!, b[0]!, b[1]!);

/** Metres of lines; 0 for points and areas. */
export function lengthOfM(geometry: Geometry): number {
  return linesOf(geometry).reduce((sum, line) => sum + pathM(line, false), 0);
}

/** Metres around areas, holes' edges as well; 0 for points and lines. */
export function perimeterOfM(geometry: Geometry): number {
  let metres = 0;
  for (const rings of polygonsOf(geometry)) for (const ring of rings) metres += pathM(ring, true);
  return metres;
}

/** Radians clockwise from north at a, along the geodesic to b; null where both are the same place. */
export function azimuth(a: Position, b: Position): number | null {
  if (a[0] === b[0] && a[1] === b[1]) return null;
  const degrees = geodesicInverse(a[0]!, a[1]!, b[0]!, b[1]!).azimuthDegrees;
  return (((degrees % 360) + 360) % 360) * (Math.PI / 180);
}

/** The place at a share (0 to 1) of the line's length; null for an empty line. */
export function interpolated(line: readonly Position[], share: number): Position | null {
  const first = line[0];
  if (first === undefined) return null;
  const steps = line.slice(1).map((to, i) => stepM(line[i]!, to));
  let left = steps.reduce((sum, metres) => sum + metres, 0) * share;
  for (const [i, metres] of steps.entries()) {
    if (left < metres) return geodesicPoint(line[i]!, line[i + 1]!, left);
    left -= metres;
  }
  return line[line.length - 1]!;
}
