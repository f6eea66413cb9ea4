/**
 * The last rules, for shapes in degrees: latitudes end at ±90°, longitudes go round, edges over the antimeridian are cut
 * there (RFC 7946, 3.1.9), and rings are wound the way that it asks for.
 */
import type { Geometry } from '../../geojson.ts';
import type { DoctorCode } from '../report.ts';
import { type FlatGeometry, POINTS, POLYGONS } from './flat-geometry.ts';
import { HeightsByPlace } from './heights-by-place.ts';
import { windingOf } from './ring-rules.ts';

/** Digits that a projection may lose at the ends of the world, degrees. */
const ROUNDING_DEG = 1e-9;
/** Longitudes are put back by one turn at most. */
const FARTHEST_LONGITUDE = 540;

type CutAtAntimeridian = (geometry: Geometry) => Geometry | null;

/** What had to be done with one piece. */
type Placing = 'nothing' | 'turned' | 'cut' | 'outside';

/**
 * Puts a row within the world. Null: nothing had to be done. `out-of-range`: a piece is left out, or all. `cut` is asked for
 * lines and polygons that pass the antimeridian.
 */
export function placeOnGlobe(geometry: FlatGeometry, row: number, cut: CutAtAntimeridian): DoctorCode | null {
  let worst: Placing = 'nothing';
  const [first, end] = [geometry.firstPiece(row), geometry.endOfPieces(row)];
  const placings: Placing[] = [];
  for (let piece = first; piece < end; piece++) {
    const placing = placePiece(geometry, piece);
    placings.push(placing);
    if (ORDER.indexOf(placing) > ORDER.indexOf(worst)) worst = placing;
  }
  if (worst === 'nothing') return null;
  if (worst === 'turned') return 'longitude-beyond-180';
  return rewrite(geometry, row, placings, cut);
}

const ORDER: readonly Placing[] = ['nothing', 'turned', 'cut', 'outside'];

function placePiece(geometry: FlatGeometry, piece: number): Placing {
  const [firstPath, endPath] = geometry.pathsOfPieces(piece, piece + 1);
  const [from, to] = [geometry.pathEnd.startOf(firstPath), geometry.pathEnd.startOf(endPath)];
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
  const isPoints = geometry.kindOf(piece) === POINTS;
  const isNarrow = isPoints || east - west <= 180;
  if (west >= -180 && east <= 180 && isNarrow && south >= -90 && north <= 90) return 'nothing';
  if (south < -90 - ROUNDING_DEG || north > 90 + ROUNDING_DEG) return 'outside';
  // More than once round the world is no shape of it.
  if (west < -FARTHEST_LONGITUDE || east > FARTHEST_LONGITUDE || (!isPoints && east - west > 360 + 2 * ROUNDING_DEG))
    return 'outside';
  for (let v = from; v < to; v++) {
    values[v * 2 + 1] = Math.max(-90, Math.min(90, values[v * 2 + 1]!));
    const x = values[v * 2]!;
    if (Math.abs(x) > 180 && Math.abs(x) <= 180 + ROUNDING_DEG) values[v * 2] = Math.sign(x) * 180;
  }
  if (west >= -180 - ROUNDING_DEG && east <= 180 + ROUNDING_DEG) return isNarrow ? 'nothing' : 'cut';
  if (!isPoints && east > -180 && west < 180) return 'cut';
  for (let v = from; v < to; v++) {
    const x = values[v * 2]!;
    if (x < -180 || x > 180) values[v * 2] = x < 0 ? x + 360 : x - 360;
  }
  return 'turned';
}

/** The row anew, with pieces that are cut or left out. */
function rewrite(
  geometry: FlatGeometry,
  row: number,
  placings: readonly Placing[],
  cut: CutAtAntimeridian,
): DoctorCode | null {
  const mark = geometry.mark();
  const first = geometry.firstPiece(row);
  const heights = new HeightsByPlace(geometry, row);
  let code: DoctorCode | null = placings.includes('turned') ? 'longitude-beyond-180' : null;
  for (const [i, placing] of placings.entries()) {
    if (placing === 'outside') continue;
    const before = geometry.pieceAsGeometry(first + i, false);
    const after = placing === 'cut' ? cut(before) : null;
    if (after !== null) code = 'crosses-antimeridian';
    geometry.write(after ?? before);
  }
  if (placings.includes('outside')) code = 'out-of-range';
  if (code === null) {
    // Wide, and not one that goes round the back.
    geometry.backTo(mark);
    return null;
  }
  heights.giveBack(mark.vertices);
  if (geometry.mark().pieces > mark.pieces) geometry.replaceRow(row, mark);
  else geometry.emptyRow(row);
  return code;
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
