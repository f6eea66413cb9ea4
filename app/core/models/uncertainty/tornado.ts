/**
 * Which uncertainty matters: the rank correlation of each parameter with the result over all draws (Spearman), −1 to 1.
 * Its square is roughly the share of the result's spread that the parameter explains, as long as the relation is
 * monotonic and the parameters are independent, which a Latin hypercube makes them.
 */
import type { Sample } from './latin-hypercube.ts';

export interface TornadoBar {
  readonly parameter: string;
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

/** One bar a parameter, the strongest first. `results` by draw. */
export function tornado(sample: Sample, results: Float64Array): TornadoBar[] {
  const ranks = ranksOf(results);
  const { parameters, draws, values } = sample;
  return parameters
    .map(({ name }, k) => {
      const column = Float64Array.from({ length: draws }, (_, draw) => values[draw * parameters.length + k]!);
      return { parameter: name, rankCorrelation: correlationOf(ranksOf(column), ranks) };
    })
    .sort((a, b) => Math.abs(b.rankCorrelation) - Math.abs(a.rankCorrelation));
}
