import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { latestValueSql, seriesSql, streetValueSql } from '../../app/core/store/sql-for-layers.ts';
import {
  ingestBatch,
  type ObservationRow,
  observationBatch,
  openTestDatabase,
  START_MS,
  type TestDatabase,
} from './duckdb-support.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});

const row = (fields: Partial<ObservationRow> = {}): ObservationRow => ({
  run: 'a',
  sensor: 's-1',
  property: 'no2',
  minute: 0,
  resultAfterS: 2,
  value: 1,
  ...fields,
});
const store = (...batches: ObservationRow[][]) =>
  Promise.all(batches.map((rows) => database.engine.ingest([observationBatch(rows)])));
const values = (table = 'observations') =>
  database.rows(
    `SELECT sensor_id || ' ' || property AS series, value FROM ${table} ORDER BY run_id, phenomenon_time, series`,
  );

describe('the upsert of observations', () => {
  it('stores a repeated delivery once', async () => {
    await store([row(), row()], [row()]);
    expect(await values()).toEqual([{ series: 's-1 no2', value: 1 }]);
  });

  it('lets the newest result time win, in one batch or over several, in any order', async () => {
    await store([row({ value: 1 }), row({ value: 2, resultAfterS: 9 }), row({ value: 3, resultAfterS: 5 })]);
    expect(await values()).toEqual([{ series: 's-1 no2', value: 2 }]);
    await store([row({ value: 4, resultAfterS: 8 })], [row({ value: 5, resultAfterS: 60 })], [row({ value: 6 })]);
    expect(await values()).toEqual([{ series: 's-1 no2', value: 5 }]);
  });

  it('keeps runs, sensors, properties and times apart', async () => {
    await store([
      row(),
      row({ run: 'b' }),
      row({ sensor: 's-2' }),
      row({ property: 'o3' }),
      row({ minute: 1 }),
      row({ sensor: 's-1n', property: 'o2' }),
    ]);
    expect(await values()).toHaveLength(6);
  });

  it('takes late rows', async () => {
    await store([row({ minute: 600 })], [row({ minute: 0, value: 7 })]);
    expect(await values()).toEqual([
      { series: 's-1 no2', value: 7 },
      { series: 's-1 no2', value: 1 },
    ]);
  });

  it('stores a missing value as NULL', async () => {
    await store([row({ value: null })]);
    expect(await values()).toEqual([{ series: 's-1 no2', value: null }]);
  });

  it('refuses a row without a key and leaves nothing of its request behind', async () => {
    const broken = ingestBatch('upsert-observations', {
      table: 'observations',
      rowCount: 1,
      columns: [
        { name: 'run_id', type: 'text', values: ['a'] },
        { name: 'sensor_id', type: 'text', values: [null] },
        { name: 'property', type: 'text', values: ['no2'] },
        { name: 'phenomenon_time', type: 'timestamp', values: Float64Array.of(START_MS) },
        { name: 'result_time', type: 'timestamp', values: Float64Array.of(START_MS) },
      ],
    });
    await expect(database.engine.ingest([observationBatch([row()]), broken])).rejects.toThrow(/needs a run/);
    expect(await values()).toEqual([]);
    await store([row()]);
    expect(await values()).toHaveLength(1);
  });

  it('agrees with a plain model of it, whatever comes in whatever batches', async () => {
    const some = fc.record({
      run: fc.constantFrom('a', 'b'),
      sensor: fc.constantFrom('s-1', 's-2', 's-3'),
      property: fc.constantFrom('no2', 'o3'),
      minute: fc.integer({ min: 0, max: 5 }),
      resultAfterS: fc.integer({ min: 0, max: 4 }),
      value: fc.integer({ min: 0, max: 1_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(some, { maxLength: 25 }), { maxLength: 6 }), async (batches) => {
        const fresh = await openTestDatabase();
        const model = new Map<string, ObservationRow>();
        const runs: string[] = [];
        for (const batch of batches) {
          await fresh.engine.ingest([observationBatch(batch)]);
          for (const item of batch) {
            if (!runs.includes(item.run)) runs.push(item.run);
            const key = [item.run, item.sensor, item.property, item.minute].join();
            const stored = model.get(key);
            if (stored === undefined || item.resultAfterS > stored.resultAfterS) model.set(key, item);
          }
        }
        const asText = (item: ObservationRow) =>
          [item.run, item.sensor, item.property, item.minute, item.resultAfterS, item.value].join();
        const text = `concat_ws(',', run_id, sensor_id, property, date_diff('minute', make_timestamp(${START_MS * 1_000}),
          phenomenon_time), date_diff('second', phenomenon_time, result_time), value::INT)`;
        const stored = await fresh.rows(`SELECT ${text} AS t FROM observations ORDER BY t`);
        expect(stored.map(({ t }) => t)).toEqual([...model.values()].map(asText).sort());
        const newest = new Map<string, ObservationRow>();
        for (const item of model.values()) {
          if (item.run !== runs.at(-1)) continue;
          const series = `${item.sensor} ${item.property}`;
          if ((newest.get(series)?.minute ?? -1) < item.minute) newest.set(series, item);
        }
        const latest = await fresh.rows(`SELECT ${text} AS t FROM observations_latest ORDER BY t`);
        expect(latest.map(({ t }) => t)).toEqual([...newest.values()].map(asText).sort());
      }),
      { seed: 20241107, numRuns: 40 },
    );
  });
});

describe('the latest observations', () => {
  it('hold one row per sensor and property, the newest phenomenon time', async () => {
    await store([row({ minute: 5, value: 5 }), row({ sensor: 's-2', value: 2 })], [row({ minute: 3, value: 3 })]);
    expect(await values('observations_latest')).toEqual([
      { series: 's-2 no2', value: 2 },
      { series: 's-1 no2', value: 5 },
    ]);
  });

  it('take a corrected value of the same time', async () => {
    await store([row({ value: 1 })], [row({ value: 2, resultAfterS: 30 })]);
    expect(await values('observations_latest')).toEqual([{ series: 's-1 no2', value: 2 }]);
  });

  it('begin anew with a new run, and a straggler of the old one does not bring it back', async () => {
    await store([row({ minute: 500 }), row({ sensor: 's-2' })], [row({ run: 'b', minute: 1, value: 8 })]);
    await store([row({ minute: 501 })]);
    expect(await values('observations_latest')).toEqual([{ series: 's-1 no2', value: 8 }]);
    expect(await values()).toHaveLength(4);
  });

  it('are those of an older run again once that is on again', async () => {
    await store([row({ minute: 500, value: 3 }), row({ sensor: 's-2', value: 4 })], [row({ run: 'b', value: 8 })]);
    database.engine.noteRun('a');
    await store([row({ minute: 499, value: 9 }), row({ run: 'b', minute: 5, value: 7 })]);
    expect(await values('observations_latest')).toEqual([
      { series: 's-2 no2', value: 4 },
      { series: 's-1 no2', value: 3 },
    ]);
    await store([row({ minute: 501, value: 5 })]);
    expect(await values('observations_latest')).toContainEqual({ series: 's-1 no2', value: 5 });
  });

  it('are those of a run that went by retention, which then begins anew', async () => {
    database = await openTestDatabase({ retention: { keepMs: 48 * MS_PER_HOUR, maxRows: 10 } });
    const many = Array.from({ length: 20 }, (_, minute) => row({ run: 'b', minute }));
    await store([row({ minute: 1 })], many);
    await store([row({ run: 'b', minute: 3_000 })]);
    expect(await database.rows("SELECT count(*)::INTEGER AS n FROM observations WHERE run_id = 'a'")).toEqual([
      { n: 0 },
    ]);
    await store([row({ minute: 2 })]);
    expect(await database.rows("SELECT count(*)::INTEGER AS n FROM observations WHERE run_id = 'a'")).toEqual([
      { n: 0 },
    ]);
    database.engine.noteRun('a');
    await store([row({ minute: 2, value: 6 })]);
    expect(await values('observations_latest')).toEqual([{ series: 's-1 no2', value: 6 }]);
  });
});

describe('retention', () => {
  it('keeps 48 virtual hours of the run', async () => {
    const hours = Array.from({ length: 60 }, (_, hour) => [row({ minute: hour * 60, value: hour })]);
    await store(...hours);
    const [kept] = await database.rows('SELECT min(value) AS low, max(value) AS high FROM observations');
    expect(kept?.high).toBe(59);
    expect(Number(kept?.low)).toBeGreaterThanOrEqual(59 - 51);
    expect(Number(kept?.low)).toBeLessThanOrEqual(59 - 48);
  });

  it('does not take back what it dropped', async () => {
    await store([row({ minute: 0 })], [row({ minute: 60 * 60 })], [row({ minute: 0 })]);
    expect(await values()).toHaveLength(1);
  });

  it('keeps to the row limit, older runs first', async () => {
    database = await openTestDatabase({ retention: { keepMs: 48 * MS_PER_HOUR, maxRows: 100 } });
    const many = (run: string, count: number) =>
      Array.from({ length: count }, (_, i) => row({ run, minute: i * 10, sensor: `s-${i}` }));
    await store(many('a', 90), many('b', 90));
    expect(await database.rows('SELECT run_id, count(*) AS n FROM observations GROUP BY ALL')).toEqual([
      { run_id: 'b', n: 90 },
    ]);
  });

  it('keeps the newest 50,000 to 100,000 messages', async () => {
    const messages = (from: number, count: number) =>
      ingestBatch('append', {
        table: 'messages_raw',
        rowCount: count,
        columns: [
          { name: 'received_at', type: 'timestamp', values: Float64Array.from({ length: count }, (_, i) => from + i) },
          { name: 'topic', type: 'text', values: new Array(count).fill('t') },
          { name: 'device', type: 'text', values: new Array(count).fill('d') },
          { name: 'payload', type: 'text', values: new Array(count).fill('{}') },
          { name: 'bytes', type: 'integer', values: new Int32Array(count).fill(2) },
          { name: 'accepted', type: 'boolean', values: new Array(count).fill(true) },
        ],
      });
    for (let i = 0; i < 14; i++) await database.engine.ingest([messages(i * 10_000, 10_000)]);
    expect(
      await database.rows(
        'SELECT count(*) AS n, epoch_ms(min(received_at)) AS low, epoch_ms(max(received_at)) AS high FROM messages_raw',
      ),
    ).toEqual([{ n: 80_000, low: 60_000, high: 139_999 }]);
  });
});

describe('memory', () => {
  it('is after the hundredth hour what it was after the fiftieth', async () => {
    // Every batch comes a minute of wall time after the one before.
    let nowMs = 0;
    const clock = { now: () => nowMs++ * 60_000 };
    database = await openTestDatabase({ clock, retention: { keepMs: 24 * MS_PER_HOUR, maxRows: 200_000 } });
    const sensors = 1_000;
    const used: number[] = [];
    for (let hour = 0; hour < 100; hour++) {
      const rows: ObservationRow[] = [];
      for (let i = 0; i < sensors; i++)
        rows.push(row({ minute: hour * 60 + (i % 60), sensor: `s-${i}`, value: i * hour }));
      await store(rows);
      if (hour === 50 || hour === 99) used.push(database.engine.memory().wasmBytes, database.engine.memory().usedBytes);
    }
    const [wasmAt50, usedAt50, wasmAt99, usedAt99] = used as [number, number, number, number];
    expect(wasmAt99).toBe(wasmAt50);
    expect(usedAt99).toBeLessThan(usedAt50 + 4_000_000);
  });
});

describe('a request of several batches', () => {
  const column = (values: string[]) => [{ name: 'feature_id', type: 'text', values }] as const;

  it('is visible as a whole or not at all', async () => {
    const good = ingestBatch('create', { table: 'trees', rowCount: 1, columns: column(['t-1']) });
    const bad = ingestBatch('append', { table: 'nowhere', rowCount: 1, columns: column(['x']) });
    await expect(database.engine.ingest([good, bad])).rejects.toThrow('there is no table nowhere');
    expect(database.engine.tables().map(({ name }) => name)).not.toContain('trees');
    await database.engine.ingest([good]);
    expect(await database.rows('FROM trees')).toEqual([{ feature_id: 't-1' }]);
  });

  it('may make a table and fill it', async () => {
    const create = ingestBatch('create', { table: 'trees', rowCount: 1, columns: column(['t-1']) });
    const append = ingestBatch('append', { table: 'trees', rowCount: 1, columns: column(['t-2']) });
    await database.engine.ingest([create, append]);
    expect(await database.rows('FROM trees')).toEqual([{ feature_id: 't-1' }, { feature_id: 't-2' }]);
  });

  it('may fail after it made a table, and the next one finds the old table as it was', async () => {
    const two = [...column(['t-1']), { name: 'height_m', type: 'double', values: Float64Array.of(3) }] as const;
    await database.engine.ingest([ingestBatch('create', { table: 'trees', rowCount: 1, columns: column(['t-1']) })]);
    await database.engine.ingest([ingestBatch('append', { table: 'trees', rowCount: 1, columns: column(['t-2']) })]);
    const failing = [
      ingestBatch('create', { table: 'trees', rowCount: 1, columns: two }),
      ingestBatch('append', { table: 'trees', rowCount: 1, columns: two }),
      ingestBatch('append', { table: 'nowhere', rowCount: 1, columns: two }),
    ];
    await expect(database.engine.ingest(failing)).rejects.toThrow('nowhere');
    await database.engine.ingest([ingestBatch('append', { table: 'trees', rowCount: 1, columns: column(['t-3']) })]);
    expect((await database.rows('FROM trees')).map(({ feature_id }) => feature_id)).toEqual(['t-1', 't-2', 't-3']);
  });

  it('is kept for a restart, but for the stream', async () => {
    const create = ingestBatch('create', { table: 'trees', rowCount: 1, columns: column(['t-1']) });
    await database.engine.ingest([create, observationBatch([row()])]);
    expect(database.kept.map(({ table, mode }) => [table, mode])).toEqual([['trees', 'create']]);
  });

  it('may name its columns in any order and leave some out', async () => {
    await database.engine.ingest([
      ingestBatch('append', {
        table: 'datasets',
        rowCount: 1,
        columns: [
          { name: 'title', type: 'text', values: ['Eixample'] },
          { name: 'dataset_id', type: 'text', values: ['eixample'] },
        ],
      }),
    ]);
    expect(await database.rows('SELECT dataset_id, title, version FROM datasets')).toEqual([
      { dataset_id: 'eixample', title: 'Eixample', version: null },
    ]);
  });

  it('is refused when its bytes are cut short, and the next one is not harmed', async () => {
    const whole = ingestBatch('create', { table: 'trees', rowCount: 1, columns: column(['t-1']) });
    const cut = { ...whole, ipc: whole.ipc.slice(0, -8) };
    await expect(database.engine.ingest([cut])).rejects.toThrow('the Arrow stream has no end');
    await database.engine.ingest([whole]);
    expect(await database.rows('SELECT count(*) AS n FROM trees')).toEqual([{ n: 1 }]);
  });
});

describe('SQL for layers', () => {
  beforeEach(async () => {
    const points = (table: string, ids: string[], lons: number[]) =>
      ingestBatch('create', {
        table,
        rowCount: ids.length,
        columns: [
          { name: 'feature_id', type: 'text', values: ids },
          { name: 'centroid_lon', type: 'double', values: Float64Array.from(lons) },
          { name: 'centroid_lat', type: 'double', values: new Float64Array(ids.length).fill(41.39) },
        ],
      });
    await database.engine.ingest([
      points('sensors', ['s-1', 's-2'], [2.16, 2.161]),
      points('streets', ['near-1', 'near-2', 'far'], [2.16, 2.161, 2.3]),
      observationBatch([
        row({ run: 'old', minute: 30, value: 99 }),
        row({ minute: 0, value: 10 }),
        row({ minute: 10, value: 20 }),
        row({ minute: 20, value: 30 }),
        row({ sensor: 's-2', minute: 5, value: 50 }),
      ]),
    ]);
  });

  it('gives the latest values now', async () => {
    expect(await database.rows(`${latestValueSql({ property: 'no2' })} ORDER BY feature_id`)).toEqual([
      { feature_id: 's-1', value: 30, time: START_MS + 20 * 60_000 },
      { feature_id: 's-2', value: 50, time: START_MS + 5 * 60_000 },
    ]);
  });

  it('gives the latest values as they were at a time', async () => {
    const atMs = START_MS + 12 * 60_000;
    expect(await database.rows(`${latestValueSql({ property: 'no2', atMs })} ORDER BY feature_id`)).toEqual([
      { feature_id: 's-1', value: 20, time: START_MS + 10 * 60_000 },
      { feature_id: 's-2', value: 50, time: START_MS + 5 * 60_000 },
    ]);
    const short = { property: 'no2', atMs, reachMs: 5 * 60_000 };
    expect(await database.rows(latestValueSql(short))).toEqual([
      { feature_id: 's-1', value: 20, time: START_MS + 10 * 60_000 },
    ]);
  });

  it('gives streets the values of the sensors near them', async () => {
    const rows = await database.rows(`${streetValueSql({ property: 'no2', withinM: 50 })} ORDER BY feature_id`);
    expect(rows.map(({ feature_id, value }) => [feature_id, value])).toEqual([
      ['near-1', 30],
      ['near-2', 50],
    ]);
  });

  it("gives a sensor's history", async () => {
    const sql = seriesSql({ sensorId: 's-1', property: 'no2', fromMs: START_MS, untilMs: START_MS + 15 * 60_000 });
    expect((await database.rows(sql)).map(({ value }) => value)).toEqual([10, 20]);
  });
});
