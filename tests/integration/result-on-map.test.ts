import { expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { runQuery } from '../../app/commands/run-query.ts';
import { showResultOnMap } from '../../app/commands/show-result-on-map.ts';
import type { Database } from '../../app/core/store/database.ts';
import type { LayerGeometry } from '../../app/core/twins/scene-renderer.ts';
import { noticeKeys, testApp } from '../builders/app-context.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { openTestDatabase } from './duckdb-support.ts';

it('draws every row of a result where its table has it, though the query gives another order each time', async () => {
  const { engine, rows } = await openTestDatabase();
  const database: Database = {
    ...fakeDatabase(),
    query: async (sql, { maxRows = 10_000 } = {}) =>
      decodeResult(await engine.query(sql, { timeLimitMs: 20_000, maxRows, isCancelled: () => false })),
    tables: async () => engine.tables(),
  };
  const geometries: LayerGeometry[] = [];
  const app = testApp({ database, showGeometry: (geometry) => geometries.push(geometry) });
  await runQuery(app, 'SELECT i / 1000 AS lon, 41.4::DOUBLE AS lat, i AS n FROM range(120) t(i) ORDER BY random()')
    .finished;
  await showResultOnMap(app).finished;
  const [geometry] = geometries;
  const drawn = geometry?.featureIds.map((id, i) => `${id} ${geometry.points![i * 3]!.toFixed(3)}`);
  const stored = await rows("SELECT feature_id || ' ' || printf('%.3f', lon) AS t FROM result_1 ORDER BY rowid");
  expect(drawn).toEqual(stored.map(({ t }) => t));
  expect(drawn).toHaveLength(120);
});

it('draws shapes that were made, though ids name a layer, and colours the layer for its own shapes', async () => {
  const { engine } = await openTestDatabase();
  const run = (sql: string, maxRows = 10_000) =>
    engine.query(sql, { timeLimitMs: 20_000, maxRows, isCancelled: () => false });
  const database: Database = {
    ...fakeDatabase(),
    query: async (sql, { maxRows = 10_000 } = {}) => decodeResult(await run(sql, maxRows)),
    tables: async () => engine.tables(),
  };
  await run(`CREATE TABLE buildings AS SELECT 'b-' || i AS feature_id, ST_MakeEnvelope(2 + i / 1000, 41, 2.0005 + i / 1000, 41.0005) AS geom, i AS n
             FROM range(3) t(i)`);
  const shown = async (sql: string) => {
    const geometries: LayerGeometry[] = [];
    const app = testApp({ database, showGeometry: (geometry) => geometries.push(geometry) });
    await runQuery(app, sql).finished;
    await showResultOnMap(app).finished;
    return { drawn: geometries.length, notices: noticeKeys(app) };
  };
  expect(await shown('SELECT feature_id, geom, n FROM buildings')).toEqual({
    drawn: 0,
    notices: ['notice.map-recoloured'],
  });
  expect(await shown('SELECT feature_id, ST_Buffer(geom, 20) AS geom, n FROM buildings')).toEqual({
    drawn: 1,
    notices: ['notice.map-derived'],
  });
  expect(await shown('SELECT ST_Union_Agg(geom) FROM buildings')).toEqual({
    drawn: 1,
    notices: ['notice.map-derived'],
  });
  expect(await shown('SELECT ST_Collect(ST_Centroid(geom)) AS middles, count(*) AS n FROM buildings')).toEqual({
    drawn: 1,
    notices: ['notice.map-derived'],
  });
});
