import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { decodeResult } from '../../app/adapters/duckdb/result-table.ts';
import { openZip } from '../../app/adapters/files/readers/zip-archive.ts';
import { zipWriter } from '../../app/adapters/files/zip-writer.ts';
import { type ArchiveTools, openArchive, writeArchive } from '../../app/adapters/workers/project/api.ts';
import type { ArchiveDatabase } from '../../app/adapters/workers/project/archive-tables.ts';
import { sha256 } from '../../app/core/base/sha256.ts';
import type { ArchiveProgress, ProjectContent } from '../../app/core/project/project-archives.ts';
import { PROJECT_FORMAT, PROJECT_FORMAT_VERSION, writeProject } from '../../app/core/project/project-file.ts';
import { openTestDatabase, type TestDatabase } from './duckdb-support.ts';

const HERE = { id: 'eixample', version: '1' };
const TOOLS: ArchiveTools = {
  zipWriter,
  openZip,
  decode: (ipc, rowCount) => decodeResult({ ipc, rowCount, truncated: false, elapsedMs: 0 }),
};
const PROJECT: ProjectContent['project'] = {
  format: PROJECT_FORMAT,
  formatVersion: PROJECT_FORMAT_VERSION,
  application: '1.0.0',
  id: 'p-1',
  name: 'Trees',
  notes: '',
  createdMs: 0,
  savedMs: Date.UTC(2026, 4, 1),
  place: HERE,
  clockMs: null,
  texts: {},
  cards: [],
};

const over = ({ engine }: TestDatabase): ArchiveDatabase => ({
  read: (sql, maxRows) => engine.query(sql, { timeLimitMs: 20_000, maxRows, isCancelled: () => false }),
  send: async (batches) => void (await engine.ingest(batches)),
});

async function pack(database: TestDatabase, told: ArchiveProgress[] = []): Promise<Uint8Array> {
  const tables = database.engine
    .tables()
    .filter(({ owner, type }) => owner === 'person' && type === 'table')
    .map(({ name, columns }) => ({ name, columns: columns.map(({ name, sqlType }) => ({ name, type: sqlType })) }));
  const content = { project: PROJECT, tables, catalogue: '{}' };
  const { parts } = await writeArchive(content, over(database), TOOLS, (progress) => told.push(progress));
  return new Uint8Array(Buffer.concat(parts));
}

async function unpack(bytes: Uint8Array, taken: readonly string[] = []) {
  const database = await openTestDatabase();
  const archive = await openArchive(bytes, HERE, TOOLS);
  return { database, archive, stored: await archive.store(taken, over(database), () => undefined) };
}

const EVERY_TYPE = `CREATE TABLE types AS SELECT * FROM (VALUES
  (true, 1::TINYINT, -2::BIGINT, 9007199254740993::BIGINT, 0.1::DOUBLE, 1.5::FLOAT, 'ä "q" 😀', '\\x00\\xff'::BLOB, DATE '2024-02-29',
   TIMESTAMP '2024-11-07 09:05:00.123456', 12.345::DECIMAL(18,3), [1, NULL, 3], {'a': 1, 'b c': 'x,y'}, TIME '12:34:56.7',
   'b'::ENUM('a', 'b'), 170141183460469231731687303715884105727::HUGEINT, MAP {'k': 2.5::DOUBLE}, INTERVAL '1 month'),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))
  t(b, t1, i, big, d, f, s, blob, "day", ts, "dec", list, struct, tm, e, huge, m, iv)`;
const asText = `SELECT COLUMNS(*)::VARCHAR FROM types`;

it('brings every table back with its types and values, in pages, with names that need quotes', async () => {
  const before = await openTestDatabase();
  await before.rows(EVERY_TYPE);
  await before.rows(`CREATE TABLE "Größe; DROP" AS SELECT i AS "a b", 'x' || i AS "select" FROM range(120000) t(i)`);
  await before.rows('CREATE TABLE empty_one (a DECIMAL(5,2), b VARCHAR[])');
  const types =
    "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name IN ('types', 'empty_one') ORDER BY ALL";
  const expected = { values: await before.rows(asText), types: await before.rows(types) };
  const told: ArchiveProgress[] = [];
  const bytes = await pack(before, told);
  expect(told.map(({ step, table }) => `${step} ${table}`)).toContain('packing Größe; DROP');

  const { database, archive, stored } = await unpack(bytes);
  expect(archive.project?.name).toBe('Trees');
  expect(stored.failed).toEqual([]);
  expect(await database.rows(asText)).toEqual(expected.values);
  expect(await database.rows(types)).toEqual(expected.types);
  expect(
    await database.rows(
      'SELECT count(*)::INTEGER AS n, sum("a b")::DOUBLE AS s, min("select") AS t FROM "Größe; DROP"',
    ),
  ).toEqual([{ n: 120_000, s: 7_199_940_000, t: 'x0' }]);
});

it('lays tables with a place on the map beside as GeoJSON, and gives taken names a number', async () => {
  const before = await openTestDatabase();
  await before.rows("CREATE TABLE spots AS SELECT 's-1' AS feature_id, 2.1::DOUBLE AS lon, 41.4::DOUBLE AS lat");
  const bytes = await pack(before);
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual([
    'README.txt',
    'tables/spots.arrow',
    'layers/spots.geojson',
    'catalogue.jsonld',
    'project.json',
  ]);
  expect(JSON.parse(new TextDecoder().decode(files['layers/spots.geojson'])).features[0]).toEqual({
    type: 'Feature',
    id: 's-1',
    geometry: { type: 'Point', coordinates: [2.1, 41.4] },
    properties: { feature_id: 's-1', lon: 2.1, lat: 41.4 },
  });
  const { database, stored } = await unpack(bytes, ['SPOTS', 'spots_2']);
  expect([...stored.names]).toEqual([['spots', 'spots_3']]);
  expect(await database.rows('SELECT feature_id FROM spots_3')).toEqual([{ feature_id: 's-1' }]);
});

it('opens what packs a thousand times smaller, which a reader must take for a bomb otherwise', async () => {
  const before = await openTestDatabase();
  await before.rows('CREATE TABLE zeros AS SELECT 0::BIGINT AS z FROM range(500000)');
  const { stored, database } = await unpack(await pack(before));
  expect(stored.failed).toEqual([]);
  expect(await database.rows('SELECT count(*)::INTEGER AS n FROM zeros')).toEqual([{ n: 500_000 }]);
});

const arrow = strToU8('not arrow at all');
const named = (name: string, fields: object = {}) => ({
  name,
  rows: 1,
  columns: [{ name: 'a', type: 'INTEGER' }],
  files: [{ path: `tables/${name}.arrow`, format: 'arrow' as const, bytes: 16, sha256: sha256(arrow) }],
  ...fields,
});

it('names the tables that cannot be read, and why, and opens the rest', async () => {
  const before = await openTestDatabase();
  await before.rows('CREATE TABLE good AS SELECT 1 AS a');
  const files = unzipSync(await pack(before));
  const project = JSON.parse(new TextDecoder().decode(files['project.json']));
  const tables = [
    named('absent'),
    named('changed', { files: [{ path: 'tables/changed.arrow', format: 'arrow', bytes: 1, sha256: '0'.repeat(64) }] }),
    named('typed', { columns: [{ name: 'a', type: 'INTEGER); DROP TABLE good; --' }] }),
    named('garbage'),
    named('bomb'),
    ...project.tables,
  ];
  const bytes = zipSync({
    ...files,
    'project.json': strToU8(writeProject({ ...project, tables })),
    'tables/changed.arrow': arrow,
    'tables/typed.arrow': arrow,
    'tables/garbage.arrow': arrow,
    'tables/bomb.arrow': new Uint8Array(20_000_000),
  });
  const { stored, database } = await unpack(bytes);
  expect(stored.failed.map(({ table, fault }) => [table, fault])).toEqual([
    ['absent', 'missing'],
    ['changed', 'damaged'],
    ['typed', 'bad-type'],
    ['garbage', 'refused'],
    ['bomb', 'too-large'],
  ]);
  expect(await database.rows('SELECT a FROM good')).toEqual([{ a: 1 }]);
  expect(database.engine.tables().filter(({ owner }) => owner === 'person')).toHaveLength(1);
});

it.each([
  ['no zip', strToU8('hello'), 'project-no-archive'],
  ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), 'project-no-archive'],
  ['another document', zipSync({ 'project.json': strToU8('{"format":"x"}') }), 'project-not-maqueta'],
  [
    'a later version',
    zipSync({ 'project.json': strToU8('{"format":"maqueta-project","formatVersion":99,"application":"9.0"}') }),
    'project-too-new',
  ],
])('says why not for %s', async (_what, bytes, code) => {
  const { project, issues } = await openArchive(bytes, HERE, TOOLS);
  expect(project).toBeNull();
  expect(issues[0]?.code).toBe(code);
});
