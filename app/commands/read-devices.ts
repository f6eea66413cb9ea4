import type { Database } from '../core/store/database.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

/** What is known of one device: who it is and when it was last heard. */
export interface DeviceRow {
  readonly sensorId: string;
  readonly name: string;
  readonly domain: string;
  readonly kind: string;
  /** Time of its newest observation, ms UTC, virtual; null where it never spoke. */
  readonly lastMs: number | null;
  readonly property: string;
  readonly value: number | null;
  readonly unit: string;
  /** The worst QARTOD flag among its newest values; null where it never spoke. */
  readonly flag: number | null;
}

const SQL = `
WITH latest AS (
  SELECT sensor_id, max(phenomenon_time) AS last_time, arg_max(property, phenomenon_time) AS property,
         arg_max(value, phenomenon_time) AS value, arg_max(unit, phenomenon_time) AS unit,
         max(quality_flag) AS flag
  FROM observations_latest GROUP BY sensor_id)
SELECT coalesce(s.sensor_id, l.sensor_id) AS sensor_id, s.name, s.domain, s.kind,
       l.last_time, l.property, l.value, l.unit, l.flag
FROM sensors s FULL OUTER JOIN latest l ON l.sensor_id = s.sensor_id
ORDER BY 1`;

/** Every device of the city with its last message, by id: a list that is read must not reorder under the eyes. */
export async function readDevices(database: Database): Promise<readonly DeviceRow[]> {
  const rows = await readRows(database, SQL, { maxRows: 5_000 });
  return rows.map((row) => ({
    sensorId: textIn(row, 'sensor_id'),
    name: textIn(row, 'name'),
    domain: textIn(row, 'domain'),
    kind: textIn(row, 'kind'),
    lastMs: numberIn(row, 'last_time'),
    property: textIn(row, 'property'),
    value: numberIn(row, 'value'),
    unit: textIn(row, 'unit'),
    flag: numberIn(row, 'flag'),
  }));
}
