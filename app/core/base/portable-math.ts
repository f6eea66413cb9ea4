/**
 * Elementary functions that give the same bits in every JavaScript engine.
 *
 * ECMAScript leaves the last bit of `Math.sin`, `Math.exp`, `Math.pow` and their like to the engine, and engines do
 * differ (1–10 % of results between Node 20 and Chromium). Whatever must be reproduced to the byte — the district, the
 * city simulator, the models it stands on — takes them from here. `Math.sqrt`, `abs`, `floor`, `round`, `min`, `max`
 * and the four operations are exact everywhere and need no replacement.
 *
 * Source: stdlib-js (Apache-2.0), ports of FreeBSD's fdlibm; error below 1 ulp.
 */
import atan2 from '@stdlib/math-base-special-atan2';
import cos from '@stdlib/math-base-special-cos';
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import pow from '@stdlib/math-base-special-pow';
import sin from '@stdlib/math-base-special-sin';

export { atan2, cos, exp, ln, pow, sin };

export function log10(x: number): number {
  return ln(x) / Math.LN10;
}

/** Euclidean length of (x, y), in the unit of its arguments. (`Math.hypot` differs between engines.) */
export function hypot(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** Rounds half away from zero to a multiple of `step`; the result is the nearest double to that multiple. */
export function roundTo(value: number, step: number): number {
  const inverse = Math.round(1 / step);
  const scaled = step < 1 ? value * inverse : value / step;
  const whole = Math.sign(scaled) * Math.round(Math.abs(scaled));
  const rounded = step < 1 ? whole / inverse : whole * step;
  return rounded === 0 ? 0 : rounded;
}
