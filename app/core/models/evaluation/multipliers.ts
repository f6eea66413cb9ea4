/**
 * The multipliers of a fit and their noise: `fit.ts` says what they are and what they are worth.
 */
import type { Assumption } from '../assumption.ts';
import { REGIONAL_ERROR } from '../street-air/regional-background.ts';
import { type CalibrationData, calibrate } from './calibration.ts';
import type { StationHour } from './measurements.ts';
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

const HOUR_MS = 3_600_000;
/** Fewer hours of a run than this tell nothing. */
export const FEWEST_HOURS = 12;
const MOST_BLOCKS = 20;
const SHORTEST_BLOCK_H = 4;
const ROUNDS = 6;
const FAR_OUT = 4;
const LEAST_SCALE_UG_M3 = 0.5;
/** More noise than this in the particles' dispersion, and it tells nothing. */
const USELESS_NOISE = 0.25;
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

export interface FittedMultipliers extends Multipliers {
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

/** `hold` dispersion at 1 or not; null looks whether the particles tell it. Null where nothing can be fitted. */
export function fitMultipliers(rows: readonly ComparedHour[], hold: boolean | null = null): FittedMultipliers | null {
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
    const share = 1 / squared(errors[i === 0 ? 'nox' : 'pm10']) / (i === 0 ? 1 : particles.length);
    background += share * fit.background;
    shares += share;
  });
  return {
    emission: nox.traffic / dispersion,
    emissionNoise: Math.sqrt(
      squared(nox.trafficNoise) + squared(separated ? (nox.traffic * foundNoise) / dispersion : 0),
    ),
    dispersion,
    dispersionNoise: separated ? foundNoise : 0,
    background: background / shares,
    separated,
    outliers: fits.reduce((sum, fit) => sum + fit.outliers, 0),
  };
}

/** One standard deviation of each; `foretoldBy` are the multipliers with each station left out. */
export function noiseOf(
  rows: readonly ComparedHour[],
  fitted: FittedMultipliers,
  foretoldBy: ReadonlyMap<number, Multipliers | null>,
  gauges: number,
): Multipliers {
  const hours = hoursOf(rows);
  const left = [...foretoldBy.values()].filter((multipliers) => multipliers !== null);
  const blocks = blocksOf(rows, hours).flatMap((without) => fitMultipliers(without, !fitted.separated) ?? []);
  const spread = (name: keyof Multipliers) =>
    Math.max(jackknife(left.map((at) => at[name])), jackknife(blocks.map((at) => at[name])));
  const wind = Math.sqrt(
    squared(GAUGE_ERROR) / Math.max(1, gauges) + squared(DAY_SCATTER) / Math.max(1, hours / DAY_SCATTER_H),
  );
  const { nox, pm10 } = backgroundErrors(hours);
  const formula = fitted.background / Math.sqrt(1 / squared(nox) + 1 / squared(pm10));
  const own = { emission: fitted.emissionNoise, dispersion: fitted.dispersionNoise };
  // Held at 1, dispersion has no noise of its own, and the error of the wind is in the emission.
  const windIn = fitted.separated ? { emission: 0, dispersion: wind } : { emission: wind, dispersion: 0 };
  const of = (name: 'emission' | 'dispersion') => {
    const statistical = fitted.separated || name === 'emission' ? Math.max(own[name], spread(name)) : 0;
    return Math.sqrt(squared(statistical) + squared(windIn[name] * fitted[name]));
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
  const squares = values.reduce((sum, value) => sum + squared(value - mean), 0);
  return Math.sqrt((squares * (values.length - 1)) / values.length);
}

/** Hours in which any station was compared. */
export function hoursOf(rows: readonly ComparedHour[]): number {
  return new Set(rows.map(({ endMs }) => Math.floor(endMs / HOUR_MS))).size;
}

const squared = (value: number): number => value * value;

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length > 0 ? sum / values.length : 0;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
