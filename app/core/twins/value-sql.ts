/** The texts of value queries: each yields (feature_id, value) or (feature_id, value, time). */

import { quoteIdentifier, quoteText, timestampLiteral } from '../base/sql-text.ts';

/** A past moment, ms UTC, or null for the newest values. */
export type Moment = number | null;

/** A reading that failed its quality tests (4) or is missing (9) paints nothing. */
const USABLE = 'quality_flag <= 3';
/** How far back a past moment looks for a sensor's last reading. */
const LOOK_BACK_HOURS = 3;
/** Farther than this, a building borrows no value. */
export const NEAREST_LIMIT_M = 60;

/** A column of the layer's own table. */
export function columnSql(table: string, column: string): string {
  return `SELECT feature_id, ${quoteIdentifier(column)} AS value FROM ${quoteIdentifier(table)}`;
}

/** One reading per sensor: the newest, or the last one before a moment of the run that is on. */
function readingsSql(property: string, moment: Moment): string {
  if (moment === null) {
    return `SELECT sensor_id, value, phenomenon_time AS time FROM observations_latest
  WHERE property = ${quoteText(property)} AND ${USABLE}`;
  }
  const until = timestampLiteral(moment);
  return `SELECT sensor_id, arg_max(value, phenomenon_time) AS value, max(phenomenon_time) AS time FROM observations
  WHERE property = ${quoteText(property)} AND ${USABLE}
    AND run_id = (SELECT any_value(run_id) FROM observations_latest)
    AND phenomenon_time <= ${until} AND phenomenon_time > ${until} - INTERVAL ${LOOK_BACK_HOURS} HOUR
  GROUP BY sensor_id`;
}

/** What the sensors of a table read; sensors without the property have no row. */
export function sensorSql(property: string, moment: Moment): string {
  return `SELECT sensor_id AS feature_id, value, time FROM (${readingsSql(property, moment)})`;
}

/** The street a sensor stands in, by the mean of its sensors. */
export function streetSql(property: string, moment: Moment): string {
  return `SELECT s.street_id AS feature_id, avg(r.value) AS value, max(r.time) AS time
FROM (${readingsSql(property, moment)}) r JOIN sensors s USING (sensor_id)
WHERE s.street_id IS NOT NULL GROUP BY s.street_id`;
}

/** What the nearest air sensor reads, for buildings within 60 m of it. Derived: no one measured at these buildings. */
export function nearestAirSql(property: string, moment: Moment): string {
  return `SELECT n.feature_id, r.value, r.time
FROM (${readingsSql(property, moment)}) r JOIN building_nearest_air n USING (sensor_id)
WHERE n.distance_m <= ${NEAREST_LIMIT_M}`;
}
