import { expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { describeMade } from '../../app/commands/describe-made.ts';
import { editCard } from '../../app/commands/edit-card.ts';
import type { Database } from '../../app/core/store/database.ts';
import { noticeKeys, testApp } from '../builders/app-context.ts';
import { card } from '../builders/dataset-cards.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { openTestDatabase } from './duckdb-support.ts';

async function appWithTables() {
  const { engine } = await openTestDatabase();
  const run = (sql: string, maxRows = 10_000) =>
    engine.query(sql, { timeLimitMs: 20_000, maxRows, isCancelled: () => false });
  const database: Database = {
    ...fakeDatabase(),
    query: async (sql, { maxRows = 10_000 } = {}) => decodeResult(await run(sql, maxRows)),
    tables: async () => engine.tables(),
  };
  await run(`CREATE TABLE lanes AS SELECT 'l-' || i AS feature_id, ST_MakeEnvelope(2 + i, 41, 2.5 + i, 41.5) AS geom
             FROM range(3) t(i); CREATE TABLE parks AS SELECT 1 AS n`);
  const app = testApp(
    { database },
    { cards: [card('lanes', { licence: 'ODbL-1.0' }), card('parks', { licence: 'CC-BY-SA-4.0' })] },
  );
  return { app, run };
}

it('writes the card of a table that a query has made, with where it came from, how far it reaches and what one may do with it', async () => {
  const { app, run } = await appWithTables();
  const sql = 'CREATE TABLE wide AS SELECT * FROM lanes UNION ALL SELECT NULL, NULL';
  await run(sql);
  await describeMade(app, sql);
  const made = app.store.getState().cards.find(({ table }) => table === 'wide');
  expect(made).toMatchObject({
    id: 'own/wide',
    origin: 'derived',
    licence: 'ODbL-1.0',
    bbox: [2, 41, 4.5, 41.5],
    quality: { features: 4, drawable: 3 },
    lineage: [{ how: 'sql', by: sql, from: ['own/lanes'] }],
  });
  expect(noticeKeys(app)).toEqual([]);
});

it('says so where the licences of what was joined exclude each other, and forgets a card with its table', async () => {
  const { app, run } = await appWithTables();
  const sql = 'CREATE VIEW joined AS SELECT * FROM lanes, parks';
  await run(sql);
  await describeMade(app, sql);
  expect(app.store.getState().cards.at(-1)).toMatchObject({ table: 'joined', licence: 'own-terms' });
  expect(noticeKeys(app)).toEqual(['notice.licence-clash']);
  await run('DROP VIEW joined');
  await describeMade(app, 'DROP VIEW joined');
  expect(app.store.getState().cards.map(({ table }) => table)).toEqual(['lanes', 'parks']);
});

it('takes what was written on a card back and forward again, a field at a time', async () => {
  const { app } = await appWithTables();
  const [lanes] = app.store.getState().cards;
  for (const title of ['L', 'La', 'Lanes']) app.history.record(editCard(app, lanes!, { title }));
  app.history.record(editCard(app, lanes!, { publisher: 'City' }));
  const written = () => app.store.getState().cards.map(({ title, publisher }) => `${title} / ${publisher}`)[0];
  expect(written()).toBe('Lanes / City');
  app.history.undo();
  app.history.undo();
  expect(written()).toBe('The lanes of a town / Surveying office');
  app.history.redo();
  expect(written()).toBe('Lanes / Surveying office');
});
