/**
 * Tests of the QARTOD manuals as ioos_qc implements them (commit 9c1853a, Apache-2.0), written anew as functions over
 * columns. Flags: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing. A missing value is NaN. Thresholds are strict:
 * a value on the bound passes.
 */

export const GOOD = 1;
export const NOT_EVALUATED = 2;
export const SUSPECT = 3;
export const FAIL = 4;
export const MISSING = 9;

export type QualityFlag = 1 | 2 | 3 | 4 | 9;

/** Lower and upper bound, both inside. */
export type Span = readonly [low: number, high: number];

/** A step above `suspect` is suspect, above `fail` fails; same unit as the values. */
export interface Thresholds {
  readonly suspect?: number;
  readonly fail?: number;
}

/** Outside `fail` → 4, outside `suspect` → 3. The suspect span must lie inside the fail span. */
export function grossRange(values: ArrayLike<number>, fail: Span, suspect?: Span): Uint8Array {
  if (suspect !== undefined && (suspect[0] < fail[0] || suspect[1] > fail[1])) {
    throw new RangeError('the suspect span must lie inside the fail span');
  }
  const flags = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) flags[i] = grossRangeFlag(values[i]!, fail, suspect);
  return flags;
}

export function grossRangeFlag(value: number, fail: Span, suspect?: Span): QualityFlag {
  if (Number.isNaN(value)) return MISSING;
  if (value < fail[0] || value > fail[1]) return FAIL;
  if (suspect !== undefined && (value < suspect[0] || value > suspect[1])) return SUSPECT;
  return GOOD;
}

/**
 * A point far from its neighbours. `average`: |x_n − (x_{n−1} + x_{n+1})/2| (the neighbours of a spike stand out too).
 * `differential`: the smaller of the two steps, where they go opposite ways. The first, the last and a point beside a
 * missing one cannot be evaluated.
 */
export function spike(
  values: ArrayLike<number>,
  thresholds: Thresholds,
  method: 'average' | 'differential' = 'average',
): Uint8Array {
  const flags = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      flags[i] = MISSING;
      continue;
    }
    if (i === 0 || i === values.length - 1 || Number.isNaN(values[i - 1]!) || Number.isNaN(values[i + 1]!)) {
      flags[i] = NOT_EVALUATED;
      continue;
    }
    const before = value - values[i - 1]!;
    const after = values[i + 1]! - value;
    const size =
      method === 'average'
        ? Math.abs(value - (values[i - 1]! + values[i + 1]!) / 2)
        : before * after < 0
          ? Math.min(Math.abs(before), Math.abs(after))
          : 0;
    flags[i] = flagAbove(size, thresholds);
  }
  return flags;
}

/**
 * |Δx| / Δt above a threshold, per second; both legs of a spike are flagged. Δt counts in whole seconds, as the
 * reference has it. The first point, and a point after a missing one, stay good.
 */
export function rateOfChange(
  values: ArrayLike<number>,
  timesMs: ArrayLike<number>,
  thresholdsPerSecond: Thresholds,
): Uint8Array {
  const flags = new Uint8Array(values.length).fill(GOOD);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) {
      flags[i] = MISSING;
      continue;
    }
    if (i === 0 || Number.isNaN(values[i - 1]!)) continue;
    const seconds = Math.trunc((timesMs[i]! - timesMs[i - 1]!) / 1000);
    flags[i] = flagAbove(Math.abs(values[i]! - values[i - 1]!) / seconds, thresholdsPerSecond);
  }
  return flags;
}

/**
 * A value that stands still: over a window of `seconds / median interval` steps ending at the point, the range is
 * below `tolerance` (strictly, so a tolerance of 0 never flags). Missing values inside the window are passed over.
 * Fewer than three points are all good.
 */
export function flatLine(
  values: ArrayLike<number>,
  timesMs: ArrayLike<number>,
  seconds: Thresholds,
  tolerance: number,
): Uint8Array {
  const flags = new Uint8Array(values.length).fill(GOOD);
  if (values.length >= 3) {
    const interval = medianInterval(timesMs) / 1000;
    if (seconds.suspect !== undefined)
      flagFlat(values, Math.trunc(seconds.suspect / interval), tolerance, SUSPECT, flags);
    if (seconds.fail !== undefined) flagFlat(values, Math.trunc(seconds.fail / interval), tolerance, FAIL, flags);
  }
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) flags[i] = MISSING;
  return flags;
}

function flagFlat(values: ArrayLike<number>, steps: number, tolerance: number, flag: number, flags: Uint8Array): void {
  for (let end = steps; end < values.length; end++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = end - steps; i <= end; i++) {
      const value = values[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low < tolerance && high >= low) flags[end] = flag;
  }
}

/** A point that follows a gap longer than `failSpanMs` fails; the first point takes the flag of the second. */
export function timeGap(timesMs: ArrayLike<number>, failSpanMs: number): Uint8Array {
  const flags = new Uint8Array(timesMs.length).fill(GOOD);
  for (let i = 1; i < timesMs.length; i++) {
    if (timesMs[i]! - timesMs[i - 1]! > failSpanMs) flags[i] = FAIL;
  }
  if (flags.length > 1) flags[0] = flags[1]!;
  return flags;
}

/** Lowest to highest precedence: a good flag outranks "not evaluated" and "missing". */
const PRECEDENCE: readonly QualityFlag[] = [MISSING, NOT_EVALUATED, GOOD, SUSPECT, FAIL];

/** One flag per point from several tests' flags. */
export function aggregate(tests: readonly ArrayLike<number>[]): Uint8Array {
  const length = tests[0]?.length ?? 0;
  const flags = new Uint8Array(length).fill(MISSING);
  for (const flag of PRECEDENCE) {
    for (const test of tests) {
      for (let i = 0; i < length; i++) if (test[i] === flag) flags[i] = flag;
    }
  }
  return flags;
}

function flagAbove(size: number, thresholds: Thresholds): QualityFlag {
  if (thresholds.fail !== undefined && size > thresholds.fail) return FAIL;
  if (thresholds.suspect !== undefined && size > thresholds.suspect) return SUSPECT;
  return GOOD;
}

function medianInterval(timesMs: ArrayLike<number>): number {
  const intervals = new Float64Array(timesMs.length - 1);
  for (let i = 0; i < intervals.length; i++) intervals[i] = timesMs[i + 1]! - timesMs[i]!;
  intervals.sort();
  const middle = intervals.length >> 1;
  return intervals.length % 2 === 1 ? intervals[middle]! : (intervals[middle - 1]! + intervals[middle]!) / 2;
}
