/**
 * Numbers into classes for the map. A value on a break belongs to the class above it (as colour-rules.ts has it).
 *
 * - `equal`: breaks at equal distances between the ends.
 * - `quantile`: as many features in each class as the values allow; of ties none is torn apart.
 * - `jenks`: the breaks with the least squared deviation from the classes' means. W. D. Fisher, On grouping for maximum
 *   homogeneity, JASA 53 (1958); G. F. Jenks, The data model concept in statistical mapping (1967). Exact by dynamic
 *   programming with the divide and conquer that the cost's monotonicity allows, O(classes · n · log n).
 */

export const CLASS_METHODS = ['quantile', 'equal', 'jenks', 'manual'] as const;
export type ClassMethod = (typeof CLASS_METHODS)[number];

export const MOST_CLASSES = 9;
/** Above this many different values Jenks works on as many quantiles of them. */
const JENKS_VALUES = 4_000;

export interface Classes {
  /** Lowest and highest value; breaks strictly between, ascending. */
  readonly low: number;
  readonly high: number;
  readonly breaks: readonly number[];
}

/**
 * Classes of the finite values; fewer than asked for where there are fewer different values. Null without any value.
 * `count` 1 to MOST_CLASSES.
 */
export function classify(
  values: ArrayLike<number>,
  method: Exclude<ClassMethod, 'manual'>,
  count: number,
): Classes | null {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return null;
  const low = sorted[0]!;
  const high = sorted[sorted.length - 1]!;
  const classes = Math.max(1, Math.min(MOST_CLASSES, Math.floor(count)));
  const inside = (breaks: readonly number[]): Classes => ({
    low,
    high,
    breaks: [...new Set(breaks)].filter((point) => point > low && point <= high).sort((a, b) => a - b),
  });
  switch (method) {
    case 'equal':
      return inside(Array.from({ length: classes - 1 }, (_, i) => low + ((high - low) * (i + 1)) / classes));
    case 'quantile':
      return inside(Array.from({ length: classes - 1 }, (_, i) => quantileBreak(sorted, (i + 1) / classes)));
    case 'jenks':
      return inside(jenksBreaks(sorted, classes));
  }
}

/** Breaks as a person wrote them: finite, ascending, each once. */
export function manualClasses(values: ArrayLike<number>, breaks: readonly number[]): Classes | null {
  const sorted = sortedFinite(values);
  const points = [...new Set(breaks.filter(Number.isFinite))].sort((a, b) => a - b).slice(0, MOST_CLASSES - 1);
  const ends = [sorted[0], sorted[sorted.length - 1], points[0], points[points.length - 1]].filter(
    (end): end is number => end !== undefined,
  );
  if (ends.length === 0) return null;
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  // A break at the very end would bound an empty class.
  return { low, high, breaks: points.filter((point) => point > low && point <= high) };
}

export interface Histogram {
  readonly low: number;
  readonly high: number;
  /** How many values each of the equal bins holds; the last one is closed. */
  readonly counts: readonly number[];
}

/** Null without any finite value; one bin where all are the same. */
export function histogram(values: ArrayLike<number>, bins: number): Histogram | null {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return null;
  const low = sorted[0]!;
  const high = sorted[sorted.length - 1]!;
  const counts = new Array<number>(high > low ? Math.max(1, Math.floor(bins)) : 1).fill(0);
  for (const value of sorted) {
    const bin = high > low ? Math.floor(((value - low) / (high - low)) * counts.length) : 0;
    counts[Math.min(bin, counts.length - 1)]! += 1;
  }
  return { low, high, counts };
}

/** How many finite values each class holds. */
export function classCounts(values: ArrayLike<number>, { breaks }: Classes): readonly number[] {
  const counts = new Array<number>(breaks.length + 1).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    let index = 0;
    while (index < breaks.length && value >= breaks[index]!) index += 1;
    counts[index]! += 1;
  }
  return counts;
}

function sortedFinite(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let length = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) finite[length++] = values[i]!;
  return finite.subarray(0, length).sort();
}

/** The value at the share, which begins the class above; of values that are all the same before it, the next other one. */
function quantileBreak(sorted: Float64Array, share: number): number {
  const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length - 1e-9));
  return sorted[at]!;
}

/** The first value of each class but the first. */
function jenksBreaks(sorted: Float64Array, wanted: number): readonly number[] {
  const { values, weights } = distinct(sorted);
  const n = values.length;
  const classes = Math.min(wanted, n);
  if (classes < 2) return [];
  // Sums from the mean on keep the digits of values far from zero.
  const middle = values[n >> 1]!;
  const weight = new Float64Array(n + 1);
  const sum = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const offset = values[i]! - middle;
    weight[i + 1] = weight[i]! + weights[i]!;
    sum[i + 1] = sum[i]! + weights[i]! * offset;
    squares[i + 1] = squares[i]! + weights[i]! * offset * offset;
  }
  /** Squared deviation of the values i … j − 1 from their mean. */
  const deviation = (i: number, j: number): number => {
    const total = sum[j]! - sum[i]!;
    return Math.max(0, squares[j]! - squares[i]! - (total * total) / (weight[j]! - weight[i]!));
  };
  let cost = Float64Array.from({ length: n + 1 }, (_, j) => (j === 0 ? 0 : deviation(0, j)));
  const starts: Int32Array[] = [];
  for (let k = 2; k <= classes; k++) {
    const next = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const start = new Int32Array(n + 1);
    const solve = (from: number, to: number, lowStart: number, highStart: number): void => {
      if (from > to) return;
      const j = (from + to) >> 1;
      let best = lowStart;
      for (let i = Math.max(lowStart, k - 1); i <= Math.min(highStart, j - 1); i++) {
        const candidate = cost[i]! + deviation(i, j);
        if (candidate < next[j]!) {
          next[j] = candidate;
          best = i;
        }
      }
      start[j] = best;
      solve(from, j - 1, lowStart, best);
      solve(j + 1, to, best, highStart);
    };
    solve(k, n, k - 1, n - 1);
    starts.push(start);
    cost = next;
  }
  const breaks: number[] = [];
  let end = n;
  for (let k = starts.length - 1; k >= 0; k--) {
    end = starts[k]![end]!;
    breaks.push(values[end]!);
  }
  return breaks.reverse();
}

/** Different values, ascending, with how often each stands there; thinned to quantiles where there are too many. */
function distinct(sorted: Float64Array): { readonly values: number[]; readonly weights: number[] } {
  const values: number[] = [];
  const weights: number[] = [];
  for (const value of sorted) {
    if (values[values.length - 1] === value) weights[weights.length - 1]! += 1;
    else {
      values.push(value);
      weights.push(1);
    }
  }
  if (values.length <= JENKS_VALUES) return { values, weights };
  const thinned = Float64Array.from(
    { length: JENKS_VALUES },
    (_, i) => sorted[Math.floor((i * (sorted.length - 1)) / (JENKS_VALUES - 1))]!,
  );
  return distinct(thinned);
}
