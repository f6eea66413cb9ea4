/**
 * How wide and how deep a street is between its buildings, measured on their outlines: from points along the stretch a
 * line is drawn to either side, square to the street, and the first wall it meets counts.
 *
 * Points    every 10 m of the middle two thirds: the ends lie in the crossing, between its chamfered corners
 * Side      walled where at least half of its lines meet a wall; as far off as the median of them, m
 * Width     the distances to both sides; a side that is not walled is as far as the street's own width has it
 * Height    mean over both sides of the walls met, times the share of lines that met one (a gap is a wall of no height), m
 * Reach     50 m to a side; beyond that the street is open
 * Edge      beyond the hull of the streets' ends nobody knows what stands: there the other side stands for both
 */

import type { Geometry, Position } from '../../geo/geojson.ts';
import { polygonsOf } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import { createSegmentIndex } from '../../geo/segment-index.ts';
import { convexHull } from '../gates.ts';
import { isInsideRing } from './street-shape.ts';

export interface CanyonMeasure {
  readonly widthM: number;
  readonly heightM: number;
}

export interface MeasuredStretch {
  /** Degrees, from one crossing to the next. */
  readonly positions: readonly Position[];
  /** What its own data say, m. */
  readonly usualWidthM: number;
}

export interface WalledBuilding {
  readonly geometry: Geometry;
  readonly heightM: number;
}

const STEP_M = 10;
const REACH_M = 50;
const NARROWEST_M = 4;
/** Share of a stretch, at either end, that belongs to its crossing. */
const CROSSING_SHARE = 1 / 6;
const LEAST_WALLED = 0.5;
/** So far beyond a street's own width its side must be known. */
const BEHIND_FACADE_M = 6;

type FirstWall = (
  px: number,
  py: number,
  ux: number,
  uy: number,
) => { readonly awayM: number; readonly heightM: number } | null;

/** By stretch. A stretch of one point is as wide as its data say, and open. */
export function measureCanyons(
  stretches: readonly MeasuredStretch[],
  buildings: readonly WalledBuilding[],
): CanyonMeasure[] {
  const origin = stretches.find(({ positions }) => positions.length > 0)?.positions[0];
  if (origin === undefined) return stretches.map(({ usualWidthM }) => open(usualWidthM));
  const { toLocal } = createLocalFrame({ lon: origin[0]!, lat: origin[1]! });
  const local = (at: Position) => toLocal(at[0]!, at[1]!);
  const firstWall = wallFinder(buildings, local);
  const lines = stretches.map(({ positions }) => positions.map(local));
  const ends = lines.flatMap((line) => (line.length > 0 ? [line[0]!, line.at(-1)!] : []));
  const endX = Float64Array.from(ends, ([x]) => x);
  const endY = Float64Array.from(ends, ([, y]) => y);
  const hull = convexHull(endX, endY).map((end) => [endX[end]!, endY[end]!] as const);
  // Streets on one line enclose nothing: everything beside them counts as known.
  const isKnown = (x: number, y: number) => hull.length < 3 || isInsideRing(hull, x, y);

  return stretches.map(({ usualWidthM }, stretch) => {
    const sides = ([1, -1] as const).map((turn) => {
      const away: number[] = [];
      let heights = 0;
      let known = 0;
      let looks = 0;
      for (const { x, y, dx, dy } of looksAlong(lines[stretch]!)) {
        looks++;
        const ux = -dy * turn;
        const uy = dx * turn;
        const wall = firstWall(x, y, ux, uy);
        const behindM = usualWidthM / 2 + BEHIND_FACADE_M;
        if (wall !== null || isKnown(x + ux * behindM, y + uy * behindM)) known++;
        if (wall === null) continue;
        away.push(wall.awayM);
        heights += wall.heightM;
      }
      if (known < looks / 2 || known === 0) return null;
      const isWalled = away.length >= known * LEAST_WALLED;
      return { awayM: isWalled ? medianOf(away) : null, heightM: heights / known };
    });
    const seen = sides.filter((side) => side !== null);
    if (seen.length === 0) return open(usualWidthM);
    const walls = seen.flatMap(({ awayM }) => awayM ?? []);
    const [one, other] = walls;
    const across = one === undefined ? 0 : (other ?? Math.max(usualWidthM - one, usualWidthM / 2));
    return {
      widthM: Math.max(NARROWEST_M, one === undefined ? usualWidthM : one + across),
      heightM: seen.reduce((sum, { heightM }) => sum + heightM, 0) / seen.length,
    };
  });
}

const open = (widthM: number): CanyonMeasure => ({ widthM: Math.max(NARROWEST_M, widthM), heightM: 0 });

/** Points in the middle two thirds of a line, with the direction of its piece (of length 1). */
function* looksAlong(line: readonly (readonly number[])[]) {
  let whole = 0;
  const pieces = line.slice(1).map((to, i) => {
    const [ax, ay] = line[i] as readonly [number, number];
    const dx = to[0]! - ax;
    const dy = to[1]! - ay;
    const length = Math.sqrt(dx * dx + dy * dy);
    whole += length;
    return { ax, ay, dx, dy, length };
  });
  const from = whole * CROSSING_SHARE;
  const span = whole - 2 * from;
  const steps = Math.max(1, Math.round(span / STEP_M));
  let piece = 0;
  let passed = 0;
  for (let step = 0; whole > 0 && step < steps; step++) {
    const at = from + ((step + 0.5) / steps) * span;
    while (piece < pieces.length - 1 && passed + pieces[piece]!.length < at) passed += pieces[piece++]!.length;
    const { ax, ay, dx, dy, length } = pieces[piece]!;
    const share = (at - passed) / length;
    yield { x: ax + share * dx, y: ay + share * dy, dx: dx / length, dy: dy / length };
  }
}

/** Distance to the first wall in a direction of length 1, and its height; null where there is none within reach. */
function wallFinder(
  buildings: readonly WalledBuilding[],
  local: (at: Position) => readonly [number, number, number],
): FirstWall {
  const x: number[] = [];
  const y: number[] = [];
  const starts: number[] = [];
  const heights: number[] = [];
  for (const { geometry, heightM } of buildings) {
    for (const rings of polygonsOf(geometry)) {
      for (const ring of rings) {
        ring.forEach((at, i) => {
          const [east, north] = local(at);
          if (i + 1 < ring.length) {
            starts.push(x.length);
            heights.push(heightM);
          }
          x.push(east);
          y.push(north);
        });
      }
    }
  }
  const wallX = Float64Array.from(x);
  const wallY = Float64Array.from(y);
  const index = createSegmentIndex(starts, wallX, wallY);
  return (px, py, ux, uy) => {
    const qx = px + ux * REACH_M;
    const qy = py + uy * REACH_M;
    let best: { awayM: number; heightM: number } | null = null;
    for (const wall of index.near(Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy))) {
      const a = starts[wall]!;
      const ex = wallX[a + 1]! - wallX[a]!;
      const ey = wallY[a + 1]! - wallY[a]!;
      const cross = ux * ey - uy * ex;
      if (cross === 0) continue;
      const ox = wallX[a]! - px;
      const oy = wallY[a]! - py;
      const away = (ox * ey - oy * ex) / cross;
      const share = (ox * uy - oy * ux) / cross;
      if (away < 0 || away > REACH_M || share < 0 || share > 1) continue;
      if (best === null || away < best.awayM) best = { awayM: away, heightM: heights[wall]! };
    }
    return best;
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}
