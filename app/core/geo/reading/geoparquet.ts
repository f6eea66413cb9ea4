/** What GeoParquet says about its geometry column, and its values as geometries. */
import type { DeclaredCrs } from '../doctor/feature-source.ts';
import type { Geometry, Position } from '../geojson.ts';
import { isJsonObject } from './geojson-elements.ts';
import { type GeoPackageGeometry, readWkbOrFault } from './geopackage-geometry.ts';

export interface GeoColumn {
  readonly name: string;
  readonly crs: DeclaredCrs | null;
  /** Columns that are no attributes: geometries, and boxes that cover them. */
  readonly hidden: ReadonlySet<string>;
  geometryOf(value: unknown): GeoPackageGeometry | { readonly geometry: null; readonly fault?: undefined };
}

/** Levels of lists around a position, by encoding. */
const DEPTHS: Readonly<Record<string, readonly [Geometry['type'], number]>> = {
  point: ['Point', 0],
  linestring: ['LineString', 1],
  polygon: ['Polygon', 2],
  multipoint: ['MultiPoint', 1],
  multilinestring: ['MultiLineString', 2],
  multipolygon: ['MultiPolygon', 3],
};
const LONGEST_CRS = 2_000;
/** Where the metadata are missing, a column of this name is taken for WKB, as DuckDB and others write it. */
const USUAL_NAMES = ['geometry', 'geom', 'wkb_geometry', 'the_geom'];

/** A column whose type is geometry by Parquet itself, without what GeoParquet adds. */
export interface TypedColumn {
  readonly name: string;
  readonly crs?: string;
}

/** `metadata`: the value of the key `geo`. Null where no column holds geometries. */
export function readGeoColumn(
  metadata: string | undefined,
  names: readonly string[],
  typed: TypedColumn | null,
): GeoColumn | null {
  const said = parsed(metadata);
  const columns = isJsonObject(said?.columns) ? said.columns : {};
  const primary = typeof said?.primary_column === 'string' ? said.primary_column : Object.keys(columns)[0];
  const name = primary ?? typed?.name ?? names.find((candidate) => USUAL_NAMES.includes(candidate.toLowerCase()));
  if (name === undefined || !names.includes(name)) return null;
  const column = isJsonObject(columns[name]) ? columns[name] : {};
  const encoding = typeof column.encoding === 'string' ? column.encoding.toLowerCase() : 'wkb';
  const native = DEPTHS[encoding];
  return {
    name,
    crs: said === null && typed !== null ? typedCrs(typed) : crsOf(column, said !== null),
    hidden: new Set([...Object.keys(columns), name, ...coverings(column)]),
    geometryOf(value) {
      if (value === null || value === undefined) return { geometry: null };
      if (native !== undefined) return nativeGeometry(value, native);
      if (value instanceof Uint8Array) return readWkbOrFault(value);
      return { geometry: null, fault: 'unsupported-geometry', detail: encoding };
    },
  };
}

/** Longitude and latitude where nothing is said (Parquet, logical type GEOMETRY). */
function typedCrs({ crs }: TypedColumn): DeclaredCrs {
  const text = (crs ?? 'OGC:CRS84').slice(0, LONGEST_CRS);
  return { text, form: text.startsWith('{') ? 'projjson' : 'name' };
}

function parsed(metadata: string | undefined): Record<string, unknown> | null {
  if (metadata === undefined) return null;
  try {
    const value: unknown = JSON.parse(metadata);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Missing means longitude and latitude (OGC:CRS84), null that nobody knows. */
function crsOf(column: Record<string, unknown>, hasMetadata: boolean): DeclaredCrs | null {
  const { crs } = column;
  if (crs === undefined) return hasMetadata ? { text: 'OGC:CRS84', form: 'name' } : null;
  if (crs === null) return null;
  if (typeof crs === 'string') return { text: crs.slice(0, LONGEST_CRS), form: 'wkt' };
  const id = isJsonObject(crs) ? crs.id : null;
  if (isJsonObject(id) && id.authority !== undefined && id.code !== undefined)
    return { text: `${String(id.authority)}:${String(id.code)}`, form: 'name' };
  return { text: JSON.stringify(crs).slice(0, LONGEST_CRS), form: 'projjson' };
}

/** The column of boxes that version 1.1 allows for. */
function coverings(column: Record<string, unknown>): string[] {
  const covering = isJsonObject(column.covering) ? column.covering : {};
  const box = isJsonObject(covering.bbox) ? covering.bbox : {};
  const [first] = Array.isArray(box.xmin) ? box.xmin : [];
  return typeof first === 'string' ? [first] : [];
}

function nativeGeometry(value: unknown, [type, depth]: readonly [Geometry['type'], number]): GeoPackageGeometry {
  const coordinates = nested(value, depth);
  if (coordinates === null) return { geometry: null, fault: 'bad-geometry', detail: `no ${type}` };
  return { geometry: { type, coordinates } as Geometry };
}

function nested(value: unknown, depth: number): unknown {
  if (depth === 0) return positionOf(value);
  if (!Array.isArray(value)) return null;
  const list = value.map((inner) => nested(inner, depth - 1));
  return list.includes(null) ? null : list;
}

/** A structure of x, y and z, or numbers in this order; a measure is left away. */
function positionOf(value: unknown): Position | null {
  const list = isJsonObject(value)
    ? [value.x, value.y, value.z]
    : isNumbers(value)
      ? Array.from(value).slice(0, 3)
      : [];
  const numbers = list.filter((item): item is number => typeof item === 'number');
  return numbers.length >= 2 ? numbers : null;
}

const isNumbers = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);
