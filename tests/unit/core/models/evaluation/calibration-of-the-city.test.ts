import { beforeAll, describe, expect, it } from 'vitest';
import { streetGases } from '../../../../../app/core/models/chemistry.ts';
import {
  type Calibration,
  type CalibrationData,
  calibrate,
  leaveOneStationOut,
} from '../../../../../app/core/models/evaluation/calibration.ts';
import { isFitForPurpose, seriesQualityIndicator } from '../../../../../app/core/models/evaluation/fairmode.ts';
import { modelScores } from '../../../../../app/core/models/evaluation/model-scores.ts';
import { type StationHour, stationHours } from '../../../../support/station-hours.ts';

/**
 * The wind of three gauges, each up to 8 % wrong for good: 4.6 % divided by √3. It moves every increment alike and is in no
 * standard error, so it is stated beside it.
 */
const WIND_ERROR = 0.027;

let hours: StationHour[];

beforeAll(() => {
  hours = stationHours();
}, 120_000);

/** Wet roads hold their dust, which the models do not know: dry hours only. */
const dry = () => hours.filter(({ modelled }) => modelled.rain === 0);

const NOX = ['nox', 'addedNox', 'forecastNox'] as const;
const PM10 = ['pm10', 'addedPm10', 'forecastPm10'] as const;
const PM25 = ['pm25', 'addedPm25', 'forecastPm25'] as const;

function dataOf([observed, traffic, background]: typeof NOX | typeof PM10 | typeof PM25): CalibrationData {
  const rows = dry();
  return {
    terms: ['traffic', 'background'],
    contributions: Float64Array.from(rows.flatMap(({ modelled }) => [modelled[traffic], modelled[background]])),
    observed: Float64Array.from(rows, (row) => row.observed[observed]),
    station: rows.map(({ station }) => station),
  };
}

const trafficNoise = ({ multipliers, standardErrors }: Calibration) =>
  Math.sqrt(standardErrors[0]! ** 2 + (WIND_ERROR * multipliers[0]!) ** 2);

function expectWithin(found: number, truth: number, noise: number, mostNoise: number): void {
  expect(noise).toBeLessThan(mostNoise);
  expect(Math.abs(found - truth)).toBeLessThan(2 * noise);
}

describe('calibration against ten days of the city’s four reference stations', () => {
  it('finds the product of emission and dispersion in NOx: 1.25 · 0.9 = 1.125', () => {
    const fitted = calibrate(dataOf(NOX))!;
    expect(fitted.rows).toBeGreaterThan(850);
    expectWithin(fitted.multipliers[0]!, 1.125, trafficNoise(fitted), 0.035);
    expect(fitted.multipliers[0]! - 1).toBeGreaterThan(3 * trafficNoise(fitted));
  });

  it.each([
    ['PM10', PM10, 0.032],
    ['PM2.5', PM25, 0.038],
  ] as const)('finds the dispersion alone in %s, whose emission is as tabulated: 0.9', (_, columns, mostNoise) => {
    const fitted = calibrate(dataOf(columns))!;
    expectWithin(fitted.multipliers[0]!, 0.9, trafficNoise(fitted), mostNoise);
    expect(1 - fitted.multipliers[0]!).toBeGreaterThan(2 * trafficNoise(fitted));
  });

  it('finds the emission in the ratio of the two, where the error of the wind cancels: 1.25', () => {
    const nox = calibrate(dataOf(NOX))!;
    const pm10 = calibrate(dataOf(PM10))!;
    const emission = nox.multipliers[0]! / pm10.multipliers[0]!;
    const noise =
      emission *
      Math.sqrt(
        (nox.standardErrors[0]! / nox.multipliers[0]!) ** 2 + (pm10.standardErrors[0]! / pm10.multipliers[0]!) ** 2,
      );
    expectWithin(emission, 1.25, noise, 0.025);
  });

  it.each([
    ['NOx', NOX],
    ['PM10', PM10],
    ['PM2.5', PM25],
  ] as const)('finds the background in %s: 1.1 times the forecast', (_, columns) => {
    const { multipliers, standardErrors } = calibrate(dataOf(columns))!;
    expectWithin(multipliers[1]!, 1.1, standardErrors[1]!, 0.008);
  });

  it('needs no forecast for the product: the difference to the park’s station tells it', () => {
    const hourOf = ({ timeMs }: StationHour) => Math.floor(timeMs / 3_600_000);
    const park = new Map(dry().flatMap((row) => (row.station === 'air-ref-04' ? [[hourOf(row), row] as const] : [])));
    const pairs = dry().flatMap((row) => {
      const beside = park.get(hourOf(row));
      return row.station === 'air-ref-04' || beside === undefined ? [] : [{ row, beside }];
    });
    const fitted = calibrate({
      terms: ['traffic'],
      contributions: Float64Array.from(pairs, ({ row, beside }) => row.modelled.addedNox - beside.modelled.addedNox),
      observed: Float64Array.from(pairs, ({ row, beside }) => row.observed.nox - beside.observed.nox),
      station: pairs.map(({ row }) => row.station),
    })!;
    expectWithin(fitted.multipliers[0]!, 1.125, trafficNoise(fitted), 0.035);
  });

  it('foretells each station from the other three within 6 %', () => {
    const left = leaveOneStationOut(dataOf(NOX));
    expect(left.map(({ station }) => station)).toEqual(['air-ref-01', 'air-ref-02', 'air-ref-03', 'air-ref-04']);
    for (const { observedMean, predictedMean } of left) {
      expect(Math.abs(predictedMean / observedMean - 1)).toBeLessThan(0.06);
    }
  });
});

describe('NO2 of the calibrated model', () => {
  /** Hourly NO2 of a station with multipliers of traffic and background; `before` are those the what-if begins with. */
  const modelledNo2 = (rows: readonly StationHour[], traffic: number, background: number) =>
    rows.map(
      ({ modelled }) =>
        streetGases({
          backgroundNoxUgM3: modelled.forecastNox * background,
          backgroundNo2UgM3: modelled.forecastNo2 * background,
          backgroundO3UgM3: modelled.forecastO3,
          addedNoxUgM3: modelled.addedNox * traffic,
          primaryNo2Share: 0.15,
          temperatureK: modelled.temperatureC + 273.15,
          radiationWM2: modelled.radiationWM2,
          residenceS: modelled.residenceS,
        }).no2UgM3,
    );
  const rowsOf = (station: string) => hours.filter((row) => row.station === station);
  const observedOf = (rows: readonly StationHour[]) => rows.map((row) => row.observed.no2);
  const STATIONS = ['air-ref-01', 'air-ref-02', 'air-ref-03', 'air-ref-04'];

  it('meets FAIRMODE’s objective at every station, better than before', () => {
    const { multipliers } = calibrate(dataOf(NOX))!;
    const indicators = (traffic: number, background: number) =>
      STATIONS.map((station) => {
        const rows = rowsOf(station);
        return seriesQualityIndicator('no2', observedOf(rows), modelledNo2(rows, traffic, background))!;
      });
    const calibrated = indicators(multipliers[0]!, multipliers[1]!);
    expect(isFitForPurpose(calibrated)).toBe(true);
    expect(Math.max(...calibrated)).toBeLessThan(0.2);
    indicators(1, 1).forEach((before, i) => {
      expect(calibrated[i]!).toBeLessThan(before);
    });
  });

  it('is scored as acceptable, without bias, where a model five times too high is not', () => {
    const { multipliers } = calibrate(dataOf(NOX))!;
    const observed = observedOf(hours);
    const scores = modelScores(observed, modelledNo2(hours, multipliers[0]!, multipliers[1]!))!;
    expect(scores.acceptable).toBe(true);
    expect(scores.fac2).toBeGreaterThan(0.97);
    expect(Math.abs(scores.bias)).toBeLessThan(1);
    expect(scores.correlation).toBeGreaterThan(0.95);
    expect(modelScores(observed, modelledNo2(hours, 5, 5))!.acceptable).toBe(false);
  });
});
