import { expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { runQuery } from '../../app/commands/run-query.ts';
import { showResultOnMap } from '../../app/commands/show-result-on-map.ts';
import type { Database } from '../../app/core/store/database.ts';
import type { LayerGeometry } from '../../app/core/twins/scene-renderer.ts';
import { testApp } from '../builders/app-context.ts';
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
