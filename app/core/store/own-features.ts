/** SQL that changes the features of a person's own table: shapes, single values, whole rows. Values are data and are quoted. */
import { columnList, quoteIdentifier, quoteText } from '../base/sql-text.ts';
import type { Cell, TableColumn } from './database.ts';

export type Place = readonly [lon: number, lat: number];

/** Types whose values can be written as text; others are not edited here. */
const WRITABLE =
  /^(VARCHAR|BOOLEAN|DATE|TIMESTAMP|U?(TINY|SMALL|BIG)?INT|U?INTEGER|HUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;
const NUMERIC = /^(U?(TINY|SMALL|BIG)?INT|U?INTEGER|HUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;
/** Written anew whenever the shape changes. */
const OF_SHAPE = ['centroid_lon', 'centroid_lat', 'min_lon', 'min_lat', 'max_lon', 'max_lat', 'area_m2', 'length_m'];
const KEPT_BY_HOUSE: ReadonlySet<string> = new Set(['feature_id', 'geom', ...OF_SHAPE]);

/** Whether a person may write into this column. */
export function isWritable({ name, sqlType }: TableColumn): boolean {
  return WRITABLE.test(sqlType) && !KEPT_BY_HOUSE.has(name);
}

/** The columns that follow from a shape, as SQL expressions; those the table does not have are left out. */
export function shapeColumns(
  columns: readonly TableColumn[],
  wkt: string,
  places: readonly Place[],
): ReadonlyMap<string, string> {
  const shape = `ST_GeomFromText(${quoteText(wkt)})`;
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  const written: readonly (readonly [string, string])[] = [
    ['geom', shape],
    ['centroid_lon', `ST_X(ST_Centroid(${shape}))`],
    ['centroid_lat', `ST_Y(ST_Centroid(${shape}))`],
    ['min_lon', String(Math.min(...lons))],
    ['min_lat', String(Math.min(...lats))],
    ['max_lon', String(Math.max(...lons))],
    ['max_lat', String(Math.max(...lats))],
    ['area_m2', `ST_Area(${shape})`],
    ['length_m', `ST_Length(${shape})`],
  ];
  const names = new Set(columns.map(({ name }) => name));
  return new Map(written.filter(([name]) => names.has(name)));
}

/** Makes a table that can be drawn in. */
export function createDrawnSql(table: string, shape: 'point' | 'line' | 'area'): string {
  const measure = shape === 'area' ? ', area_m2 DOUBLE' : shape === 'line' ? ', length_m DOUBLE' : '';
  return `CREATE TABLE ${quoteIdentifier(table)} (feature_id VARCHAR, name VARCHAR, note VARCHAR${measure}, geom BLOB,
  centroid_lon DOUBLE, centroid_lat DOUBLE, min_lon DOUBLE, min_lat DOUBLE, max_lon DOUBLE, max_lat DOUBLE)`;
}

export function insertSql(table: string, values: ReadonlyMap<string, string>): string {
  return `INSERT INTO ${quoteIdentifier(table)} (${columnList([...values.keys()])})
VALUES (${[...values.values()].join(', ')})`;
}

export function updateSql(table: string, featureId: string, values: ReadonlyMap<string, string>): string {
  const sets = [...values].map(([name, sql]) => `${quoteIdentifier(name)} = ${sql}`);
  return `UPDATE ${quoteIdentifier(table)} SET ${sets.join(', ')} WHERE feature_id = ${quoteText(featureId)}`;
}

export function deleteSql(table: string, featureId: string): string {
  return `DELETE FROM ${quoteIdentifier(table)} WHERE feature_id = ${quoteText(featureId)}`;
}

/** A text a person wrote, as SQL of the column's type; empty is NULL. A decimal comma is one. */
export function writtenValueSql({ sqlType }: TableColumn, text: string): string {
  const said = text.replaceAll('\0', '');
  if (sqlType === 'VARCHAR') return said === '' ? 'NULL' : quoteText(said);
  const trimmed = said.trim();
  if (trimmed === '') return 'NULL';
  const plain = NUMERIC.test(sqlType) && /^[+-]?\d+,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed;
  return `TRY_CAST(${quoteText(plain)} AS ${sqlType})`;
}

/** A value as it was read, as SQL that gives it back. */
export function cellSql(cell: Cell, { sqlType }: TableColumn): string {
  if (cell === null) return 'NULL';
  if (cell instanceof Uint8Array) {
    const bytes = Array.from(cell, (byte) => `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`);
    return `'${bytes.join('')}'::BLOB`;
  }
  if (typeof cell === 'number' && /^(DATE|TIMESTAMP)/.test(sqlType)) {
    return `CAST(make_timestamp(${Math.round(cell * 1_000)}) AS ${sqlType})`;
  }
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return `CAST(${quoteText(String(cell).replaceAll('\0', ''))} AS ${sqlType})`;
}
