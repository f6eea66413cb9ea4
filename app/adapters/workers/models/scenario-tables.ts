/**
 * Results of a what-if as rows: `scenario_links`, `scenario_receptors`, `scenario_totals` and `scenario_draws`, one set for
 * each scenario. What many draws say is NULL, and `scenario_draws` has no rows, until the scenario has been explored.
 */
import { writeWkb } from '../../../core/geo/wkb.ts';
import type { Receptor } from '../../../core/models/scenario/place.ts';
import {
  DRAWN_TOTALS,
  type DrawnTotal,
  type ScenarioResult,
  type ScenarioTotals,
  TOTAL_UNITS,
  totalInSql,
} from '../../../core/models/scenario/results.ts';
import type { WhatIfStreet } from '../../../core/models/scenario/what-if.ts';
import type { Range, Spread } from '../../../core/models/uncertainty/spread.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';
import type { SummarisedDraws } from './draws.ts';

export const SCENARIO_TABLES = ['scenario_links', 'scenario_receptors', 'scenario_totals', 'scenario_draws'] as const;

/** A scenario's rows as they go into the database. */
export interface ScenarioRows {
  readonly scenarioId: string;
  readonly before: ScenarioResult;
  readonly after: ScenarioResult;
  /** Null until the scenario has been explored. */
  readonly summary: SummarisedDraws | null;
}

const text = (name: string, values: readonly string[]): Column => ({ name, type: 'text', values });
const double = (name: string, values: Float64Array): Column => ({ name, type: 'double', values });
const repeated = (name: string, value: string, count: number) => text(name, new Array<string>(count).fill(value));

/** Before, after and what lies between them. */
function stepColumns(
  quantity: string,
  unit: string,
  before: Float64Array,
  after: Float64Array,
  change = true,
): Column[] {
  const columns = [double(`${quantity}_before${unit}`, before), double(`${quantity}_after${unit}`, after)];
  if (change)
    columns.push(
      double(
        `${quantity}_change${unit}`,
        after.map((value, i) => value - before[i]!),
      ),
    );
  return columns;
}

/** `null` in `rows`: nothing is known of that row. */
function knownDouble<T>(name: string, rows: readonly (T | null)[], pick: (row: T) => number): Column {
  return {
    name,
    type: 'double',
    values: Float64Array.from(rows, (row) => (row === null ? 0 : pick(row))),
    valid: Uint8Array.from(rows, (row) => (row === null ? 0 : 1)),
  };
}

function knownInteger<T>(name: string, rows: readonly (T | null)[], pick: (row: T) => number): Column {
  return {
    name,
    type: 'integer',
    values: Int32Array.from(rows, (row) => (row === null ? 0 : pick(row))),
    valid: Uint8Array.from(rows, (row) => (row === null ? 0 : 1)),
  };
}

function rangeColumns(quantity: string, ranges: readonly (Range | null)[]): Column[] {
  return [
    knownDouble(`${quantity}_median`, ranges, ({ median }) => median),
    knownDouble(`${quantity}_low`, ranges, ({ low }) => low),
    knownDouble(`${quantity}_high`, ranges, ({ high }) => high),
  ];
}

/** With how many draws say that it is lower, and that it is higher. */
function spreadColumns(quantity: string, spreads: readonly (Spread | null)[]): Column[] {
  return [
    ...rangeColumns(`${quantity}_change`, spreads),
    knownInteger(`${quantity}_lower_draws`, spreads, ({ lower }) => lower),
    knownInteger(`${quantity}_higher_draws`, spreads, ({ higher }) => higher),
  ];
}

const nothing = (count: number) => new Array<null>(count).fill(null);

export function linkBatch(
  streets: readonly WhatIfStreet[],
  { scenarioId, before: { links: before }, after: { links: after }, summary }: ScenarioRows,
): ColumnBatch {
  const count = streets.length;
  const change = summary?.vehPerDayChange ?? nothing(count);
  return {
    table: 'scenario_links',
    rowCount: count,
    columns: [
      repeated('scenario_id', scenarioId, count),
      text(
        'feature_id',
        streets.map(({ id }) => id),
      ),
      text(
        'name',
        streets.map(({ name }) => name),
      ),
      // With its crossings the table tells what touches what, whichever place it is.
      text(
        'from_node',
        streets.map(({ fromId }) => fromId),
      ),
      text(
        'to_node',
        streets.map(({ toId }) => toId),
      ),
      ...stepColumns('veh_day', '', before.vehPerDay, after.vehPerDay),
      ...spreadColumns('veh_day', change),
      ...stepColumns('peak_veh_h', '', before.peakVehPerHour, after.peakVehPerHour, false),
      ...stepColumns('speed', '_kmh', before.speedKmh, after.speedKmh, false),
      ...stepColumns('saturation', '', before.saturation, after.saturation, false),
      ...stepColumns('nox', '_g_day', before.noxGPerDay, after.noxGPerDay, false),
      ...stepColumns('pm10', '_g_day', before.pm10GPerDay, after.pm10GPerDay, false),
      ...stepColumns('pm25', '_g_day', before.pm25GPerDay, after.pm25GPerDay, false),
      ...stepColumns('co2', '_kg_day', before.co2KgPerDay, after.co2KgPerDay, false),
      knownInteger('draws', change, ({ draws }) => draws),
    ],
  };
}

export function receptorBatch(
  receptors: readonly Receptor[],
  { scenarioId, before: { receptors: before }, after: { receptors: after }, summary }: ScenarioRows,
): ColumnBatch {
  const count = receptors.length;
  const of = (pick: (receptor: Receptor) => number) => Float64Array.from(receptors, pick);
  const unknown = nothing(count);
  const spreads = summary?.receptors;
  const no2Change = spreads?.no2Change ?? unknown;
  return {
    table: 'scenario_receptors',
    rowCount: count,
    columns: [
      repeated('scenario_id', scenarioId, count),
      text(
        'receptor_id',
        receptors.map(({ id }) => id),
      ),
      text(
        'feature_id',
        receptors.map(({ id }) => id),
      ),
      text(
        'street_id',
        receptors.map(({ streetId }) => streetId),
      ),
      text(
        'side',
        receptors.map(({ side }) => side),
      ),
      double(
        'lon',
        of(({ lon }) => lon),
      ),
      double(
        'lat',
        of(({ lat }) => lat),
      ),
      {
        name: 'geom',
        type: 'blob',
        values: receptors.map(({ lon, lat }) => writeWkb({ type: 'Point', coordinates: [lon, lat] })),
      },
      double(
        'population',
        of(({ population }) => population),
      ),
      double(
        'children',
        of(({ children }) => children),
      ),
      double(
        'elderly',
        of(({ elderly }) => elderly),
      ),
      ...stepColumns('no2', '', before.no2UgM3, after.no2UgM3),
      ...rangeColumns('no2_before', spreads?.no2Before ?? unknown),
      ...rangeColumns('no2_after', spreads?.no2After ?? unknown),
      ...spreadColumns('no2', no2Change),
      knownDouble('no2_lower_probability', no2Change, ({ lower, draws }) => lower / draws),
      ...stepColumns('pm10', '', before.pm10UgM3, after.pm10UgM3),
      ...stepColumns('pm25', '', before.pm25UgM3, after.pm25UgM3),
      ...stepColumns('heat', '_k', before.heatIslandK, after.heatIslandK, false),
      ...stepColumns('lden', '', before.ldenDb, after.ldenDb),
      ...spreadColumns('lden', spreads?.ldenChange ?? unknown),
      ...stepColumns('lnight', '', before.lnightDb, after.lnightDb),
      ...spreadColumns('lnight', spreads?.lnightChange ?? unknown),
      knownInteger('draws', no2Change, ({ draws }) => draws),
    ],
  };
}

export function totalsBatch({ scenarioId, before, after, summary }: ScenarioRows): ColumnBatch {
  const names = Object.keys(TOTAL_UNITS) as (keyof ScenarioTotals)[];
  const drawn = new Set<string>(DRAWN_TOTALS);
  const spreads = names.map((name) =>
    summary !== null && drawn.has(name) ? summary.totals[name as DrawnTotal] : null,
  );
  const changes = spreads.map((spread) => spread?.change ?? null);
  return {
    table: 'scenario_totals',
    rowCount: names.length,
    columns: [
      repeated('scenario_id', scenarioId, names.length),
      text('figure', names.map(totalInSql)),
      text(
        'unit',
        names.map((name) => TOTAL_UNITS[name]),
      ),
      double(
        'before',
        Float64Array.from(names, (name) => before.totals[name]),
      ),
      double(
        'after',
        Float64Array.from(names, (name) => after.totals[name]),
      ),
      double(
        'change',
        Float64Array.from(names, (name) => after.totals[name] - before.totals[name]),
      ),
      ...rangeColumns(
        'before',
        spreads.map((spread) => spread?.before ?? null),
      ),
      ...rangeColumns(
        'after',
        spreads.map((spread) => spread?.after ?? null),
      ),
      ...rangeColumns('change', changes),
      knownInteger('lower_draws', changes, ({ lower }) => lower),
      knownInteger('higher_draws', changes, ({ higher }) => higher),
      knownInteger('draws', changes, ({ draws }) => draws),
    ],
  };
}

/** Totals of every draw. The same `draw` is the same chance in every scenario, so two of them may be subtracted row by row. */
export function drawsBatch(scenarioId: string, { draws, before, after }: SummarisedDraws): ColumnBatch {
  return {
    table: 'scenario_draws',
    rowCount: draws,
    columns: [
      repeated('scenario_id', scenarioId, draws),
      { name: 'draw', type: 'integer', values: Int32Array.from({ length: draws }, (_, draw) => draw) },
      ...DRAWN_TOTALS.flatMap((name) => [
        double(`${totalInSql(name)}_before`, before[name]),
        double(`${totalInSql(name)}_after`, after[name]),
      ]),
    ],
  };
}
