/** Finds rows with faulty polygons, and gives them mended ones. */
import type { Geometry } from '../../geojson.ts';
import type { DoctorCode } from '../report.ts';
import { type FlatGeometry, POLYGONS } from './flat-geometry.ts';
import { HeightsByPlace } from './heights-by-place.ts';
import type { PolygonChecker, PolygonFaults } from './polygon-faults.ts';

type Mend = typeof import('./mend-polygons.ts')['mendedPolygons'];

/** What the rows of a file need, found while they are read. */
export interface RowFaults {
  readonly codes: readonly DoctorCode[];
  readonly needsMending: boolean;
  /** Sound, but a projection's rounding may make a crossing of a touch. */
  readonly isDelicate: boolean;
}

const SOUND: RowFaults = { codes: [], needsMending: false, isDelicate: false };

export function faultsOfRow(geometry: FlatGeometry, row: number, checker: PolygonChecker): RowFaults {
  let faults: RowFaults = SOUND;
  for (let piece = geometry.firstPiece(row); piece < geometry.endOfPieces(row); piece++) {
    if (geometry.kindOf(piece) !== POLYGONS) continue;
    const found = faultsOfPiece(geometry, piece, checker);
    const codes = codesOf(found);
    if (codes.length === 0 && !found.hasTouches) continue;
    faults = {
      codes: [...faults.codes, ...codes],
      needsMending: faults.needsMending || needsMending(found),
      isDelicate: true,
    };
  }
  return faults;
}

function faultsOfPiece(geometry: FlatGeometry, piece: number, checker: PolygonChecker): PolygonFaults {
  return checker.faultsOf(geometry, geometry.pieceEnd.startOf(piece), geometry.pieceEnd.startOf(piece + 1));
}

const needsMending = (faults: PolygonFaults) =>
  faults.crosses || faults.touchesItself || faults.holesOutside || faults.nestedHoles || faults.nestedParts;

function codesOf(faults: PolygonFaults): DoctorCode[] {
  const codes: DoctorCode[] = [];
  if (faults.crosses) codes.push('self-intersection');
  if (faults.touchesItself) codes.push('ring-self-touch');
  if (faults.holesOutside) codes.push('hole-outside-shell');
  if (faults.nestedHoles) codes.push('overlapping-holes');
  if (faults.nestedParts) codes.push('overlapping-parts');
  if (faults.isUnchecked) codes.push('not-checked');
  return codes;
}

/** `lost`: something of the row had no area and is gone. `failed`: no sound shape was found, and the piece is gone. */
export type Mending = 'mended' | 'lost' | 'failed';

/** More crossings are a scribble, and would take minutes to put in order. */
const MOST_CROSSINGS = 5_000;
/** Rounds of mending, since rounding a crossing to a vertex can make another one beside it. */
const MOST_ROUNDS = 4;

export function mendRow(geometry: FlatGeometry, row: number, checker: PolygonChecker, mend: Mend): Mending {
  const first = geometry.firstPiece(row);
  const end = geometry.endOfPieces(row);
  const mark = geometry.mark();
  const heights = new HeightsByPlace(geometry, row);
  let result: Mending = 'mended';
  for (let piece = first; piece < end; piece++) {
    const start = geometry.mark();
    let shape: Geometry = geometry.pieceAsGeometry(piece, false);
    geometry.write(shape);
    if (geometry.kindOf(piece) !== POLYGONS) {
      heights.giveBack(start.vertices);
      continue;
    }
    const [from, to] = [geometry.pieceEnd.startOf(piece), geometry.pieceEnd.startOf(piece + 1)];
    let rounds = checker.crossingsUpTo(MOST_CROSSINGS, geometry, from, to) < MOST_CROSSINGS ? 0 : MOST_ROUNDS;
    while (needsMending(faultsOfPiece(geometry, geometry.mark().pieces - 1, checker))) {
      geometry.backTo(start);
      const mended = rounds++ < MOST_ROUNDS ? mend(shape as Parameters<Mend>[0]) : 'failed';
      if (mended === 'failed' || mended === null) {
        result = mended === 'failed' ? 'failed' : result === 'failed' ? 'failed' : 'lost';
        break;
      }
      shape = mended;
      geometry.write(shape);
    }
    heights.giveBack(start.vertices);
  }
  if (geometry.mark().pieces > mark.pieces) geometry.replaceRow(row, mark);
  else geometry.emptyRow(row);
  return result;
}
