import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import { calibrate, leaveOneStationOut } from '../../../../../app/core/models/evaluation/calibration.ts';
import {
  isFitForPurpose,
  measurementUncertaintyUgM3,
  seriesQualityIndicator,
  yearlyQualityIndicator,
} from '../../../../../app/core/models/evaluation/fairmode.ts';
import { modelScores } from '../../../../../app/core/models/evaluation/model-scores.ts';

describe('FAIRMODE', () => {
  it.each([
    [10, 9.88],
    [40, 13.44],
    [100, 25.4],
  ])('gives an hourly NO2 of %d µg/m³ an uncertainty of %d', (observed, uncertainty) => {
    expect(measurementUncertaintyUgM3('no2', observed)).toBeCloseTo(uncertainty, 2);
  });

  it.each([
    [20, 4.58],
    [40, 5.81],
  ])('gives a yearly NO2 of %d µg/m³ an uncertainty of %d', (observed, uncertainty) => {
    expect(measurementUncertaintyUgM3('no2', observed, true)).toBeCloseTo(uncertainty, 2);
  });

  it('lets a model be as far off as twice the uncertainty', () => {
    expect(yearlyQualityIndicator('no2', 40, 40 + 2 * 5.8096)).toBeCloseTo(1, 3);
    expect(seriesQualityIndicator('no2', [40, 40], [40, 40])).toBe(0);
    expect(seriesQualityIndicator('no2', [Number.NaN], [40])).toBeNull();
  });

  it('asks nine stations of ten', () => {
    expect(isFitForPurpose([0.5, 0.9, 0.2, 0.4, 0.1, 0.9, 0.8, 0.7, 0.6, 1.4])).toBe(true);
    expect(isFitForPurpose([0.5, 1.2])).toBe(false);
    expect(isFitForPurpose([])).toBe(false);
  });
});

describe('model scores', () => {
  it('are perfect for a perfect model', () => {
    expect(modelScores([10, 20, 30], [10, 20, 30])).toEqual({
      pairs: 3,
      bias: 0,
      rmse: 0,
      correlation: 1,
      fac2: 1,
      fractionalBias: 0,
      nmse: 0,
      acceptable: true,
    });
  });

  it('fail a model that is five times too high', () => {
    const scores = modelScores([10, 20, 30, Number.NaN], [50, 100, 150, 1])!;
    expect(scores).toMatchObject({ pairs: 3, fac2: 0, acceptable: false });
    expect(scores.bias).toBeCloseTo(80, 9);
    expect(scores.fractionalBias).toBeCloseTo(-4 / 3, 9);
    expect(modelScores([], [])).toBeNull();
  });
});

describe('calibration', () => {
  const random = randomFrom(7, 'calibration');
  const stations = ['a', 'b', 'c', 'd', 'e'];
  const rows = stations.flatMap((station, s) =>
    Array.from({ length: 200 }, (_, hour) => {
      const traffic = (5 + 8 * s) * (1 + Math.abs((hour % 24) - 12) / 12);
      const background = 20 + 10 * random.uniform();
      return {
        station,
        traffic,
        background,
        observed: 1.4 * traffic + 0.85 * background + 2 * (random.uniform() - 0.5),
      };
    }),
  );
  const data = {
    terms: ['traffic', 'background'],
    contributions: Float64Array.from(rows.flatMap(({ traffic, background }) => [traffic, background])),
    observed: Float64Array.from(rows, ({ observed }) => observed),
    station: rows.map(({ station }) => station),
  };

  it('finds the multipliers that made the data, within a few standard errors', () => {
    const fitted = calibrate(data)!;
    expect(fitted.multipliers[0]).toBeCloseTo(1.4, 2);
    expect(fitted.multipliers[1]).toBeCloseTo(0.85, 2);
    expect(Math.abs(fitted.multipliers[0]! - 1.4)).toBeLessThan(4 * fitted.standardErrors[0]!);
  });

  it('predicts a station from the others', () => {
    for (const { observedMean, predictedMean, rows: counted } of leaveOneStationOut(data)) {
      expect(counted).toBe(200);
      expect(Math.abs(predictedMean / observedMean - 1)).toBeLessThan(0.02);
    }
  });

  it('never makes a multiplier negative and leaves out what is not a number', () => {
    const against = { ...data, observed: data.observed.map((value, i) => (i === 3 ? Number.NaN : -value)) };
    const fitted = calibrate(against)!;
    expect(fitted.multipliers).toEqual([0, 0]);
    expect(fitted.rows).toBe(999);
  });

  it('stays near its prior with a strong ridge', () => {
    expect(calibrate(data, { ridge: 1e6 })!.multipliers[0]).toBeCloseTo(1, 3);
  });

  it('says nothing from fewer rows than terms', () => {
    expect(
      calibrate({
        terms: ['a', 'b'],
        contributions: Float64Array.of(1, 1),
        observed: Float64Array.of(2),
        station: ['x'],
      }),
    ).toBeNull();
  });
});
