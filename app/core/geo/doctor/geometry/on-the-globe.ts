/**
 * The last rules, for shapes in degrees: latitudes end at ±90°, longitudes go round, edges over the antimeridian are cut
 * there (RFC 7946, 3.1.9), and rings are wound the way that it asks for.
 */
import type { Geometry } from '../../geojson.ts';
import type { DoctorCode } from '../report.ts';
import { type FlatGeometry, POINTS, POLYGONS } from './flat-geometry.ts';
import { windingOf } from './ring-rules.ts';

/** Digits that a projection may lose at the ends of the world, degrees. */
const ROUNDING_DEG = 1e-9;
/** Longitudes are put back by one turn at most. */
const FARTHEST_LONGITUDE = 540;

type CutAtAntimeridian = (geometry: Geometry) => Geometry | null;

/**
 * Puts a row within the world. Null: nothing had to be done. `out-of-range` leaves the row without geometry. `cut` is asked
 * for lines and polygons that pass the antimeridian.
 */
export function placeOnGlobe(geometry: FlatGeometry, row: number, cut: CutAtAntimeridian): DoctorCode | null {
  const [from, to] = geometry.verticesOf(row);
  const { values } = geometry.xy;
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let v = from; v < to; v++) {
    const x = values[v * 2]!;
    const y = values[v * 2 + 1]!;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  if (west >= -180 && east <= 180 && east - west <= 180 && south >= -90 && north <= 90) return null;
  if (
    south < -90 - ROUNDING_DEG ||
    north > 90 + ROUNDING_DEG ||
    west < -FARTHEST_LONGITUDE ||
    east > FARTHEST_LONGITUDE
  ) {
    geometry.emptyRow(row);
    return 'out-of-range';
  }
  for (let v = from; v < to; v++) {
    values[v * 2 + 1] = Math.max(-90, Math.min(90, values[v * 2 + 1]!));
    const x = values[v * 2]!;
    if (Math.abs(x) > 180 && Math.abs(x) <= 180 + ROUNDING_DEG) values[v * 2] = Math.sign(x) * 180;
  }
  west = Math.max(west, west >= -180 - ROUNDING_DEG ? -180 : west);
  east = Math.min(east, east <= 180 + ROUNDING_DEG ? 180 : east);
  if (west >= -180 && east <= 180 && east - west <= 180) return null;
  const only = geometry.endOfPieces(row) - geometry.firstPiece(row) === 1;
  if (only && geometry.kindOf(geometry.firstPiece(row)) === POINTS) return turnBack(geometry, from, to);
  if (east <= -180 || west >= 180) return turnBack(geometry, from, to);
  return cutRow(geometry, row, cut);
}

/** Longitudes of another turn, each by itself. */
function turnBack(geometry: FlatGeometry, from: number, to: number): DoctorCode | null {
  const { values } = geometry.xy;
  let isTurned = false;
  for (let v = from; v < to; v++) {
    const x = values[v * 2]!;
    if (x >= -180 && x <= 180) continue;
    values[v * 2] = x < 0 ? x + 360 : x - 360;
    isTurned = true;
  }
  return isTurned ? 'longitude-beyond-180' : null;
}

function cutRow(geometry: FlatGeometry, row: number, cut: CutAtAntimeridian): DoctorCode | null {
  const mark = geometry.mark();
  let isCut = false;
  for (let piece = geometry.firstPiece(row); piece < geometry.endOfPieces(row); piece++) {
    const before = geometry.pieceAsGeometry(piece, false);
    const after = cut(before);
    if (after !== null) isCut = true;
    geometry.write(after ?? before);
  }
  if (!isCut) {
    geometry.backTo(mark);
    return null;
  }
  geometry.replaceRow(row, mark);
  return 'crosses-antimeridian';
}

/** Shells counter-clockwise, holes clockwise. */
export function windRow(geometry: FlatGeometry, row: number): void {
  for (let piece = geometry.firstPiece(row); piece < geometry.endOfPieces(row); piece++) {
    if (geometry.kindOf(piece) !== POLYGONS) continue;
    for (let part = geometry.pieceEnd.startOf(piece); part < geometry.pieceEnd.startOf(piece + 1); part++) {
      const shell = geometry.partEnd.startOf(part);
      for (let path = shell; path < geometry.partEnd.startOf(part + 1); path++) {
        const winding = windingOf(
          geometry.xy.values,
          geometry.pathEnd.startOf(path),
          geometry.pathEnd.startOf(path + 1),
        );
        if (winding === (path === shell ? -1 : 1)) geometry.reverse(path);
      }
    }
  }
}
