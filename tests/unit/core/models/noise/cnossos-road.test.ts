import { describe, expect, it } from 'vitest';
import { linePowerBandsDb, linePowerDbA, vehiclePowerDb } from '../../../../../app/core/models/noise/cnossos-road.ts';
import { facadeLevelDbA, ldenDb, sumOfLevelsDb } from '../../../../../app/core/models/noise/facade-level.ts';

const within = (value: number, expected: number, dB = 0.1) => expect(Math.abs(value - expected)).toBeLessThan(dB);

describe('CNOSSOS-EU emission at 20 °C of 1,000 vehicles an hour', () => {
  it('of light vehicles at 30 km/h has the reference bands', () => {
    const expected = [83.88, 73.77, 71.75, 71.4, 74.01, 71.46, 65.79, 58.09];
    linePowerBandsDb({ light: 1000 }, 30).forEach((level, band) => {
      within(level, expected[band]!, 0.01);
    });
  });

  it.each([
    ['light', 30, 77.69],
    ['light', 50, 81.45],
    ['heavy', 30, 89.64],
    ['heavy', 50, 90.25],
    ['motorcycle', 30, 79.5],
    ['motorcycle', 50, 80.55],
  ] as const)('of %s vehicles at %d km/h is %d dB(A) per metre', (category, speed, level) => {
    within(linePowerDbA({ [category]: 1000 }, speed), level, 0.01);
  });

  it.each([
    [30, 80.31],
    [50, 82.52],
  ])('of an urban mix at %d km/h is %d dB(A) per metre', (speed, level) => {
    within(linePowerDbA({ light: 700, medium: 60, heavy: 20, moped: 20, motorcycle: 200 }, speed), level, 0.01);
  });
});

describe('the emission', () => {
  it('is silent without traffic', () => {
    expect(linePowerDbA({}, 50)).toBe(Number.NEGATIVE_INFINITY);
    expect(linePowerDbA({ light: 0 }, 50)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('grows by 3 dB when the traffic doubles', () => {
    within(linePowerDbA({ light: 2000 }, 50) - linePowerDbA({ light: 1000 }, 50), 3.0103, 1e-4);
  });

  it('counts speeds below 20 km/h as 20', () => {
    expect(linePowerDbA({ light: 1000 }, 5)).toBe(linePowerDbA({ light: 1000 }, 20));
  });

  it('is louder in the cold where tyres roll, and not for two-wheelers', () => {
    const cold = { temperatureC: 0 };
    expect(linePowerDbA({ light: 1000 }, 70, cold)).toBeGreaterThan(linePowerDbA({ light: 1000 }, 70) + 1);
    expect(linePowerDbA({ motorcycle: 1000 }, 70, cold)).toBe(linePowerDbA({ motorcycle: 1000 }, 70));
  });

  it('changes near a crossing and not 100 m from it', () => {
    const at = (distanceM: number) => vehiclePowerDb('heavy', 40, { junction: { kind: 'lights', distanceM } })[4]!;
    const free = vehiclePowerDb('heavy', 40)[4]!;
    expect(at(0)).toBeGreaterThan(free);
    expect(at(100)).toBe(free);
  });
});

describe('the level at a façade', () => {
  it('falls by 3 dB when the distance doubles', () => {
    within(facadeLevelDbA(80, 5) - facadeLevelDbA(80, 10), 3.0103, 1e-4);
    within(facadeLevelDbA(80, 10, false), 80 - 14.9715, 1e-3);
  });

  it('adds two equal streets to 3 dB more', () => {
    within(sumOfLevelsDb([65, 65]), 68.0103, 1e-4);
  });

  it.each([
    [65, 65, 65, 71.395],
    [70, 68, 60, 70.667],
    [55, 50, 45, 55],
  ])('of day %d, evening %d and night %d makes an Lden of %d', (day, evening, night, lden) => {
    within(ldenDb(day, evening, night), lden, 0.001);
  });
});
