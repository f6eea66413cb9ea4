import type { Cell, Database } from '../core/store/database.ts';
import { quoteIdentifier, quoteText } from '../core/store/sql-text.ts';
import { readRows, rowsOf } from './read-rows.ts';

export interface FeatureAttribute {
  readonly name: string;
  readonly value: Exclude<Cell, Uint8Array>;
}

/** Columns that every layer table has for the machine's sake; the inspector leaves them to the query panel. */
const MACHINE_COLUMNS: ReadonlySet<string> = new Set([
  'feature_id',
  'geom',
  'centroid_lon',
  'centroid_lat',
  'min_lon',
  'min_lat',
  'max_lon',
  'max_lat',
]);

/** The attributes of one feature, in the table's order; null where the table has no such feature. */
export async function readFeature(
  database: Database,
  table: string,
  featureId: string,
): Promise<readonly FeatureAttribute[] | null> {
  const result = await database.query(
    `SELECT * FROM ${quoteIdentifier(table)} WHERE feature_id = ${quoteText(featureId)} LIMIT 1`,
    { maxRows: 1, timeLimitMs: 10_000 },
  );
  const [row] = rowsOf(result);
  if (row === undefined) return null;
  return Object.entries(row).flatMap(([name, value]) =>
    MACHINE_COLUMNS.has(name) || value instanceof Uint8Array ? [] : [{ name, value }],
  );
}

export interface NearbySensor {
  readonly sensorId: string;
  readonly name: string;
  readonly kind: string;
  readonly distanceM: number;
}

/** Metres per degree of latitude; longitude is scaled by the cosine. Good to a percent within a district. */
const METRES_PER_DEGREE = 111_320;

/** The sensors nearest to a feature's centre, at most `limit` within `withinM` metres. */
export async function readNearbySensors(
  database: Database,
  table: string,
  featureId: string,
  limit = 4,
  withinM = 250,
): Promise<readonly NearbySensor[]> {
  const rows = await readRows(
    database,
    `WITH here AS (SELECT centroid_lon AS lon, centroid_lat AS lat FROM ${quoteIdentifier(table)}
                   WHERE feature_id = ${quoteText(featureId)} LIMIT 1)
     SELECT s.sensor_id, s.name, s.kind,
            ${METRES_PER_DEGREE} * sqrt(pow(s.centroid_lat - here.lat, 2)
              + pow((s.centroid_lon - here.lon) * cos(radians(here.lat)), 2)) AS distance_m
     FROM sensors s, here WHERE distance_m <= ${withinM} ORDER BY distance_m LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    sensorId: String(row.sensor_id),
    name: String(row.name ?? row.sensor_id),
    kind: String(row.kind ?? ''),
    distanceM: Number(row.distance_m),
  }));
}
