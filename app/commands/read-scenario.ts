import { quoteText } from '../core/base/sql-text.ts';
import type { Database } from '../core/store/database.ts';
import type { ModelMeasure } from '../core/twins/model-looks.ts';
import { numberIn, type Row, readRows, textIn } from './read-rows.ts';

/** What façades have before and after, with ranges. */
const FACADE_FIGURES = ['no2', 'pm25', 'pm10', 'lden', 'lnight'] as const;
type FacadeFigureName = (typeof FACADE_FIGURES)[number];

/** What is shown of a façade: the median of the draws once the scenario was explored, else the single run. */
const shown = (name: FacadeFigureName, moment: 'before' | 'after' | 'change') =>
  `coalesce(r.${name}_${moment}_median, r.${name}_${moment})`;
const NO2_BEFORE = shown('no2', 'before');
const NO2_AFTER = shown('no2', 'after');

/** A façade's value before and after, and its change, by what the map shows; changes up to `trifle` are not listed. */
const SHOWN = {
  no2: { trifle: 0.05, unit: 'µg/m³' },
  lden: { trifle: 0.1, unit: 'dB(A)' },
  lnight: { trifle: 0.1, unit: 'dB(A)' },
} as const satisfies Record<ModelMeasure, unknown>;
const changeOf = (measure: ModelMeasure) => shown(measure, 'change');

/** What a figure could be instead. */
export type FigureRange = readonly [low: number, high: number];

/** Yearly NO2 values that people are counted above, µg/m³; the texts beside them say whose they are and from which year. */
export const NO2_LIMITS = [40, 20, 10] as const;
export const GROUPS = ['population', 'children', 'elderly'] as const;
export type PeopleGroup = (typeof GROUPS)[number];

/** Totals of a group that draws are kept of: their medians are those of the table of totals, not made of façades' medians. */
const GROUP_TOTALS: Readonly<Record<PeopleGroup, { readonly mean: string; readonly above: string }>> = {
  population: { mean: 'no2_mean_ug_m3', above: 'people_above_no2' },
  children: { mean: 'children_no2_mean_ug_m3', above: 'children_above_no2' },
  elderly: { mean: 'elderly_no2_mean_ug_m3', above: 'elderly_above_no2' },
};
/** The limit that people are counted above in those totals, µg/m³. */
const LIMIT_OF_TOTALS = 20;

function groupSql(group: PeopleGroup): string {
  const { mean, above } = GROUP_TOTALS[group];
  const columns = (['before', 'after'] as const).flatMap((moment) => {
    const drawn = (figure: string, single: string) =>
      `coalesce((SELECT ${moment}_median FROM drawn WHERE figure = '${figure}'), ${single})`;
    const people = (limit: number) => `coalesce(sum(${group}) FILTER (no2_${moment} > ${limit}), 0)`;
    return [
      `${drawn(mean, `sum(no2_${moment} * ${group}) / nullif(sum(${group}), 0)`)} AS mean_${moment}`,
      ...NO2_LIMITS.map((limit) => {
        const number = limit === LIMIT_OF_TOTALS ? drawn(above, people(limit)) : people(limit);
        return `round(${number})::INTEGER AS above_${limit}_${moment}`;
      }),
    ];
  });
  return `SELECT '${group}' AS people, round(sum(${group}))::INTEGER AS number,
  ${columns.join(',\n  ')}
FROM facades`;
}

/** People by group: how many, their mean NO2, and how many live above each limit, before and after. */
export function groupsSql(scenarioId: string): string {
  return `-- People behind the façades, by group: mean NO2 in µg/m³ and how many are above 40, 20 and 10. Once draws were run,
-- means and people above 20 are the medians of the totals; above 40 and 10 are people at façades whose median is above.
WITH facades AS (SELECT population, children, elderly, ${NO2_BEFORE} AS no2_before, ${NO2_AFTER} AS no2_after
  FROM scenario_receptors r WHERE scenario_id = ${quoteText(scenarioId)}),
drawn AS (SELECT figure, before_median, after_median FROM scenario_totals WHERE scenario_id = ${quoteText(scenarioId)})
${GROUPS.map(groupSql).join('\nUNION ALL\n')}`;
}

export interface GroupResult {
  readonly group: PeopleGroup;
  readonly people: number;
  readonly no2Before: number;
  readonly no2After: number;
  /** In the order of `NO2_LIMITS`. */
  readonly above: readonly { readonly before: number; readonly after: number }[];
}

export async function readGroups(database: Database, scenarioId: string): Promise<readonly GroupResult[]> {
  const rows = await readRows(database, groupsSql(scenarioId));
  return rows.flatMap((row) => {
    const group = GROUPS.find((name) => name === textIn(row, 'people'));
    if (group === undefined) return [];
    return [
      {
        group,
        people: numberIn(row, 'number') ?? 0,
        no2Before: numberIn(row, 'mean_before') ?? 0,
        no2After: numberIn(row, 'mean_after') ?? 0,
        above: NO2_LIMITS.map((limit) => ({
          before: numberIn(row, `above_${limit}_before`) ?? 0,
          after: numberIn(row, `above_${limit}_after`) ?? 0,
        })),
      },
    ];
  });
}

/** Stretches of street whose façades gain or lose most, by the change of their people's mean air or noise. */
export function facadesSql(scenarioId: string, measure: ModelMeasure, order: 'ASC' | 'DESC', limit: number): string {
  const { trifle, unit } = SHOWN[measure];
  const change = changeOf(measure);
  const mean = (column: string) => `sum(${column} * r.population) / sum(r.population)`;
  return `-- Façades where ${measure} ${order === 'ASC' ? 'falls' : 'rises'} most: mean of both sides and of their ranges, weighted by the people there, ${unit}.
SELECT r.street_id AS feature_id, any_value(s.name) AS name,
  sum(r.population) AS people,
  ${mean(shown(measure, 'before'))} AS ${measure}_before, ${mean(shown(measure, 'after'))} AS ${measure}_after, ${mean(change)} AS ${measure}_change,
  ${(['before', 'after', 'change'] as const)
    .map((moment) =>
      (['low', 'high'] as const)
        .map((end) => `${mean(`r.${measure}_${moment}_${end}`)} AS ${moment}_${end}`)
        .join(', '),
    )
    .join(',\n  ')}, any_value(r.range_kind) AS range_kind
FROM scenario_receptors r JOIN scenario_links s ON s.scenario_id = r.scenario_id AND s.feature_id = r.street_id
WHERE r.scenario_id = ${quoteText(scenarioId)} AND r.population > 0
GROUP BY r.street_id
HAVING ${mean(change)} ${order === 'ASC' ? `< -${trifle}` : `> ${trifle}`}
ORDER BY ${measure}_change ${order}
LIMIT ${limit}`;
}

export interface FacadeResult {
  readonly streetId: string;
  readonly name: string;
  readonly people: number;
  /** µg/m³ of NO2 or dB(A), as was asked. */
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Null while flows are not settled. */
  readonly ranges: StepRanges | null;
}

/** Ranges of a figure before and after, and of its change. */
export interface StepRanges {
  readonly isProvisional: boolean;
  readonly before: FigureRange;
  readonly after: FigureRange;
  readonly change: FigureRange;
}

function stepRangesIn(row: Row, prefix = ''): StepRanges | null {
  const of = (moment: string) => rangeIn(row, `${prefix}${moment}_low`, `${prefix}${moment}_high`);
  const [before, after, change] = [of('before'), of('after'), of('change')];
  if (before === null || after === null || change === null) return null;
  return { isProvisional: textIn(row, 'range_kind') !== 'draws', before, after, change };
}

export async function readFacades(
  database: Database,
  scenarioId: string,
  measure: ModelMeasure,
  order: 'ASC' | 'DESC',
  limit: number,
): Promise<readonly FacadeResult[]> {
  const rows = await readRows(database, facadesSql(scenarioId, measure, order, limit));
  return rows.map((row) => ({
    streetId: textIn(row, 'feature_id'),
    name: textIn(row, 'name'),
    people: numberIn(row, 'people') ?? 0,
    before: numberIn(row, `${measure}_before`) ?? 0,
    after: numberIn(row, `${measure}_after`) ?? 0,
    change: numberIn(row, `${measure}_change`) ?? 0,
    ranges: stepRangesIn(row),
  }));
}

/** Traffic that grows by less is not listed, vehicles a day. */
export const GROWTH_VEH_DAY = 300;

/**
 * Streets that touch the changed ones without being changed, where traffic grows: who pays for it. By name, the stretch
 * with the largest growth. With no changed streets: every street where traffic grows.
 */
export function perimeterSql(scenarioId: string, changed: readonly string[], limit: number): string {
  const ids = changed.map(quoteText).join(', ');
  const touching =
    changed.length === 0
      ? 'true'
      : `l.feature_id NOT IN (${ids}) AND (l.from_node IN (SELECT node FROM edge) OR l.to_node IN (SELECT node FROM edge))`;
  const edge =
    changed.length === 0
      ? ''
      : `WITH edge AS (
  SELECT from_node AS node FROM scenario_links WHERE feature_id IN (${ids})
  UNION SELECT to_node FROM scenario_links WHERE feature_id IN (${ids}))
`;
  return `-- Streets ${changed.length === 0 ? 'with' : 'around the change with'} more traffic: vehicles a day on their most loaded stretch.
${edge}SELECT arg_max(l.feature_id, l.veh_day_change) AS feature_id, l.name,
  arg_max(l.veh_day_before, l.veh_day_change) AS veh_day_before,
  arg_max(l.veh_day_after, l.veh_day_change) AS veh_day_after,
  ${(['before', 'after', 'change'] as const)
    .flatMap((moment) =>
      (['low', 'high'] as const).map(
        (end) => `arg_max(l.veh_day_${moment}_${end}, l.veh_day_change) AS ${moment}_${end}`,
      ),
    )
    .join(', ')}, any_value(l.range_kind) AS range_kind,
  max(l.veh_day_change) AS veh_day_change, count(*) AS stretches
FROM scenario_links l
WHERE l.scenario_id = ${quoteText(scenarioId)} AND l.veh_day_change > ${GROWTH_VEH_DAY} AND ${touching}
GROUP BY l.name
ORDER BY veh_day_change DESC
LIMIT ${limit}`;
}

export interface TrafficResult {
  readonly streetId: string;
  readonly name: string;
  readonly vehDayBefore: number;
  readonly vehDayAfter: number;
  readonly stretches: number;
  /** Null while flows are not settled. */
  readonly ranges: StepRanges | null;
}

export async function readPerimeter(
  database: Database,
  scenarioId: string,
  changed: readonly string[],
  limit: number,
): Promise<readonly TrafficResult[]> {
  const rows = await readRows(database, perimeterSql(scenarioId, changed, limit));
  return rows.map((row) => ({
    streetId: textIn(row, 'feature_id'),
    name: textIn(row, 'name'),
    vehDayBefore: numberIn(row, 'veh_day_before') ?? 0,
    vehDayAfter: numberIn(row, 'veh_day_after') ?? 0,
    stretches: numberIn(row, 'stretches') ?? 0,
    ranges: stepRangesIn(row),
  }));
}

const FACADE_COLUMNS = `r.street_id AS feature_id, s.name, r.side, r.population,
  ${FACADE_FIGURES.map((name) =>
    (['before', 'after', 'change'] as const)
      .map((moment) => {
        const column = `${name}_${moment}`;
        return `${shown(name, moment)} AS ${column}, r.${column}_low, r.${column}_high`;
      })
      .join(', '),
  ).join(',\n  ')},
  r.no2_lower_draws, r.no2_higher_draws, r.range_kind, r.draws
FROM scenario_receptors r JOIN scenario_links s ON s.scenario_id = r.scenario_id AND s.feature_id = r.street_id`;

/** The one street side where most changes: a figure that a person can picture. */
export function exampleSql(scenarioId: string, measure: ModelMeasure): string {
  return `-- The façade whose ${measure} changes most, with its ranges.
SELECT ${FACADE_COLUMNS}
WHERE r.scenario_id = ${quoteText(scenarioId)} AND r.population > 0
ORDER BY abs(${changeOf(measure)}) DESC, r.population DESC
LIMIT 1`;
}

/** Both sides of a stretch, whichever of its directions is asked about. */
export function sidesSql(scenarioId: string, streetIds: readonly string[]): string {
  return `-- What the models say of the façades of this street.
SELECT ${FACADE_COLUMNS}
WHERE r.scenario_id = ${quoteText(scenarioId)} AND r.street_id IN (${streetIds.map(quoteText).join(', ')})
ORDER BY r.side`;
}

export interface FacadeSideResult {
  readonly streetId: string;
  readonly name: string;
  readonly side: 'left' | 'right';
  readonly people: number;
  readonly figures: Readonly<Record<FacadeFigureName, FacadeFigure>>;
}

/** Medians of the draws once the scenario was explored, else the single run. */
export interface FacadeFigure {
  readonly before: number;
  readonly after: number;
  /** Null while flows are not settled. */
  readonly ranges: StepRanges | null;
}

function rangeIn(row: Row, lowName: string, highName: string): readonly [low: number, high: number] | null {
  const low = numberIn(row, lowName);
  const high = numberIn(row, highName);
  return low === null || high === null ? null : [low, high];
}

function sideOf(row: Row): FacadeSideResult {
  return {
    streetId: textIn(row, 'feature_id'),
    name: textIn(row, 'name'),
    side: textIn(row, 'side') === 'right' ? 'right' : 'left',
    people: numberIn(row, 'population') ?? 0,
    figures: Object.fromEntries(
      FACADE_FIGURES.map((name): [FacadeFigureName, FacadeFigure] => [
        name,
        {
          before: numberIn(row, `${name}_before`) ?? 0,
          after: numberIn(row, `${name}_after`) ?? 0,
          ranges: stepRangesIn(row, `${name}_`),
        },
      ]),
    ) as Record<FacadeFigureName, FacadeFigure>,
  };
}

export async function readExample(
  database: Database,
  scenarioId: string,
  measure: ModelMeasure,
): Promise<FacadeSideResult | null> {
  const [row] = await readRows(database, exampleSql(scenarioId, measure));
  return row === undefined ? null : sideOf(row);
}

export async function readSides(
  database: Database,
  scenarioId: string,
  streetIds: readonly string[],
): Promise<readonly FacadeSideResult[]> {
  if (streetIds.length === 0) return [];
  return (await readRows(database, sidesSql(scenarioId, streetIds))).map(sideOf);
}

/** The façade point that a building is painted by; none where no street is near. */
export async function readNearestSide(
  database: Database,
  scenarioId: string,
  buildingId: string,
): Promise<readonly FacadeSideResult[]> {
  const rows = await readRows(
    database,
    `SELECT ${FACADE_COLUMNS}, buildings b
WHERE r.scenario_id = ${quoteText(scenarioId)} AND b.feature_id = ${quoteText(buildingId)}
ORDER BY pow((b.centroid_lon - r.lon) * cos(radians(b.centroid_lat)), 2) + pow(b.centroid_lat - r.lat, 2)
LIMIT 1`,
  );
  return rows.map(sideOf);
}

/** The totals of one scenario, with what many draws say of them. */
export function totalsSql(scenarioId: string): string {
  return `-- The totals; range_kind tells whether ranges are provisional or of the draws, which have medians too.
SELECT figure, unit, before, before_low, before_high, after, after_low, after_high, change, change_median, change_low,
  change_high, range_kind, lower_draws, higher_draws, draws
FROM scenario_totals WHERE scenario_id = ${quoteText(scenarioId)}`;
}

/** Façades with their intervals, the least sure first. */
export function intervalsSql(scenarioId: string): string {
  return `-- Change of NO2 at every façade with the range of nine draws of ten, the least sure first.
SELECT r.street_id AS feature_id, s.name, r.side, r.population, r.no2_change, r.no2_change_median, r.no2_change_low,
  r.no2_change_high, r.no2_lower_draws, r.no2_higher_draws, r.draws, r.lden_change, r.lden_change_low, r.lden_change_high
FROM scenario_receptors r JOIN scenario_links s ON s.scenario_id = r.scenario_id AND s.feature_id = r.street_id
WHERE r.scenario_id = ${quoteText(scenarioId)}
ORDER BY abs(r.no2_lower_probability - 0.5), abs(r.no2_change) DESC`;
}
