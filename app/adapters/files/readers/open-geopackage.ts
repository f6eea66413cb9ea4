/** A GeoPackage (OGC 12-128r19): an SQLite database whose tables of features are its layers. */
import type { Database, SqlValue } from 'sql.js';
import { quoteIdentifier } from '../../../core/base/sql-text.ts';
import {
  type DeclaredCrs,
  type FeatureSource,
  ReadCancelled,
  type ReadOptions,
  type SourceFeature,
} from '../../../core/geo/doctor/feature-source.ts';
import { readGeoPackageGeometry } from '../../../core/geo/reading/geopackage-geometry.ts';
import type { IssueLog } from '../../../core/geo/reading/issue-log.ts';
import { chooseLayer } from '../../../core/geo/reading/layer-choice.ts';
import { emptySource, headOf, type OpenContext } from './open-options.ts';
import { openSqlite } from './sqlite.ts';

const BATCH = 500;
const LONGEST_CRS = 2_000;

interface Layer {
  readonly table: string;
  readonly title: string | null;
  /** Null: a table of attributes. */
  readonly geometryColumn: string | null;
  readonly crs: DeclaredCrs | null;
  readonly rows: number;
  /** Columns that hold 0 and 1 for no and yes. */
  readonly booleans: ReadonlySet<string>;
}

export async function openGeoPackage(context: OpenContext): Promise<FeatureSource> {
  const { bytes, log, options } = context;
  let database: Database | null = null;
  try {
    database = await openSqlite(bytes);
    const layers = layersOf(database);
    const head = { encoding: 'utf-8' as const, layers };
    if (layers.length === 0) {
      log.add('unknown-format', { detail: otherKind(database) });
      return emptySource(headOf(context, 'unknown', head), log);
    }
    const name = chooseLayer(layers, options.layer, log)!;
    const layer = describe(database, name);
    return sourceOf(context, layer, headOf(context, 'geopackage', { ...head, layer: name }));
  } catch (error) {
    log.add('unreadable-file', { detail: error instanceof Error ? error.message : String(error) });
    return emptySource(headOf(context, 'geopackage'), log);
  } finally {
    database?.close();
  }
}

function rowsOf(database: Database, sql: string, parameters: SqlValue[] = []): SqlValue[][] {
  return database.exec(sql, parameters)[0]?.values ?? [];
}

function hasTable(database: Database, name: string): boolean {
  return rowsOf(database, 'SELECT 1 FROM sqlite_master WHERE name = ?', [name]).length > 0;
}

/** Tables of features; where there are none, those of attributes. */
function layersOf(database: Database): string[] {
  if (!hasTable(database, 'gpkg_contents')) return [];
  const of = (kind: string) =>
    rowsOf(database, 'SELECT table_name FROM gpkg_contents WHERE data_type = ? ORDER BY rowid', [kind]).map(String);
  const features = of('features').filter((name) => hasTable(database, name));
  return features.length > 0 ? features : of('attributes').filter((name) => hasTable(database, name));
}

function otherKind(database: Database): string {
  if (hasTable(database, 'gpkg_contents')) return 'This GeoPackage holds no features, only pictures or nothing.';
  if (hasTable(database, 'tiles')) return 'This is a set of map tiles (MBTiles). Use vector data.';
  if (hasTable(database, 'geometry_columns')) return 'This is SpatiaLite. Open it in QGIS and save it as GeoPackage.';
  return 'This is an SQLite database, but no GeoPackage.';
}

function describe(database: Database, table: string): Layer {
  const [geometry] = hasTable(database, 'gpkg_geometry_columns')
    ? rowsOf(database, 'SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?', [table])
    : [];
  const [contents] = rowsOf(database, 'SELECT identifier FROM gpkg_contents WHERE table_name = ?', [table]);
  const [count] = rowsOf(database, `SELECT count(*) FROM ${quoteIdentifier(table)}`);
  const types = rowsOf(database, 'SELECT name, type FROM pragma_table_info(?)', [table]);
  const booleans = types.filter(([, type]) => /^bool/i.test(String(type))).map(([name]) => String(name));
  return {
    table,
    title: typeof contents?.[0] === 'string' ? contents[0] : null,
    geometryColumn: geometry === undefined ? null : String(geometry[0]),
    crs: geometry === undefined ? null : crsOf(database, Number(geometry[1])),
    rows: Number(count?.[0] ?? 0),
    booleans: new Set(booleans),
  };
}

/** -1 and 0 stand for a system that is not known. */
function crsOf(database: Database, id: number): DeclaredCrs | null {
  if (id <= 0) return null;
  const [row] = rowsOf(
    database,
    'SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
    [id],
  );
  if (row === undefined) return { text: String(id), form: 'srid' };
  const [organization, code, definition] = row.map(String);
  if (organization !== undefined && organization.toUpperCase() !== 'NONE')
    return { text: `${organization.toUpperCase()}:${code}`, form: 'name' };
  return { text: (definition ?? '').slice(0, LONGEST_CRS), form: 'wkt' };
}

function sourceOf(context: OpenContext, layer: Layer, head: FeatureSource['head']): FeatureSource {
  const { bytes, log } = context;
  let current = log;
  return {
    head,
    async *batches(options: ReadOptions = {}): AsyncGenerator<readonly SourceFeature[]> {
      current = log.copy();
      const database = await openSqlite(bytes);
      let number = 0;
      try {
        const statement = database.prepare(`SELECT * FROM ${quoteIdentifier(layer.table)}`);
        const names = statement.getColumnNames();
        for (let isMore = true; isMore; ) {
          const batch: SourceFeature[] = [];
          while (batch.length < BATCH) {
            isMore = step(() => statement.step(), number, current);
            if (!isMore) break;
            number++;
            batch.push(featureOf(names, statement.get(), number, layer, current));
          }
          if (options.isCancelled?.()) throw new ReadCancelled();
          if (batch.length > 0) yield batch;
          options.onProgress?.({ step: 'reading', done: number, all: layer.rows });
          await options.pause?.();
        }
      } finally {
        database.close();
      }
    },
    declaredCrs: () => layer.crs,
    members: () => (layer.title === null ? { name: layer.table } : { name: layer.title }),
    issues: () => current.list(),
  };
}

/** A database that is damaged in its middle gives the rows before. */
function step(next: () => boolean, number: number, log: IssueLog): boolean {
  try {
    return next();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    log.add(number === 0 ? 'unreadable-file' : 'truncated-file', { detail: `${said}, behind row ${number}` });
    return false;
  }
}

function featureOf(
  names: readonly string[],
  values: readonly SqlValue[],
  number: number,
  layer: Layer,
  log: IssueLog,
): SourceFeature {
  const entries: [string, unknown][] = [];
  let geometry: unknown = null;
  let fault: Pick<SourceFeature, 'noGeometry'> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null;
    if (name === layer.geometryColumn) {
      if (!(value instanceof Uint8Array)) continue;
      const read = readGeoPackageGeometry(value);
      geometry = read.geometry;
      if (read.fault !== undefined) {
        log.add(read.fault, { featureNumber: number, detail: read.detail });
        fault = { noGeometry: read.fault };
      }
    } else if (value instanceof Uint8Array) entries.push([name, null]);
    else if (layer.booleans.has(name) && (value === 0 || value === 1)) entries.push([name, value === 1]);
    else entries.push([name, value]);
  }
  return { number, position: null, geometry, properties: Object.fromEntries(entries), ...fault };
}
