/** SQL that layers and panels need again and again. Every text yields `(feature_id, value, time)` unless told otherwise. */
import { quoteText, timestampLiteral } from '../base/sql-text.ts';

/** How far back a value still counts as the present of the time looked at: longer than the slowest cadence. */
const DEFAULT_REACH_MS = 24 * 3_600_000;

export interface LatestValueRequest {
  /** E.g. `no2`, `flow`. */
  readonly property: string;
  /** Virtual time that is looked at, ms UTC; the newest values where left out. */
  readonly atMs?: number;
  /** How far back of `atMs` a value still counts, virtual ms; 24 hours unless told. */
  readonly reachMs?: number;
}

/** Rows that count: not failed (4) and not missing (9) by their quality flag. */
const USABLE = 'value IS NOT NULL AND quality_flag NOT IN (4, 9)';

/** The run that is shown: the one `observations_latest` is of. */
const CURRENT_RUN = '(SELECT any_value(run_id) FROM observations_latest)';

/**
 * The newest value of a property per sensor; with `atMs`, the newest one that had been measured by then — for scrubbing.
 * A sensor's `feature_id` is its `sensor_id`.
 */
export function latestValueSql({ property, atMs, reachMs = DEFAULT_REACH_MS }: LatestValueRequest): string {
  const of = `property = ${quoteText(property)} AND ${USABLE}`;
  if (atMs === undefined) {
    return `SELECT sensor_id AS feature_id, value, phenomenon_time AS time FROM observations_latest WHERE ${of}`;
  }
  return `SELECT sensor_id AS feature_id, arg_max(value, phenomenon_time) AS value, max(phenomenon_time) AS time
FROM observations
WHERE ${of} AND run_id = ${CURRENT_RUN}
  AND phenomenon_time > ${timestampLiteral(atMs - reachMs)} AND phenomenon_time <= ${timestampLiteral(atMs)}
GROUP BY sensor_id`;
}

export interface StreetValueRequest extends LatestValueRequest {
  /** Metres from a street's middle within which a sensor speaks for it. */
  readonly withinM: number;
}

/** Metres per degree of latitude; of longitude, times the cosine of the latitude. Good to 0.5 % over a city. */
const METRES_PER_DEGREE = 111_195;

/** Squared distance in m² between two points given as SQL expressions of degrees. */
function squaredDistanceSql(lonA: string, latA: string, lonB: string, latB: string): string {
  const east = `((${lonA} - ${lonB}) * cos(radians(${latA})) * ${METRES_PER_DEGREE})`;
  const north = `((${latA} - ${latB}) * ${METRES_PER_DEGREE})`;
  return `(${east} * ${east} + ${north} * ${north})`;
}

/**
 * The mean of a property over the sensors near each street's middle, each weighed by the inverse of its squared distance;
 * streets without a sensor in reach are left out. `time` is the newest of the values'.
 */
export function streetValueSql({ withinM, ...request }: StreetValueRequest): string {
  const distance = squaredDistanceSql('s.centroid_lon', 's.centroid_lat', 'p.centroid_lon', 'p.centroid_lat');
  return `WITH latest AS (${latestValueSql(request)}),
near AS (
  SELECT s.feature_id, l.value, l.time, greatest(${distance}, 1) AS distance_m2
  FROM streets s, sensors p JOIN latest l ON l.feature_id = p.feature_id
  WHERE ${distance} <= ${withinM * withinM}
)
SELECT feature_id, sum(value / distance_m2) / sum(1 / distance_m2) AS value, max(time) AS time
FROM near GROUP BY feature_id`;
}

export interface SeriesRequest {
  readonly sensorId: string;
  readonly property: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A sensor's history in the current run, oldest first: `(time, value, quality_flag, unit)`. */
export function seriesSql({ sensorId, property, fromMs, untilMs }: SeriesRequest): string {
  return `SELECT phenomenon_time AS time, value, quality_flag, unit FROM observations
WHERE run_id = ${CURRENT_RUN} AND sensor_id = ${quoteText(sensorId)} AND property = ${quoteText(property)}
  AND phenomenon_time >= ${timestampLiteral(fromMs)} AND phenomenon_time <= ${timestampLiteral(untilMs)}
ORDER BY time`;
}
