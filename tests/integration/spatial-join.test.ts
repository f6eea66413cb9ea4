import { beforeEach, describe, expect, it } from 'vitest';
import type { Geometry } from '../../app/core/geo/geojson.ts';
import { writeWkb } from '../../app/core/geo/wkb.ts';
import { QueryError } from '../../app/core/store/database.ts';
import { ingestBatch, observationBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

let database: TestDatabase;
let turns = 0;
let onTurn: () => void = () => undefined;
beforeEach(async () => {
  turns = 0;
  onTurn = () => undefined;
  database = await openTestDatabase({
    turn: () => {
      turns++;
      onTurn();
      return new Promise((resolve) => setImmediate(resolve));
    },
  });
});

const pointAt = (lon: number, lat: number): Uint8Array => writeWkb({ type: 'Point', coordinates: [lon, lat] });
const square = (west: number, south: number, size: number): Uint8Array => {
  const [east, north] = [west + size, south + size];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return writeWkb({ type: 'Polygon', coordinates: [ring] } satisfies Geometry);
};

function layer(
  table: string,
  key: string,
  rows: readonly (readonly [string, Uint8Array | null])[],
  mode = 'create' as 'create' | 'append',
) {
  return ingestBatch(mode, {
    table,
    rowCount: rows.length,
    columns: [
      { name: key, type: 'text', values: rows.map(([name]) => name) },
      { name: 'geom', type: 'blob', values: rows.map(([, geom]) => geom) },
    ],
  });
}

/** Two districts side by side with three sensors in them, one outside and one that nobody has placed. */
async function makeCity(): Promise<void> {
  await database.engine.ingest([
    layer('districts', 'name', [
      ['west', square(2.1, 41.3, 0.1)],
      ['east', square(2.2, 41.3, 0.1)],
    ]),
    layer('sensors', 'sensor_id', [
      ['s-1', pointAt(2.15, 41.35)],
      ['s-2', pointAt(2.16, 41.35)],
      ['s-3', pointAt(2.25, 41.35)],
      ['s-4', pointAt(2.5, 41.35)],
      ['s-5', null],
    ]),
  ]);
}

/** As many points beside each other, 10 m apart. */
async function makeRow(table: string, count: number, degrees = 0.0001): Promise<void> {
  const rows = Array.from({ length: count }, (_none, i) => [`${i}`, pointAt(2 + i * degrees, 41)] as const);
  await database.engine.ingest([layer(table, 'id', rows)]);
}

async function failure(sql: string, options = {}): Promise<QueryError> {
  try {
    await database.rows(sql, options);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`this should have failed: ${sql}`);
}

const NAMES = `SELECT s.sensor_id AS sensor, d.name FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.geom)
  ORDER BY 1, 2`;
const isPlanned = async (sql: string) => (await database.rows(`EXPLAIN ${sql}`))[0]?.explain_key === 'spatial_index';

describe('a spatial join as a person types it', () => {
  it('tells the mean of the sensors in each district, through the index', async () => {
    await makeCity();
    const value = (sensor: string, minute: number, of: number) =>
      ({ run: 'r', sensor, property: 'no2', minute, resultAfterS: 1, value: of }) as const;
    await database.engine.ingest([
      observationBatch([
        value('s-1', 0, 99),
        value('s-1', 5, 10),
        value('s-2', 5, 30),
        value('s-3', 5, 7),
        value('s-4', 5, 1),
      ]),
    ]);
    const sql = `SELECT d.name, avg(o.value) FROM observations_latest o JOIN sensors s USING (sensor_id)
      JOIN districts d ON ST_Contains(d.geom, s.geom) WHERE o.property = 'no2' GROUP BY d.name`;
    expect(await database.rows(`${sql} ORDER BY 1`)).toEqual([
      { name: 'east', 'avg(o."value")': 7 },
      { name: 'west', 'avg(o."value")': 20 },
    ]);
    expect(await database.rows(`EXPLAIN ${sql}`)).toMatchObject([
      { explain_key: 'spatial_index', explain_value: 'joined through a spatial index: ST_Contains(d.geom, s.geom)' },
      { explain_key: 'physical_plan' },
    ]);
  });

  it('makes tables and adds to them', async () => {
    await makeCity();
    await database.rows(`CREATE TABLE mine AS ${NAMES}`);
    await database.rows(`INSERT INTO mine ${NAMES}`);
    expect(await database.rows('SELECT name, count(*) AS n FROM mine GROUP BY 1 ORDER BY 1')).toEqual([
      { name: 'east', n: 2 },
      { name: 'west', n: 4 },
    ]);
  });

  it('names an unnamed column as the person wrote it', async () => {
    await makeCity();
    const sql = 'SELECT (SELECT count(*) FROM sensors s WHERE ST_Contains(d.geom, s.geom)) FROM districts d ORDER BY 1';
    expect(await isPlanned(sql)).toBe(true);
    expect(await database.rows(sql)).toEqual(await database.rows(sql.replace(' ', ' /* spatial_join_ */ ')));
  });

  it('compares a distance with NaN as the database does: it is more than any', async () => {
    await makeCity();
    const near = (limit: string) =>
      database.rows(
        `SELECT count(*)::INTEGER AS n FROM districts d JOIN sensors s ON ST_Distance(d.geom, s.geom) < ${limit}`,
      );
    expect(await near(`'nan'::DOUBLE`)).toEqual([{ n: 8 }]);
    expect(await near('NULL')).toEqual([{ n: 0 }]);
  });

  it('may be run twice at a time', async () => {
    await makeCity();
    const [one, two] = await Promise.all([database.rows(NAMES), database.rows(NAMES)]);
    expect(one).toHaveLength(3);
    expect(two).toEqual(one);
  });

  it('leaves nothing behind', async () => {
    await makeCity();
    await database.rows('SELECT 1');
    const { usedBytes } = database.engine.memory();
    for (let i = 0; i < 20; i++) await database.rows(NAMES);
    await failure(`SELECT CAST(d.name AS INTEGER) FROM sensors s, districts d WHERE ST_Contains(d.geom, s.geom)`);
    expect(database.engine.memory().usedBytes).toBe(usedBytes);
    expect((await database.rows('SHOW TABLES')).filter(({ name }) => String(name).startsWith('spatial_'))).toEqual([]);
  });
});

describe('the names of hidden tables', () => {
  it('are not to be had', async () => {
    const { code } = await failure('CREATE TABLE spatial_join_pairs_1 AS SELECT 1 AS a');
    expect(code).toBe('protected-table');
  });
});

describe('pairs that were found before', () => {
  const count = 'SELECT count(*) AS n FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.geom)';

  it('are of use again as long as nothing changes', async () => {
    await makeRow('left_row', 3_000);
    await makeRow('right_row', 3_000);
    const sql = 'SELECT count(*) AS n FROM left_row l JOIN right_row r ON ST_DWithin(l.geom, r.geom, 100)';
    const [first] = await database.rows(sql);
    const turnsOfFirst = turns;
    expect(await database.rows(sql)).toEqual([first]);
    expect(turns - turnsOfFirst).toBeLessThan(turnsOfFirst / 2);
  });

  it('are found anew after rows have come', async () => {
    await makeCity();
    const before = await database.rows(count);
    await database.engine.ingest([layer('sensors', 'sensor_id', [['s-6', pointAt(2.11, 41.31)]], 'append')]);
    expect([before, await database.rows(count)]).toEqual([[{ n: 3 }], [{ n: 4 }]]);
  });

  it('are found anew after a person changed a table of their own', async () => {
    await makeCity();
    await database.rows('CREATE TABLE mine AS FROM sensors');
    const sql = count.replace('sensors', 'mine');
    const counts = [await database.rows(sql)];
    for (const change of [
      "DELETE FROM mine WHERE sensor_id = 's-1'",
      'INSERT INTO mine SELECT s.* FROM mine s JOIN districts d ON ST_Contains(d.geom, s.geom)',
      "UPDATE mine SET geom = NULL WHERE sensor_id = 's-2'",
      'DROP TABLE mine; CREATE TABLE mine AS FROM sensors',
    ]) {
      await database.rows(change);
      counts.push(await database.rows(sql));
    }
    expect(counts).toEqual([[{ n: 3 }], [{ n: 2 }], [{ n: 4 }], [{ n: 2 }], [{ n: 3 }]]);
  });

  it('are found anew after a table was replaced', async () => {
    await makeCity();
    const before = await database.rows(count);
    await database.engine.ingest([layer('districts', 'name', [['all', square(2, 41, 1)]])]);
    expect([before, await database.rows(count)]).toEqual([[{ n: 3 }], [{ n: 4 }]]);
  });
});

describe('an error of a spatial join', () => {
  it.each([
    ['SELECT nope FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.geom)', 'catalog', 'nope'],
    ['SELECT 1 FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.nope)', 'catalog', 's.nope'],
    ['SELECT * FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.geom) WHER 1', 'syntax', 'WHER'],
    [
      "SELECT 'ñandú 🏙'; SELECT *, CAST(d.name AS INTEGER) FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.geom)",
      'conversion',
      'CAST(',
    ],
    [
      'SELECT 1 FROM sensors s JOIN districts d ON ST_Contains(d.geom, s.geom) WHERE CAST(d.name AS INTEGER) > 1',
      'conversion',
      'CAST(',
    ],
  ])('says its kind and its place in what was written: %s', async (sql, kind, word) => {
    await makeCity();
    const error = await failure(sql);
    expect([error.kind, error.position]).toEqual([kind, sql.indexOf(word)]);
    expect(error.message).not.toContain('spatial_join_');
  });

  it('is the one of the statement as it was written: bytes that are no geometry', async () => {
    await makeCity();
    await database.engine.ingest([layer('sensors', 'sensor_id', [['broken', Uint8Array.of(1, 2, 3)]], 'append')]);
    const written = await failure(NAMES.replace(' ', ' /* spatial_join_ */ '));
    const { kind, message } = await failure(NAMES);
    expect([kind, message]).toEqual([written.kind, written.message]);
  });

  it('is plain where there are too many pairs', async () => {
    await makeRow('left_row', 2_100, 0);
    await makeRow('right_row', 2_100, 0);
    const sql = 'SELECT count(*) FROM left_row l JOIN right_row r ON ST_Equals(l.geom, r.geom)';
    const error = await failure(sql, { timeLimitMs: 100_000 });
    expect([error.kind, error.code]).toEqual(['memory', 'too-many-pairs']);
  });
});

describe('a long spatial join', () => {
  const HEAVY = 'SELECT count(*) FROM left_row l JOIN right_row r ON ST_DWithin(l.geom, r.geom, 20000)';

  it.each([1, 2, 4, 8, 16])('can be cancelled whenever others have had their turn: turn %i', async (after) => {
    await makeRow('left_row', 5_000);
    await makeRow('right_row', 5_000);
    turns = 0;
    const error = await failure(HEAVY, { isCancelled: () => turns >= after });
    expect([error.kind, turns]).toEqual(['cancelled', after]);
    expect(await database.rows('SELECT count(*) AS n FROM left_row')).toEqual([{ n: 5_000 }]);
  });

  it('ends at its time limit', async () => {
    await makeRow('left_row', 5_000);
    await makeRow('right_row', 5_000);
    expect((await failure(HEAVY, { timeLimitMs: 50 })).kind).toBe('time-limit');
  });

  it('lets rows come in between', async () => {
    await makeRow('left_row', 5_000);
    await makeRow('right_row', 5_000);
    let stored = 0;
    onTurn = () => {
      onTurn = () => undefined;
      const row = { run: 'r', sensor: 's', property: 'no2', minute: 0, resultAfterS: 1, value: 1 } as const;
      void database.engine.ingest([observationBatch([row])]).then((outcome) => {
        stored = outcome.stored;
      });
    };
    const error = await failure(HEAVY, { isCancelled: () => stored > 0 });
    expect([error.kind, stored]).toEqual(['cancelled', 1]);
  });
});
