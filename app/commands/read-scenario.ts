import { quoteText } from '../core/base/sql-text.ts';
import type { Database } from '../core/store/database.ts';
import { numberIn, type Row, readRows, textIn } from './read-rows.ts';

/** Yearly NO2 values that people are counted above, µg/m³; the texts beside them say whose they are and from which year. */
export const NO2_LIMITS = [40, 20, 10] as const;
export const GROUPS = ['population', 'children', 'elderly'] as const;
export type PeopleGroup = (typeof GROUPS)[number];

/** People by group: how many, their mean NO2, and how many live above each limit, before and after. */
export const GROUPS_SQL = `-- People behind the façades, by group: mean NO2 in µg/m³ and how many are above 40, 20 and 10.
${GROUPS.map(
  (group) => `SELECT '${group}' AS people, round(sum(${group}))::INTEGER AS number,
  sum(no2_before * ${group}) / nullif(sum(${group}), 0) AS no2_before, sum(no2_after * ${group}) / nullif(sum(${group}), 0) AS no2_after,
  ${NO2_LIMITS.map(
    (limit) =>
      `round(coalesce(sum(${group}) FILTER (no2_before > ${limit}), 0))::INTEGER AS before_${limit}, round(coalesce(sum(${group}) FILTER (no2_after > ${limit}), 0))::INTEGER AS after_${limit}`,
  ).join(',\n  ')}
FROM scenario_receptors`,
).join('\nUNION ALL\n')}`;

export interface GroupResult {
  readonly group: PeopleGroup;
  readonly people: number;
  readonly no2Before: number;
  readonly no2After: number;
  /** In the order of `NO2_LIMITS`. */
  readonly above: readonly { readonly before: number; readonly after: number }[];
}

export async function readGroups(database: Database): Promise<readonly GroupResult[]> {
  const rows = await readRows(database, GROUPS_SQL);
  return rows.flatMap((row) => {
    const group = GROUPS.find((name) => name === textIn(row, 'people'));
    if (group === undefined) return [];
    return [
      {
        group,
        people: numberIn(row, 'number') ?? 0,
        no2Before: numberIn(row, 'no2_before') ?? 0,
        no2After: numberIn(row, 'no2_after') ?? 0,
        above: NO2_LIMITS.map((limit) => ({
          before: numberIn(row, `before_${limit}`) ?? 0,
          after: numberIn(row, `after_${limit}`) ?? 0,
        })),
      },
    ];
  });
}

/** Stretches of street whose façades gain or lose most, by the change of their people's mean NO2. */
export function facadesSql(order: 'ASC' | 'DESC', limit: number): string {
  return `-- Façades where NO2 ${order === 'ASC' ? 'falls' : 'rises'} most: mean of both sides, weighted by the people there, µg/m³.
SELECT r.street_id AS feature_id, any_value(s.name) AS name,
  sum(r.population) AS people,
  sum(r.no2_before * r.population) / sum(r.population) AS no2_before,
  sum(r.no2_after * r.population) / sum(r.population) AS no2_after,
  sum(r.no2_change * r.population) / sum(r.population) AS no2_change
FROM scenario_receptors r JOIN streets s ON s.feature_id = r.street_id
WHERE r.population > 0
GROUP BY r.street_id
HAVING sum(r.no2_change * r.population) / sum(r.population) ${order === 'ASC' ? '< -0.05' : '> 0.05'}
ORDER BY no2_change ${order}
LIMIT ${limit}`;
}

export interface FacadeResult {
  readonly streetId: string;
  readonly name: string;
  readonly people: number;
  readonly no2Before: number;
  readonly no2After: number;
}

export async function readFacades(
  database: Database,
  order: 'ASC' | 'DESC',
  limit: number,
): Promise<readonly FacadeResult[]> {
  const rows = await readRows(database, facadesSql(order, limit));
  return rows.map((row) => ({
    streetId: textIn(row, 'feature_id'),
    name: textIn(row, 'name'),
    people: numberIn(row, 'people') ?? 0,
    no2Before: numberIn(row, 'no2_before') ?? 0,
    no2After: numberIn(row, 'no2_after') ?? 0,
  }));
}

/**
 * Streets that touch the changed ones without being changed, where traffic grows: who pays for it. By name, the stretch
 * with the largest growth. With no changed streets: every street where traffic grows.
 */
export function perimeterSql(changed: readonly string[], limit: number): string {
  const ids = changed.map(quoteText).join(', ');
  const touching =
    changed.length === 0
      ? 'true'
      : `s.feature_id NOT IN (${ids}) AND (s.from_node IN (SELECT node FROM edge) OR s.to_node IN (SELECT node FROM edge))`;
  const edge =
    changed.length === 0
      ? ''
      : `WITH edge AS (
  SELECT from_node AS node FROM streets WHERE feature_id IN (${ids})
  UNION SELECT to_node FROM streets WHERE feature_id IN (${ids}))
`;
  return `-- Streets ${changed.length === 0 ? 'with' : 'around the change with'} more traffic: vehicles a day on their most loaded stretch.
${edge}SELECT arg_max(l.feature_id, l.veh_day_change) AS feature_id, l.name,
  arg_max(l.veh_day_before, l.veh_day_change) AS veh_day_before,
  arg_max(l.veh_day_after, l.veh_day_change) AS veh_day_after,
  max(l.veh_day_change) AS veh_day_change, count(*) AS stretches
FROM scenario_links l JOIN streets s USING (feature_id)
WHERE l.veh_day_change > 300 AND ${touching}
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
}

export async function readPerimeter(
  database: Database,
  changed: readonly string[],
  limit: number,
): Promise<readonly TrafficResult[]> {
  const rows = await readRows(database, perimeterSql(changed, limit));
  return rows.map((row) => ({
    streetId: textIn(row, 'feature_id'),
    name: textIn(row, 'name'),
    vehDayBefore: numberIn(row, 'veh_day_before') ?? 0,
    vehDayAfter: numberIn(row, 'veh_day_after') ?? 0,
    stretches: numberIn(row, 'stretches') ?? 0,
  }));
}

const FACADE_COLUMNS = `r.street_id AS feature_id, s.name, r.side, r.population,
  r.no2_before, r.no2_after, r.no2_after_low, r.no2_after_high, r.no2_change, r.no2_lower_probability,
  r.lden_before, r.lden_after, r.lden_change_low, r.lden_change_high
FROM scenario_receptors r JOIN streets s ON s.feature_id = r.street_id`;

/** The one street side where most changes: a figure that a person can picture. */
export const EXAMPLE_SQL = `-- The façade that changes most, with its interval once the scenario was explored.
SELECT ${FACADE_COLUMNS}
WHERE r.population > 0
ORDER BY abs(r.no2_change) DESC
LIMIT 1`;

/** Both sides of a stretch, whichever of its directions is asked about. */
export function sidesSql(streetIds: readonly string[]): string {
  return `-- What the models say of the façades of this street.
SELECT ${FACADE_COLUMNS}
WHERE r.street_id IN (${streetIds.map(quoteText).join(', ')})
ORDER BY r.side`;
}

export interface FacadeSideResult {
  readonly streetId: string;
  readonly name: string;
  readonly side: 'left' | 'right';
  readonly people: number;
  readonly no2Before: number;
  readonly no2After: number;
  /** What the scenario's own value could be; null until it was explored. */
  readonly no2Range: readonly [low: number, high: number] | null;
  readonly ldenBefore: number;
  readonly ldenAfter: number;
}

function sideOf(row: Row): FacadeSideResult {
  const low = numberIn(row, 'no2_after_low');
  const high = numberIn(row, 'no2_after_high');
  return {
    streetId: textIn(row, 'feature_id'),
    name: textIn(row, 'name'),
    side: textIn(row, 'side') === 'right' ? 'right' : 'left',
    people: numberIn(row, 'population') ?? 0,
    no2Before: numberIn(row, 'no2_before') ?? 0,
    no2After: numberIn(row, 'no2_after') ?? 0,
    no2Range: low === null || high === null ? null : [low, high],
    ldenBefore: numberIn(row, 'lden_before') ?? 0,
    ldenAfter: numberIn(row, 'lden_after') ?? 0,
  };
}

export async function readExample(database: Database): Promise<FacadeSideResult | null> {
  const [row] = await readRows(database, EXAMPLE_SQL);
  return row === undefined ? null : sideOf(row);
}

export async function readSides(
  database: Database,
  streetIds: readonly string[],
): Promise<readonly FacadeSideResult[]> {
  if (streetIds.length === 0) return [];
  return (await readRows(database, sidesSql(streetIds))).map(sideOf);
}

/** The façade point that a building is painted by; none where no street is near. */
export async function readNearestSide(database: Database, buildingId: string): Promise<readonly FacadeSideResult[]> {
  const rows = await readRows(
    database,
    `SELECT ${FACADE_COLUMNS}, buildings b
WHERE b.feature_id = ${quoteText(buildingId)}
ORDER BY pow((b.centroid_lon - r.lon) * cos(radians(b.centroid_lat)), 2) + pow(b.centroid_lat - r.lat, 2)
LIMIT 1`,
  );
  return rows.map(sideOf);
}

/** Totals of the traffic, from the rows: what the table of totals sums up. */
export const TOTALS_SQL = `-- The totals, from the rows of streets and façades.
SELECT 'vehicle-kilometres a day' AS figure, sum(l.veh_day_before * s.length_m) / 1000 AS before, sum(l.veh_day_after * s.length_m) / 1000 AS after
FROM scenario_links l JOIN streets s USING (feature_id)
UNION ALL
SELECT 'NOx from traffic, kg a day', sum(nox_before_g_day) / 1000, sum(nox_after_g_day) / 1000 FROM scenario_links
UNION ALL
SELECT 'mean NO2 at people''s façades, µg/m³', sum(no2_before * population) / sum(population), sum(no2_after * population) / sum(population) FROM scenario_receptors
UNION ALL
SELECT 'people above 20 µg/m³ NO2', coalesce(sum(population) FILTER (no2_before > 20), 0), coalesce(sum(population) FILTER (no2_after > 20), 0) FROM scenario_receptors
UNION ALL
SELECT 'people above 53 dB Lden', coalesce(sum(population) FILTER (lden_before > 53), 0), coalesce(sum(population) FILTER (lden_after > 53), 0) FROM scenario_receptors`;

/** Façades with their intervals, the least sure first. */
export const INTERVALS_SQL = `-- Change of NO2 at every façade with the range of nine draws of ten, the least sure first.
SELECT r.street_id AS feature_id, s.name, r.side, r.population, r.no2_change, r.no2_change_low, r.no2_change_high,
  r.no2_lower_probability, r.lden_change, r.lden_change_low, r.lden_change_high
FROM scenario_receptors r JOIN streets s ON s.feature_id = r.street_id
ORDER BY abs(r.no2_lower_probability - 0.5), abs(r.no2_change) DESC`;
