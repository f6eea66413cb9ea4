/** Questions about one closed ring of the flat geometry, answered without rounding. */
import { orientation, wholeNumbers } from '../../spatial/orientation.ts';

/** A ring is vertices `from` to `to` (not included) of x, y pairs; its last vertex equals its first. */
type Vertices = Float64Array;

const EPSILON = 2 ** -52;
/** Products below this may have lost digits to underflow. */
const SMALLEST_SURE = 1e-290;

/**
 * 1 for counter-clockwise, −1 for clockwise, 0 for no area on balance. The shoelace formula about the first vertex, and in
 * whole numbers where its rounding leaves a doubt: rings of a few nanodegrees keep their direction.
 */
export function windingOf(xy: Vertices, from: number, to: number): -1 | 0 | 1 {
  const x0 = xy[from * 2]!;
  const y0 = xy[from * 2 + 1]!;
  let sum = 0;
  let terms = 0;
  let x1 = 0;
  let y1 = 0;
  for (let v = from + 1; v < to; v++) {
    const x2 = xy[v * 2]! - x0;
    const y2 = xy[v * 2 + 1]! - y0;
    const left = x1 * y2;
    const right = x2 * y1;
    sum += left - right;
    terms += Math.abs(left) + Math.abs(right);
    x1 = x2;
    y1 = y2;
  }
  const doubt = (to - from + 8) * EPSILON * terms + SMALLEST_SURE * (to - from);
  if (sum > doubt) return 1;
  if (sum < -doubt) return -1;
  return exactWindingOf(xy, from, to);
}

function exactWindingOf(xy: Vertices, from: number, to: number): -1 | 0 | 1 {
  const whole = wholeNumbers(xy.subarray(from * 2, to * 2));
  let sum = 0n;
  for (let i = 0; i + 3 < whole.length; i += 2) {
    sum += whole[i]! * whole[i + 3]! - whole[i + 2]! * whole[i + 1]!;
  }
  return sum > 0n ? 1 : sum < 0n ? -1 : 0;
}

/** All vertices on one straight line: nothing inside. */
export function isFlat(xy: Vertices, from: number, to: number): boolean {
  const [ax, ay] = [xy[from * 2]!, xy[from * 2 + 1]!];
  let second = from + 1;
  while (second < to && xy[second * 2] === ax && xy[second * 2 + 1] === ay) second++;
  if (second >= to) return true;
  const [bx, by] = [xy[second * 2]!, xy[second * 2 + 1]!];
  for (let v = second + 1; v < to; v++) {
    if (orientation(ax, ay, bx, by, xy[v * 2]!, xy[v * 2 + 1]!) !== 0) return false;
  }
  return true;
}

export const OUTSIDE = 0;
export const ON_EDGE = 1;
export const INSIDE = 2;
export type RingPlace = typeof OUTSIDE | typeof ON_EDGE | typeof INSIDE;

/** Where a point lies against a ring, by even and odd. */
export function placeInRing(xy: Vertices, from: number, to: number, x: number, y: number): RingPlace {
  let inside = false;
  for (let v = from; v + 1 < to; v++) {
    const y1 = xy[v * 2 + 1]!;
    const y2 = xy[v * 2 + 3]!;
    if ((y1 > y && y2 > y) || (y1 < y && y2 < y)) continue;
    const x1 = xy[v * 2]!;
    const x2 = xy[v * 2 + 2]!;
    if (x1 < x && x2 < x) continue;
    if (y1 === y2) {
      if (x >= Math.min(x1, x2) && x <= Math.max(x1, x2)) return ON_EDGE;
      continue;
    }
    // Lower ends count, upper ends do not, so that a corner on the ray counts once.
    const isBelowTop = y < Math.max(y1, y2);
    if (x1 > x && x2 > x) {
      if (isBelowTop) inside = !inside;
      continue;
    }
    const side = orientation(x1, y1, x2, y2, x, y);
    if (side === 0) return ON_EDGE;
    if (side > 0 === y1 < y2 && isBelowTop) inside = !inside;
  }
  return inside ? INSIDE : OUTSIDE;
}
