import { quoteText, timestampLiteral } from '../core/base/sql-text.ts';
import type { Database } from '../core/store/database.ts';
import { PAST_REACH_MS } from '../state/effective-time.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

export interface SensorPoint {
  readonly timeMs: number;
  readonly value: number | null;
  readonly flag: number;
}

/** One measured property of a sensor: its newest value and the day before it, oldest first. */
export interface SensorProperty {
  readonly property: string;
  readonly unit: string;
  readonly source: string;
  readonly runId: string;
  readonly latest: SensorPoint;
  readonly points: readonly SensorPoint[];
}

/**
 * What a sensor measured in the 24 hours up to `untilMs` (ms UTC, virtual), or up to its newest value for null.
 * Only the newest run counts: a jump of the clock starts another.
 */
export async function readSensor(
  database: Database,
  sensorId: string,
  untilMs: number | null,
): Promise<readonly SensorProperty[]> {
  const until =
    untilMs === null
      ? `(SELECT max(phenomenon_time) FROM observations_latest WHERE sensor_id = ${quoteText(sensorId)})`
      : timestampLiteral(untilMs);
  const rows = await readRows(
    database,
    `SELECT property, unit, source, run_id, phenomenon_time, value, quality_flag FROM observations
     WHERE sensor_id = ${quoteText(sensorId)}
       AND run_id = (SELECT any_value(run_id) FROM observations_latest WHERE sensor_id = ${quoteText(sensorId)})
       AND phenomenon_time <= ${until}
       AND phenomenon_time > ${until} - to_milliseconds(${PAST_REACH_MS})
     ORDER BY property, phenomenon_time`,
    { maxRows: 20_000 },
  );
  const properties = new Map<string, { unit: string; source: string; runId: string; points: SensorPoint[] }>();
  for (const row of rows) {
    const timeMs = numberIn(row, 'phenomenon_time');
    if (timeMs === null) continue;
    const name = textIn(row, 'property');
    const entry = properties.get(name) ?? { unit: '', source: '', runId: '', points: [] };
    properties.set(name, entry);
    entry.unit = textIn(row, 'unit');
    entry.source = textIn(row, 'source');
    entry.runId = textIn(row, 'run_id');
    entry.points.push({ timeMs, value: numberIn(row, 'value'), flag: numberIn(row, 'quality_flag') ?? 2 });
  }
  return [...properties].map(([property, entry]) => ({ property, ...entry, latest: entry.points.at(-1)! }));
}
