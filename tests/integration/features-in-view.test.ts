import { beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '../../app/core/store/column-batch.ts';
import {
  countInViewSql,
  type LayerInView,
  nearestNamesSql,
  rowsInViewSql,
} from '../../app/core/store/features-in-view.ts';
import { ingestBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

const text = (name: string, ...values: (string | null)[]): Column => ({ name, type: 'text', values });
const double = (name: string, ...values: number[]): Column => ({
  name,
  type: 'double',
  values: Float64Array.from(values),
});

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.engine.ingest([
    ingestBatch('create', {
      table: 'streets',
      rowCount: 4,
      columns: [
        text('feature_id', 's-1', 's-2', 's-3', 's-4'),
        text('name', 'Carrer Nou', 'Carrer Vell', 'Carrer Nou', null),
        double('centroid_lon', 2.1, 2.102, 2.104, 2.2),
        double('centroid_lat', 41.4, 41.4, 41.4, 41.5),
      ],
    }),
  ]);
});

const VALUES = "SELECT * FROM (VALUES ('s-1', 10.0), ('s-3', 30.0), ('s-4', 99.0)) AS v(feature_id, value)";
const LAYER: LayerInView = {
  table: 'streets',
  columns: new Set(['feature_id', 'name', 'centroid_lon', 'centroid_lat']),
  place: 'centre',
  box: [2.099, 41.39, 2.106, 41.41],
  valueSql: VALUES,
  onlyValued: false,
};

const rows = async (sql: string) => (await database.rows(sql)).map((row) => Object.values(row));

describe('what is in view', () => {
  it('is counted, with its values: those outside the box are not in it', async () => {
    expect(await rows(countInViewSql(LAYER, true))).toEqual([[3, 2, 10, 20, 30]]);
    expect(await rows(countInViewSql({ ...LAYER, valueSql: null }, false))).toEqual([[3]]);
  });

  it('leaves away what has no value where the map does', async () => {
    expect(await rows(countInViewSql({ ...LAYER, onlyValued: true }, true))).toEqual([[2, 2, 10, 20, 30]]);
  });

  it('is listed from the middle outwards, with names and places', async () => {
    expect(await rows(rowsInViewSql(LAYER, 2))).toEqual([
      ['s-2', 'Carrer Vell', null, 2.102, 41.4],
      ['s-3', 'Carrer Nou', 30, 2.104, 41.4],
    ]);
    const bare = { ...LAYER, columns: new Set(['feature_id']), valueSql: null };
    expect((await rows(rowsInViewSql(bare, 1)))[0]).toEqual(['s-1', null, null, null, null]);
  });

  it('has the names around a place, each once and the nearest first', async () => {
    const near = await rows(nearestNamesSql('streets', 2.1035, 41.4, 2_000, 3));
    expect(near.map(([name]) => name)).toEqual(['Carrer Nou', 'Carrer Vell']);
    expect(Math.round(Number(near[0]![1]))).toBe(42);
  });
});
