/** Spatial SQL in the real DuckDB: the functions as people type them. */
import { booleanPointInPolygon } from '@turf/turf';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../app/core/base/random.ts';
import type { Polygon } from '../../app/core/geo/geojson.ts';
import { writeWkb } from '../../app/core/geo/wkb.ts';
import { signatureText } from '../../app/core/store/spatial/function-reference.ts';
import { FUNCTION_REFERENCE } from '../../app/core/store/spatial/reference.ts';
import { ingestBatch, observationBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

let database: TestDatabase;

const DISTRICTS: readonly (readonly [name: string, geometry: Polygon])[] = [
  [
    'Left',
    ring([
      [2.15, 41.38],
      [2.16, 41.38],
      [2.161, 41.385],
      [2.158, 41.387],
      [2.16, 41.39],
      [2.15, 41.39],
    ]),
  ],
  [
    'Right',
    ring([
      [2.16, 41.38],
      [2.17, 41.38],
      [2.17, 41.39],
      [2.16, 41.39],
      [2.158, 41.387],
      [2.161, 41.385],
    ]),
  ],
];

function ring(corners: [number, number][]): Polygon {
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}

const SENSORS = (() => {
  const random = randomFrom(20241107, 'sensors');
  return Array.from({ length: 200 }, (_none, i) => ({
    id: `air-${i}`,
    lon: 2.149 + random.uniform() * 0.022,
    lat: 41.379 + random.uniform() * 0.012,
    no2: Math.round(random.uniform() * 800) / 10,
  }));
})();

beforeAll(async () => {
  database = await openTestDatabase();
  const text = (name: string, values: string[]) => ({ name, type: 'text', values }) as const;
  const geom = (values: Uint8Array[]) => ({ name: 'geom', type: 'blob', values }) as const;
  await database.engine.ingest([
    ingestBatch('create', {
      table: 'districts',
      rowCount: DISTRICTS.length,
      columns: [
        text(
          'feature_id',
          DISTRICTS.map((_district, i) => `district-${i + 1}`),
        ),
        text(
          'name',
          DISTRICTS.map(([name]) => name),
        ),
        geom(DISTRICTS.map(([, geometry]) => writeWkb(geometry))),
      ],
    }),
    ingestBatch('create', {
      table: 'sensors',
      rowCount: SENSORS.length,
      columns: [
        text(
          'sensor_id',
          SENSORS.map(({ id }) => id),
        ),
        geom(SENSORS.map(({ lon, lat }) => writeWkb({ type: 'Point', coordinates: [lon, lat] }))),
      ],
    }),
    observationBatch(
      SENSORS.flatMap(({ id, no2 }) => [
        { run: 'r1', sensor: id, property: 'no2', minute: 0, resultAfterS: 2, value: no2 },
        { run: 'r1', sensor: id, property: 'o3', minute: 0, resultAfterS: 2, value: 999 },
      ]),
    ),
  ]);
});

const value = async (sql: string) => Object.values((await database.rows(sql))[0] ?? {})[0];

describe('the question of the issue', () => {
  it('averages nitrogen dioxide by district as Turf counts the sensors', async () => {
    const rows = await database.rows(
      `SELECT d.name, avg(o.value) FROM observations_latest o JOIN sensors s USING (sensor_id) JOIN districts d ON ST_Contains(d.geom, s.geom) WHERE o.property = 'no2' GROUP BY d.name`,
    );
    const means = Object.fromEntries(rows.map((row) => [row.name, row['avg(o."value")']]));
    expect(Object.keys(means).sort()).toEqual(['Left', 'Right']);
    for (const [name, geometry] of DISTRICTS) {
      const inside = SENSORS.filter(({ lon, lat }) => booleanPointInPolygon([lon, lat], geometry));
      expect(inside.length).toBeGreaterThan(50);
      expect(means[name]).toBeCloseTo(inside.reduce((sum, { no2 }) => sum + no2, 0) / inside.length, 9);
    }
  });
});

describe('every function', () => {
  it.each(FUNCTION_REFERENCE.map(({ name, example, answer }) => [name, example, answer]))(
    '%s gives what its example says',
    async (_name, example, answer) => {
      expect(String(await value(example))).toBe(answer);
    },
  );

  it.each(FUNCTION_REFERENCE.flatMap((entry) => entry.signatures.map((signature) => [entry, signature] as const)))(
    'gives NULL for NULL: $0.name',
    async (entry, signature) => {
      const many = { list: '[NULL::BLOB]::BLOB[]' } as Record<string, string>;
      const nulls = signature.parameters.map(({ type }) => many[type] ?? 'NULL').join(', ');
      expect(await value(`SELECT ${entry.name}(${nulls})`), signatureText(entry.name, signature)).toBeNull();
    },
  );

  it('may be called by its other names, in any case', async () => {
    expect(await value('SELECT st_astext(ST_MAKEPOINT(1, 2))')).toBe('POINT (1 2)');
    expect(await value('SELECT latlng_to_cell(41.38, 2.17, 9) = h3_latlng_to_cell(41.38, 2.17, 9)')).toBe(true);
  });

  it('understands the casts that PostGIS users write, and tables with such columns', async () => {
    const a = 'ST_SetSRID(ST_MakePoint(2, 41), 4326)::geography';
    expect(await value(`SELECT round(ST_Distance(${a}, ST_Point(2, 42)::geometry))`)).toBe(111_064);
    await database.rows('CREATE OR REPLACE TABLE stops (stop_id INTEGER, geom GEOMETRY)');
    await database.rows('INSERT INTO stops VALUES (1, ST_Point(2, 41)), (2, NULL)');
    expect(await value('SELECT ST_AsText(ST_Union(geom)) FROM stops')).toBe('POINT (2 41)');
  });

  it('takes numbers of every kind', async () => {
    const point = 'ST_AsText(ST_Point(1::BIGINT, 2.50::DECIMAL(5,2)))';
    expect(await value(`SELECT ${point}`)).toBe('POINT (1 2.5)');
    expect(await value('SELECT ST_AsText(ST_Point(1::FLOAT, 2::UTINYINT))')).toBe('POINT (1 2)');
    expect(await value('SELECT ST_AsText(ST_Point(1::HUGEINT, 2::SMALLINT))')).toBe('POINT (1 2)');
  });

  it('takes cells as numbers and as texts', async () => {
    const forms = ['599686042433355775', '599686042433355775::UBIGINT', "'85283473fffffff'", "'599686042433355775'"];
    for (const form of forms) expect(await value(`SELECT h3_get_resolution(${form})`), form).toBe(5);
    expect(await value('SELECT typeof(h3_latlng_to_cell(41.38, 2.17, 9))')).toBe('UBIGINT');
    expect(await value("SELECT h3_grid_disk('85283473fffffff', 1)[1] = h3_string_to_h3('85283473fffffff')")).toBe(true);
  });
});

describe('empty geometries, as in PostGIS', () => {
  const empty = "ST_GeomFromText('POLYGON EMPTY')";
  const square = 'ST_MakeEnvelope(2, 41, 3, 42)';
  it.each([
    [`ST_Area(${empty})`, 0],
    [`ST_Length(ST_GeomFromText('LINESTRING EMPTY'))`, 0],
    [`ST_Distance(${empty}, ${square})`, null],
    [`ST_DWithin(${empty}, ${square}, 1e9)`, false],
    [`ST_Contains(${square}, ${empty})`, false],
    [`ST_Intersects(${empty}, ${empty})`, false],
    [`ST_Disjoint(${empty}, ${square})`, true],
    [`ST_Equals(${empty}, ST_GeomFromText('POINT EMPTY'))`, true],
    [`ST_XMin(${empty})`, null],
    [`ST_X(ST_GeomFromText('POINT EMPTY'))`, null],
    [`ST_NumGeometries(${empty})`, 0],
    [`ST_NPoints(${empty})`, 0],
    [`ST_IsValid(${empty})`, true],
    [`ST_AsText(ST_Centroid(${empty}))`, 'POINT EMPTY'],
    [`ST_AsText(ST_Buffer(${empty}, 10))`, 'POLYGON EMPTY'],
    [`ST_AsText(ST_Envelope(${empty}))`, 'POLYGON EMPTY'],
    [`ST_Equals(ST_Union(${empty}, ${square}), ${square})`, true],
    [`ST_IsEmpty(ST_Intersection(${empty}, ${square}))`, true],
    [`ST_Equals(ST_Difference(${square}, ${empty}), ${square})`, true],
    [`ST_AsText(ST_GeometryN(${square}, 2))`, null],
    [`ST_AsGeoJSON(${empty})`, '{"type":"Polygon","coordinates":[]}'],
  ])('%s', async (expression, expected) => {
    expect(await value(`SELECT ${expression}`)).toBe(expected);
  });
});

describe('geometry in SQL', () => {
  it('goes through sorting, grouping, CASE, subqueries and tables unharmed', async () => {
    await database.rows(`CREATE OR REPLACE TABLE shapes AS
      SELECT i, CASE WHEN i % 2 = 0 THEN ST_Buffer(ST_Point(2 + i / 1000, 41), 10) ELSE ST_Point(2 + i / 1000, 41) END AS geom
      FROM range(500) t(i)`);
    expect(
      await database.rows(`SELECT ST_GeometryType(geom) AS kind, count(*) AS n, max(ST_NPoints(geom)) AS points
        FROM (SELECT geom FROM shapes ORDER BY geom DESC) GROUP BY kind ORDER BY kind`),
    ).toEqual([
      { kind: 'ST_Point', n: 250, points: 1 },
      { kind: 'ST_Polygon', n: 250, points: 33 },
    ]);
    expect(await value('SELECT count(DISTINCT geom) FROM shapes')).toBe(500);
    expect(await value('SELECT count(*) FROM shapes a JOIN shapes b USING (geom)')).toBe(500);
  });

  it('is joined to one shape by group, whichever name is used', async () => {
    const rows =
      await database.rows(`SELECT i % 2 AS odd, ST_NPoints(ST_Union(g)) AS one, ST_NPoints(ST_Union_Agg(g)) AS other,
        ST_NumGeometries(ST_Collect(g)) AS parts
      FROM (SELECT i, ST_MakeEnvelope(i, 0, i + 2, 1) AS g FROM range(8) t(i)) GROUP BY odd HAVING ST_XMax(ST_Union(g)) > 1 ORDER BY odd`);
    // Boxes two degrees wide, two apart: they meet at their edges and become one, with their corners between kept or not.
    expect(rows.map(({ odd, parts }) => [odd, parts])).toEqual([
      [0, 4],
      [1, 4],
    ]);
    for (const { one, other } of rows) expect(one).toBe(other);
    expect(await value('SELECT ST_Union(g) FROM (SELECT ST_Point(1, 2) AS g) WHERE false')).toBeNull();
    expect(await value('SELECT ST_AsText(ST_Union(g)) FROM (VALUES (NULL::BLOB), (ST_Point(1, 2))) t(g)')).toBe(
      'POINT (1 2)',
    );
  });

  it('makes lines of a list in its order', async () => {
    expect(
      await value(
        'SELECT ST_AsText(ST_MakeLine(list(ST_Point(x, 0) ORDER BY x DESC))) FROM (VALUES (1), (3), (2)) t(x)',
      ),
    ).toBe('LINESTRING (3 0, 2 0, 1 0)');
  });
});

describe('what cannot be done is said in the words of SQL', () => {
  const message = (sql: string) =>
    database.rows(sql).then(
      () => 'no error',
      (error: Error) => error.message,
    );

  it.each([
    ['SELECT ST_Area(name) FROM districts', 'ST_Area takes a geometry, got VARCHAR'],
    ['SELECT ST_Area(5)', 'ST_Area takes a geometry, got INTEGER'],
    ["SELECT ST_Area('POLYGON((0 0, 1 0, 1 1, 0 0))')", 'ST_GeomFromText'],
    ['SELECT ST_Area(geom, 5) FROM districts', 'ST_Area takes other arguments: ST_Area(geom GEOMETRY) → DOUBLE'],
    ["SELECT ST_Point('a', 1)", "Could not convert string 'a' to DOUBLE"],
    ['SELECT ST_Point(geom, 1) FROM districts', 'ST_Point takes a number, got BLOB'],
    [
      'SELECT ST_Union(geom ORDER BY name) FROM districts',
      'ST_Union takes no DISTINCT, FILTER or ORDER BY: choose the rows with WHERE or in a subquery',
    ],
    [
      'SELECT ST_Distance(ST_Centroid(name), geom) FROM districts',
      'one of ST_Distance, ST_Centroid takes a geometry, got VARCHAR',
    ],
    ['SELECT ST_X(geom) FROM districts', 'ST_X takes a point, got a Polygon (POLYGON ((2.15 41.38,'],
    ["SELECT ST_Transform(geom, 'EPSG:99999') FROM districts", 'knows no system "EPSG:99999"; it takes codes as'],
    [
      "SELECT ST_GeomFromText('POINT(1)')",
      'ST_GeomFromText takes well-known text; at character 8 a position has two or three numbers',
    ],
    [
      "SELECT ST_Area(ST_Transform(geom, 'EPSG:25831')) FROM districts",
      'ST_Area measures longitude and latitude in degrees',
    ],
    ['SELECT ST_DWithin(geom, geom, -1) FROM districts', 'ST_DWithin takes a distance of 0 metres or more, got -1'],
    ["SELECT h3_get_resolution('abc')", "h3_get_resolution takes an H3 cell; this is none ('abc')"],
    [
      "SELECT ST_AsText('\\x01\\x01'::BLOB)",
      'ST_AsText takes a geometry; these bytes are well-known binary that ends too early (\\x0101)',
    ],
    [
      "SELECT ST_AsText('\\x07\\x01\\x01\\x01\\x01\\x01'::BLOB)",
      'ST_AsText takes a geometry; these bytes are no well-known binary (\\x070101010101)',
    ],
  ])('%s', async (sql, part) => {
    expect(await message(sql)).toContain(part);
  });

  it('ST_Transform knows the national systems, by code and by number', async () => {
    // The tower of Amersfoort is the Dutch system's origin, at 155,000 and 463,000 m.
    const tower = "ST_Transform(ST_Point(5.38720621, 52.15517440), 'EPSG:28992')";
    expect(await value(`SELECT round(ST_X(${tower})) || ' ' || round(ST_Y(${tower}))`)).toBe('155000.0 463000.0');
    expect(await value("SELECT round(ST_X(ST_Transform(ST_Point(700000, 6600000), '2154', 'EPSG:4326')), 6)")).toBe(3);
  });

  it('names the table and the row that holds the value', async () => {
    expect(await message('SELECT name, ST_X(geom) FROM districts ORDER BY name DESC')).toMatch(
      /^ST_X takes a point, got a Polygon \(POLYGON \(\(.*…\): in districts, feature_id district-[12]$/,
    );
    await database.rows(
      "CREATE OR REPLACE TABLE mixed AS SELECT i AS stop_id, CASE WHEN i = 777 THEN 'POINT(1' ELSE 'POINT(1 2)' END AS wkt FROM range(2000) t(i)",
    );
    expect(await message('SELECT count(ST_GeomFromText(wkt)) FROM mixed')).toBe(
      "ST_GeomFromText takes well-known text; at character 8 a position has two or three numbers ('POINT(1'): in mixed, stop_id 777",
    );
    await database.rows("CREATE OR REPLACE TABLE nameless AS SELECT from_hex('0101') AS shape FROM range(3)");
    expect(await message('SELECT ST_IsValid(shape) FROM nameless')).toBe(
      'ST_IsValid takes a geometry; these bytes are well-known binary that ends too early (\\x0101): in nameless, row 0 and others',
    );
  });

  it('are told apart from slips in the text by their kind', async () => {
    await expect(database.rows('SELECT ST_X(geom) FROM districts')).rejects.toMatchObject({
      kind: 'conversion',
      code: 'function-value',
    });
    await expect(database.rows('SELECT ST_X(name) FROM districts')).rejects.toMatchObject({ kind: 'catalog' });
  });

  it('says nothing of a row for a value that no table holds', async () => {
    expect(await message('SELECT ST_X(ST_Envelope(geom)) FROM districts')).toMatch(/2\.15 41\.38…?[^:]*\)$/);
  });
});
