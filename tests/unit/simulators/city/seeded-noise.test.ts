import { describe, expect, it } from 'vitest';
import { countAt, keyOf, normalAt, smoothAt, uniformAt } from '../../../../simulators/city/seeded-noise.ts';

const KEY = keyOf(20241107, 'test');
const MANY = 20_000;

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}
const sample = (draw: (index: number) => number) => moments(Array.from({ length: MANY }, (_, index) => draw(index)));

describe('seeded noise', () => {
  it('is a function of key and index', () => {
    expect(uniformAt(KEY, 5)).toBe(uniformAt(KEY, 5));
    expect(uniformAt(KEY, 5)).not.toBe(uniformAt(KEY, 6));
    expect(uniformAt(KEY, 5)).not.toBe(uniformAt(keyOf(20241107, 'other'), 5));
  });

  it('is uniform with mean 1/2 and variance 1/12', () => {
    const { mean, variance } = sample((index) => uniformAt(KEY, index));
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('is normal with mean 0 and deviation 1', () => {
    const { mean, variance } = sample((index) => normalAt(KEY, index));
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('is smooth between its knots and keeps its deviation there', () => {
    const { variance } = sample((index) => smoothAt(KEY, index * 4_370, 10_000));
    expect(Math.abs(variance - 1)).toBeLessThan(0.08);
    expect(Math.abs(smoothAt(KEY, 50_000, 10_000) - smoothAt(KEY, 50_001, 10_000))).toBeLessThan(0.001);
  });

  it.each([
    [3, 10],
    [80, 35],
  ])('counts with mean %d scatter by µ + µ²/k, k = %d', (mean, k) => {
    const counted = sample((index) => countAt(KEY, index, mean, k));
    expect(Math.abs(counted.mean / mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(counted.variance / (mean + (mean * mean) / k) - 1)).toBeLessThan(0.08);
  });

  it('counts nothing where nothing passes', () => {
    expect(countAt(KEY, 1, 0, 10)).toBe(0);
  });
});
