/** What many draws say of one number: the middle, the range, and which side of zero it is on. */

export interface Range {
  readonly median: number;
  /** 5th and 95th percentile: nine draws of ten lie between. */
  readonly low: number;
  readonly high: number;
}

export interface Spread extends Range {
  /** Draws noticeably below 0 and above 0; what is exactly 0, or negligible, is in neither. */
  readonly lower: number;
  readonly higher: number;
  readonly draws: number;
}

/** Linear between the order statistics; `sorted` ascending, at least one. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const i = Math.min(sorted.length - 2, Math.floor(place));
  if (i < 0) return sorted[0]!;
  return sorted[i]! + (place - i) * (sorted[i + 1]! - sorted[i]!);
}

/** Throws RangeError without draws. */
export function rangeOf(values: Float64Array): Range {
  if (values.length === 0) throw new RangeError('no draws');
  return rangeOfSorted(values.slice().sort());
}

function rangeOfSorted(sorted: Float64Array): Range {
  return { median: quantileOf(sorted, 0.5), low: quantileOf(sorted, 0.05), high: quantileOf(sorted, 0.95) };
}

/**
 * Differences up to `negligible` on either side of 0 are no change: an assignment that ends at a gap leaves some, and nine
 * draws of ten agreeing on them would mean nothing. Throws RangeError without draws.
 */
export function spreadOf(values: Float64Array, negligible = 0): Spread {
  if (values.length === 0) throw new RangeError('no draws');
  const sorted = values.slice().sort();
  let lower = 0;
  let higher = 0;
  for (const value of sorted) {
    if (value < -negligible) lower++;
    else if (value > negligible) higher++;
  }
  return { ...rangeOfSorted(sorted), lower, higher, draws: sorted.length };
}

/** The sign of a difference is sure where at least nine draws of ten agree on it. */
export const SURE_SHARE = 0.9;

export function isSignSure({ lower, higher, draws }: Pick<Spread, 'lower' | 'higher' | 'draws'>): boolean {
  return Math.max(lower, higher) >= SURE_SHARE * draws;
}
