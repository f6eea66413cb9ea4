/**
 * Which uncertainty matters: the rank correlation of each parameter with the result over all draws (Spearman), −1 to 1.
 * Its square is roughly the share of the result's spread that the parameter explains, as long as the relation is
 * monotonic and the parameters are independent, which a Latin hypercube makes them.
 * Alternatives have no order, so theirs is the correlation ratio of the ranks, 0 to 1: the root of the share of the
 * spread that lies between the alternatives' means. (With two alternatives it is the size of Spearman's.)
 */
import type { Sample } from './latin-hypercube.ts';

export interface TornadoBar {
  readonly parameter: string;
  /** −1 to 1; of a choice among alternatives the correlation ratio, 0 to 1. */
  readonly rankCorrelation: number;
}

/** Ranks from 0; equal values share the mean of theirs. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < order.length; ) {
    let j = i + 1;
    while (j < order.length && values[order[j]!] === values[order[i]!]) j++;
    for (let k = i; k < j; k++) ranks[order[k]!] = (i + j - 1) / 2;
    i = j;
  }
  return ranks;
}

/** Pearson's r; 0 where one of the two does not vary. */
export function correlationOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < n; i++) {
    meanA += a[i]! / n;
    meanB += b[i]! / n;
  }
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < n; i++) {
    const da = a[i]! - meanA;
    const db = b[i]! - meanB;
    product += da * db;
    squareA += da * da;
    squareB += db * db;
  }
  return squareA > 0 && squareB > 0 ? product / Math.sqrt(squareA * squareB) : 0;
}

/** Root of the share of the values' spread that lies between the means of the groups; 0 where they do not vary. */
export function correlationRatioOf(groups: ArrayLike<number>, values: ArrayLike<number>): number {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  const sums = new Map<number, { sum: number; count: number }>();
  let square = 0;
  for (let i = 0; i < n; i++) {
    const group = sums.get(groups[i]!) ?? { sum: 0, count: 0 };
    group.sum += values[i]! - mean;
    group.count++;
    sums.set(groups[i]!, group);
    square += (values[i]! - mean) * (values[i]! - mean);
  }
  let between = 0;
  for (const { sum, count } of sums.values()) between += (sum * sum) / count;
  return square > 0 ? Math.sqrt(Math.min(1, between / square)) : 0;
}

/** One bar a parameter, the strongest first. `results` by draw. */
export function tornado(sample: Sample, results: Float64Array): TornadoBar[] {
  const ranks = ranksOf(results);
  const { parameters, draws, values } = sample;
  return parameters
    .map(({ name, type }, k) => {
      const column = Float64Array.from({ length: draws }, (_, draw) => values[draw * parameters.length + k]!);
      const rankCorrelation =
        type === 'choice' ? correlationRatioOf(column, ranks) : correlationOf(ranksOf(column), ranks);
      return { parameter: name, rankCorrelation };
    })
    .sort((a, b) => Math.abs(b.rankCorrelation) - Math.abs(a.rankCorrelation));
}
