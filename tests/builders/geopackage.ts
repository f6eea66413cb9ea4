import { openSqlite } from '../../app/adapters/files/readers/sqlite.ts';
import type { Geometry } from '../../app/core/geo/geojson.ts';
import { writeWkb } from '../../app/core/geo/wkb.ts';

/** A geometry as a GeoPackage has it, with an envelope of so many numbers in front. */
export function packaged(geometry: Geometry, envelopeNumbers: 0 | 4 | 6 = 0): Uint8Array {
  const wkb = writeWkb(geometry);
  const head = Uint8Array.from([
    0x47,
    0x50,
    0,
    1 | ((envelopeNumbers / 2 - (envelopeNumbers > 0 ? 1 : 0)) << 1),
    0,
    0,
    0,
    0,
  ]);
  return Uint8Array.from([...head, ...new Uint8Array(envelopeNumbers * 8), ...wkb]);
}

export interface PackageTable {
  readonly name: string;
  /** Columns beside `fid` and `geom`, as SQL: `name TEXT, open BOOLEAN`. */
  readonly columns: string;
  readonly rows: readonly (readonly (string | number | Uint8Array | null)[])[];
  readonly srsId?: number;
}

/** Rows hold the geometry first, then the columns. */
export async function geoPackage(tables: readonly PackageTable[]): Promise<Uint8Array> {
  const database = await openSqlite(new Uint8Array(0));
  database.run(`
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('ETRS89 / UTM 31N', 25831, 'EPSG', 25831, 'PROJCS[]'), ('Own', 9, 'NONE', 9, 'PROJCS["Own"]');
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
  `);
  for (const { name, columns, rows, srsId = 25831 } of tables) {
    database.run(`CREATE TABLE "${name}" (fid INTEGER PRIMARY KEY, geom BLOB${columns === '' ? '' : `, ${columns}`})`);
    database.run('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?)', [name, 'features', `Title of ${name}`, srsId]);
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [name, 'geom', 'GEOMETRY', srsId]);
    for (const row of rows)
      database.run(`INSERT INTO "${name}" VALUES (NULL, ${row.map(() => '?').join(', ')})`, [...row]);
  }
  const bytes = database.export();
  database.close();
  return bytes;
}
