/** Every row mended, reprojected, put on the globe and wound; what cannot be is left out and said. */
import { CRS84 } from '../crs.ts';
import { type CrsDecision, type CrsKnowledge, isInArea } from './crs-decision.ts';
import { ReadCancelled, type ReadOptions } from './feature-source.ts';
import { farRows } from './geometry/far-rows.ts';
import type { FlatGeometry } from './geometry/flat-geometry.ts';
import { faultsOfRow, mendRow } from './geometry/mend-rows.ts';
import { placeOnGlobe, windRow } from './geometry/on-the-globe.ts';
import type { PolygonChecker } from './geometry/polygon-faults.ts';
import { createReprojection } from './geometry/reproject.ts';
import type { RingTurns } from './geometry/ring-turns.ts';
import type { DoctorReport } from './report.ts';
import type { Rows } from './rows.ts';
import type { Tally } from './tally.ts';

/** Between so many rows a worker may look at its messages. */
const ROWS_PER_SLICE = 5_000;

interface Placed {
  readonly geometry: FlatGeometry;
  readonly tally: Tally;
  readonly turns: RingTurns;
  readonly rows: Rows;
  readonly checker: PolygonChecker;
}

interface PlaceOptions extends ReadOptions {
  readonly registry: CrsKnowledge;
}

/** West, south, east, north of what can be drawn; null where nothing can, or nobody knows where. */
export async function placeRows(
  placed: Placed,
  decision: CrsDecision,
  options: PlaceOptions,
): Promise<DoctorReport['bbox']> {
  const { geometry, tally, turns, rows } = placed;
  await mendAll(placed, rows.toMend, options, false);
  const { definition, isSwapped } = decision;
  if (definition === null) {
    turns.tell(tally, false);
    return null;
  }
  const reprojection = createReprojection(definition, isSwapped);
  turns.tell(tally, reprojection.isMirrored(geometry));
  const area = definition.code === CRS84.code ? null : options.registry.areaOf(definition);
  // Loaded for any file that comes near: a few kilobytes beside what mends.
  const cut = needsCutting(geometry, rows, reprojection.isIdentity)
    ? (await import('./geometry/cut-at-antimeridian.ts')).cutWhereItPasses
    : () => null;

  await inSlices(rows.count, 'reprojecting', options, (row) => {
    if (!geometry.hasGeometry(row)) return;
    if (!reprojection.row(geometry, row)) {
      geometry.emptyRow(row);
      tally.feature('unprojectable', row);
      tally.leaveOut(row, 'unprojectable');
      return;
    }
    const first = geometry.firstVertex(row);
    const { values } = geometry.xy;
    if (area !== null && !isInArea(area, values[first * 2]!, values[first * 2 + 1]!)) {
      tally.feature('outside-crs-area', row);
    }
    const code = placeOnGlobe(geometry, row, cut);
    if (code === null) return;
    tally.feature(code, row);
    if (!geometry.hasGeometry(row)) tally.leaveOut(row, code);
  });
  // Rounding in the projection can make a crossing of a touch: those rows are looked at again, and mended without a word.
  if (!reprojection.isIdentity) {
    const crossing = rows.delicate.filter(
      (row) => geometry.hasGeometry(row) && faultsOfRow(geometry, row, placed.checker).needsMending,
    );
    await mendAll(placed, crossing, options, true);
  }
  for (let row = 0; row < rows.count; row++) if (geometry.hasGeometry(row)) windRow(geometry, row);
  for (const row of farRows(geometry)) tally.feature('far-from-the-rest', row);
  return boundsOfRows(geometry);
}

async function mendAll(placed: Placed, toMend: readonly number[], options: ReadOptions, again: boolean): Promise<void> {
  if (toMend.length === 0) return;
  const { geometry, tally, checker } = placed;
  const { mendedPolygons } = await import('./geometry/mend-polygons.ts');
  await inSlices(
    toMend.length,
    'checking',
    options,
    (i) => {
      const row = toMend[i]!;
      const result = mendRow(geometry, row, checker, mendedPolygons);
      if (result === 'failed') tally.feature('repair-failed', row);
      if (result === 'lost' && !again) tally.ring('zero-area-ring', row);
      if (!geometry.hasGeometry(row)) tally.leaveOut(row, result === 'failed' ? 'repair-failed' : 'zero-area-ring');
    },
    20,
  );
}

async function inSlices(
  count: number,
  step: 'checking' | 'reprojecting',
  options: ReadOptions,
  each: (index: number) => void,
  slice = ROWS_PER_SLICE,
): Promise<void> {
  for (let from = 0; from < count; from += slice) {
    if (options.isCancelled?.()) throw new ReadCancelled();
    const to = Math.min(count, from + slice);
    for (let index = from; index < to; index++) each(index);
    options.onProgress?.({ step, done: to, all: count });
    await options.pause?.();
  }
}

/** Degrees tell at once; of other systems only some come near the antimeridian, and nothing is lost by being ready. */
function needsCutting(geometry: FlatGeometry, rows: Rows, isIdentity: boolean): boolean {
  if (!isIdentity) return true;
  for (let row = 0; row < rows.count; row++) {
    if (!geometry.hasGeometry(row)) continue;
    const [from, to] = geometry.verticesOf(row);
    let [west, east] = [Infinity, -Infinity];
    for (let v = from; v < to; v++) {
      const x = geometry.xy.values[v * 2]!;
      if (x < west) west = x;
      if (x > east) east = x;
    }
    if (west < -180 || east > 180 || east - west > 180) return true;
  }
  return false;
}

function boundsOfRows(geometry: FlatGeometry): DoctorReport['bbox'] {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  const { values } = geometry.xy;
  for (let row = 0; row < geometry.rowCount; row++) {
    if (!geometry.hasGeometry(row)) continue;
    const from = geometry.firstVertex(row) * 2;
    const to = geometry.endOfVertices(row) * 2;
    for (let at = from; at < to; at += 2) {
      const x = values[at]!;
      const y = values[at + 1]!;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
  }
  return west <= east ? [west, south, east, north] : null;
}
