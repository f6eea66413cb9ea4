/**
 * Latin hypercube sampling: `draws` points in which every parameter takes each of `draws` equal slices of its
 * distribution exactly once. It covers the margins better than independent random numbers.
 *
 * The same draw of the same parameter is used for baseline and scenario (common random numbers), so that what both share
 * cancels in their difference.
 *
 * Source: M. McKay, R. Beckman, W. Conover, Technometrics 21 (1979) 239–245.
 */
import { exp, ln } from '../../base/portable-math.ts';
import type { RandomSource } from '../../base/random.ts';
import { normalQuantile } from './normal-quantile.ts';

/** What is not known for sure, and how much. */
export type UncertainParameter = { readonly name: string } & (
  | { readonly type: 'lognormal'; readonly median: number; readonly geometricDeviation: number }
  | { readonly type: 'normal'; readonly mean: number; readonly deviation: number; readonly least?: number }
  | { readonly type: 'uniform'; readonly least: number; readonly most: number }
  /** One of `count` alternatives, all as likely: 0, 1, … */
  | { readonly type: 'choice'; readonly count: number }
);

/** The value of a parameter at the share `p` of its distribution. */
export function valueAt(parameter: UncertainParameter, p: number): number {
  switch (parameter.type) {
    case 'lognormal':
      return parameter.median * exp(normalQuantile(p) * ln(parameter.geometricDeviation));
    case 'normal':
      return Math.max(
        parameter.least ?? Number.NEGATIVE_INFINITY,
        parameter.mean + parameter.deviation * normalQuantile(p),
      );
    case 'uniform':
      return parameter.least + p * (parameter.most - parameter.least);
    case 'choice':
      return Math.min(parameter.count - 1, Math.floor(p * parameter.count));
  }
}

export interface Sample {
  readonly parameters: readonly UncertainParameter[];
  readonly draws: number;
  /** `values[draw * parameters + k]`. */
  readonly values: Float64Array;
}

export function latinHypercube(parameters: readonly UncertainParameter[], draws: number, random: RandomSource): Sample {
  const values = new Float64Array(parameters.length * draws);
  const order = new Int32Array(draws);
  parameters.forEach((parameter, k) => {
    for (let i = 0; i < draws; i++) order[i] = i;
    for (let i = draws - 1; i > 0; i--) {
      const j = random.below(i + 1);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    for (let draw = 0; draw < draws; draw++) {
      // Never quite 0 or 1, where a normal has no value.
      const p = Math.min(1 - 1e-12, Math.max(1e-12, (order[draw]! + random.uniform()) / draws));
      values[draw * parameters.length + k] = valueAt(parameter, p);
    }
  });
  return { parameters, draws, values };
}

/** The middle of every parameter: what a single run uses. */
export function centralValues(parameters: readonly UncertainParameter[]): Float64Array {
  return Float64Array.from(parameters, (parameter) => (parameter.type === 'choice' ? 0 : valueAt(parameter, 0.5)));
}
