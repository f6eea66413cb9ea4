/** The comparison with the stations, hour by hour so that it can be told and called off; and what it says as tables. */
import { findEquilibrium } from '../../../core/models/assignment/equilibrium.ts';
import { createHourlyFlows } from '../../../core/models/assignment/hourly-flows.ts';
import { partialFlows } from '../../../core/models/assignment/partial-flows.ts';
import type { DemandModel } from '../../../core/models/demand.ts';
import {
  FIT_STAGES,
  type FitStage,
  fitModel,
  type ModelFit,
  modelledSeries,
  NO_CALIBRATION,
  observedSeries,
} from '../../../core/models/evaluation/fit.ts';
import type { FitMeasurements } from '../../../core/models/evaluation/measurements.ts';
import type { ComparedHour } from '../../../core/models/evaluation/multipliers.ts';
import { createStationModel } from '../../../core/models/evaluation/station-model.ts';
import { MEDITERRANEAN_CLIMATE } from '../../../core/models/scenario/climate.ts';
import { coldReach, coldShares, startingPart } from '../../../core/models/scenario/cold-shares.ts';
import { PEAK_HOUR } from '../../../core/models/scenario/day-parts.ts';
import type { WhatIfPlace } from '../../../core/models/scenario/place.ts';
import type { ChainSettings } from '../../../core/models/scenario/settings.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';

export interface Comparison {
  readonly fit: ModelFit;
  readonly rows: readonly ComparedHour[];
}

/** Hours of stations between two words of progress. */
const HOURS_PER_WORD = 8;

/** `next` is awaited now and then with the share done, and ends the work by resolving to false; then the result is null. */
export async function compareWithStations(
  place: WhatIfPlace,
  settings: ChainSettings,
  { stations, hours, weather, gauges, flaggedOut }: FitMeasurements,
  next: (share: number) => Promise<boolean>,
): Promise<Comparison | null> {
  const demand = place.demand.withModes?.(settings) ?? place.demand;
  const coldShareOfLink = settings.engines === 'cold' ? coldShareOf(place, demand) : null;
  const modelOf = createStationModel(place, createHourlyFlows(place.network, demand), stations, weather, {
    crossings: settings.crossings === 'mixed',
    ...(settings.streetForm === 'by-shape' ? { open: place.openSegments() } : {}),
    ...(coldShareOfLink === null ? {} : { coldShareOfLink }),
  });
  const rows: ComparedHour[] = [];
  for (const [i, hour] of hours.entries()) {
    const modelled = modelOf(hour.station, hour.endMs);
    if (modelled !== null) rows.push({ ...hour, modelled });
    if (i % HOURS_PER_WORD === 0 && !(await next(i / hours.length))) return null;
  }
  const fit = fitModel(stations, rows, { gauges, flaggedOut });
  return (await next(1)) ? { fit, rows } : null;
}

/** Of the busiest hour: the share changes little over the day. Null where nobody knows which trips begin here. */
function coldShareOf(place: WhatIfPlace, demand: DemandModel): Float64Array | null {
  const starting = demand.startingOf?.('weekday', PEAK_HOUR);
  const trips = demand.tripsOf('weekday', PEAK_HOUR);
  const { value } = findEquilibrium(place.network, trips, { unreachable: 'leave-out' });
  if (starting === undefined || value === null) return null;
  const isCold = coldReach(place, MEDITERRANEAN_CLIMATE.temperatureC);
  const part = startingPart(trips, trips.tripsPerHour, starting);
  return coldShares(value.flowVehPerHour, partialFlows(place.network, part, value.bushes, isCold));
}

const STAGE_COLUMN: Readonly<Record<FitStage, string>> = { before: 'before', after: 'after', leftOut: 'left_out' };

/** `model_fit` by pollutant and station, `model_fit_hours` by hour besides, `model_fit_multipliers`. */
export function fitBatches({ fit, rows }: Comparison, stationIds: readonly string[]): readonly ColumnBatch[] {
  return [scoreBatch(fit), hourBatch(fit, rows, stationIds), multiplierBatch(fit)];
}

const text = (name: string, values: readonly string[]): Column => ({ name, type: 'text', values });
const time = (name: string, values: ArrayLike<number>): Column => ({
  name,
  type: 'timestamp',
  values: Float64Array.from(values),
});

/** NaN is no number of a table: it stands as NULL. */
function double(name: string, values: ArrayLike<number>): Column {
  return {
    name,
    type: 'double',
    values: Float64Array.from(values, (value) => (Number.isFinite(value) ? value : 0)),
    valid: Uint8Array.from(values, (value) => (Number.isFinite(value) ? 1 : 0)),
  };
}

function scoreBatch(fit: ModelFit): ColumnBatch {
  const list = fit.pollutants.flatMap(({ pollutant, stations, overall, meets }) =>
    [...stations, ...(overall === null ? [] : [overall])].map((station) => ({ pollutant, station, meets })),
  );
  const scored = (stage: FitStage): Column[] => {
    const of = (pick: (scores: NonNullable<(typeof list)[number]['station']['scores'][FitStage]>) => number) =>
      list.map(({ station }) => (station.scores[stage] === null ? Number.NaN : pick(station.scores[stage])));
    const column = STAGE_COLUMN[stage];
    return [
      double(
        `modelled_${column}`,
        of(({ modelledMean }) => modelledMean),
      ),
      double(
        `bias_${column}`,
        of(({ bias }) => bias),
      ),
      double(
        `rmse_${column}`,
        of(({ rmse }) => rmse),
      ),
      double(
        `fac2_${column}`,
        of(({ fac2 }) => fac2),
      ),
      double(
        `indicator_${column}`,
        of(({ indicator }) => indicator),
      ),
      {
        name: `meets_${column}`,
        type: 'boolean',
        values: list.map(({ station, meets }) => {
          const scores = station.scores[stage];
          if (scores === null) return null;
          return station.id === '' ? meets[stage] : scores.indicator <= 1;
        }),
      },
    ];
  };
  return {
    table: 'model_fit',
    rowCount: list.length,
    columns: [
      text(
        'pollutant',
        list.map(({ pollutant }) => pollutant),
      ),
      text(
        'station',
        list.map(({ station }) => (station.id === '' ? 'all' : station.id)),
      ),
      text(
        'name',
        list.map(({ station }) => station.name),
      ),
      time(
        'from_time',
        list.map(() => fit.fromMs),
      ),
      time(
        'until_time',
        list.map(() => fit.untilMs),
      ),
      double(
        'hours_compared',
        list.map(({ station }) => station.values),
      ),
      double(
        'observed_mean',
        list.map(({ station }) => station.observedMean),
      ),
      ...FIT_STAGES.flatMap(scored),
    ],
  };
}

function hourBatch(fit: ModelFit, rows: readonly ComparedHour[], stationIds: readonly string[]): ColumnBatch {
  const of = (pollutant: (typeof fit.pollutants)[number]['pollutant']) => ({
    observed: observedSeries(rows, pollutant),
    before: modelledSeries(rows, pollutant, NO_CALIBRATION),
    after: fit.multipliers === null ? null : modelledSeries(rows, pollutant, fit.multipliers),
  });
  const parts = fit.pollutants.map(({ pollutant }) => ({ pollutant, ...of(pollutant) }));
  const joined = (pick: (part: (typeof parts)[number]) => ArrayLike<number> | null) =>
    parts.flatMap((part) => Array.from(pick(part) ?? new Array<number>(rows.length).fill(Number.NaN)));
  return {
    table: 'model_fit_hours',
    rowCount: rows.length * parts.length,
    columns: [
      text(
        'pollutant',
        parts.flatMap(({ pollutant }) => rows.map(() => pollutant)),
      ),
      text(
        'station',
        parts.flatMap(() => rows.map(({ station }) => stationIds[station]!)),
      ),
      time(
        'hour_end',
        parts.flatMap(() => rows.map(({ endMs }) => endMs)),
      ),
      double(
        'observed',
        joined(({ observed }) => observed),
      ),
      double(
        'modelled_before',
        joined(({ before }) => before),
      ),
      double(
        'modelled_after',
        joined(({ after }) => after),
      ),
    ],
  };
}

function multiplierBatch({ multipliers, noise }: ModelFit): ColumnBatch {
  const names = ['emission', 'dispersion', 'background'] as const;
  return {
    table: 'model_fit_multipliers',
    rowCount: names.length,
    columns: [
      text('multiplier', names),
      double(
        'found',
        names.map((name) => multipliers?.[name] ?? Number.NaN),
      ),
      double(
        'standard_deviation',
        names.map((name) => (multipliers === null ? Number.NaN : noise[name])),
      ),
    ],
  };
}
