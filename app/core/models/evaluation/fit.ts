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
import type { Assumption } from '../assumption.ts';
import { streetGases, UG_M3_PER_PPB } from '../chemistry.ts';
import { REGIONAL_ERROR } from '../street-air/regional-background.ts';
import { type CalibrationData, calibrate } from './calibration.ts';
import { isFitForPurpose, seriesQualityIndicator } from './fairmode.ts';
import type { FitStation, StationHour } from './measurements.ts';
import { type ModelScores, modelScores } from './model-scores.ts';
import type { ModelledHour } from './station-model.ts';

/** A station's hour as it was measured and as it is modelled. */
export interface ComparedHour extends StationHour {
  readonly modelled: ModelledHour;
}

/** Factors on what the what-if believes. Emission is of NOx alone. */
export interface Multipliers {
  readonly emission: number;
  readonly dispersion: number;
  readonly background: number;
}

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

export const FEWEST_HOURS = 12;
const FEWEST_STATIONS = 2;
const HOUR_MS = 3_600_000;
const MOST_BLOCKS = 20;
const SHORTEST_BLOCK_H = 4;
const ROUNDS = 6;
const FAR_OUT = 4;
const LEAST_SCALE_UG_M3 = 0.5;
/** With more noise than this a multiplier says nothing that is worth using. */
const MOST_USABLE_NOISE = 0.3;
/** More noise than this in the particles' dispersion, and it tells nothing. */
const USELESS_NOISE = 0.25;
const PRIMARY_NO2_SHARE = 0.15;
/** A gauge's error for good, relative: uniform within ±8 %. */
const GAUGE_ERROR = 0.046;
const DAY_SCATTER = 0.04;
const DAY_SCATTER_H = 9;

export const FIT_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'evaluation.gauge-error',
    value: GAUGE_ERROR,
    unit: '1',
    range: [0.02, 0.08],
    source: 'Lasting relative error of one gauge of wind: up to 8 %; usual of compact stations',
    kind: 'assumption',
  },
  {
    key: 'evaluation.day-scatter',
    value: DAY_SCATTER,
    unit: '1',
    range: [0.02, 0.1],
    source: 'Relative difference of a day’s traffic from the mean day of its type; judgement',
    kind: 'assumption',
  },
];

type Term = 'nox' | 'pm10' | 'pm25';

const observedOf = (row: ComparedHour, term: Term): number =>
  term === 'nox' ? row.noxUgM3 : term === 'pm10' ? row.pm10UgM3 : row.pm25UgM3;
const aroundOf = ({ modelled }: ComparedHour, term: Term): number =>
  term === 'nox'
    ? modelled.background.noxUgM3
    : term === 'pm10'
      ? modelled.background.pm10UgM3
      : modelled.background.pm25UgM3;

/** NOx as NO2 from what a station measures. */
export function noxUgM3(no2UgM3: number, noUgM3: number): number {
  return no2UgM3 + noUgM3 * (UG_M3_PER_PPB.no2 / UG_M3_PER_PPB.no);
}

interface TermFit {
  readonly traffic: number;
  readonly trafficNoise: number;
  readonly background: number;
  /** Values passed over as far from all others. */
  readonly outliers: number;
}

const oneTerm = (x: readonly number[], o: readonly number[]): CalibrationData => ({
  terms: ['term'],
  contributions: Float64Array.from(x),
  observed: Float64Array.from(o),
  station: x.map(() => ''),
});

const hourOf = ({ endMs }: ComparedHour): number => Math.floor(endMs / HOUR_MS);

function byHour(rows: readonly ComparedHour[]): ComparedHour[][] {
  const hours = new Map<number, ComparedHour[]>();
  for (const row of rows) {
    const list = hours.get(hourOf(row));
    if (list === undefined) hours.set(hourOf(row), [row]);
    else list.push(row);
  }
  return [...hours.values()];
}

/** Without the values far from the others of their hour, seen from what the model foretells of each. */
function withoutFaults(rows: readonly ComparedHour[], restOf: (row: ComparedHour) => number): ComparedHour[] {
  const away = new Map<ComparedHour, number>();
  for (const list of byHour(rows)) {
    const usual = medianOf(list.map(restOf));
    for (const row of list) away.set(row, Math.abs(restOf(row) - usual));
  }
  // Half the values of an hour of two are as far as the other half: the median of all is a fair scale.
  const scale = Math.max(LEAST_SCALE_UG_M3, medianOf([...away.values()].filter((value) => value > 0)));
  return rows.filter((row) => away.get(row)! <= FAR_OUT * scale);
}

/** Null where too few hours have two stations or the increment does not vary between them. */
function fitTerm(rows: readonly ComparedHour[], term: Term): TermFit | null {
  const all = rows.filter(
    (row) => Number.isFinite(observedOf(row, term)) && (term === 'nox' || row.modelled.rainMmPerHour === 0),
  );
  let used: readonly ComparedHour[] = all;
  let background = 1;
  let traffic = 1;
  let trafficNoise = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    used = withoutFaults(
      all,
      (row) => observedOf(row, term) - traffic * row.modelled.added[term] - background * aroundOf(row, term),
    );
    const shared = byHour(used).filter((list) => list.length > 1);
    if (shared.length < FEWEST_HOURS / 2) return null;
    const x: number[] = [];
    const o: number[] = [];
    for (const list of shared) {
      const meanX = meanOf(list.map(({ modelled }) => modelled.added[term]));
      const meanO = meanOf(list.map((row) => observedOf(row, term) - background * aroundOf(row, term)));
      for (const row of list) {
        x.push(row.modelled.added[term] - meanX);
        o.push(observedOf(row, term) - background * aroundOf(row, term) - meanO);
      }
    }
    if (!x.some((value) => Math.abs(value) > 1e-9)) return null;
    const fitted = calibrate(oneTerm(x, o));
    if (fitted === null) return null;
    traffic = fitted.multipliers[0]!;
    // The means of the hours were taken off: so many rows are not free.
    trafficNoise = fitted.standardErrors[0]! * Math.sqrt((x.length - 1) / Math.max(1, x.length - shared.length - 1));
    const around = used.map((row) => aroundOf(row, term));
    const rest = used.map((row) => observedOf(row, term) - traffic * row.modelled.added[term]);
    background = calibrate(oneTerm(around, rest))?.multipliers[0] ?? background;
  }
  return { traffic, trafficNoise, background, outliers: all.length - used.length };
}

interface FittedMultipliers extends Multipliers {
  readonly emissionNoise: number;
  readonly dispersionNoise: number;
  readonly separated: boolean;
  readonly outliers: number;
}

function backgroundErrors(hours: number): Record<Term, number> {
  const { nitrogen, particles, nitrogenMemoryH, particlesMemoryH } = REGIONAL_ERROR;
  const ofParticles = particles / Math.sqrt(Math.max(1, hours / particlesMemoryH));
  return { nox: nitrogen / Math.sqrt(Math.max(1, hours / nitrogenMemoryH)), pm10: ofParticles, pm25: ofParticles };
}

function multipliersOf(rows: readonly ComparedHour[], hold: boolean | null = null): FittedMultipliers | null {
  const nox = fitTerm(rows, 'nox');
  if (nox === null) return null;
  const particles = (['pm10', 'pm25'] as const).flatMap((term) => fitTerm(rows, term) ?? []);
  const weights = particles.map(({ trafficNoise }) => 1 / (trafficNoise * trafficNoise + 1e-12));
  const weight = weights.reduce((sum, value) => sum + value, 0);
  const found = particles.reduce((sum, { traffic }, i) => sum + traffic * weights[i]!, 0) / (weight || 1);
  const foundNoise = weight > 0 ? 1 / Math.sqrt(weight) : Number.POSITIVE_INFINITY;
  const separated = hold === null ? foundNoise < USELESS_NOISE && found > USELESS_NOISE : !hold && found > 0;
  const dispersion = separated ? found : 1;
  const errors = backgroundErrors(hoursOf(rows));
  const fits = [nox, ...particles];
  let background = 0;
  let shares = 0;
  fits.forEach((fit, i) => {
    // PM2.5 is part of PM10: the two together count as one.
    const share = 1 / errors[i === 0 ? 'nox' : 'pm10'] ** 2 / (i === 0 ? 1 : particles.length);
    background += share * fit.background;
    shares += share;
  });
  return {
    emission: nox.traffic / dispersion,
    emissionNoise: Math.sqrt(nox.trafficNoise ** 2 + (separated ? (nox.traffic * foundNoise) / dispersion : 0) ** 2),
    dispersion,
    dispersionNoise: separated ? foundNoise : 0,
    background: background / shares,
    separated,
    outliers: fits.reduce((sum, fit) => sum + fit.outliers, 0),
  };
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
  const fitted = enough ? multipliersOf(rows) : null;
  const foretoldBy = new Map<number, Multipliers | null>(
    present.map((station) => [
      station,
      fitted === null
        ? null
        : multipliersOf(
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

function noiseOf(
  rows: readonly ComparedHour[],
  fitted: FittedMultipliers,
  foretoldBy: ReadonlyMap<number, Multipliers | null>,
  gauges: number,
): Multipliers {
  const hours = hoursOf(rows);
  const left = [...foretoldBy.values()].filter((multipliers) => multipliers !== null);
  const blocks = blocksOf(rows, hours).flatMap((without) => multipliersOf(without, !fitted.separated) ?? []);
  const spread = (name: keyof Multipliers) =>
    Math.max(jackknife(left.map((at) => at[name])), jackknife(blocks.map((at) => at[name])));
  const wind = Math.sqrt(
    GAUGE_ERROR ** 2 / Math.max(1, gauges) + DAY_SCATTER ** 2 / Math.max(1, hours / DAY_SCATTER_H),
  );
  const { nox, pm10 } = backgroundErrors(hours);
  const formula = fitted.background / Math.sqrt(1 / nox ** 2 + 1 / pm10 ** 2);
  const own = { emission: fitted.emissionNoise, dispersion: fitted.dispersionNoise };
  // Held at 1, dispersion has no noise of its own, and the error of the wind is in the emission.
  const windIn = fitted.separated ? { emission: 0, dispersion: wind } : { emission: wind, dispersion: 0 };
  const of = (name: 'emission' | 'dispersion') => {
    const statistical = fitted.separated || name === 'emission' ? Math.max(own[name], spread(name)) : 0;
    return Math.sqrt(statistical ** 2 + (windIn[name] * fitted[name]) ** 2);
  };
  return {
    emission: of('emission'),
    dispersion: of('dispersion'),
    background: Math.max(formula, spread('background')),
  };
}

/** The rows without one block of hours after the other; at most twenty blocks, none shorter than four hours. */
function blocksOf(rows: readonly ComparedHour[], hours: number): ComparedHour[][] {
  const count = Math.min(MOST_BLOCKS, Math.floor(hours / SHORTEST_BLOCK_H));
  if (count < 3) return [];
  const sorted = [...new Set(rows.map(({ endMs }) => Math.floor(endMs / HOUR_MS)))].sort((a, b) => a - b);
  const blockOf = new Map(sorted.map((hour, i) => [hour, Math.floor((i * count) / sorted.length)]));
  return Array.from({ length: count }, (_, block) =>
    rows.filter(({ endMs }) => blockOf.get(Math.floor(endMs / HOUR_MS)) !== block),
  );
}

/** Standard deviation from the values with one part left out each; 0 of fewer than two. */
function jackknife(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt((squares * (values.length - 1)) / values.length);
}

function hoursOf(rows: readonly ComparedHour[]): number {
  return new Set(rows.map(({ endMs }) => Math.floor(endMs / HOUR_MS))).size;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length > 0 ? sum / values.length : 0;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
