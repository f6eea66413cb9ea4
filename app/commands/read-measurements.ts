import { quoteText } from '../core/base/sql-text.ts';
import { noxUgM3 } from '../core/models/evaluation/fit.ts';
import { type FitMeasurements, type FitStation, SLOT_MS } from '../core/models/evaluation/measurements.ts';
import type { Database } from '../core/store/database.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

/** Rows of a month of the shipped city's stations, and of its weather. */
const MOST_ROWS = 50_000;

/** Values that passed their tests or were not tested; suspect, failed and missing ones are passed over. */
const GOOD_FLAGS = '(1, 2)';
const NEWEST_RUN = '(SELECT arg_max(run_id, received_at) FROM observations)';
const REFERENCE = "s.domain = 'air' AND s.kind = 'reference'";

const without = (ids: readonly string[]) =>
  ids.length === 0 ? '' : `\n  AND s.sensor_id NOT IN (${ids.map(quoteText).join(', ')})`;

export function stationsSql(leftOut: readonly string[]): string {
  return `-- Reference stations with their places.
SELECT s.sensor_id, s.name, coalesce(s.street_id, '') AS street_id, coalesce(s.height_m, 3) AS height_m,
  s.centroid_lon, s.centroid_lat
FROM sensors s
WHERE ${REFERENCE}${without(leftOut)}
ORDER BY s.sensor_id`;
}

/** Hours that retention took away stand as sums; a station speaks at the same minute of every hour. */
export function stationHoursSql(leftOut: readonly string[]): string {
  return `-- Hourly values of the reference stations in this run, those that their quality flag lets through.
WITH minutes AS (SELECT sensor_id, mode(epoch_ms(phenomenon_time) % 3600000) AS past_ms FROM observations
  WHERE run_id = ${NEWEST_RUN} GROUP BY sensor_id),
kept AS (
  SELECT sensor_id, epoch_ms(phenomenon_time) AS hour_end_ms, property, unit, quality_flag, value FROM observations
  WHERE run_id = ${NEWEST_RUN} AND value IS NOT NULL
  UNION ALL
  SELECT h.sensor_id, epoch_ms(h.hour) + m.past_ms, h.property, h.unit, h.quality_flag, h.sum / h.count
  FROM observations_retired_hours h JOIN minutes m USING (sensor_id)
  WHERE h.run_id = ${NEWEST_RUN} AND h.count > 0)
SELECT o.sensor_id, o.hour_end_ms,
  avg(o.value) FILTER (o.property = 'no2') AS no2, avg(o.value) FILTER (o.property = 'no') AS no,
  avg(o.value) FILTER (o.property = 'pm10') AS pm10, avg(o.value) FILTER (o.property = 'pm25') AS pm25
FROM kept o JOIN sensors s USING (sensor_id)
WHERE ${REFERENCE}${without(leftOut)}
  AND o.unit = 'ug/m3' AND o.quality_flag IN ${GOOD_FLAGS}
GROUP BY o.sensor_id, o.hour_end_ms
ORDER BY o.hour_end_ms, o.sensor_id`;
}

export function flaggedOutSql(leftOut: readonly string[]): string {
  return `-- How many values of the stations their quality flag or their unit keeps out.
SELECT coalesce(sum(o.values), 0) AS flagged
FROM (SELECT sensor_id, property, unit, quality_flag, 1 AS values FROM observations WHERE run_id = ${NEWEST_RUN}
  UNION ALL SELECT sensor_id, property, unit, quality_flag, count + missing FROM observations_retired_hours
  WHERE run_id = ${NEWEST_RUN}) o JOIN sensors s USING (sensor_id)
WHERE ${REFERENCE}${without(leftOut)}
  AND o.property IN ('no2', 'no', 'pm10', 'pm25') AND NOT coalesce(o.unit = 'ug/m3' AND o.quality_flag IN ${GOOD_FLAGS}, false)`;
}

/** Directions are averaged as vectors. Of hours that retention took away only the hour's mean is left. */
export const WEATHER_SQL = `-- Weather in steps of ten minutes, mean of the gauges.
WITH slots AS (
  SELECT sensor_id, epoch_ms(phenomenon_time) // ${SLOT_MS} * ${SLOT_MS} AS slot_ms, property, unit, quality_flag, value,
    sin(radians(value)) AS east, cos(radians(value)) AS north
  FROM observations WHERE run_id = ${NEWEST_RUN} AND value IS NOT NULL
  UNION ALL
  SELECT h.sensor_id, epoch_ms(h.hour) + step.i * ${SLOT_MS}, h.property, h.unit, h.quality_flag, h.sum / h.count,
    h.sum_sin / h.count, h.sum_cos / h.count
  FROM observations_retired_hours h CROSS JOIN range(6) step(i) WHERE h.run_id = ${NEWEST_RUN} AND h.count > 0)
SELECT o.slot_ms,
  avg(o.value) FILTER (o.property = 'wind_speed' AND o.unit = 'm/s') AS wind_m_s,
  avg(o.east) FILTER (o.property = 'wind_direction') AS east,
  avg(o.north) FILTER (o.property = 'wind_direction') AS north,
  avg(o.value) FILTER (o.property = 'temperature' AND o.unit = 'Cel') AS temperature_c,
  avg(o.value) FILTER (o.property = 'rain') AS rain_mm_h,
  count(DISTINCT o.sensor_id) FILTER (o.property = 'wind_speed') AS gauges
FROM slots o JOIN sensors s USING (sensor_id)
WHERE s.domain = 'weather' AND o.quality_flag IN ${GOOD_FLAGS}
GROUP BY o.slot_ms
ORDER BY o.slot_ms`;

/** A mild day, where nobody measures the temperature. */
const USUAL_TEMPERATURE_C = 15;
const DEGREES = 180 / Math.PI;

/** What stations and gauges said in the newest run, hour by hour. `leftOut` are stations that the person does not trust. */
export async function readMeasurements(
  database: Database,
  timeZone: string,
  leftOut: readonly string[] = [],
): Promise<FitMeasurements> {
  const options = { maxRows: MOST_ROWS };
  const stations = (await readRows(database, stationsSql(leftOut), options)).flatMap((row): FitStation[] => {
    const lon = numberIn(row, 'centroid_lon');
    const lat = numberIn(row, 'centroid_lat');
    if (lon === null || lat === null) return [];
    return [
      {
        id: textIn(row, 'sensor_id'),
        name: textIn(row, 'name'),
        lon,
        lat,
        streetId: textIn(row, 'street_id'),
        heightM: numberIn(row, 'height_m') ?? 3,
      },
    ];
  });
  const numberOf = new Map(stations.map(({ id }, station) => [id, station]));
  const hours = (await readRows(database, stationHoursSql(leftOut), options)).flatMap((row) => {
    const station = numberOf.get(textIn(row, 'sensor_id'));
    const endMs = numberIn(row, 'hour_end_ms');
    if (station === undefined || endMs === null) return [];
    const value = (name: string) => numberIn(row, name) ?? Number.NaN;
    return [
      {
        station,
        endMs,
        noxUgM3: noxUgM3(value('no2'), value('no')),
        no2UgM3: value('no2'),
        pm10UgM3: value('pm10'),
        pm25UgM3: value('pm25'),
      },
    ];
  });
  const [flagged] = await readRows(database, flaggedOutSql(leftOut), options);
  const offsetOf = offsets(timeZone);
  let gauges = 0;
  const weather = (await readRows(database, WEATHER_SQL, options)).flatMap((row) => {
    const fromMs = numberIn(row, 'slot_ms');
    const roofMS = numberIn(row, 'wind_m_s');
    const east = numberIn(row, 'east');
    const north = numberIn(row, 'north');
    if (fromMs === null || roofMS === null || east === null || north === null) return [];
    gauges = Math.max(gauges, numberIn(row, 'gauges') ?? 0);
    return [
      {
        fromMs,
        utcOffsetMs: offsetOf(fromMs),
        roofMS,
        fromDeg: (Math.atan2(east, north) * DEGREES + 360) % 360,
        temperatureC: numberIn(row, 'temperature_c') ?? USUAL_TEMPERATURE_C,
        rainMmPerHour: numberIn(row, 'rain_mm_h') ?? 0,
      },
    ];
  });
  return {
    stations,
    hours,
    weather,
    gauges,
    flaggedOut: flagged === undefined ? 0 : (numberIn(flagged, 'flagged') ?? 0),
  };
}

const HOUR_MS = 3_600_000;

/** What the clock on the wall is ahead of UTC, ms, by the hour. */
function offsets(timeZone: string): (timeMs: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const known = new Map<number, number>();
  return (timeMs) => {
    const hour = Math.floor(timeMs / HOUR_MS) * HOUR_MS;
    const offset = known.get(hour) ?? offsetAt(format, hour);
    known.set(hour, offset);
    return offset;
  };
}

function offsetAt(format: Intl.DateTimeFormat, hourMs: number): number {
  const parts = Object.fromEntries(format.formatToParts(hourMs).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!) - hourMs;
}
