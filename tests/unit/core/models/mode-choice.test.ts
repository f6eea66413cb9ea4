import { describe, expect, it } from 'vitest';
import { constantFor, modeShares } from '../../../../app/core/models/mode-choice.ts';

describe('the choice of mode', () => {
  it('adds up to everybody, on foot where it is near and not where it is far', () => {
    for (const km of [0, 0.3, 1, 3, 10]) {
      const { walk, transit, private: own } = modeShares(km, 0);
      expect(walk + transit + own).toBeCloseTo(1, 12);
    }
    expect(modeShares(0.2, 0).walk).toBeGreaterThan(0.4);
    expect(modeShares(5, 0).walk).toBeLessThan(0.1);
    expect(modeShares(4, 0).private).toBeGreaterThan(modeShares(0.4, 0).private);
  });

  it('is the logit of the times it names', () => {
    // 1 km: 12.5 min on foot, 13 by transit, 10.286 by car; 0.05 a minute.
    const parts = [12.5, 13, 6 + 60 / 14].map((minutes) => Math.exp(-0.05 * minutes));
    const all = parts.reduce((sum, part) => sum + part, 0);
    const { walk, transit, private: own } = modeShares(1, 0);
    [walk, transit, own].forEach((share, i) => {
      expect(share).toBeCloseTo(parts[i]! / all, 12);
    });
  });

  it.each([0.05, 0.19, 0.32, 0.6])('meets a private share of %d over all trips', (wanted) => {
    const km = [0.3, 1, 2, 5, 8];
    const weights = [10, 30, 20, 25, 0];
    const constant = constantFor(wanted, km, weights);
    const own = km.reduce((sum, d, i) => sum + weights[i]! * modeShares(d, constant).private, 0);
    expect(own / 85).toBeCloseTo(wanted, 9);
  });
});
