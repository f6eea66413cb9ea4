/**
 * Results of a what-if as rows: `scenario_links`, `scenario_receptors`, `scenario_totals` and `scenario_draws`, one set for
 * each scenario. Ranges (`_low`, `_high`) are always there, `range_kind` tells whose: provisional ones, or those of the
 * draws. Medians and counted draws are NULL, and `scenario_draws` has no rows, until the scenario has been explored.
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
import type { RangeKind, WhatIfStreet } from '../../../core/models/scenario/what-if.ts';
import type { Range, Spread } from '../../../core/models/uncertainty/spread.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';
import type { DrawnAtFacade, PlaceSpreads, SummarisedDraws } from './draws.ts';

export const SCENARIO_TABLES = ['scenario_links', 'scenario_receptors', 'scenario_totals', 'scenario_draws'] as const;

/** A scenario's rows as they go into the database. */
export interface ScenarioRows {
  readonly scenarioId: string;
  readonly before: ScenarioResult;
  readonly after: ScenarioResult;
  /** Null where the flows are not settled: such rows have no ranges. */
  readonly ranges: RowRanges | null;
}

export interface RowRanges {
  readonly kind: RangeKind;
  readonly summary: SummarisedDraws;
}

/** Medians and counts of draws are told of draws only. */
const drawsOf = (ranges: RowRanges | null) => (ranges?.kind === 'draws' ? ranges.summary : null);

const rangeKind = (values: readonly (RangeKind | null)[]): Column => ({ name: 'range_kind', type: 'text', values });
const sameKind = (ranges: RowRanges | null, count: number) =>
  rangeKind(new Array<RangeKind | null>(count).fill(ranges?.kind ?? null));

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

type Bounds = Pick<Range, 'low' | 'high'>;

/** `median` of each row where it is of draws. */
function rangeColumns(quantity: string, ranges: readonly (Bounds | null)[], medians: readonly (Range | null)[]) {
  return [
    knownDouble(`${quantity}_median`, medians, ({ median }) => median),
    knownDouble(`${quantity}_low`, ranges, ({ low }) => low),
    knownDouble(`${quantity}_high`, ranges, ({ high }) => high),
  ];
}

/** With how many draws say that it is lower, and that it is higher. */
function spreadColumns(
  quantity: string,
  ranges: readonly (Bounds | null)[],
  spreads: readonly (Spread | null)[],
): Column[] {
  return [
    ...rangeColumns(`${quantity}_change`, ranges, spreads),
    knownInteger(`${quantity}_lower_draws`, spreads, ({ lower }) => lower),
    knownInteger(`${quantity}_higher_draws`, spreads, ({ higher }) => higher),
  ];
}

/** All that is known of the ranges of one quantity: before, after and of the change. */
function placeColumns(
  quantity: string,
  count: number,
  ranges: RowRanges | null,
  pick: (summary: SummarisedDraws) => PlaceSpreads,
): Column[] {
  const unknown = nothing(count);
  const known = ranges === null ? null : pick(ranges.summary);
  const drawn = drawsOf(ranges) === null ? null : known;
  return [
    ...rangeColumns(`${quantity}_before`, known?.before ?? unknown, drawn?.before ?? unknown),
    ...rangeColumns(`${quantity}_after`, known?.after ?? unknown, drawn?.after ?? unknown),
    ...spreadColumns(quantity, known?.change ?? unknown, drawn?.change ?? unknown),
  ];
}

const nothing = (count: number) => new Array<null>(count).fill(null);

export function linkBatch(
  streets: readonly WhatIfStreet[],
  { scenarioId, before: { links: before }, after: { links: after }, ranges }: ScenarioRows,
): ColumnBatch {
  const count = streets.length;
  const change = drawsOf(ranges)?.vehPerDay.change ?? nothing(count);
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
      ...placeColumns('veh_day', count, ranges, ({ vehPerDay }) => vehPerDay),
      ...stepColumns('peak_veh_h', '', before.peakVehPerHour, after.peakVehPerHour, false),
      ...stepColumns('speed', '_kmh', before.speedKmh, after.speedKmh, false),
      ...stepColumns('saturation', '', before.saturation, after.saturation, false),
      ...stepColumns('nox', '_g_day', before.noxGPerDay, after.noxGPerDay, false),
      ...stepColumns('pm10', '_g_day', before.pm10GPerDay, after.pm10GPerDay, false),
      ...stepColumns('pm25', '_g_day', before.pm25GPerDay, after.pm25GPerDay, false),
      ...stepColumns('co2', '_kg_day', before.co2KgPerDay, after.co2KgPerDay, false),
      sameKind(ranges, count),
      knownInteger('draws', change, ({ draws }) => draws),
    ],
  };
}

export function receptorBatch(
  receptors: readonly Receptor[],
  { scenarioId, before: { receptors: before }, after: { receptors: after }, ranges }: ScenarioRows,
): ColumnBatch {
  const count = receptors.length;
  const of = (pick: (receptor: Receptor) => number) => Float64Array.from(receptors, pick);
  const no2Change = drawsOf(ranges)?.receptors.no2UgM3.change ?? nothing(count);
  /** Before, after and change, each with its range. */
  const drawn = (quantity: string, name: DrawnAtFacade): Column[] => [
    ...stepColumns(quantity, '', before[name], after[name]),
    ...placeColumns(quantity, count, ranges, ({ receptors }) => receptors[name]),
  ];
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
      ...drawn('no2', 'no2UgM3'),
      knownDouble('no2_lower_probability', no2Change, ({ lower, draws }) => lower / draws),
      ...drawn('pm10', 'pm10UgM3'),
      ...drawn('pm25', 'pm25UgM3'),
      ...stepColumns('heat', '_k', before.heatIslandK, after.heatIslandK, false),
      ...drawn('lden', 'ldenDb'),
      ...drawn('lnight', 'lnightDb'),
      sameKind(ranges, count),
      knownInteger('draws', no2Change, ({ draws }) => draws),
    ],
  };
}

export function totalsBatch({ scenarioId, before, after, ranges }: ScenarioRows): ColumnBatch {
  const names = Object.keys(TOTAL_UNITS) as (keyof ScenarioTotals)[];
  const drawn = new Set<string>(DRAWN_TOTALS);
  const of = (summary: SummarisedDraws | null) =>
    names.map((name) => (summary !== null && drawn.has(name) ? summary.totals[name as DrawnTotal] : null));
  const spreads = of(drawsOf(ranges));
  const changes = spreads.map((spread) => spread?.change ?? null);
  const known = of(ranges?.summary ?? null);
  const totalRange = (moment: 'before' | 'after' | 'change') =>
    rangeColumns(
      moment,
      known.map((range) => range?.[moment] ?? null),
      spreads.map((spread) => spread?.[moment] ?? null),
    );
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
      ...totalRange('before'),
      ...totalRange('after'),
      ...totalRange('change'),
      knownInteger('lower_draws', changes, ({ lower }) => lower),
      knownInteger('higher_draws', changes, ({ higher }) => higher),
      rangeKind(known.map((range) => (range === null ? null : ranges!.kind))),
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
