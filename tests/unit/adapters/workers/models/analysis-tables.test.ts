import { describe, expect, it } from 'vitest';
import { accessSummary } from '../../../../../app/adapters/workers/models/analysis-tables.ts';

describe('the summary of walking access', () => {
  it('counts people, not buildings: how many kinds they reach, and how many reach all', () => {
    const one = [1, 1];
    const summary = accessSummary(
      {
        categories: ['school', 'market'],
        buildingIds: ['a', 'b'],
        population: Float64Array.of(30, 10),
        elderly: Float64Array.of(3, 1),
        minutes: Float64Array.of(5, 10, 5, 20),
        elderlyMinutes: Float64Array.of(8, 15, 8, 30),
        straightMinutes: Float64Array.of(4, 8, 4, 14),
        reached: Int32Array.of(2, 1),
        withinMinutes: 15,
        coverage: one,
        elderlyCoverage: one,
        straightCoverage: one,
        gini: 0.1,
        withoutWay: 0,
      },
      60,
    );
    expect(summary).toMatchObject({ people: 40, meanReached: 1.75, shareReachingAll: 0.75 });
  });
});
