import { describe, expect, it } from 'vitest';
import { QueryError } from '../../app/core/store/database.ts';
import { ingestBatch, type ObservationRow, observationBatch, openTestDatabase } from './duckdb-support.ts';

const MB = 1_000_000;

const observation = (fields: Partial<ObservationRow> = {}): ObservationRow => ({
  run: 'r',
  sensor: 's',
  property: 'no2',
  minute: 0,
  resultAfterS: 1,
  value: 1,
  ...fields,
});

/** Messages as large as their table keeps them, every one different. */
function rawMessages(count: number, payloadBytes: number, seed: number) {
  return ingestBatch('append', {
    table: 'messages_raw',
    rowCount: count,
    columns: [
      { name: 'received_at', type: 'timestamp', values: Float64Array.from({ length: count }, (_, i) => seed + i) },
      { name: 'topic', type: 'text', values: new Array(count).fill('t') },
      { name: 'device', type: 'text', values: new Array(count).fill('d') },
      {
        name: 'payload',
        type: 'text',
        values: Array.from({ length: count }, (_, i) => `${seed}-${i} `.padEnd(payloadBytes, 'x')),
      },
      { name: 'bytes', type: 'integer', values: new Int32Array(count).fill(payloadBytes) },
      { name: 'accepted', type: 'boolean', values: new Array(count).fill(true) },
    ],
  });
}

describe("what a person's SQL cannot do to the stream", () => {
  it.each([
    'UPDATE ONLY observations SET value = 0',
    'UPDATE ONLY (observations) SET value = 0',
    'DELETE FROM ONLY observations',
    'TRUNCATE ONLY observations',
    'ALTER TABLE ONLY observations RENAME TO gone',
  ])('change its tables by ONLY: %s', async (sql) => {
    const database = await openTestDatabase();
    await database.engine.ingest([observationBatch([observation()])]);
    await expect(database.rows(sql)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await database.rows('SELECT value FROM observations')).toEqual([{ value: 1 }]);
  });

  it.each([
    'CREATE TABLE observations_arriving (a INT)',
    'CREATE VIEW "Rows_Arriving" AS SELECT 1',
    'CREATE TABLE mine (a INT); ALTER TABLE mine RENAME TO observations_arriving',
    "CREATE TABLE mine (a INT); ALTER TABLE mine RENAME TO 'observations_arriving'",
  ])('stand in the way of what arrives: %s', async (sql) => {
    const database = await openTestDatabase();
    await expect(database.rows(sql)).rejects.toBeInstanceOf(QueryError);
    await database.engine.ingest([observationBatch([observation()])]);
    await database.engine.ingest([observationBatch([observation({ value: 2, resultAfterS: 9 })])]);
    expect(await database.rows('SELECT value FROM observations')).toEqual([{ value: 2 }]);
  });
});

describe('the answer to an ingest', () => {
  it('counts the observations that were really stored', async () => {
    const database = await openTestDatabase();
    const stored = async (...rows: ObservationRow[]) =>
      (await database.engine.ingest([observationBatch(rows), rawMessages(3, 10, 0)])).stored;
    expect(await stored(observation(), observation({ minute: 60 * 100 }))).toBe(2);
    // A repeated delivery, a corrected value, and one older than retention keeps.
    expect(await stored(observation({ minute: 60 * 100 }))).toBe(0);
    expect(await stored(observation({ minute: 60 * 100, resultAfterS: 5 }))).toBe(1);
    expect(await stored(observation({ minute: 1 }))).toBe(0);
    expect((await database.engine.ingest([rawMessages(3, 10, 0)])).stored).toBe(0);
  });
});

describe('memory that the stream needs', () => {
  it('comes from the oldest messages when there is no other', async () => {
    const database = await openTestDatabase({ memoryLimitBytes: 60 * MB });
    // 40 times 4 MB: far more than there is, far fewer rows than the table may hold.
    for (let i = 0; i < 40; i++) await database.engine.ingest([rawMessages(1_000, 4_000, i * 1_000)]);
    const [kept] = await database.rows('SELECT count(*) AS n, epoch_ms(max(received_at)) AS newest FROM messages_raw');
    expect(kept?.newest).toBe(39_999);
    expect(Number(kept?.n)).toBeGreaterThanOrEqual(100);
    expect(Number(kept?.n)).toBeLessThan(15_000);
  });

  it('is bounded for raw messages by their bytes, not only by their number', async () => {
    const database = await openTestDatabase();
    for (let i = 0; i < 30; i++) await database.engine.ingest([rawMessages(2_000, 4_000, i * 2_000)]);
    const [kept] = await database.rows('SELECT sum(bytes)::DOUBLE AS bytes, count(*) AS n FROM messages_raw');
    expect(Number(kept?.bytes)).toBeLessThanOrEqual(128 * MB);
    expect(Number(kept?.n)).toBeGreaterThanOrEqual(10_000);
  });

  it('is not waited for in queries that began after it was asked for', async () => {
    const database = await openTestDatabase({ memoryLimitBytes: 60 * MB });
    // One side of the product is held in memory, some 30 MB of it, while the other runs on and on.
    const hungry = 'SELECT count(*) FROM range(3500000) a, range(3500000) b WHERE (a.range * b.range) % 7 = 3';
    let ended = 0;
    let ingested = false;
    const again = async () => {
      while (!ingested && ended < 4) {
        await database.rows(hungry, { timeLimitMs: 1_500 }).catch(() => undefined);
        ended++;
      }
    };
    const queries = again();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(ended).toBe(0);
    await database.engine.ingest([rawMessages(11_000, 4_000, 0)]);
    ingested = true;
    expect(ended).toBe(1);
    await queries;
    expect(await database.rows('SELECT count(*) AS n FROM messages_raw')).toEqual([{ n: 11_000 }]);
  });
});
