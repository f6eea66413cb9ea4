import { describe, expect, it } from 'vitest';
import { heatIslandMaxK } from '../../../../../app/core/models/heat/heat-island.ts';

const DAY = { solarWM2: 300, dailyRangeK: 10, windMS: 3 };

describe('the heat island', () => {
  it('of a street with a sky view of 0.45 and 10 % green is 4.376 K', () => {
    expect(heatIslandMaxK(0.45, 0.1, DAY)).toBeCloseTo(4.376, 3);
  });

  it('is less with trees, with open sky and with wind', () => {
    const street = heatIslandMaxK(0.45, 0.1, DAY);
    expect(heatIslandMaxK(0.45, 0.3, DAY)).toBeLessThan(street);
    expect(heatIslandMaxK(0.9, 0.1, DAY)).toBeLessThan(street);
    expect(heatIslandMaxK(0.45, 0.1, { ...DAY, windMS: 6 })).toBeLessThan(street);
    expect(heatIslandMaxK(0.45, 0.1, { ...DAY, solarWM2: 0 })).toBe(0);
  });
});
