/**
 * How well the chain meets the stations, and three physical multipliers that make it meet them better: emission of NOx,
 * dispersion in the streets, background. One each for the whole place, never one a street, which would fit anything.
 *
 *   O = θ·X + b·F + u          X traffic's increment, F background as foretold, u what all stations share in an hour
 *   θ from differences of stations in the same hour, in which u cancels; b from O − θ·X against F; in turn, to rest
 *   θ of NOx is emission × dispersion, θ of PM10 and PM2.5 (dry hours; mostly wear) dispersion alone; the background is
 *   the mean of the three pollutants' b, weighted by what the background formula is worth for each
 *
 * The noise stated with a multiplier is one standard deviation: the largest of the residuals' own, of leaving out a
 * twentieth of the hours at a time and of leaving out one station at a time, joined with what no hour of the period can
 * tell: gauges of wind up to 8 % wrong for good (dispersion), days that differ from the mean day (dispersion), the error
 * of the background formula (background). Values four times as far from the others of
 * their hour as the median one are faults that no flag saw: left out of the fit, not of the scores. Valid for two stations or more, one of them little touched by traffic, and twelve hours or more.
 *
 * Source: differences as in G. Chamberlain, "Panel data" (fixed effects); jackknife after J. Tukey (1958).
 */
import { streetGases, UG_M3_PER_PPB } from '../chemistry.ts';
import { isFitForPurpose, seriesQualityIndicator } from './fairmode.ts';
import type { FitStation } from './measurements.ts';
import { type ModelScores, modelScores } from './model-scores.ts';
import { type ComparedHour, FEWEST_HOURS, fitMultipliers, hoursOf, type Multipliers, noiseOf } from './multipliers.ts';

export const NO_CALIBRATION: Multipliers = { emission: 1, dispersion: 1, background: 1 };

export const FIT_POLLUTANTS = ['no2', 'pm10', 'pm25'] as const;
export type FitPollutant = (typeof FIT_POLLUTANTS)[number];

/** `before` with every multiplier at 1, `after` calibrated, `leftOut` calibrated by the other stations alone. */
export const FIT_STAGES = ['before', 'after', 'leftOut'] as const;
export type FitStage = (typeof FIT_STAGES)[number];

export interface StageScores extends ModelScores {
  readonly modelledMean: number;
  /** FAIRMODE's; 1 or less is good enough. */
  readonly indicator: number;
}

export interface StationFit {
  readonly id: string;
  readonly name: string;
  readonly values: number;
  readonly observedMean: number;
  /** `leftOut` is null where the others do not suffice. */
  readonly scores: Readonly<Record<FitStage, StageScores | null>>;
}

export interface PollutantFit {
  readonly pollutant: FitPollutant;
  readonly stations: readonly StationFit[];
  /** Of all stations' hours together; the indicator is the largest of the stations'. */
  readonly overall: StationFit | null;
  /** Whether nine stations of ten have an indicator of 1 or less. */
  readonly meets: Readonly<Record<FitStage, boolean>>;
}

export interface ModelFit {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Hours in which at least one station was compared. */
  readonly hours: number;
  readonly values: number;
  readonly flaggedOut: number;
  /** Values that the fit of the multipliers passes over as far from the others of their hour. */
  readonly outliers: number;
  /** Null where too little was measured to fit anything. */
  readonly multipliers: Multipliers | null;
  /** One standard deviation of each. */
  readonly noise: Multipliers;
  /** False where the particles do not tell dispersion from emission: then dispersion is held at 1. */
  readonly separated: boolean;
  readonly pollutants: readonly PollutantFit[];
}

/** Whether the multipliers are known well enough to be used in a run. */
export function isUsable({ multipliers, noise }: Pick<ModelFit, 'multipliers' | 'noise'>): boolean {
  return multipliers !== null && Math.max(noise.emission, noise.dispersion, noise.background) <= MOST_USABLE_NOISE;
}

const FEWEST_STATIONS = 2;
const HOUR_MS = 3_600_000;
/** With more noise than this a multiplier says nothing that is worth using. */
const MOST_USABLE_NOISE = 0.3;
const PRIMARY_NO2_SHARE = 0.15;

/** NOx as NO2 from what a station measures. */
export function noxUgM3(no2UgM3: number, noUgM3: number): number {
  return no2UgM3 + noUgM3 * (UG_M3_PER_PPB.no2 / UG_M3_PER_PPB.no);
}

/** Hourly values of one pollutant at multipliers. */
export function modelledSeries(
  rows: readonly ComparedHour[],
  pollutant: FitPollutant,
  { emission, dispersion, background }: Multipliers,
): Float64Array {
  return Float64Array.from(rows, ({ modelled }) => {
    if (pollutant === 'pm10') return modelled.background.pm10UgM3 * background + modelled.added.pm10 * dispersion;
    if (pollutant === 'pm25') return modelled.background.pm25UgM3 * background + modelled.added.pm25 * dispersion;
    return streetGases({
      backgroundNoxUgM3: modelled.background.noxUgM3 * background,
      backgroundNo2UgM3: modelled.background.no2UgM3 * background,
      backgroundO3UgM3: modelled.background.o3UgM3,
      addedNoxUgM3: modelled.added.nox * emission * dispersion,
      primaryNo2Share: PRIMARY_NO2_SHARE,
      temperatureK: modelled.temperatureC + 273.15,
      radiationWM2: modelled.radiationWM2,
      residenceS: modelled.residenceS,
    }).no2UgM3;
  });
}

export function observedSeries(rows: readonly ComparedHour[], pollutant: FitPollutant): Float64Array {
  return Float64Array.from(rows, (row) =>
    pollutant === 'no2' ? row.no2UgM3 : pollutant === 'pm10' ? row.pm10UgM3 : row.pm25UgM3,
  );
}

/** Everything there is to say of the stations' hours. `gauges` of wind that the weather is the mean of. */
export function fitModel(
  stations: readonly FitStation[],
  rows: readonly ComparedHour[],
  { gauges, flaggedOut }: { readonly gauges: number; readonly flaggedOut: number },
): ModelFit {
  const ends = rows.map(({ endMs }) => endMs);
  const hours = hoursOf(rows);
  const present = [...new Set(rows.map(({ station }) => station))].sort((a, b) => a - b);
  const enough = hours >= FEWEST_HOURS && present.length >= FEWEST_STATIONS;
  const fitted = enough ? fitMultipliers(rows) : null;
  const foretoldBy = new Map<number, Multipliers | null>(
    present.map((station) => [
      station,
      fitted === null
        ? null
        : fitMultipliers(
            rows.filter((row) => row.station !== station),
            !fitted.separated,
          ),
    ]),
  );
  return {
    fromMs: ends.length === 0 ? 0 : Math.min(...ends) - HOUR_MS,
    untilMs: ends.length === 0 ? 0 : Math.max(...ends),
    hours,
    values: FIT_POLLUTANTS.reduce((sum, name) => sum + observedSeries(rows, name).filter(Number.isFinite).length, 0),
    flaggedOut,
    outliers: fitted?.outliers ?? 0,
    multipliers: fitted === null ? null : plain(fitted),
    noise: fitted === null ? { emission: 0, dispersion: 0, background: 0 } : noiseOf(rows, fitted, foretoldBy, gauges),
    separated: fitted?.separated ?? false,
    pollutants: FIT_POLLUTANTS.map((pollutant) => {
      const scored = present.flatMap((station) => {
        const own = rows.filter((row) => row.station === station);
        const { id, name } = stations[station]!;
        return scoredStation(id, name, own, pollutant, fitted, foretoldBy.get(station) ?? null) ?? [];
      });
      return {
        pollutant,
        stations: scored,
        overall: overallOf(scored, rows, pollutant, fitted, foretoldBy),
        meets: metBy(scored),
      };
    }),
  };
}

const plain = ({ emission, dispersion, background }: Multipliers): Multipliers => ({
  emission,
  dispersion,
  background,
});

function metBy(stations: readonly StationFit[]): Record<FitStage, boolean> {
  const of = (stage: FitStage) =>
    isFitForPurpose(stations.flatMap(({ scores }) => (scores[stage] === null ? [] : [scores[stage].indicator])));
  return { before: of('before'), after: of('after'), leftOut: of('leftOut') };
}

function scoredStation(
  id: string,
  name: string,
  rows: readonly ComparedHour[],
  pollutant: FitPollutant,
  fitted: Multipliers | null,
  leftOut: Multipliers | null,
): StationFit | null {
  const observed = observedSeries(rows, pollutant);
  const at = (multipliers: Multipliers | null): StageScores | null =>
    multipliers === null ? null : scoresOf(pollutant, observed, modelledSeries(rows, pollutant, multipliers));
  const good = observed.filter(Number.isFinite);
  if (good.length === 0) return null;
  return {
    id,
    name,
    values: good.length,
    observedMean: meanOf(good),
    scores: { before: at(NO_CALIBRATION), after: at(fitted), leftOut: at(leftOut) },
  };
}

function overallOf(
  stations: readonly StationFit[],
  rows: readonly ComparedHour[],
  pollutant: FitPollutant,
  fitted: Multipliers | null,
  foretoldBy: ReadonlyMap<number, Multipliers | null>,
): StationFit | null {
  const observed = observedSeries(rows, pollutant);
  const good = observed.filter(Number.isFinite);
  if (good.length === 0) return null;
  const worst = (stage: FitStage) =>
    stations.reduce((most, { scores }) => Math.max(most, scores[stage]?.indicator ?? 0), 0);
  const at = (stage: FitStage, of: (row: ComparedHour) => Multipliers | null): StageScores | null => {
    const modelled = Float64Array.from(rows, (row) => {
      const multipliers = of(row);
      return multipliers === null ? Number.NaN : modelledSeries([row], pollutant, multipliers)[0]!;
    });
    const scores = scoresOf(pollutant, observed, modelled);
    return scores === null ? null : { ...scores, indicator: worst(stage) };
  };
  return {
    id: '',
    name: '',
    values: good.length,
    observedMean: meanOf(good),
    scores: {
      before: at('before', () => NO_CALIBRATION),
      after: at('after', () => fitted),
      leftOut: at('leftOut', ({ station }) => foretoldBy.get(station) ?? null),
    },
  };
}

function scoresOf(pollutant: FitPollutant, observed: Float64Array, modelled: Float64Array): StageScores | null {
  const scores = modelScores(observed, modelled);
  const indicator = seriesQualityIndicator(pollutant, observed, modelled);
  if (scores === null || indicator === null) return null;
  const paired = modelled.filter((value, i) => Number.isFinite(value) && Number.isFinite(observed[i]!));
  return { ...scores, indicator, modelledMean: meanOf(paired) };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length > 0 ? sum / values.length : 0;
}
