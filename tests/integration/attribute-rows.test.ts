import { beforeAll, describe, expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import {
  type RowWish,
  readFeatureBox,
  readRowOf,
  readRowOrder,
  readRowPage,
  shownColumns,
} from '../../app/commands/read-attribute-rows.ts';
import type { Database, TableColumn } from '../../app/core/store/database.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { openTestDatabase } from './duckdb-support.ts';

const COLUMNS: readonly TableColumn[] = [
  { name: 'feature_id', sqlType: 'VARCHAR' },
  { name: 'geom', sqlType: 'BLOB' },
  { name: 'name', sqlType: 'VARCHAR' },
  { name: 'height "m"', sqlType: 'DOUBLE' },
  { name: 'centroid_lon', sqlType: 'DOUBLE' },
];
const NEVER = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
let database: Database;

beforeAll(async () => {
  const { engine } = await openTestDatabase();
  const run = (sql: string) => engine.query(sql, { timeLimitMs: 20_000, maxRows: 10_000, isCancelled: () => false });
  const tables = [{ name: 'houses', type: 'table' as const, rowCount: 4, columns: COLUMNS }];
  database = { ...fakeDatabase([], tables), query: async (sql) => decodeResult(await run(sql)) };
  await run(
    'CREATE TABLE houses (feature_id VARCHAR, geom BLOB, name VARCHAR, "height ""m""" DOUBLE, centroid_lon DOUBLE)',
  );
  await run(`INSERT INTO houses VALUES
    ('a', ST_GeomFromText('LINESTRING (2.1 41.3, 2.2 41.4)'), 'Carrer de Provença', 12, 0),
    ('b''s', NULL, '<b>50 %_</b>', NULL, 0),
    ('c', NULL, 'Plaça', 30, 0),
    ('d', NULL, NULL, 7, 0)`);
});

const wish = (fields: Partial<RowWish> = {}): RowWish => ({
  table: 'houses',
  columns: shownColumns(COLUMNS),
  sort: null,
  find: '',
  filter: '',
  ...fields,
});

async function idsOf(fields: Partial<RowWish>): Promise<string[]> {
  const { rows } = await readRowOrder(database, wish(fields), NEVER);
  const page = await readRowPage(database, 'houses', shownColumns(COLUMNS), [...rows]);
  return [...rows].map((row) => String(page.get(row)![0]));
}

describe('the rows of an attribute table', () => {
  it('shows neither geometry nor the columns that only the machine needs', () => {
    expect(shownColumns(COLUMNS).map(({ name }) => name)).toEqual(['feature_id', 'name', 'height "m"']);
  });

  it('come as they were written, or sorted either way with empty cells last', async () => {
    expect(await idsOf({})).toEqual(['a', "b's", 'c', 'd']);
    expect(await idsOf({ sort: { column: 'height "m"', descending: false } })).toEqual(['d', 'a', 'c', "b's"]);
    expect(await idsOf({ sort: { column: 'height "m"', descending: true } })).toEqual(['c', 'a', 'd', "b's"]);
  });

  it('are found by words in any column, without case and accents, and signs of patterns mean themselves', async () => {
    expect(await idsOf({ find: 'provenca' })).toEqual(['a']);
    expect(await idsOf({ find: '%_' })).toEqual(["b's"]);
    expect(await idsOf({ find: "b's" })).toEqual(["b's"]);
    expect(await idsOf({ find: '30' })).toEqual(['c']);
  });

  it('obey a condition with a comment at its end, together with the words', async () => {
    expect(await idsOf({ filter: '"height ""m""" > 10 -- tall', find: 'a' })).toEqual(['a', 'c']);
    await expect(readRowOrder(database, wish({ filter: 'hight > 10' }), NEVER)).rejects.toThrow(/hight/);
  });

  it('tell how many there are and where one stands', async () => {
    const { rows, allRows } = await readRowOrder(database, wish({ filter: "name = 'Plaça'" }), NEVER);
    expect(allRows).toBe(4);
    expect(rows.indexOf((await readRowOf(database, 'houses', 'c'))!)).toBe(0);
    expect(await readRowOf(database, 'houses', 'nobody')).toBeNull();
  });

  it('know the box of a feature that has a shape', async () => {
    expect(await readFeatureBox(database, 'houses', 'a')).toEqual([2.1, 41.3, 2.2, 41.4]);
    expect(await readFeatureBox(database, 'houses', 'c')).toBeNull();
  });
});
