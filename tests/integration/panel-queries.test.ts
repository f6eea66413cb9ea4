import { beforeAll, describe, expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { EXAMPLE_QUERIES } from '../../app/commands/example-queries.ts';
import { readActivity } from '../../app/commands/read-activity.ts';
import { readDevices } from '../../app/commands/read-devices.ts';
import { readFeature, readNearbySensors } from '../../app/commands/read-feature.ts';
import { readRejected } from '../../app/commands/read-rejected.ts';
import { readSensor } from '../../app/commands/read-sensor.ts';
import type { Database } from '../../app/core/store/database.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { observationBatch, openTestDatabase, START_MS } from './duckdb-support.ts';

const MINUTE = 60_000;
let database: Database;

/** What the panels ask, answered by the real DuckDB over a street corner: one building and two sensors. */
beforeAll(async () => {
  const { engine } = await openTestDatabase();
  const run = (sql: string) => engine.query(sql, { timeLimitMs: 20_000, maxRows: 10_000, isCancelled: () => false });
  database = { ...fakeDatabase(), query: async (sql) => decodeResult(await run(sql)) };
  const place = 'geom BLOB, centroid_lon DOUBLE, centroid_lat DOUBLE';
  await run(`CREATE TABLE sensors (feature_id VARCHAR, sensor_id VARCHAR, name VARCHAR, domain VARCHAR, kind VARCHAR,
               properties VARCHAR, street_id VARCHAR, ${place})`);
  await run(`INSERT INTO sensors VALUES
    ('air-1', 'air-1', 'Corner', 'air', 'lowcost', 'no2, o3', 's1', NULL, 2.1650, 41.3917),
    ('bin-9', 'bin-9', 'Far off', 'waste', 'bin', 'fill', 's2', NULL, 2.2650, 41.3917)`);
  await run(
    `CREATE TABLE buildings (feature_id VARCHAR, section_id VARCHAR, height_m DOUBLE, floors INTEGER, ${place})`,
  );
  await run(`INSERT INTO buildings VALUES ('b''1', 'c1', 20.75, 6, ST_Point(2.1649, 41.3917), 2.1649, 41.3917)`);
  for (const table of ['districts', 'facilities', 'parks', 'trees']) {
    await run(
      `CREATE TABLE ${table} AS SELECT '${table}-1' AS feature_id, 'Name' AS name, ST_Point(2.1649, 41.3917) AS geom`,
    );
  }
  await run('CREATE TABLE census_sections (feature_id VARCHAR, population INTEGER)');
  await run(`INSERT INTO census_sections VALUES ('c1', 1500)`);
  await engine.ingest([
    observationBatch([
      { run: 'r1', sensor: 'air-1', property: 'no2', minute: 0, resultAfterS: 2, value: 40 },
      { run: 'r1', sensor: 'air-1', property: 'no2', minute: 5, resultAfterS: 2, value: 42 },
      { run: 'r1', sensor: 'air-1', property: 'no2', minute: 200, resultAfterS: 2, value: 44 },
    ]),
  ]);
});

describe('what the panels read', () => {
  it('lists every device by id, also the one that never spoke', async () => {
    expect(await readDevices(database)).toEqual([
      {
        sensorId: 'air-1',
        name: 'Corner',
        domain: 'air',
        kind: 'lowcost',
        lastMs: START_MS + 200 * MINUTE,
        property: 'no2',
        value: 44,
        unit: 'ug/m3',
        flag: 1,
      },
      {
        sensorId: 'bin-9',
        name: 'Far off',
        domain: 'waste',
        kind: 'bin',
        lastMs: null,
        property: '',
        value: null,
        unit: '',
        flag: null,
      },
    ]);
  });

  it('gives a feature’s attributes without what is there for the machine', async () => {
    expect(await readFeature(database, 'buildings', "b'1")).toEqual([
      { name: 'section_id', value: 'c1' },
      { name: 'height_m', value: 20.75 },
      { name: 'floors', value: 6 },
    ]);
    expect(await readFeature(database, 'buildings', 'nobody')).toBeNull();
  });

  it('finds the sensors near a building with what they measure', async () => {
    const [nearest, ...rest] = await readNearbySensors(database, 'buildings', "b'1");
    expect(nearest).toMatchObject({
      sensorId: 'air-1',
      kind: 'air/lowcost',
      property: 'no2',
      value: 44,
      unit: 'ug/m3',
    });
    expect(Math.round(nearest!.distanceM)).toBe(8);
    expect(rest).toEqual([]);
  });

  it('gives a sensor’s history now, and as it was at a past moment', async () => {
    const [now] = await readSensor(database, 'air-1', null);
    expect(now).toMatchObject({ property: 'no2', unit: 'ug/m3', latest: { value: 44 } });
    expect(now!.points.map((point) => point.value)).toEqual([40, 42, 44]);
    const [then] = await readSensor(database, 'air-1', START_MS + 60 * MINUTE);
    expect(then!.points.map((point) => point.timeMs)).toEqual([START_MS, START_MS + 5 * MINUTE]);
    expect(await readSensor(database, 'bin-9', null)).toEqual([]);
  });

  it('counts the observations of each quarter of an hour', async () => {
    expect(await readActivity(database, START_MS + 240 * MINUTE)).toEqual([
      { fromMs: START_MS, observations: 2 },
      { fromMs: START_MS + 195 * MINUTE, observations: 1 },
    ]);
  });

  it('has no rejected message to show when none came', async () => {
    expect(await readRejected(database)).toEqual([]);
  });
});

describe('the queries that ship', () => {
  it.each(EXAMPLE_QUERIES.map(({ id, sql }) => [id, sql]))('%s runs as it stands', async (_id, sql) => {
    const result = await database.query(sql);
    expect(result.columns.length).toBeGreaterThan(1);
  });
});
