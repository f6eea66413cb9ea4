/** Spatial functions where they live in the app: in the database's worker, over a page's own files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DuckDb, openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import { FUNCTION_REFERENCE } from '../../../app/core/store/spatial/reference.ts';

let database: DuckDb;

beforeAll(async () => {
  database = await openDuckDb();
});
afterAll(() => database.close());

const value = async (sql: string) => {
  const result = await database.query(sql);
  return result.cell(0, 0);
};

describe('spatial SQL in the worker', () => {
  it('answers every example as in Node', async () => {
    for (const { name, example, answer } of FUNCTION_REFERENCE) expect(String(await value(example)), name).toBe(answer);
  });

  it('joins points with areas and says what is wrong with a row', async () => {
    await database.query(
      `CREATE TABLE areas AS SELECT i AS area_id, ST_MakeEnvelope(i, 0, i + 1, 1) AS geom FROM range(4) t(i)`,
    );
    await database.query(
      `CREATE TABLE places AS SELECT i AS place_id, ST_Point(i / 100, 0.5) AS geom FROM range(400) t(i)`,
    );
    const result = await database.query(
      'SELECT a.area_id, count(*) AS n FROM areas a JOIN places p ON ST_Contains(a.geom, p.geom) GROUP BY a.area_id ORDER BY 1',
    );
    const rows = Array.from({ length: result.rowCount }, (_none, row) => [result.cell(row, 0), result.cell(row, 1)]);
    // Places at whole degrees lie on a border, in no area.
    expect(rows).toEqual([
      [0, 99],
      [1, 99],
      [2, 99],
      [3, 99],
    ]);
    await expect(database.query('SELECT ST_X(geom) FROM areas')).rejects.toThrow(
      /^ST_X takes a point, got a Polygon \(POLYGON .*: in areas, area_id \d$/,
    );
  });
});
