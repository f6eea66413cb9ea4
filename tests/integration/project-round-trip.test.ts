import { expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { openZip } from '../../app/adapters/files/readers/zip-archive.ts';
import { zipWriter } from '../../app/adapters/files/zip-writer.ts';
import { type ArchiveTools, openArchive, writeArchive } from '../../app/adapters/workers/project/api.ts';
import type { ArchiveDatabase } from '../../app/adapters/workers/project/archive-tables.ts';
import { addRemoteLayer, switchRemoteLayer } from '../../app/commands/change-remote-layers.ts';
import { changeScenarios } from '../../app/commands/change-scenarios.ts';
import { nameProject } from '../../app/commands/name-project.ts';
import { duplicateProject, newProject, openProject, openProjectFile } from '../../app/commands/open-project.ts';
import { runQuery } from '../../app/commands/run-query.ts';
import { exportProject } from '../../app/commands/save-project.ts';
import { savedQueries, saveQuery } from '../../app/commands/saved-queries.ts';
import { showResultOnMap } from '../../app/commands/show-result-on-map.ts';
import type { ProjectArchives } from '../../app/core/project/project-archives.ts';
import type { Database } from '../../app/core/store/database.ts';
import { noticeKeys, type TestApp, testApp } from '../builders/app-context.ts';
import { fakeShelf } from '../builders/projects.ts';
import { fakeDatabase } from '../builders/ui-ports.ts';
import { openTestDatabase } from './duckdb-support.ts';

const TOOLS: ArchiveTools = {
  zipWriter,
  openZip,
  decode: (ipc, rowCount) => decodeResult({ ipc, rowCount, truncated: false, elapsedMs: 0 }),
};

/** The app over a real database, with archives made without a worker. */
async function openApp() {
  const { engine, rows } = await openTestDatabase();
  const query = (sql: string, maxRows = 10_000) =>
    engine.query(sql, { timeLimitMs: 20_000, maxRows, isCancelled: () => false });
  const database: Database = {
    ...fakeDatabase(),
    query: async (sql, { maxRows = 10_000 } = {}) => decodeResult(await query(sql, maxRows)),
    tables: async () => engine.tables(),
  };
  const port: ArchiveDatabase = { read: query, send: async (batches) => void (await engine.ingest(batches)) };
  const projects: ProjectArchives = {
    write: (content, options) => writeArchive(content, port, TOOLS, (progress) => options?.onProgress?.(progress)),
    async open(bytes, here) {
      const opened = await openArchive(bytes, here, TOOLS);
      return { ...opened, store: (taken) => opened.store(taken, port, () => undefined), close: () => {} };
    },
  };
  const app = testApp({ database, projects, shelf: fakeShelf() });
  return { app, rows };
}

const SCENARIO = { id: 'scenario-1', name: 'Quiet', edits: [] };

async function work(app: TestApp): Promise<void> {
  await runQuery(
    app,
    'CREATE TABLE spots AS SELECT i AS n, 2.1 + i / 1000 AS lon, 41.4::DOUBLE AS lat FROM range(5) t(i)',
  ).finished;
  await runQuery(app, 'CREATE VIEW busy AS SELECT * FROM spots WHERE n > 2').finished;
  await runQuery(app, 'CREATE VIEW busiest AS SELECT max(n) AS n FROM busy').finished;
  await runQuery(app, 'SELECT lon::DOUBLE AS lon, lat, n FROM spots').finished;
  await showResultOnMap(app).finished;
  saveQuery(app, 'All', 'SELECT * FROM spots');
  changeScenarios(app, 'x', { scenarios: [SCENARIO], scenarioId: 'scenario-1' });
  nameProject(app, { name: 'Où? Trees / 2026', notes: 'Count again in May.' });
  // Cards are written beside the queries.
  await expect.poll(() => app.store.getState().cards.length).toBe(4);
}

const picture = ({ store, ports }: TestApp) => {
  const { layers, cards, scenarios, scenarioId, project } = store.getState();
  return {
    own: layers.filter(({ id }) => id.startsWith('result')),
    cards: cards.map(({ id, lineage }) => [id, lineage[0]?.from]),
    scenarios,
    scenarioId,
    name: project.name,
    notes: project.notes,
    queries: savedQueries(ports.settings),
  };
};
const saved = ({ ports }: TestApp) => {
  const { name, content } = ports.files.saved.at(-1)!;
  const bytes = new Uint8Array(Buffer.concat(content as readonly Uint8Array[]));
  return { name, size: bytes.length, arrayBuffer: async () => bytes.slice().buffer };
};
const ROWS = 'SELECT n::INTEGER AS n, lon::DOUBLE AS lon FROM busy ORDER BY n';

it('is the same project after export, forgetting everything and import', async () => {
  const { app, rows } = await openApp();
  await work(app);
  const before = { picture: picture(app), rows: await rows(ROWS) };
  await exportProject(app).finished;
  const file = saved(app);
  expect(file.name).toBe('Où-Trees-2026.maqueta');

  await newProject(app).finished;
  expect(picture(app)).toMatchObject({ own: [], cards: [], scenarios: [], name: '', notes: '', queries: [] });
  await expect(rows('SELECT * FROM spots')).rejects.toThrow(/spots/);

  await openProjectFile(app, file).finished;
  expect(picture(app)).toEqual(before.picture);
  expect(await rows(ROWS)).toEqual(before.rows);
  expect(await rows('SELECT n::INTEGER AS n FROM busiest')).toEqual([{ n: 4 }]);
});

it('lists layers by address, switched off: what was agreed to in one place is asked again in another', async () => {
  const { app } = await openApp();
  const picture = { type: 'xyz', template: 'https://tiles.example.org/{z}/{x}/{y}.png' } as const;
  addRemoteLayer(app, { name: 'Old maps', attribution: 'City', picture });
  switchRemoteLayer(app, app.store.getState().remoteLayers[0]!.id, true);
  await exportProject(app).finished;
  const file = saved(app);
  await newProject(app).finished;
  expect(app.store.getState().remoteLayers).toEqual([]);
  await openProjectFile(app, file).finished;
  expect(app.store.getState().remoteLayers).toMatchObject([
    { name: 'Old maps', attribution: 'City', picture, on: false },
  ]);
});

it('lays the open project aside when another is opened, and brings it back', async () => {
  const { app, rows } = await openApp();
  await work(app);
  const before = picture(app);
  await newProject(app).finished;
  nameProject(app, { name: 'Second' });
  const [first] = await app.ports.shelf.list();
  expect(first).toMatchObject({ name: 'Où? Trees / 2026', tables: 2 });
  await openProject(app, first!.id).finished;
  expect(picture(app)).toEqual(before);
  expect((await app.ports.shelf.list()).map(({ name }) => name).sort()).toEqual(['Où? Trees / 2026', 'Second']);
  await duplicateProject(app, 'Copy').finished;
  expect(app.store.getState().project.name).toBe('Copy');
  expect(app.store.getState().project.id).not.toBe(first!.id);
  expect(await rows('SELECT count(*)::INTEGER AS n FROM spots')).toEqual([{ n: 5 }]);
});

it('gives a table whose name is taken another, and the layer, the views, the queries and the cards follow', async () => {
  const { app, rows } = await openApp();
  await work(app);
  await exportProject(app).finished;
  const file = saved(app);
  await newProject(app).finished;
  // A table of the house that a later version might bring.
  const tables = app.ports.database.tables;
  const taken = ['spots', 'result_1', 'busy'].map(
    (name) => ({ name, type: 'table', rowCount: 0, columns: [], owner: 'house' }) as const,
  );
  app.ports.database.tables = async () => [...(await tables()), ...taken];
  await openProjectFile(app, file).finished;
  expect(await rows('SELECT count(*)::INTEGER AS n FROM spots_2')).toEqual([{ n: 5 }]);
  expect(await rows('SELECT n::INTEGER AS n FROM busiest')).toEqual([{ n: 4 }]);
  const { own, queries, cards } = picture(app);
  expect(own.map(({ id, table, values }) => [id, table, values?.sql.includes('"result_1_2"')])).toEqual([
    ['result_1_2', 'result_1_2', true],
  ]);
  expect(queries).toEqual([{ name: 'All', sql: 'SELECT * FROM "spots_2"' }]);
  expect(cards).toContainEqual(['own/result_1_2', ['own/spots_2']]);
  expect(noticeKeys(app)).toContain('notice.project-renamed');
});

it('changes nothing where the file is none, or of a later version, and says why', async () => {
  const { app, rows } = await openApp();
  await work(app);
  const before = picture(app);
  const bytes = new TextEncoder().encode('{"type":"FeatureCollection"}');
  await openProjectFile(app, { name: 'a.maqueta', size: 1, arrayBuffer: async () => bytes.slice().buffer }).finished;
  expect(noticeKeys(app)).toContain('notice.project-no-archive');
  expect(picture(app)).toEqual(before);
  expect(await rows('SELECT count(*)::INTEGER AS n FROM spots')).toEqual([{ n: 5 }]);
});
