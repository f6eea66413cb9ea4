/** A query's result as a file to take home: CSV (RFC 4180) and GeoJSON (RFC 7946). */
import type { Geometry } from '../geo/geojson.ts';
import { readWkb } from '../geo/wkb.ts';
import { writeWkt } from '../geo/wkt.ts';
import type { Cell, ColumnType, ResultTable } from './database.ts';
import { geometryColumns } from './result-geometry.ts';

/** A text that begins like this is run as a formula by spreadsheets. */
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** ISO 8601 in UTC; empty where it is beyond the calendar. */
export function isoTime(timeMs: number): string {
  return Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : '';
}

function plainText(cell: Cell, type: ColumnType): string {
  if (cell === null) return '';
  if (type === 'time' && typeof cell === 'number') return isoTime(cell);
  if (cell instanceof Uint8Array) return hex(cell);
  return String(cell);
}

function csvField(cell: Cell, type: ColumnType): string {
  let text = plainText(cell, type);
  // Numbers keep their sign; only what is text could be meant as a formula.
  if (typeof cell === 'string' && FORMULA_START.test(text)) text = `'${text}`;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The geometry in a blob of WKB, as WKT; null where there is none to be read. */
function wktOf(cell: Cell): string | null {
  const geometry = cell instanceof Uint8Array ? readWkb(cell).value : null;
  return geometry === null ? null : writeWkt(geometry);
}

/**
 * With a header line and CRLF; UTF-8, times in ISO 8601 UTC, NULL as an empty field. Geometry is well-known text, which
 * other programs read; blobs that are no geometry are hexadecimal.
 */
export function toCsv(result: ResultTable): string {
  const lines = [result.columns.map((column) => csvField(column.name, 'text')).join(',')];
  const geometries = geometryColumns(result);
  for (let row = 0; row < result.rowCount; row++) {
    const fields = result.columns.map((column, i) => {
      const cell = result.cell(row, i);
      return csvField(geometries.has(i) ? (wktOf(cell) ?? cell) : cell, column.type);
    });
    lines.push(fields.join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Where a result's geometry is: a blob of WKB, or two columns of degrees. */
export type GeometrySource =
  | { readonly type: 'wkb'; readonly column: number }
  | { readonly type: 'point'; readonly lonColumn: number; readonly latColumn: number };

const LON_NAMES = ['lon', 'lng', 'longitude', 'centroid_lon'];
const LAT_NAMES = ['lat', 'lat', 'latitude', 'centroid_lat'];

/** Finds it; null where a result has no place on a map. */
export function geometrySource(result: ResultTable): GeometrySource | null {
  const names = result.columns.map((column) => column.name.toLowerCase());
  const geometries = [...geometryColumns(result)];
  const column = geometries.find((i) => names[i] === 'geom' || names[i] === 'geometry') ?? geometries[0];
  if (column !== undefined) return { type: 'wkb', column };
  for (const [i, lonName] of LON_NAMES.entries()) {
    const lonColumn = names.indexOf(lonName);
    const latColumn = names.indexOf(LAT_NAMES[i]!);
    const areNumbers = [lonColumn, latColumn].every((c) => result.columns[c]?.type === 'number');
    if (lonColumn >= 0 && latColumn >= 0 && areNumbers) return { type: 'point', lonColumn, latColumn };
  }
  return null;
}

/** A row's geometry; null where it has none that can be read. */
export function geometryOf(result: ResultTable, source: GeometrySource, row: number): Geometry | null {
  if (source.type === 'wkb') {
    const cell = result.cell(row, source.column);
    return cell instanceof Uint8Array ? readWkb(cell).value : null;
  }
  const lon = result.cell(row, source.lonColumn);
  const lat = result.cell(row, source.latColumn);
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return null;
  return { type: 'Point', coordinates: [lon, lat] };
}

function property(cell: Cell, type: ColumnType): string | number | boolean | null {
  if (cell === null || typeof cell === 'boolean' || typeof cell === 'string') return cell;
  if (type === 'time' && typeof cell === 'number') return isoTime(cell);
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  return plainText(cell, type);
}

/** A feature has one geometry: further ones go along as well-known text. */
function propertyOf(cell: Cell, type: ColumnType, isGeometry: boolean): string | number | boolean | null {
  return (isGeometry ? wktOf(cell) : null) ?? property(cell, type);
}

/** Seven decimals, about a centimetre. */
function round(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e7) / 1e7 : value;
}

/**
 * One feature per row; a row without geometry has `null`, as RFC 7946 has it. `feature_id` becomes the feature's `id`
 * besides being a property. Returns null where the result has no geometry at all.
 */
export function toGeoJson(result: ResultTable, source = geometrySource(result)): string | null {
  if (source === null) return null;
  const skipped = source.type === 'wkb' ? [source.column] : [];
  const geometries = geometryColumns(result);
  const idColumn = result.columns.findIndex((column) => column.name === 'feature_id');
  const features: string[] = [];
  for (let row = 0; row < result.rowCount; row++) {
    const entries = result.columns.flatMap((column, i): [string, string | number | boolean | null][] =>
      skipped.includes(i) ? [] : [[column.name, propertyOf(result.cell(row, i), column.type, geometries.has(i))]],
    );
    const id = idColumn < 0 ? null : property(result.cell(row, idColumn), 'text');
    const head = typeof id === 'string' || typeof id === 'number' ? `"id":${JSON.stringify(id)},` : '';
    const geometry = JSON.stringify(geometryOf(result, source, row), round);
    // From entries: a column called `__proto__` stays a plain property.
    const properties = JSON.stringify(Object.fromEntries(entries));
    features.push(`{"type":"Feature",${head}"geometry":${geometry},"properties":${properties}}`);
  }
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}
