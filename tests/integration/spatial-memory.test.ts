/** A live query asks the same all day: what its functions make in passing must not stay. */
import { tableFromIPC } from 'apache-arrow';
import { expect, it } from 'vitest';
import { openTestDatabase } from './duckdb-support.ts';

const RUNS = 10_000;

it('leaves memory where it was after ten thousand runs of a query with geometry, text and an error now and then', async () => {
  const { bindings, engine } = await openTestDatabase();
  const connection = bindings.connect().useUnsafe((_bindings, handle) => handle);
  const run = (sql: string) => bindings.runQuery(connection, sql);
  run(`CREATE TABLE places AS SELECT i AS place_id, ST_MakeLine(list(ST_Point(2.1 + k / 10000, 41.4 + i / 1000))) AS geom
       FROM range(4) t(i), range(150) u(k) GROUP BY i`);
  // Some 15 kB of shapes and 15 kB of texts in passing: kept, they would be 300 MB at the end.
  const question = `SELECT count(*) AS n, sum(length(ST_AsText(geom))) AS characters, max(ST_GeometryType(geom)) AS kind,
      sum(ST_NPoints(ST_SetSRID(geom, 4326))) AS points, ST_NumGeometries(ST_Collect(ST_Envelope(geom))) AS parts,
      sum(ST_XMax(ST_Buffer(ST_StartPoint(geom), 10, 2))) AS east
    FROM places WHERE ST_DWithin(geom, ST_Point(2.102, 41.4), 300)`;
  const first = tableFromIPC(run(question)).toArray().map(String);
  const runMany = (times: number) => {
    for (let i = 0; i < times; i++) {
      run(question);
      if (i % 10 === 0)
        expect(() => run("SELECT ST_X(geom), ST_GeomFromText('POINT(' || place_id || ')') FROM places")).toThrow(
          / takes /,
        );
    }
  };
  runMany(500);
  const before = engine.memory();
  runMany(RUNS - 500);
  const after = engine.memory();
  expect(after.wasmBytes).toBe(before.wasmBytes);
  expect(Math.abs(after.usedBytes - before.usedBytes)).toBeLessThan(1_000_000);
  expect(tableFromIPC(run(question)).toArray().map(String)).toEqual(first);
}, 600_000);
