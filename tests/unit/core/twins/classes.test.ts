import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classCounts, classify, histogram, MOST_CLASSES, manualClasses } from '../../../../app/core/twins/classes.ts';

const numbers = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6 })), {
  minLength: 1,
  maxLength: 12,
});

/** Squared deviation from the class means, for classes that begin at the breaks. */
function spread(values: readonly number[], breaks: readonly number[]): number {
  const classes: number[][] = Array.from({ length: breaks.length + 1 }, () => []);
  for (const value of values) classes[breaks.filter((point) => value >= point).length]!.push(value);
  return classes.reduce((sum, members) => {
    const mean = members.reduce((a, b) => a + b, 0) / (members.length || 1);
    return sum + members.reduce((a, b) => a + (b - mean) ** 2, 0);
  }, 0);
}

/** Every way of putting breaks at the values, by trying them all. */
function bestSpread(values: readonly number[], classes: number): number {
  const points = [...new Set(values)].sort((a, b) => a - b).slice(1);
  let best = Number.POSITIVE_INFINITY;
  for (let chosen = 0; chosen < 1 << points.length; chosen++) {
    const breaks = points.filter((_, i) => (chosen >> i) & 1);
    if (breaks.length < classes) best = Math.min(best, spread(values, breaks));
  }
  return best;
}

describe('Classes of numbers', () => {
  it('of equal width divide the span', () => {
    expect(classify([0, 3, 10], 'equal', 5)).toEqual({ low: 0, high: 10, breaks: [2, 4, 6, 8] });
  });
  it('by quantiles hold the same number each', () => {
    const classes = classify([1, 2, 3, 4, 5, 6, 7, 8], 'quantile', 4)!;
    expect(classes.breaks).toEqual([3, 5, 7]);
    expect(classCounts([1, 2, 3, 4, 5, 6, 7, 8], classes)).toEqual([2, 2, 2, 2]);
  });
  it('by quantiles never tear equal values apart', () => {
    expect(classify([0, 0, 0, 0, 0, 7, 9], 'quantile', 3)).toEqual({ low: 0, high: 9, breaks: [7] });
  });
  it('by Jenks fall into the gaps', () => {
    expect(classify([1, 2, 2, 30, 31, 33, 90, 91], 'jenks', 3)!.breaks).toEqual([30, 90]);
  });
  it('by Jenks have the least deviation there is', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 4 }), (values, count) => {
        const found = spread(values, classify(values, 'jenks', count)!.breaks);
        const least = bestSpread(values, count);
        const scale = spread(values, []) || 1;
        expect((found - least) / scale).toBeLessThan(1e-9);
      }),
      { seed: 11 },
    );
  });
  it('keep breaks inside the span and ascending, by any method', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('equal', 'quantile', 'jenks'),
        fc.integer({ min: -1, max: 20 }),
        (values, method, count) => {
          const { low, high, breaks } = classify(values, method as 'equal', count)!;
          expect(breaks.length).toBeLessThan(MOST_CLASSES);
          expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
          for (const point of breaks) expect(point > low && point <= high).toBe(true);
        },
      ),
      { seed: 12 },
    );
  });
  it('pass over what is no number', () => {
    expect(classify([Number.NaN, 1, Number.POSITIVE_INFINITY, 3], 'equal', 2)).toEqual({
      low: 1,
      high: 3,
      breaks: [2],
    });
    expect(classify([Number.NaN], 'jenks', 3)).toBeNull();
    expect(classify([], 'quantile', 3)).toBeNull();
  });
  it('of many values come in reasonable time and hold together', () => {
    const values = Float64Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? 1 : 100) + (i % 1_000) / 1_000);
    const [point] = classify(values, 'jenks', 2)!.breaks;
    expect(point).toBeGreaterThan(2);
    expect(point).toBeLessThanOrEqual(100.01);
  });
});

describe('Breaks written by hand', () => {
  it('are put in order, and the span grows to hold them', () => {
    expect(manualClasses([5, 15], [20, 10, 10, Number.NaN])).toEqual({ low: 5, high: 20, breaks: [10, 20] });
    expect(manualClasses([], [])).toBeNull();
  });
});

describe('A histogram', () => {
  it('counts every finite value once', () => {
    expect(histogram([0, 1, 2, 3, 4, Number.NaN], 2)).toEqual({ low: 0, high: 4, counts: [2, 3] });
    expect(histogram([7, 7], 5)).toEqual({ low: 7, high: 7, counts: [2] });
    expect(histogram([], 5)).toBeNull();
  });
});
