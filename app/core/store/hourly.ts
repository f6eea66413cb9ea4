/**
 * Roll-ups by the hour. `observations_hourly` shows every hour: those still in `observations` are summed when asked,
 * those that retention took away come from `observations_retired_hours`, where each was written once, as it went. Rows
 * of an hour that has gone are refused, so that no value is ever counted twice (docs/adr: work kept in the browser).
 *
 * Only what can be added up is kept: two hours' counts and sums make one count and one sum, two minima one minimum. A
 * mean is made last, `sum(sum) / sum(count)`. What cannot be put together from parts — medians, percentiles, counts of
 * different values — is not here.
 */
import { columnList, quoteIdentifier, quoteText, timestampLiteral } from '../base/sql-text.ts';
import type { Retirement } from './observation-index.ts';
import { OBSERVATIONS, OBSERVATIONS_RETIRED_HOURS } from './schema.ts';

export const OBSERVATIONS_HOURLY = 'observations_hourly';

/** Sums over a group of `observations`, by column of the roll-up. NULL where the sum has no meaning for the unit. */
const SUMS: readonly (readonly [column: string, sql: string])[] = [
  ['count', 'count(value)'],
  ['missing', 'count(*) - count(value)'],
  ['sum', 'sum(value)'],
  ['min', 'min(value)'],
  ['max', 'max(value)'],
  ['sum_squares', 'sum(value * value)'],
  // Levels are averaged by their energy, directions as arrows: neither can be had from sums of values.
  ['sum_energy', `sum(CASE WHEN unit LIKE 'dB%' THEN pow(10, value / 10) END)`],
  ['sum_sin', `sum(CASE WHEN unit = 'deg' THEN sin(radians(value)) END)`],
  ['sum_cos', `sum(CASE WHEN unit = 'deg' THEN cos(radians(value)) END)`],
];

const KEY: readonly (readonly [column: string, sql: string])[] = [
  ['run_id', 'run_id'],
  ['sensor_id', 'sensor_id'],
  ['property', 'property'],
  ['unit', 'unit'],
  ['quality_flag', 'quality_flag'],
  ['hour', `date_trunc('hour', phenomenon_time)`],
];

/** Sums by hour of the rows of `from` (a table or a bracketed query) for which `where` holds. */
function sumByHourSql(from: string, where = 'true'): string {
  const columns = [...KEY, ...SUMS].map(([name, sql]) => `${sql} AS ${quoteIdentifier(name)}`);
  return `SELECT ${columns.join(', ')} FROM ${from} WHERE ${where} GROUP BY ALL`;
}

function retirementSql({ runId, beforeMs }: Retirement): string {
  const ofRun = `run_id = ${quoteText(runId)}`;
  return Number.isFinite(beforeMs) ? `${ofRun} AND phenomenon_time < ${timestampLiteral(beforeMs)}` : ofRun;
}

/** The hours that a retirement takes away, as rows of `observations_retired_hours`. */
export function rollUpSql(retirement: Retirement): string {
  return sumByHourSql(quoteIdentifier(OBSERVATIONS.name), retirementSql(retirement));
}

/** The same for rows that are in no table of the house; of rows with one key the newest result counts. */
export function rollUpRowsSql(table: string): string {
  const newest = `SELECT * FROM ${quoteIdentifier(table)} QUALIFY row_number() OVER (
    PARTITION BY run_id, sensor_id, property, phenomenon_time ORDER BY result_time DESC NULLS LAST) = 1`;
  return sumByHourSql(`(${newest})`);
}

export function retireObservationsSql(retirement: Retirement): string {
  return `DELETE FROM ${quoteIdentifier(OBSERVATIONS.name)} WHERE ${retirementSql(retirement)}`;
}

/** Per run the first moment (`floor_us`, µs) after its last retired hour: rows before it do not come back. */
export const RETIRED_FLOORS_SQL = `SELECT run_id, epoch_us(max(hour) + INTERVAL 1 HOUR)::DOUBLE AS floor_us
FROM ${quoteIdentifier(OBSERVATIONS_RETIRED_HOURS.name)} GROUP BY run_id`;

export function createHourlyViewSql(): string {
  const names = OBSERVATIONS_RETIRED_HOURS.columns.map(([name]) => name);
  return `CREATE VIEW IF NOT EXISTS ${quoteIdentifier(OBSERVATIONS_HOURLY)} AS
SELECT ${columnList(names)} FROM ${quoteIdentifier(OBSERVATIONS_RETIRED_HOURS.name)}
UNION ALL ${sumByHourSql(quoteIdentifier(OBSERVATIONS.name))}`;
}
