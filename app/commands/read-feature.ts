import { quoteIdentifier, quoteText } from '../core/base/sql-text.ts';
import type { Cell, Database } from '../core/store/database.ts';
import { numberIn, readRows, textIn } from './read-rows.ts';

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

/** The last moment that has a date. */
const LAST_MS = 8.64e15;

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
  if (result.rowCount === 0) return null;
  return result.columns.flatMap(({ name, sqlType }, column) => {
    const value = result.cell(0, column);
    if (MACHINE_COLUMNS.has(name) || value instanceof Uint8Array) return [];
    return [{ name, value: timeInWords(value, sqlType) }];
  });
}

/** Days as days and times to the second, UTC; everything else as it is. */
function timeInWords(value: FeatureAttribute['value'], sqlType: string): FeatureAttribute['value'] {
  if (typeof value !== 'number' || !(sqlType === 'DATE' || sqlType.startsWith('TIMESTAMP'))) return value;
  if (Math.abs(value) > LAST_MS) return value;
  const iso = new Date(value).toISOString();
  return sqlType === 'DATE' ? iso.slice(0, 10) : `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

export interface NearbySensor {
  readonly sensorId: string;
  readonly name: string;
  readonly kind: string;
  readonly distanceM: number;
  /** Its first property's newest value; null where it has none. */
  readonly value: number | null;
  readonly property: string;
  readonly unit: string;
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
                   WHERE feature_id = ${quoteText(featureId)} LIMIT 1),
     near AS (SELECT s.sensor_id, s.name, s.domain, s.kind, trim(string_split(s.properties, ',')[1]) AS property,
            ${METRES_PER_DEGREE} * sqrt(pow(s.centroid_lat - here.lat, 2)
              + pow((s.centroid_lon - here.lon) * cos(radians(here.lat)), 2)) AS distance_m
       FROM sensors s, here ORDER BY distance_m LIMIT ${limit})
     SELECT near.*, o.value, o.unit FROM near
     LEFT JOIN observations_latest o ON o.sensor_id = near.sensor_id AND o.property = near.property
     WHERE distance_m <= ${withinM} ORDER BY distance_m`,
  );
  return rows.map((row) => ({
    sensorId: textIn(row, 'sensor_id'),
    name: textIn(row, 'name') || textIn(row, 'sensor_id'),
    kind: `${textIn(row, 'domain')}/${textIn(row, 'kind')}`,
    distanceM: numberIn(row, 'distance_m') ?? 0,
    value: numberIn(row, 'value'),
    property: textIn(row, 'property'),
    unit: textIn(row, 'unit'),
  }));
}
