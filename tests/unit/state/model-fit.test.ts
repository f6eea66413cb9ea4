import { describe, expect, it } from 'vitest';
import type { PollutantFit, StageScores } from '../../../app/core/models/evaluation/fit.ts';
import { meetsNo2Better } from '../../../app/state/model-fit.ts';

const scored = (rmse: number): StageScores => ({
  pairs: 20,
  acceptable: true,
  bias: 0,
  rmse,
  correlation: 0.9,
  fac2: 1,
  fractionalBias: 0,
  nmse: 0.1,
  modelledMean: 30,
  indicator: 0.4,
});
const no2 = (before: number | null, after: number | null): PollutantFit => ({
  pollutant: 'no2',
  stations: [],
  overall: {
    id: 'all',
    name: '',
    values: 20,
    observedMean: 30,
    scores: {
      before: before === null ? null : scored(before),
      after: after === null ? null : scored(after),
      leftOut: null,
    },
  },
  meets: { before: true, after: true, leftOut: true },
});

describe('whether the multipliers bring NO2 nearer to the stations', () => {
  it('is told by the usual error of its hours', () => {
    expect(meetsNo2Better({ pollutants: [no2(6.1, 5.9)] })).toBe(true);
    expect(meetsNo2Better({ pollutants: [no2(6.1, 6.4)] })).toBe(false);
  });

  it('is not denied where NO2 was not compared', () => {
    expect(meetsNo2Better({ pollutants: [no2(null, null)] })).toBe(true);
    expect(meetsNo2Better({ pollutants: [] })).toBe(true);
  });
});
