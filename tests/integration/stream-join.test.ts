import { beforeAll, describe, expect, it } from 'vitest';
import type { Geometry } from '../../app/core/geo/geojson.ts';
import { writeWkb } from '../../app/core/geo/wkb.ts';
import { JOIN_SUMMARIES, type StreamJoin, streamJoinSql } from '../../app/core/store/stream-join-sql.ts';
import { ingestBatch, observationBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

/** A degree of latitude, m, near enough for streets. */
const DEGREE_M = 111_000;
const point = (eastM: number, northM: number): Geometry => ({
  type: 'Point',
  coordinates: [2 + eastM / (DEGREE_M * Math.cos((41 * Math.PI) / 180)), 41 + northM / DEGREE_M],
});
const square = (eastM: number, northM: number, sizeM: number): Geometry => {
  const at = (e: number, n: number) => (point(eastM + e, northM + n) as { coordinates: number[] }).coordinates;
  return { type: 'Polygon', coordinates: [[at(0, 0), at(sizeM, 0), at(sizeM, sizeM), at(0, sizeM), at(0, 0)]] };
};
const table = (name: string, key: string, rows: Readonly<Record<string, Geometry | null>>) =>
  ingestBatch('create', {
    table: name,
    rowCount: Object.keys(rows).length,
    columns: [
      { name: key, type: 'text', values: Object.keys(rows) },
      {
        name: 'geom',
        type: 'blob',
        values: Object.values(rows).map((geom) => (geom === null ? null : writeWkb(geom))),
      },
    ],
  });

const ODD = 'my "zones"; DROP TABLE sensors --\nx';
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.engine.ingest([
    table('sensors', 'sensor_id', {
      a: point(10, 10),
      b: point(90, 10),
      far: point(5_000, 10),
      lost: null,
      silent: point(11, 10),
    }),
    table('homes', 'feature_id', { near: point(12, 10), between: point(50, 10), alone: point(2_000, 10), none: null }),
    table(ODD, 'feature_id', { west: square(0, 0, 50), both: square(0, 0, 100), empty: square(0, 500, 10) }),
  ]);
  const row = { run: 'r1', property: 'no2', resultAfterS: 1 };
  await database.engine.ingest([
    observationBatch([
      { ...row, sensor: 'a', minute: 0, value: 99 },
      { ...row, sensor: 'a', minute: 180, value: 20 },
      { ...row, sensor: 'a', minute: 190, value: 30 },
      { ...row, sensor: 'a', minute: 195, value: null },
      { ...row, sensor: 'b', minute: 200, value: 40 },
      { ...row, sensor: 'far', minute: 200, value: 7 },
      { ...row, sensor: 'lost', minute: 200, value: 8 },
      { ...row, sensor: 'a', property: 'laeq', unit: 'dB[A]', minute: 200, value: 50 },
      { ...row, sensor: 'b', property: 'laeq', unit: 'dB[A]', minute: 200, value: 60 },
    ]),
  ]);
});

const asked: StreamJoin = {
  layer: 'homes',
  property: 'no2',
  levels: false,
  method: { type: 'nearest', withinM: 100 },
  summary: 'mean',
  hours: 1,
  worstFlag: 3,
};
const rows = (changes: Partial<StreamJoin>) =>
  database.rows(`SELECT * FROM (${streamJoinSql({ ...asked, ...changes })}) ORDER BY feature_id`);

describe('A layer joined with the stream', () => {
  it('by the nearest sensor names it, its distance and how much it read', async () => {
    const found = await rows({});
    expect(found.map(({ feature_id, sensor_id, value }) => [feature_id, sensor_id, value])).toEqual([
      ['between', 'a', 25],
      ['near', 'a', 25],
    ]);
    expect(Number(found[1]!.distance_m)).toBeCloseTo(2, 1);
    expect([Number(found[1]!.readings), found[1]!.unit]).toEqual([2, 'ug/m3']);
  });

  it('by all sensors within reach counts them alike', async () => {
    const found = await rows({ method: { type: 'near', withinM: 100 } });
    expect(found.map(({ feature_id, value, sensors }) => [feature_id, value, Number(sensors)])).toEqual([
      ['between', 32.5, 2],
      ['near', 32.5, 2],
    ]);
  });

  it('by the zones they stand in, whatever the layer is called', async () => {
    const found = await rows({ layer: ODD, method: { type: 'within' } });
    expect(found.map(({ feature_id, value, readings }) => [feature_id, value, Number(readings)])).toEqual([
      ['both', 32.5, 3],
      ['west', 25, 2],
    ]);
    expect(await database.rows('SELECT count(*)::INTEGER AS n FROM sensors')).toEqual([{ n: 5 }]);
  });

  it('by hexagons leaves out only who has no place', async () => {
    const found = await rows({ method: { type: 'cells', resolution: 7 } });
    expect(found.reduce((sum, { sensors }) => sum + Number(sensors), 0)).toBe(3);
    expect(found.every(({ geom }) => geom instanceof Uint8Array)).toBe(true);
  });

  it('averages levels by their energy', async () => {
    const [found] = await rows({ property: 'laeq', levels: true, method: { type: 'near', withinM: 60 } });
    // 10 lg((10^5 + 10^6) / 2)
    expect(Number(found!.value)).toBeCloseTo(57.4036, 4);
  });

  it('looks back as far as it is told, and takes the summary asked for', async () => {
    const of = async (summary: StreamJoin['summary'], hours: number) =>
      (await rows({ summary, hours })).find(({ feature_id }) => feature_id === 'near')!.value;
    expect(await of('highest', 1)).toBe(30);
    expect(await of('highest', 4)).toBe(99);
    expect(await of('lowest', 4)).toBe(20);
    expect(await of('newest', 4)).toBe(30);
  });

  it('is understood by the database in every combination', async () => {
    for (const summary of JOIN_SUMMARIES)
      for (const method of [
        { type: 'nearest', withinM: 1.5 },
        { type: 'within' },
        { type: 'near', withinM: 1e4 },
        { type: 'cells', resolution: 9 },
      ] as const)
        await expect(rows({ summary, method, layer: ODD, levels: true, worstFlag: 1 })).resolves.toBeInstanceOf(Array);
  });
});
