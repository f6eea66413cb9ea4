import { describe, expect, it } from 'vitest';
import { coldDistanceKm, coldExcess, coldRatio } from '../../../../../app/core/models/emissions/cold-start.ts';
import { emissionFactorOf, fleetFactors, STANDARD_FLEET } from '../../../../../app/core/models/emissions/fleet.ts';

const petrol = { kind: 'car', energy: 'petrol' } as const;
const diesel = { kind: 'van', energy: 'diesel' } as const;

describe('a cold engine', () => {
  it('stays cold for the published share of a trip', () => {
    // β = 0.6474 − 0.02545·5 − (0.00974 − 0.000385·5)·10 = 0.442; five kilometres of it.
    expect(coldDistanceKm(10, 5)).toBeCloseTo(5 * 0.442, 6);
    expect(coldDistanceKm(10, 12.4)).toBeCloseTo(12.4 * (0.6474 - 0.31558 - 0.04966), 3);
    expect(coldDistanceKm(-5)).toBeGreaterThan(coldDistanceKm(25));
    expect(coldDistanceKm(80)).toBe(0);
  });

  it('emits more than a warm one, the more the colder the air for diesel and fuel', () => {
    expect(coldRatio(diesel, 'nox', 20, 0)).toBeCloseTo(1.3, 9);
    expect(coldRatio(diesel, 'nox', 20, 20)).toBeCloseTo(1.04, 9);
    expect(coldRatio(diesel, 'nox', 20, 40)).toBe(1);
    expect(coldRatio(diesel, 'pm10', 20, 10)).toBeCloseTo(2.1, 9);
    expect(coldRatio(petrol, 'co2', 20, 10)).toBeCloseTo(1.38, 9);
    expect(coldRatio(petrol, 'nox', 20, 10)).toBeCloseTo(0.0458 * 20 + 0.0747 + 0.764, 9);
    expect(coldRatio(petrol, 'nox', 120, 10)).toBe(coldRatio(petrol, 'nox', 45, 10));
  });

  it('is nothing for batteries, and not known of buses and motorcycles', () => {
    expect(coldRatio({ kind: 'car', energy: 'battery' }, 'nox', 20, 0)).toBe(1);
    expect(coldRatio({ kind: 'bus', energy: 'diesel' }, 'nox', 20, 0)).toBe(1);
    expect(coldRatio({ kind: 'motorcycle', energy: 'petrol' }, 'co2', 20, 0)).toBe(1);
  });
});

describe('a fleet of cold engines', () => {
  it('emits a fifth to a half more NOx of the cars, more fuel, and the same wear', () => {
    const warm = fleetFactors(STANDARD_FLEET);
    const excess = coldExcess(STANDARD_FLEET, 15);
    const more = (pollutant: 'nox' | 'pm10' | 'pm25' | 'co2') =>
      emissionFactorOf(excess, pollutant, 20) / emissionFactorOf(warm, pollutant, 20);
    expect(more('nox')).toBeGreaterThan(0.05);
    expect(more('nox')).toBeLessThan(0.5);
    expect(more('co2')).toBeGreaterThan(0.15);
    expect(more('co2')).toBeLessThan(0.35);
    expect(excess.pm10).toEqual(excess.pm25);
  });

  it('emits nothing more where all have batteries', () => {
    const { nox, co2 } = coldExcess({ 'car-battery': 1 }, 0);
    expect([...nox, ...co2].every((value) => value === 0)).toBe(true);
  });
});
