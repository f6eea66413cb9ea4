import { describe, expect, it } from 'vitest';
import {
  electrified,
  emissionFactorOf,
  fleetFactors,
  fleetProblems,
  lowEmissionZone,
  STANDARD_FLEET,
  shareOfEnergy,
  shareOfKind,
  withShare,
} from '../../../../../app/core/models/emissions/fleet.ts';
import { wearMgPerKm } from '../../../../../app/core/models/emissions/wear.ts';

const SPEEDS = [10, 15, 20, 25, 30, 40, 50];
const sum = (fleet: Readonly<Record<string, number>>) =>
  Object.values(fleet).reduce((total, share) => total + share, 0);

describe('the standard fleet', () => {
  const factors = fleetFactors(STANDARD_FLEET);

  it('emits the published mix of NOx within the rounding of its classes', () => {
    const mix = [0.435, 0.372, 0.331, 0.3, 0.277, 0.243, 0.222];
    SPEEDS.forEach((speed, i) => {
      expect(Math.abs(emissionFactorOf(factors, 'nox', speed) - mix[i]!)).toBeLessThan(0.0012);
    });
  });

  it('emits the published mix of CO2 within 0.1 g/km', () => {
    const mix = [287.55, 243.12, 214.04, 193.75, 179.07, 160.13, 149.58];
    SPEEDS.forEach((speed, i) => {
      expect(Math.abs(emissionFactorOf(factors, 'co2', speed) - mix[i]!)).toBeLessThan(0.1);
    });
  });

  it('emits more particles from wear than from exhaust, and slowing down does not help much', () => {
    const at30 = emissionFactorOf(factors, 'pm10', 30);
    expect(at30 * 1000).toBeGreaterThan(25);
    expect(emissionFactorOf(factors, 'pm10', 20) / at30).toBeLessThan(1.05);
  });

  it('holds the end values outside the table', () => {
    expect(emissionFactorOf(factors, 'nox', 3)).toBe(emissionFactorOf(factors, 'nox', 10));
    expect(emissionFactorOf(factors, 'nox', 90)).toBe(emissionFactorOf(factors, 'nox', 50));
  });
});

describe('wear below 40 km/h', () => {
  it.each([
    ['car', 28.7, 15.2],
    ['van', 40.7, 21.5],
    ['motorcycle', 12.9, 6.7],
    ['bus', 90, 47],
  ] as const)('of a %s is %d mg/km PM10 and %d mg/km PM2.5', (kind, pm10, pm25) => {
    expect(wearMgPerKm(kind, 'pm10', 30)).toBeCloseTo(pm10, 1);
    expect(wearMgPerKm(kind, 'pm25', 30)).toBeCloseTo(pm25, 1);
  });

  it('falls at 50 km/h', () => {
    expect(wearMgPerKm('car', 'pm10', 50)).toBeLessThan(wearMgPerKm('car', 'pm10', 30));
  });
});

describe('a changed fleet', () => {
  it('keeps its shares at 1 and its kinds as they were', () => {
    for (const fleet of [electrified(STANDARD_FLEET, 0.3), lowEmissionZone(STANDARD_FLEET)]) {
      expect(sum(fleet)).toBeCloseTo(1, 12);
      for (const kind of ['car', 'van', 'bus', 'motorcycle'] as const) {
        expect(shareOfKind(fleet, kind)).toBeCloseTo(shareOfKind(STANDARD_FLEET, kind), 12);
      }
      expect(fleetProblems(fleet)).toEqual([]);
    }
  });

  it('has no exhaust but still wear when every car, van and bus is electric and there are no motorcycles', () => {
    const fleet = electrified({ 'car-petrol-euro6': 0.9, 'bus-diesel-euro6': 0.1 }, 1);
    const factors = fleetFactors(fleet);
    expect(emissionFactorOf(factors, 'nox', 30)).toBe(0);
    expect(emissionFactorOf(factors, 'pm10', 30) * 1000).toBeCloseTo(0.9 * 28.7 + 0.1 * 90, 1);
  });

  it('emits less NOx in a low-emission zone that is obeyed', () => {
    const before = emissionFactorOf(fleetFactors(STANDARD_FLEET), 'nox', 30);
    expect(emissionFactorOf(fleetFactors(lowEmissionZone(STANDARD_FLEET)), 'nox', 30)).toBeLessThan(before * 0.7);
    expect(emissionFactorOf(fleetFactors(lowEmissionZone(STANDARD_FLEET, 6, 4, 0)), 'nox', 30)).toBe(before);
  });

  it('is told what is wrong with it', () => {
    expect(fleetProblems({ 'car-petrol-euro6': 0.5, tram: 0.5 })).toEqual([{ code: 'unknown-class', detail: 'tram' }]);
    expect(fleetProblems({ 'car-petrol-euro6': 0.5 })[0]?.code).toBe('shares-do-not-add-up');
    expect(fleetProblems({ 'car-petrol-euro6': Number.NaN })[0]?.code).toBe('bad-share');
  });
});

describe('a share that is set by hand', () => {
  it('takes from all others in proportion, and the fleet still adds up', () => {
    const fleet = withShare(STANDARD_FLEET, 'car-battery', 0.52);
    expect(fleet['car-battery']).toBe(0.52);
    // The others had 0.96 and have 0.48: half of each.
    expect(fleet['car-diesel-euro4']).toBeCloseTo(0.045, 12);
    expect(fleetProblems(fleet)).toEqual([]);
  });

  it('of everything leaves nothing to the others, and can be given back', () => {
    const all = withShare(STANDARD_FLEET, 'car-battery', 1);
    expect(all).toEqual({ 'car-battery': 1 });
    expect(withShare(all, 'car-battery', 0.3)).toEqual({ 'car-battery': 0.3, 'car-petrol-euro6': 0.7 });
    expect(withShare({ 'car-petrol-euro6': 1 }, 'car-petrol-euro6', 0.4)).toEqual({ 'car-petrol-euro6': 1 });
  });

  it('stays between nothing and everything', () => {
    expect(withShare(STANDARD_FLEET, 'bus-battery', 7)).toEqual({ 'bus-battery': 1 });
    expect(fleetProblems(withShare(STANDARD_FLEET, 'car-petrol-euro4', -1))).toEqual([]);
  });

  it('is counted by what the vehicles burn', () => {
    expect(shareOfEnergy(STANDARD_FLEET, 'diesel')).toBeCloseTo(0.4, 12);
    expect(shareOfEnergy(STANDARD_FLEET, 'battery')).toBe(0.04);
  });
});
