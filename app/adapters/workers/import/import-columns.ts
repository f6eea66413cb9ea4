/** An examined file as columns for the database: the file's own, then geometry and measures, in slices of rows. */
import type { ImportedColumn } from '../../../core/geo/doctor/attributes/imported-column.ts';
import type { ExaminedFile } from '../../../core/geo/doctor/examined.ts';
import type { Position, Rings } from '../../../core/geo/geojson.ts';
import { areaM2, boundingBox, centroid, lengthM } from '../../../core/geo/measures.ts';
import { writeWkb } from '../../../core/geo/wkb.ts';
import type { Column, ColumnBatch } from '../../../core/store/column-batch.ts';

/** Rows of one batch: small enough that none needs much memory at once. */
export const ROWS_PER_BATCH = 10_000;

const UNKNOWN = Number.NaN;
/** What `height_source` says where the file does not say a height and one was assumed. */
export const ASSUMED = 'assumed';

/** Identities by row: the file's own `feature_id` where it tells all rows apart, else the number in the file. */
export function featureIdsOf(
  examined: ExaminedFile & { readonly idAt?: (row: number) => string },
): (row: number) => string {
  if (examined.idAt !== undefined) return examined.idAt;
  const own = examined.columns.find(({ source }) => source === 'feature_id');
  const isKey =
    own?.type === 'VARCHAR' && own.filled === examined.count && own.distinct === examined.count && own.filled > 0;
  return isKey ? (row) => String(own.values.at(row)) : (row) => `row-${row + 1}`;
}

function fileColumn({ name, type, values }: ImportedColumn, from: number, count: number): Column {
  const numbers = () =>
    Float64Array.from({ length: count }, (_, at) => {
      const value = values.at(from + at);
      return typeof value === 'number' ? value : UNKNOWN;
    });
  switch (type) {
    case 'BIGINT':
      return { name, type: 'bigint', values: numbers() };
    case 'DOUBLE':
      return measure(name, numbers());
    case 'DATE':
      return { name, type: 'date', values: numbers() };
    case 'TIMESTAMP':
      return { name, type: 'timestamp', values: numbers() };
    case 'BOOLEAN':
      return {
        name,
        type: 'boolean',
        values: Array.from({ length: count }, (_, at) => {
          const value = values.at(from + at);
          return typeof value === 'boolean' ? value : null;
        }),
      };
    case 'VARCHAR':
      return {
        name,
        type: 'text',
        values: Array.from({ length: count }, (_, at) => {
          const value = values.at(from + at) ?? null;
          return value === null ? null : String(value);
        }),
      };
  }
}

function measure(name: string, values: Float64Array): Column {
  return { name, type: 'double', values, valid: Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1)) };
}

/** Which of the house's columns the table gets. */
export interface TableShape {
  readonly hasHeights: boolean;
  readonly hasSurfaces: boolean;
  readonly hasLines: boolean;
  /** Real roofs and walls. */
  readonly hasFaces: boolean;
}

/** Rows `from` and on, at most `ROWS_PER_BATCH`. `columns` are the safe names of those of the file's that are wanted. */
export function importBatch(
  table: string,
  examined: ExaminedFile,
  columns: ReadonlySet<string>,
  shape: TableShape,
  from: number,
): ColumnBatch {
  const rowCount = Math.min(ROWS_PER_BATCH, examined.count - from);
  const idOf = featureIdsOf(examined);
  const own = examined.columns
    .filter(({ name, source }) => columns.has(name) && source !== 'feature_id')
    .map((column) => fileColumn(column, from, rowCount));
  const blank = () => new Float64Array(rowCount).fill(UNKNOWN);
  const places = { lon: blank(), lat: blank(), west: blank(), south: blank(), east: blank(), north: blank() };
  const area = blank();
  const length = blank();
  const geom = Array.from({ length: rowCount }, (_, at): Uint8Array | null => {
    const geometry = examined.geometryAt(from + at);
    if (geometry === null) return null;
    const middle = centroid(geometry);
    const box = boundingBox(geometry);
    if (middle !== null) [places.lon[at], places.lat[at]] = middle;
    if (box !== null) [places.west[at], places.south[at], places.east[at], places.north[at]] = box;
    if (shape.hasSurfaces) area[at] = areaM2(geometry);
    if (shape.hasLines) length[at] = lengthM(geometry);
    return writeWkb(geometry);
  });
  const heights: Column[] = shape.hasHeights
    ? [
        measure('height_m', examined.heightM.slice(from, from + rowCount)),
        {
          name: 'height_source',
          type: 'text',
          values: Array.from({ length: rowCount }, (_, at) => heightSource(examined, from + at)),
        },
      ]
    : [];
  return {
    table,
    rowCount,
    columns: [
      { name: 'feature_id', type: 'text', values: Array.from({ length: rowCount }, (_, at) => idOf(from + at)) },
      ...own,
      ...heights,
      { name: 'geom', type: 'blob', values: geom },
      ...(shape.hasFaces ? faceColumns(examined, from, rowCount) : []),
      measure('centroid_lon', places.lon),
      measure('centroid_lat', places.lat),
      measure('min_lon', places.west),
      measure('min_lat', places.south),
      measure('max_lon', places.east),
      measure('max_lat', places.north),
      ...(shape.hasSurfaces ? [measure('area_m2', area)] : []),
      ...(shape.hasLines ? [measure('length_m', length)] : []),
    ],
  };
}

/** Roofs and walls as MULTIPOLYGON Z, whose heights are metres above the ground of the building. */
function faceColumns(examined: ExaminedFile, from: number, rowCount: number): Column[] {
  const faces = Array.from({ length: rowCount }, (_, at) => examined.facesAt(from + at));
  const written = (polygons: readonly Rings[] | undefined) =>
    polygons === undefined || polygons.length === 0
      ? null
      : writeWkb({ type: 'MultiPolygon', coordinates: polygons as Position[][][] });
  return [
    { name: 'roof_geom', type: 'blob', values: faces.map((one) => written(one?.roofs)) },
    { name: 'wall_geom', type: 'blob', values: faces.map((one) => written(one?.walls)) },
  ];
}

/** Where a row's height is from: the column's name in the file, the shape itself, an assumption; null where there is none. */
function heightSource({ heightM, heightIsAssumed, report, columns }: ExaminedFile, row: number): string | null {
  if (Number.isNaN(heightM[row])) return null;
  if (heightIsAssumed[row] === 1) return ASSUMED;
  const { column, rule } = report.height;
  return column === null ? rule : (columns.find(({ name }) => name === column)?.source ?? column);
}
