/** SQL that tells in rows what the camera sees: how many features of a layer, and the ones nearest to the middle. */
import { quoteIdentifier } from '../base/sql-text.ts';
import { type PlaceColumns, type ViewBox, withPart } from './brushed-filter.ts';

export interface LayerInView {
  readonly table: string;
  /** Names of the table's columns. */
  readonly columns: ReadonlySet<string>;
  readonly place: PlaceColumns;
  readonly box: ViewBox;
  /** Yields (feature_id, value, …), as the layer's colours are asked for; null for a layer without values. */
  readonly valueSql: string | null;
  /** True: features without a value are not on the map. */
  readonly onlyValued: boolean;
}

/** Columns that say in a word what a feature is, best first. */
const NAMING = ['name', 'species', 'use'] as const;

function fromSql({ table, place, box, valueSql, onlyValued }: LayerInView): string {
  const inView = withPart('', { type: 'view', place, box });
  const seen = `(SELECT * FROM ${quoteIdentifier(table)} WHERE ${inView}) AS f`;
  if (valueSql === null) return `FROM ${seen}`;
  return `FROM ${seen} ${onlyValued ? 'JOIN' : 'LEFT JOIN'} (\n${valueSql}\n) AS v USING (feature_id)`;
}

/** One row: `features`, and for a layer with values `valued`; for numbers `least`, `middle` (the median) and `most`. */
export function countInViewSql(layer: LayerInView, hasNumbers: boolean): string {
  const figures =
    layer.valueSql === null
      ? ''
      : `, count(v.value)::INTEGER AS valued${
          hasNumbers
            ? ', min(v.value)::DOUBLE AS least, median(v.value)::DOUBLE AS middle, max(v.value)::DOUBLE AS most'
            : ''
        }`;
  return `SELECT count(*)::INTEGER AS features${figures}\n${fromSql(layer)}`;
}

/**
 * At most `limit` rows (feature_id, name, value, lon, lat), nearest to the middle of the view first; `name` is NULL where
 * no column names the feature, `lon` and `lat` where the table knows no middle.
 */
export function rowsInViewSql(layer: LayerInView, limit: number): string {
  const { columns, box, valueSql } = layer;
  const naming = NAMING.filter((name) => columns.has(name)).map((name) => `nullif(f.${name}::VARCHAR, '')`);
  const name = naming.length === 0 ? 'NULL' : `coalesce(${naming.join(', ')})`;
  const hasMiddle = columns.has('centroid_lon') && columns.has('centroid_lat');
  const [west, south, east, north] = box;
  const lon = Number(((west + east) / 2).toFixed(6));
  const lat = Number(((south + north) / 2).toFixed(6));
  const order = hasMiddle
    ? `pow(f.centroid_lat - ${lat}, 2) + pow((f.centroid_lon - ${lon}) * cos(radians(${lat})), 2), feature_id`
    : 'feature_id';
  return `SELECT feature_id, ${name} AS name, ${valueSql === null ? 'NULL' : 'v.value'} AS value,
  ${hasMiddle ? 'f.centroid_lon AS lon, f.centroid_lat AS lat' : 'NULL AS lon, NULL AS lat'}
${fromSql(layer)}
ORDER BY ${order} LIMIT ${limit}`;
}

/** The names nearest to a place (`name`, `distance_m`), each once: where one stands, in words. */
export function nearestNamesSql(table: string, lon: number, lat: number, withinM: number, limit: number): string {
  const metresPerDegree = 111_320;
  return `SELECT name::VARCHAR AS name, min(${metresPerDegree} * sqrt(pow(centroid_lat - ${lat}, 2)
  + pow((centroid_lon - ${lon}) * cos(radians(${lat})), 2))) AS distance_m
FROM ${quoteIdentifier(table)} WHERE name IS NOT NULL AND name <> ''
GROUP BY 1 HAVING distance_m <= ${withinM} ORDER BY distance_m LIMIT ${limit}`;
}
