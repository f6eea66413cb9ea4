import { describe, expect, it } from 'vitest';
import { openSource } from '../../app/adapters/files/readers/open-source.ts';
import { createImportDesk, type ImportContext } from '../../app/adapters/workers/import/api.ts';
import { quoteIdentifier } from '../../app/core/base/sql-text.ts';
import { loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../../app/core/geo/crs/registry.ts';
import { RESERVED_WORDS, safeNames } from '../../app/core/geo/doctor/attributes/column-names.ts';
import { examine } from '../../app/core/geo/doctor/examine.ts';
import type { ReadProgress } from '../../app/core/geo/doctor/feature-source.ts';
import { readWkb } from '../../app/core/geo/wkb.ts';
import type { ImportPart } from '../../app/core/twins/file-importer.ts';
import { buildingsNear, buildingsText, partOf, windows1252 } from '../builders/own-files.ts';
import { ingestBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

const BARCELONA = [2.17, 41.39] as const;

async function desk(...parts: ImportPart[]) {
  const own: string[] = [];
  const database = await openTestDatabase({ onOwnWritten: (table) => own.push(table) });
  const progress: ReadProgress[] = [];
  const context: ImportContext = {
    openSource,
    examine: async (source, options) =>
      examine(source, { ...options, registry: createCrsRegistry(await loadCrsDefinitions()) }),
    store: async (batches) => {
      await database.engine.ingest(
        Array.from(batches, (batch, index) => ingestBatch(index === 0 ? 'create-own' : 'append', batch)),
      );
    },
    onProgress: (step) => progress.push(step),
  };
  return { desk: createImportDesk(parts, context), database, own, progress };
}

const typesOf = async (database: TestDatabase, table: string) =>
  Object.fromEntries(
    (
      await database.rows(`SELECT column_name AS n, data_type AS t FROM duckdb_columns() WHERE table_name = '${table}'`)
    ).map(({ n, t }) => [String(n), String(t)]),
  );

const declared = (count = 3) =>
  partOf(
    'edificis.geojson',
    windows1252(buildingsText(buildingsNear(...BARCELONA, count), { crs: 'urn:ogc:def:crs:EPSG::25831' })),
  );

describe('a file in metres, wound clockwise, in an old encoding', () => {
  it('becomes a table of the person’s own with its attributes, heights, geometry and measures', async () => {
    const { desk: session, database, own } = await desk(declared());
    const { report, shapes } = await session.examine({});
    expect(report).toMatchObject({
      features: 3,
      drawable: 3,
      crs: { used: 'EPSG:25831' },
      height: { column: 'alcada' },
    });
    expect(shapes).toEqual({ surface: 3, line: 0, point: 0 });

    const layer = await session.store({ table: 'edificis', columns: report.columns.map(({ name }) => name) });
    expect(layer).toMatchObject({ shape: 'extrusion', rows: 3, drawn: 3 });
    expect(await typesOf(database, 'edificis')).toEqual({
      feature_id: 'VARCHAR',
      nom: 'VARCHAR',
      alcada: 'BIGINT',
      num_plantes: 'BIGINT',
      file_select: 'BIGINT',
      registre: 'DATE',
      height_m: 'DOUBLE',
      height_source: 'VARCHAR',
      geom: 'BLOB',
      centroid_lon: 'DOUBLE',
      centroid_lat: 'DOUBLE',
      min_lon: 'DOUBLE',
      min_lat: 'DOUBLE',
      max_lon: 'DOUBLE',
      max_lat: 'DOUBLE',
      area_m2: 'DOUBLE',
    });
    const rows = await database.rows(
      `SELECT feature_id, nom, alcada, height_m, height_source, CAST(registre AS VARCHAR) AS registre,
         round(area_m2) AS area, round(centroid_lon, 3) AS lon, round(centroid_lat, 3) AS lat FROM edificis LIMIT 1`,
    );
    expect(rows).toEqual([
      {
        feature_id: 'row-1',
        nom: 'Façana 1',
        alcada: 10,
        height_m: 10,
        height_source: 'Alçada',
        registre: '2024-01-15',
        area: 400,
        lon: 2.17,
        lat: 41.39,
      },
    ]);
    expect(own).toEqual(['edificis']);
  });

  it('is the person’s to change, and not kept twice', async () => {
    const { desk: session, database } = await desk(declared());
    await session.examine({});
    await session.store({ table: 'edificis', columns: [] });
    await database.rows('UPDATE edificis SET height_m = 99');
    expect(await database.rows('SELECT DISTINCT height_m FROM edificis')).toEqual([{ height_m: 99 }]);
    expect(database.kept).toEqual([]);
    expect(database.engine.tables().find(({ name }) => name === 'edificis')?.owner).toBe('person');
  });

  it('is wound as RFC 7946 has it in the geometry column', async () => {
    const { desk: session, database } = await desk(declared(1));
    await session.examine({});
    await session.store({ table: 'edificis', columns: [] });
    const [row] = await database.rows('SELECT geom FROM edificis');
    const { value } = readWkb(row!.geom as Uint8Array);
    if (value?.type !== 'Polygon') throw new Error('no polygon');
    const ring = value.coordinates[0]!;
    const twice = ring.reduce((sum, [x, y], at) => {
      const [u, v] = ring[(at + 1) % ring.length]!;
      return sum + x! * v! - u! * y!;
    }, 0);
    expect(twice).toBeGreaterThan(0);
  });

  it('stores nothing under a name that is taken', async () => {
    const { desk: session, database } = await desk(declared());
    await session.examine({});
    await expect(session.store({ table: 'observations', columns: [] })).rejects.toThrow(/already/);
    expect(
      await database.rows("SELECT count(*)::INT AS n FROM duckdb_columns() WHERE column_name = 'height_source'"),
    ).toEqual([{ n: 0 }]);
  });
});

describe('a file in metres that does not say which', () => {
  const undeclared = partOf('edificis.geojson', buildingsText(buildingsNear(...BARCELONA, 40)));

  it('is a question, with the right answer among the first', async () => {
    const { desk: session } = await desk(undeclared);
    const { report, places } = await session.examine({});
    expect(report.outcome).toBe('needs-crs');
    expect(report.crs.candidates.map(({ code }) => code)).toContain('EPSG:25831');
    expect([...places]).toEqual([]);
  });

  it('lies where it belongs once the person has chosen', async () => {
    const { desk: session } = await desk(undeclared);
    await session.examine({});
    const { report, places } = await session.examine({ crs: 'EPSG:25831' });
    expect(report.crs).toMatchObject({ used: 'EPSG:25831', why: 'chosen' });
    expect(report.bbox![0]).toBeCloseTo(2.17, 4);
    expect(places.length).toBeGreaterThan(80);
  });
});

describe('what a person chooses', () => {
  it('the height is another column without the file being read again', async () => {
    const { desk: session, progress } = await desk(declared());
    await session.examine({});
    const reads = progress.filter(({ step }) => step === 'reading').length;
    const { report } = await session.examine({ height: { column: 'num_plantes', unit: 'storey', storeyHeightM: 4 } });
    expect(report.height).toMatchObject({
      column: 'num_plantes',
      rule: 'storeys',
      perUnitM: 4,
      lowestM: 4,
      highestM: 12,
    });
    expect(progress.filter(({ step }) => step === 'reading')).toHaveLength(reads);
    expect(await session.store({ table: 'mine', columns: ['nom'] })).toMatchObject({ shape: 'extrusion' });
  });

  it('no height at all makes a flat layer without the columns for it', async () => {
    const { desk: session, database } = await desk(declared());
    await session.examine({});
    await session.examine({ height: { column: null } });
    expect(await session.store({ table: 'mine', columns: ['nom'] })).toMatchObject({ shape: 'surface' });
    expect(Object.keys(await typesOf(database, 'mine'))).not.toContain('height_m');
    expect(Object.keys(await typesOf(database, 'mine'))).not.toContain('alcada');
  });
});

describe('names', () => {
  it('that the doctor gives can be written without quotes in this DuckDB', async () => {
    const database = await openTestDatabase();
    const words = await database.rows(
      `SELECT keyword_name AS w FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')`,
    );
    const reserved = words.map(({ w }) => String(w));
    for (const { name } of safeNames(reserved)) {
      await database.rows(`CREATE OR REPLACE TABLE t (${name} INTEGER)`);
      await database.rows(`SELECT ${name} FROM t WHERE ${name} > 0`);
    }
    expect(reserved.filter((word) => RESERVED_WORDS.has(word)).length).toBeGreaterThan(50);
  });

  it('of a hostile file are columns and nothing else', async () => {
    const hostile = ['"; DROP TABLE observations; --', '__proto__', '<script>', '', 'geom', '🏠', 'SELECT'];
    const features = [
      {
        type: 'Feature',
        properties: JSON.parse(`{${hostile.map((name) => `${JSON.stringify(name)}: "=1+1"`).join(',')}}`),
        geometry: { type: 'Point', coordinates: [2.17, 41.39] },
      },
    ];
    const { desk: session, database } = await desk(
      partOf('x.geojson', JSON.stringify({ type: 'FeatureCollection', features })),
    );
    const { report } = await session.examine({});
    await session.store({ table: 'x; DROP TABLE y', columns: report.columns.map(({ name }) => name) });
    const [row] = await database.rows(`SELECT * FROM ${quoteIdentifier('x; DROP TABLE y')}`);
    expect(report.columns).toHaveLength(hostile.length);
    for (const { name } of report.columns) expect(row![name]).toBe('=1+1');
    expect(await database.rows('SELECT count(*)::INT AS n FROM observations')).toEqual([{ n: 0 }]);
  });
});

it('fifteen thousand rows come in slices, all of them in the table', async () => {
  const { desk: session, database, progress } = await desk(declared(15_000));
  const { report, memory } = await session.examine({});
  const layer = await session.store({ table: 'many', columns: report.columns.map(({ name }) => name) });
  expect(layer).toMatchObject({ rows: 15_000, drawn: 15_000 });
  expect(await database.rows('SELECT count(*)::INT AS n, count(DISTINCT feature_id)::INT AS ids FROM many')).toEqual([
    { n: 15_000, ids: 15_000 },
  ]);
  expect(progress.filter(({ step }) => step === 'storing').map(({ done }) => done)).toEqual([10_000, 15_000]);
  const bytes = layer.geometry.chunks!.reduce(
    (sum, { mesh, edges }) => sum + mesh.glb.byteLength + (edges?.glb.byteLength ?? 0),
    0,
  );
  // The estimate that a person is told is of the right size.
  expect(memory.pictureBytes / bytes).toBeGreaterThan(0.5);
  expect(memory.pictureBytes / bytes).toBeLessThan(2);
});
