import { beforeAll, describe, expect, it } from 'vitest';
import { loadRecords } from '../../app/adapters/workers/records/api.ts';
import { type DatasetManifest, recordFiles } from '../../app/core/catalogue/dataset-manifest.ts';
import { shippedBytes, shippedManifest } from '../support/shipped-records.ts';
import { ingestBatch, openTestDatabase, type TestDatabase } from './duckdb-support.ts';

const { files: _files, ...facts } = shippedManifest as DatasetManifest;

describe('the shipped registers and traces in a real database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    for (const file of recordFiles(shippedManifest)) {
      await loadRecords('http://place.example/manifest.json', facts, file, {
        fetchBytes: async () => shippedBytes(file.table),
        store: async (batches) => {
          await database.engine.ingest(batches.map(({ mode, batch }) => ingestBatch(mode, batch)));
        },
        onProgress: () => undefined,
        nowMs: () => Date.UTC(2026, 0, 15),
      });
    }
  });

  it.each([
    ['addresses', 2_259],
    ['residents', 23_538],
    ['licences', 2_850],
    ['vehicles', 10_184],
    ['school_rolls', 2_136],
    ['mobility_traces', 53_035],
  ])('%s has %d rows', async (table, rows) => {
    expect(await database.rows(`SELECT count(*)::INTEGER AS n FROM ${table}`)).toEqual([{ n: rows }]);
  });

  it('are text as it came: the empty text is not NULL, and zeros stand in front', async () => {
    const columns = await database.rows(
      `SELECT table_name, count(*)::INTEGER AS n, count(*) FILTER (data_type = 'VARCHAR')::INTEGER AS text
       FROM information_schema.columns WHERE table_name IN ('residents', 'licences', 'vehicles', 'school_rolls')
       GROUP BY table_name ORDER BY table_name`,
    );
    expect(columns).toEqual([
      { table_name: 'licences', n: 12, text: 12 },
      { table_name: 'residents', n: 12, text: 12 },
      { table_name: 'school_rolls', n: 14, text: 14 },
      { table_name: 'vehicles', n: 10, text: 10 },
    ]);
    expect(
      await database.rows(
        `SELECT count(*) FILTER (person_number IS NULL)::INTEGER AS missing,
           count(*) FILTER (person_number = '')::INTEGER AS empty,
           count(*) FILTER (starts_with(person_number, '00'))::INTEGER AS zeros FROM residents`,
      ),
    ).toEqual([{ missing: 0, empty: 112, zeros: 21_863 }]);
    expect(await database.rows("SELECT count(*)::INTEGER AS n FROM school_rolls WHERE surnames LIKE '%ñ%'")).toEqual([
      { n: 95 },
    ]);
  });

  it('hold traces with times and places to compute with', async () => {
    expect(
      await database.rows(
        `SELECT count(DISTINCT person_key)::INTEGER AS people, min(arrived_at)::VARCHAR AS first,
           max(left_at)::VARCHAR AS last, bool_and(lon BETWEEN 2.15 AND 2.18 AND lat BETWEEN 41.38 AND 41.41) AS inside
         FROM mobility_traces`,
      ),
    ).toEqual([{ people: 3_000, first: '2024-11-03 23:00:00', last: '2024-11-10 23:00:00', inside: true }]);
  });

  it('are in the catalogue with their own titles', async () => {
    expect(
      await database.rows(
        `SELECT table_name, title, version, licence, features FROM datasets WHERE table_name = 'residents'`,
      ),
    ).toEqual([
      {
        table_name: 'residents',
        title: 'Register of residents',
        version: '1.1.0',
        licence: 'CC0-1.0',
        features: 23_538,
      },
    ]);
    expect(await database.rows('SELECT count(*)::INTEGER AS n FROM datasets')).toEqual([{ n: 6 }]);
  });

  it('belong to the house: a person’s SQL may copy them, not change them', async () => {
    await expect(database.rows("UPDATE residents SET sex = 'D'")).rejects.toMatchObject({ code: 'protected-table' });
    await database.rows('CREATE TABLE clean AS SELECT trim(person_number) AS person_number FROM residents');
    expect(await database.rows('SELECT count(*)::INTEGER AS n FROM clean')).toEqual([{ n: 23_538 }]);
  });

  it('can be cleaned with SQL alone: owners of vehicles are found on the register', async () => {
    const [row] = await database.rows(
      `SELECT count(*)::INTEGER AS tied FROM vehicles v
       JOIN residents r ON lpad(trim(v.owner_number), 8, '0') = lpad(trim(r.person_number), 8, '0')
       WHERE regexp_matches(trim(v.owner_number), '^\\d+$')`,
    );
    expect(row!.tied).toBe(9_139);
  });
});
