import { describe, expect, it } from 'vitest';
import { avoidedDeathsPerYear } from '../../../../../app/core/models/exposure/health-impact.ts';
import { yearlyLimitUgM3 } from '../../../../../app/core/models/exposure/limit-values.ts';
import { peopleAbove, populationExposure } from '../../../../../app/core/models/exposure/population-exposure.ts';

describe('exposure', () => {
  const people = Float64Array.of(100, 300, 0);
  const no2 = Float64Array.of(50, 30, 90);

  it('weighs concentrations by who lives there', () => {
    expect(populationExposure(people, no2)).toEqual({ population: 400, meanUgM3: 35, mostUgM3: 50 });
  });

  it('is 0, not NaN, where nobody lives', () => {
    expect(populationExposure(new Float64Array(3), no2)).toEqual({ population: 0, meanUgM3: 0, mostUgM3: 0 });
  });

  it('counts people above a limit of its year', () => {
    expect(peopleAbove(people, no2, yearlyLimitUgM3('eu-2008', 'no2')!)).toBe(100);
    expect(peopleAbove(people, no2, yearlyLimitUgM3('eu-2030', 'no2')!)).toBe(400);
  });
});

describe('health', () => {
  it('avoids about 7 deaths a year of 100,000 adults at 4 µg/m³ less NO2', () => {
    const { central, low, high } = avoidedDeathsPerYear('no2', 100_000, 4);
    // 950 · (1 − 1.02^−0.4)
    expect(central).toBeCloseTo(7.495, 2);
    expect(low).toBeCloseTo(3.773, 2);
    expect(high).toBeCloseTo(14.787, 2);
  });

  it('is exactly 0 for no change and negative for more', () => {
    expect(avoidedDeathsPerYear('pm25', 100_000, 0)).toEqual({ central: 0, low: 0, high: 0 });
    expect(avoidedDeathsPerYear('pm25', 100_000, -1).central).toBeLessThan(0);
  });
});
