import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import { fitModel, isUsable, noxUgM3 } from '../../../../../app/core/models/evaluation/fit.ts';
import type { FitStation } from '../../../../../app/core/models/evaluation/measurements.ts';
import type { ComparedHour } from '../../../../../app/core/models/evaluation/multipliers.ts';

const HOUR = 3_600_000;
const STATIONS: readonly FitStation[] = ['avenue', 'street', 'park'].map((id) => ({
  id,
  name: id,
  lon: 2.16,
  lat: 41.39,
  streetId: '',
  heightM: 3,
}));
const NEAR = [60, 20, 2];
const GAUGES = { gauges: 3, flaggedOut: 0 };

interface Truth {
  readonly emission: number;
  readonly dispersion: number;
  readonly background: number;
  /** Deviation of what all stations share in an hour, and of each value, µg/m³. */
  readonly shared?: number;
  readonly own?: number;
  readonly wet?: boolean;
}

/** Hours of three stations whose traffic and background swing over the day. */
function hoursOf(count: number, truth: Truth): ComparedHour[] {
  const random = randomFrom(3, 'fit', count);
  const { emission, dispersion, background, shared = 0, own = 0, wet = false } = truth;
  return Array.from({ length: count }, (_, hour) => {
    const level = 0.6 + 0.4 * Math.sin(hour / 3);
    const around = { noxUgM3: 15 + 5 * level, no2UgM3: 13 + 4 * level, o3UgM3: 50, pm10UgM3: 18, pm25UgM3: 10 };
    const common = shared * random.normal();
    return NEAR.map((near, station): ComparedHour => {
      const added = { nox: near * level, pm10: near * level * 0.15, pm25: near * level * 0.09 };
      const value = (pollutant: 'nox' | 'pm10' | 'pm25', base: number, factor: number) =>
        background * base + factor * dispersion * added[pollutant] + common + own * random.normal();
      return {
        station,
        endMs: hour * HOUR + 1_000,
        noxUgM3: value('nox', around.noxUgM3, emission),
        no2UgM3: 25,
        pm10UgM3: value('pm10', around.pm10UgM3, 1),
        pm25UgM3: value('pm25', around.pm25UgM3, 1),
        modelled: {
          added,
          background: around,
          residenceS: 80,
          temperatureC: 15,
          radiationWM2: 100,
          rainMmPerHour: wet ? 1 : 0,
        },
      };
    });
  }).flat();
}

describe('multipliers', () => {
  it('are found exactly where nothing scatters', () => {
    const { multipliers, outliers } = fitModel(
      STATIONS,
      hoursOf(24, { emission: 1.4, dispersion: 0.8, background: 1.2 }),
      GAUGES,
    );
    expect(multipliers!.emission).toBeCloseTo(1.4, 6);
    expect(multipliers!.dispersion).toBeCloseTo(0.8, 6);
    expect(multipliers!.background).toBeCloseTo(1.2, 6);
    expect(outliers).toBe(0);
  });

  it('of traffic are not touched by what all stations share', () => {
    const rows = hoursOf(48, { emission: 1.4, dispersion: 0.8, background: 1.2, shared: 8 });
    const { multipliers } = fitModel(STATIONS, rows, GAUGES);
    expect(multipliers!.emission).toBeCloseTo(1.4, 2);
    expect(multipliers!.dispersion).toBeCloseTo(0.8, 2);
  });

  it('pass over values far from the others of their hour, and count them', () => {
    const rows = hoursOf(48, { emission: 1.4, dispersion: 0.8, background: 1.2, own: 0.5 });
    const broken = rows.map((row, i) => (i % 29 === 5 ? { ...row, noxUgM3: row.noxUgM3 + 150 } : row));
    const { multipliers, outliers } = fitModel(STATIONS, broken, GAUGES);
    expect(outliers).toBeGreaterThanOrEqual(broken.filter((row, i) => row !== rows[i]).length);
    expect(Math.abs(multipliers!.emission - 1.4)).toBeLessThan(0.1);
  });

  it('have more noise where the values scatter more, and are not offered for use', () => {
    const at = (own: number) =>
      fitModel(STATIONS, hoursOf(24, { emission: 1.4, dispersion: 0.8, background: 1.2, own }), GAUGES);
    expect(at(4).noise.emission).toBeGreaterThan(at(0.2).noise.emission);
    expect(isUsable(at(0.2))).toBe(true);
    expect(isUsable(at(100))).toBe(false);
  });

  it('hold dispersion where no dry hour tells it apart from emission', () => {
    const rows = hoursOf(24, { emission: 1.4, dispersion: 0.8, background: 1.2, wet: true });
    const { multipliers, separated, noise } = fitModel(STATIONS, rows, GAUGES);
    expect(separated).toBe(false);
    expect(multipliers!.dispersion).toBe(1);
    expect(multipliers!.emission).toBeCloseTo(1.4 * 0.8, 6);
    expect(noise.dispersion).toBe(0);
  });

  it('are not made up from too few hours or from one station', () => {
    const truth = { emission: 1.4, dispersion: 0.8, background: 1.2 };
    expect(fitModel(STATIONS, hoursOf(11, truth), GAUGES).multipliers).toBeNull();
    const alone = hoursOf(24, truth).filter(({ station }) => station === 0);
    const { multipliers, pollutants } = fitModel(STATIONS, alone, GAUGES);
    expect(multipliers).toBeNull();
    expect(pollutants[0]!.stations.map(({ scores }) => scores.after)).toEqual([null]);
    expect(fitModel(STATIONS, [], GAUGES)).toMatchObject({ multipliers: null, values: 0, hours: 0 });
  });
});

describe('scores', () => {
  it('are those of the stations that measured, before and after', () => {
    const rows = hoursOf(24, { emission: 1, dispersion: 0.7, background: 1 });
    const { pollutants } = fitModel(STATIONS, rows, GAUGES);
    const pm10 = pollutants.find(({ pollutant }) => pollutant === 'pm10')!;
    const avenue = pm10.stations[0]!;
    // Traffic adds 60 · 0.15 · 0.6 on average, three tenths of it too much.
    expect(avenue.scores.before!.bias).toBeCloseTo(0.3 * 60 * 0.15 * (0.6 + 0.4 * meanSine(24)), 6);
    expect(avenue.scores.after!.bias).toBeCloseTo(0, 6);
    expect(avenue.scores.leftOut!.bias).toBeCloseTo(0, 6);
    expect(pm10.overall!.values).toBe(72);
    expect(pm10.overall!.scores.before!.indicator).toBe(
      Math.max(...pm10.stations.map(({ scores }) => scores.before!.indicator)),
    );
    expect(pm10.meets).toEqual({ before: true, after: true, leftOut: true });
  });

  it('count NO as the NO2 it may become', () => {
    expect(noxUgM3(40, 12.48)).toBeCloseTo(40 + 19.13, 9);
    expect(noxUgM3(40, Number.NaN)).toBeNaN();
  });
});

function meanSine(count: number): number {
  return Array.from({ length: count }, (_, hour) => Math.sin(hour / 3)).reduce((sum, value) => sum + value, 0) / count;
}
