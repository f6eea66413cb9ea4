import { describe, expect, it } from 'vitest';
import {
  addLevelsDb,
  createStreamNoise,
  facadeLevelDbA,
  levelOfEnergyDb,
  linePowerDbA,
} from '../../../../app/core/models/noise.ts';

describe('road noise', () => {
  it.each([
    ['light', 30, 77.69],
    ['light', 50, 81.45],
    ['heavy', 30, 89.64],
    ['heavy', 50, 90.25],
  ] as const)('emits as CNOSSOS says: 1000 %s vehicles an hour at %d km/h are %d dB(A)/m', (kind, speed, expected) => {
    expect(Math.abs(linePowerDbA(kind, 1000, speed) - expected)).toBeLessThan(0.1);
  });

  it('gains 3 dB from twice the traffic', () => {
    expect(linePowerDbA('light', 2000, 40) - linePowerDbA('light', 1000, 40)).toBeCloseTo(3.0103, 4);
  });

  it('is silent without traffic', () => {
    expect(linePowerDbA('light', 0, 40)).toBe(-Infinity);
    expect(addLevelsDb([])).toBe(-Infinity);
  });

  it('adds energies, not decibels', () => {
    expect(addLevelsDb([60, 60])).toBeCloseTo(63.0103, 4);
    expect(addLevelsDb([60, 40])).toBeCloseTo(60.0432, 4);
  });

  it('falls by 3 dB with twice the distance', () => {
    expect(facadeLevelDbA(80, 5)).toBeCloseTo(80 - 10 * Math.log10(Math.PI * 5) + 3, 10);
    expect(facadeLevelDbA(80, 5) - facadeLevelDbA(80, 10)).toBeCloseTo(3.0103, 4);
  });

  it('tabulates the same mixed stream within 0.01 dB', () => {
    const energyOf = createStreamNoise(0.1);
    for (const speed of [20, 27.3, 44.5, 50]) {
      const exact = addLevelsDb([linePowerDbA('light', 900, speed), linePowerDbA('heavy', 100, speed)]);
      expect(Math.abs(levelOfEnergyDb(energyOf(1000, speed)) - exact)).toBeLessThan(0.01);
    }
  });
});
