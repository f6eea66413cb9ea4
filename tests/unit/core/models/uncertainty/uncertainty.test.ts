import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import {
  centralValues,
  latinHypercube,
  type UncertainParameter,
} from '../../../../../app/core/models/uncertainty/latin-hypercube.ts';
import { normalQuantile } from '../../../../../app/core/models/uncertainty/normal-quantile.ts';
import { isSignSure, quantileOf, spreadOf } from '../../../../../app/core/models/uncertainty/spread.ts';
import {
  correlationOf,
  correlationRatioOf,
  ranksOf,
  tornado,
} from '../../../../../app/core/models/uncertainty/tornado.ts';

const PARAMETERS: readonly UncertainParameter[] = [
  { name: 'flow', type: 'lognormal', median: 1, geometricDeviation: 1.1 },
  { name: 'primary NO2', type: 'normal', mean: 0.15, deviation: 0.04, least: 0 },
  { name: 'evaporation', type: 'uniform', least: 0, most: 0.2 },
  { name: 'model', type: 'choice', count: 3 },
];

describe('the normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963985],
    [0.05, -1.644853627],
    [0.001, -3.090232306],
  ])('of %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 7);
  });

  it('has none at 0 and 1', () => {
    expect(() => normalQuantile(0)).toThrow(RangeError);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });
});

describe('the Latin hypercube', () => {
  const sample = latinHypercube(PARAMETERS, 1000, randomFrom(20241107, 'hypercube'));
  const column = (k: number) => Array.from({ length: 1000 }, (_, draw) => sample.values[draw * 4 + k]!);

  it('takes each slice of each distribution exactly once', () => {
    const slices = column(2).map((value) => Math.floor((value / 0.2) * 1000));
    expect(new Set(slices).size).toBe(1000);
  });

  it('takes every alternative as often', () => {
    const models = column(3);
    const counts = [0, 1, 2].map((model) => models.filter((value) => value === model).length);
    expect(counts.toSorted()).toEqual([333, 333, 334]);
  });

  it('keeps to the medians and the least values', () => {
    expect(
      quantileOf(
        column(0).sort((a, b) => a - b),
        0.5,
      ),
    ).toBeCloseTo(1, 3);
    expect(Math.min(...column(1))).toBeGreaterThanOrEqual(0);
    expect(Array.from(centralValues(PARAMETERS))[2]).toBeCloseTo(0.1, 12);
  });

  it('is the same for the same seed, and its parameters have nothing to do with each other', () => {
    expect(latinHypercube(PARAMETERS, 1000, randomFrom(20241107, 'hypercube')).values).toEqual(sample.values);
    expect(Math.abs(correlationOf(column(0), column(2)))).toBeLessThan(0.1);
  });
});

describe('the spread of many draws', () => {
  it('has the middle, nine of ten, and how many on either side of zero', () => {
    const spread = spreadOf(Float64Array.from({ length: 101 }, (_, i) => i - 10));
    expect(spread).toMatchObject({ median: 40, low: -5, high: 85, draws: 101 });
    expect([spread.lower, spread.higher]).toEqual([10, 90]);
    expect(isSignSure(spread)).toBe(false);
    expect(isSignSure({ lower: 950, higher: 50, draws: 1000 })).toBe(true);
  });

  it('of changes too small to matter is no change, though all agree on their sign', () => {
    const small = Float64Array.from({ length: 100 }, (_, i) => -0.04 - i / 1e4);
    expect(isSignSure(spreadOf(small))).toBe(true);
    expect(spreadOf(small, 0.05)).toMatchObject({ higher: 0, lower: 0 });
    expect(isSignSure(spreadOf(small, 0.05))).toBe(false);
    expect(spreadOf(Float64Array.of(-1, -0.01, 0.01, 1), 0.05)).toMatchObject({ lower: 1, higher: 1 });
  });

  it('of nothing but zeros is zero and of unsure sign', () => {
    const spread = spreadOf(new Float64Array(10));
    expect(spread).toMatchObject({ median: 0, low: 0, high: 0, lower: 0, higher: 0 });
    expect(isSignSure(spread)).toBe(false);
    expect(() => spreadOf(new Float64Array())).toThrow(RangeError);
  });
});

describe('the tornado', () => {
  it('ranks what moves the result first', () => {
    const sample = latinHypercube(PARAMETERS, 500, randomFrom(1, 'tornado'));
    const results = Float64Array.from({ length: 500 }, (_, draw) => {
      const [flow, , evaporation] = sample.values.slice(draw * 4, draw * 4 + 4);
      return flow! - 3 * evaporation!;
    });
    const bars = tornado(sample, results);
    expect(bars.slice(0, 2).map(({ parameter }) => parameter)).toEqual(['evaporation', 'flow']);
    expect(bars[0]!.rankCorrelation).toBeLessThan(-0.7);
  });

  it('sees which of several alternatives is right, whatever their order', () => {
    const sample = latinHypercube(PARAMETERS, 500, randomFrom(1, 'tornado'));
    // The alternative in the middle is the odd one: its numbers rise with nothing.
    const results = Float64Array.from({ length: 500 }, (_, draw) => {
      const [flow, , , model] = sample.values.slice(draw * 4, draw * 4 + 4);
      return (model === 1 ? 1 : 0) + 0.1 * flow!;
    });
    const [first, second] = tornado(sample, results);
    expect(first!.parameter).toBe('model');
    expect(first!.rankCorrelation).toBeGreaterThan(0.7);
    expect(second!.parameter).toBe('flow');
    expect(correlationRatioOf([0, 1, 2, 0], [5, 5, 5, 5])).toBe(0);
    expect(correlationRatioOf([0, 0, 1, 1], [1, 1, 2, 2])).toBe(1);
  });

  it('lets equal values share a rank', () => {
    expect(Array.from(ranksOf([3, 1, 3, 2]))).toEqual([2.5, 0, 2.5, 1]);
    expect(correlationOf([1, 1, 1], [1, 2, 3])).toBe(0);
  });
});
