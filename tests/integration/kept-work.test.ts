import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinStreams } from '../../app/adapters/duckdb/arrow-join.ts';
import { readStream } from '../../app/adapters/duckdb/arrow-rows.ts';
import { Keeper } from '../../app/adapters/duckdb/keeping/keeper.ts';
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import type { KeptObject } from '../../app/core/store/keep-store.ts';
import type { RetentionRule } from '../../app/core/store/observation-index.ts';
import type { StorageStatus } from '../../app/core/store/work-storage.ts';
import { handScheduler, type MemoryShelf, memoryShelf, openMemoryStore } from '../builders/keep-store.ts';
import {
  ingestBatch,
  type ObservationRow,
  observationBatch,
  openTestDatabase,
  START_MS,
  type TestDatabase,
} from './duckdb-support.ts';

const row = (fields: Partial<ObservationRow> = {}): ObservationRow => ({
  run: 'a',
  sensor: 's-1',
  property: 'no2',
  minute: 0,
  resultAfterS: 2,
  value: 1,
  ...fields,
});

let shelf: MemoryShelf;
let time: ReturnType<typeof handScheduler>;
const open: Page[] = [];
beforeEach(() => {
  shelf = memoryShelf();
  time = handScheduler();
});
afterEach(() => {
  for (const page of open.splice(0)) page.keeper.stop();
});

interface Page {
  readonly keeper: Keeper;
  readonly database: TestDatabase;
  readonly position: { runId: string; untilMs: number } | null;
  readonly unkept: KeptObject[];
  status(): StorageStatus;
  store(...rows: ObservationRow[]): Promise<void>;
  count(sql?: string): Promise<unknown>;
  /** Lets time pass and what its timers set off come to its end. */
  pass(ms: number): Promise<void>;
}

interface PageOptions {
  readonly fromPage?: readonly KeptObject[];
  /** Called before each further chunk of rows is brought back. */
  readonly turn?: (page: Pick<Page, 'keeper' | 'database' | 'pass'>) => Promise<void>;
}

/** A page of one tab: opening another one in the same file ends the database of the one before. */
async function openPage(
  tabId = 'tab',
  retention?: RetentionRule,
  { fromPage = [], turn = async () => {} }: PageOptions = {},
): Promise<Page> {
  let status: StorageStatus | null = null;
  const unkept: KeptObject[] = [];
  const keeper = new Keeper({
    open: async () => openMemoryStore(shelf, tabId, time.now),
    scheduler: time,
    turn: () => turn(begun),
    onStatus: (told) => {
      status = told;
    },
    onUnkept: (put) => unkept.push(...put),
  });
  const position = await keeper.begin();
  const database = await openTestDatabase({
    onTablesChanged: (tables) => keeper.noteTables(tables),
    onWritten: (written, retired) => keeper.add(written, retired),
    onOwnWritten: (target) => keeper.noteOwn(target),
    ...(retention === undefined ? {} : { retention }),
  });
  const begun = {
    keeper,
    database,
    async pass(ms: number) {
      time.advance(ms);
      await keeper.idle();
    },
  };
  await keeper.restoreOwn(database.engine.keptWork, fromPage);
  await keeper.restoreStream();
  const page: Page = {
    ...begun,
    position,
    unkept,
    status: () => status!,
    async store(...rows) {
      await database.engine.ingest([observationBatch(rows)]);
    },
    count: async (sql = 'SELECT count(*)::INTEGER AS n FROM observations') => (await database.rows(sql))[0]!.n,
  };
  open.push(page);
  return page;
}

/** Some 40 MB. */
const LARGE = 'CREATE TABLE large AS SELECT i AS n, i * 2 AS twice, random() AS x FROM range(1600000) r(i)';
const SUM = 'SELECT sum(n)::DOUBLE AS n FROM large';
const SUM_OF_LARGE = 1_279_999_200_000;

const until = (minute: number, runId = 'a') => ({ runId, untilMs: START_MS + minute * 60_000 });

describe('a page that is opened again', () => {
  it('has its observations, each once, and says from where on the stream is needed', async () => {
    const before = await openPage();
    before.keeper.noteRun('a', START_MS);
    await before.store(row(), row({ minute: 1 }), row({ minute: 1, sensor: 's-2' }));
    await before.store(row({ minute: 1, value: 9, resultAfterS: 30 }));
    before.keeper.noteCovered(until(2));
    await before.pass(3_000);

    const after = await openPage();
    expect(after.position).toEqual(until(2));
    expect(await after.count()).toBe(3);
    after.keeper.noteRun('a', until(3).untilMs);
    // The stream overlaps with what is kept.
    await after.store(row({ minute: 1 }), row({ minute: 2 }));
    expect(await after.count()).toBe(4);
    expect(
      await after.count(`SELECT value AS n FROM observations WHERE minute(phenomenon_time) = 1 AND sensor_id = 's-1'`),
    ).toBe(9);
    expect(await after.count('SELECT count(*)::INTEGER AS n FROM observations_latest')).toBe(2);
    expect(
      await after.count(
        `SELECT minute(phenomenon_time)::INTEGER AS n FROM observations_latest WHERE sensor_id = 's-1'`,
      ),
    ).toBe(2);
  });

  it('keeps where the stream stands only together with the rows that came before', async () => {
    const before = await openPage();
    before.keeper.noteRun('a', START_MS);
    before.keeper.noteCovered(until(0));
    await before.pass(3_000);
    await before.store(row({ minute: 5 }));
    shelf.failure = 'failed';
    before.keeper.noteCovered(until(6));
    await before.pass(3_000);
    expect(shelf.position).toEqual(until(0));
  });

  it('has a table’s rows where a column is called function, and keeps a table that could not be made', async () => {
    const before = await openPage();
    await before.database.rows('CREATE TABLE rooms (function VARCHAR)');
    await before.database.rows(`INSERT INTO rooms VALUES ('school')`);
    await before.database.rows('CREATE MACRO one() AS 1');
    await before.database.rows('CREATE MACRO IF NOT EXISTS one() AS 2');
    const own = before.database.engine.keptWork.ownObjects().map(({ name, kind }) => `${kind} ${name}`);
    expect(own).toEqual(['table rooms', 'macro one']);
    await before.pass(200);
    shelf.objects.set('odd', { name: 'odd', kind: 'table', sql: '', columns: [], rows: 1, ipc: new Uint8Array(8) });

    const after = await openPage();
    expect(await after.count('SELECT function AS n FROM rooms')).toBe('school');
    expect(await after.count('SELECT one()::INTEGER AS n')).toBe(1);
    expect(after.status().damaged).toEqual(['odd']);
    await after.database.rows('CREATE TABLE mine AS SELECT 1 AS n');
    await after.pass(200);
    expect([...shelf.objects.keys()].toSorted()).toEqual(['mine', 'odd', 'one', 'rooms']);
  });

  it('has its tables with their types, views and macros, and not what was dropped', async () => {
    const before = await openPage();
    for (const sql of [
      `CREATE TABLE mine (id INTEGER PRIMARY KEY, cost DECIMAL(8,2), tags VARCHAR[], moment TIMESTAMP, code UUID, kind ENUM ('a', 'b'), note VARCHAR)`,
      `INSERT INTO mine VALUES (1, 12.50, ['x, y', 'z'], TIMESTAMP '2024-11-07 08:00:00.123456', '7f2b0e8e-3b9c-4c55-9f0e-0d2b6f3e8a11', 'b', 'it''s'), (2, NULL, NULL, NULL, NULL, NULL, NULL)`,
      'CREATE VIEW cheap AS SELECT * FROM mine WHERE cost < 20',
      'CREATE MACRO twice(x) AS x * 2',
      'CREATE TABLE gone AS SELECT 1 AS n',
      'DROP TABLE gone',
    ]) {
      await before.database.rows(sql);
    }
    await before.pass(200);

    const after = await openPage();
    const sql =
      'SELECT id, cost::VARCHAR AS cost, tags[1] AS tag, epoch_us(moment)::VARCHAR AS moment, code::VARCHAR AS code, kind::VARCHAR AS kind, note FROM mine ORDER BY id';
    expect(await after.database.rows(sql)).toEqual([
      {
        id: 1,
        cost: '12.50',
        tag: 'x, y',
        moment: '1730966400123456',
        code: '7f2b0e8e-3b9c-4c55-9f0e-0d2b6f3e8a11',
        kind: 'b',
        note: "it's",
      },
      { id: 2, cost: null, tag: null, moment: null, code: null, kind: null, note: null },
    ]);
    const types = (await after.database.rows('DESCRIBE mine')).map(({ column_type }) => column_type);
    expect(types).toEqual(['INTEGER', 'DECIMAL(8,2)', 'VARCHAR[]', 'TIMESTAMP', 'UUID', `ENUM('a', 'b')`, 'VARCHAR']);
    expect(await after.count('SELECT count(*)::INTEGER AS n FROM cheap')).toBe(1);
    expect(await after.count('SELECT twice(21)::INTEGER AS n')).toBe(42);
    await expect(after.database.rows('SELECT * FROM gone')).rejects.toThrow(/gone/);
    await expect(after.database.rows('INSERT INTO mine (id) VALUES (1)')).rejects.toThrow(/[Dd]uplicate/);
    // Brought back, it is written again only when it changes.
    const { commits } = shelf;
    await after.pass(200);
    expect(shelf.commits).toBe(commits);
    await after.database.rows('ALTER TABLE mine RENAME TO ours');
    await after.pass(200);
    expect([...shelf.objects.keys()].filter((name) => name === 'mine' || name === 'ours')).toEqual(['ours']);
  });

  it('has a view of a layer as soon as the layer is there, and keeps it meanwhile', async () => {
    const trees = { ...observationBatch([row()]), table: 'trees', mode: 'create' as const };
    const before = await openPage();
    await before.database.engine.ingest([trees]);
    await before.database.rows('CREATE VIEW old_trees AS SELECT sensor_id FROM trees');
    await before.pass(200);

    const between = await openPage();
    await between.database.rows('CREATE TABLE other AS SELECT 1 AS n');
    await between.pass(200);
    expect([...shelf.objects.keys()].sort()).toEqual(['old_trees', 'other']);

    const after = await openPage();
    await expect(after.count('SELECT count(*)::INTEGER AS n FROM old_trees')).rejects.toThrow();
    await after.database.engine.ingest([{ ...trees, ipc: observationBatch([row()]).ipc }]);
    expect(await after.count('SELECT count(*)::INTEGER AS n FROM old_trees')).toBe(1);
  });

  it('does not keep a table that is too large, and says which', async () => {
    const page = await openPage();
    await page.database.rows('CREATE TABLE small AS SELECT 1 AS n');
    shelf.quotaBytes = 5_000_000;
    await page.database.rows(LARGE);
    await page.pass(200);
    expect(page.status().tooLarge).toEqual(['large']);
    expect(page.status().keptTables).toEqual(['small']);
    await page.database.rows('DELETE FROM large WHERE n > 10');
    await page.pass(200);
    expect(page.status().tooLarge).toEqual([]);
    expect([...shelf.objects.keys()].sort()).toEqual(['large', 'small']);
    expect(shelf.parts.size).toBe(0);
  });

  it('keeps a large table in parts and brings all of it back', async () => {
    const before = await openPage();
    await before.database.rows(LARGE);
    await before.pass(200);
    expect(shelf.parts.size).toBeGreaterThan(2);
    expect(before.status().keptBytes).toBeGreaterThan(32_000_000);
    expect(before.status().tooLarge).toEqual([]);
    const after = await openPage();
    expect(await after.count(SUM)).toBe(SUM_OF_LARGE);
    // Written anew, the parts of the older state go.
    await after.database.rows('DELETE FROM large WHERE n > 10');
    await after.pass(200);
    expect(shelf.parts.size).toBe(0);
    expect(await (await openPage()).count(SUM)).toBe(55);
  });

  it('has the older rows whole after a crash in the middle of writing the newer ones', async () => {
    const before = await openPage();
    await before.database.rows(LARGE);
    await before.pass(200);
    const older = [...shelf.parts.keys()];
    let written = 0;
    const stuck = new Promise<void>((resolve) => {
      shelf.beforePart = () => {
        written += 1;
        if (written <= 3) return Promise.resolve();
        resolve();
        // The page dies here: this writing never ends.
        return new Promise(() => undefined);
      };
    });
    await before.database.rows('UPDATE large SET n = -n');
    time.advance(200);
    await stuck;
    expect([...shelf.parts.keys()]).toHaveLength(older.length + 3);

    shelf.beforePart = null;
    time.advance(30_000);
    const after = await openPage();
    expect(await after.count(SUM)).toBe(SUM_OF_LARGE);
    expect([...shelf.parts.keys()]).toEqual(older);
  });

  it('says which table could not be read when a part of it is lost, and brings the others back', async () => {
    const before = await openPage();
    await before.database.rows(LARGE);
    await before.database.rows('CREATE TABLE small AS SELECT 1 AS n');
    await before.pass(200);
    shelf.parts.delete([...shelf.parts.keys()][1]!);
    const after = await openPage();
    expect(after.status().damaged).toEqual(['large']);
    expect(await after.count('SELECT n FROM small')).toBe(1);
  });

  it('holds in the page what no store takes, in one piece for a restart', async () => {
    shelf.failure = 'full';
    const page = await openPage();
    await page.database.rows(
      "CREATE TABLE middle AS SELECT i AS n, i % 2 = 0 AS even, 'row ' || i AS t FROM range(300000) r(i)",
    );
    await page.pass(200);
    expect(page.status().state).toBe('full');
    const [middle] = page.unkept.filter(({ name }) => name === 'middle').slice(-1);
    const again = await openPage('tab', undefined, { fromPage: [middle!] });
    expect(await again.count('SELECT sum(n)::DOUBLE AS n FROM middle WHERE even AND t IS NOT NULL')).toBe(
      22_499_850_000,
    );
  });

  it('lets rows of the stream in while a large table is written', async () => {
    const page = await openPage();
    page.keeper.noteRun('a', START_MS);
    await page.database.rows(LARGE);
    let stored = 0;
    shelf.beforePart = async () => {
      await page.store(row({ minute: stored }));
      stored += 1;
    };
    await page.pass(200);
    shelf.beforePart = null;
    expect(stored).toBeGreaterThan(5);
    expect(await page.count()).toBe(stored);
    expect(page.status().keptTables).toEqual(['large']);
  });
});

describe('another run than the kept one', () => {
  it('leaves the hours of what was kept, and nothing else of it', async () => {
    const before = await openPage();
    before.keeper.noteRun('a', START_MS);
    await before.store(row({ value: 2 }), row({ minute: 1, value: 4 }), row({ minute: 61, value: 8 }));
    before.keeper.noteCovered(until(62));
    await before.pass(3_000);

    const after = await openPage();
    after.keeper.noteRun('b', START_MS);
    await after.store(row({ run: 'b', value: 100 }));
    await after.pass(3_000);
    expect(await after.count(`SELECT count(*)::INTEGER AS n FROM observations WHERE run_id = 'a'`)).toBe(0);
    const hours = `SELECT sum(sum) / sum(count) AS n FROM observations_hourly WHERE run_id = 'a'`;
    expect(await after.count(hours)).toBeCloseTo(14 / 3, 12);

    const later = await openPage();
    expect(await later.count(`SELECT count(*)::INTEGER AS n FROM observations`)).toBe(1);
    expect(await later.count(hours)).toBeCloseTo(14 / 3, 12);
  });

  it('of the same name, begun anew, takes the place of what was kept', async () => {
    const before = await openPage();
    before.keeper.noteRun('a', START_MS);
    await before.store(row({ minute: 600 }));
    before.keeper.noteCovered(until(601));
    await before.pass(3_000);

    const after = await openPage();
    after.keeper.noteRun('a', START_MS);
    expect(await after.count()).toBe(0);
    await after.store(row({ value: 5 }));
    await after.pass(3_000);
    expect(await after.count('SELECT value AS n FROM observations_latest')).toBe(5);
    expect([...shelf.chunks.values()].reduce((sum, { info }) => sum + info.rows, 0)).toBe(1);
    expect(shelf.position).toBeNull();
  });
});

describe('retention and what is kept', () => {
  it('keeps the sums of hours that have gone, counts a late row of such an hour not at all, and forgets their chunks', async () => {
    const rule = { keepMs: 2 * MS_PER_HOUR, maxRows: 1_000_000 };
    const before = await openPage('tab', rule);
    before.keeper.noteRun('a', START_MS);
    for (let hour = 0; hour < 8; hour++) {
      await before.store(row({ minute: hour * 60, value: hour }), row({ minute: hour * 60 + 1, value: hour + 1 }));
      await before.pass(3_000);
    }
    const sums = 'SELECT sum(count)::INTEGER AS n FROM observations_hourly';
    expect(await before.count(sums)).toBe(16);
    const kept = await before.count();
    expect(kept).toBeLessThan(16);
    expect([...shelf.chunks.values()].filter(({ info }) => info.table === 'observations')).toHaveLength(
      Number(kept) / 2,
    );

    const after = await openPage('tab', rule);
    after.keeper.noteRun('a', until(8 * 60).untilMs);
    expect(await after.count()).toBe(kept);
    await after.store(row({ minute: 0, value: 500 }), row({ minute: 2, value: 500 }));
    expect(await after.count(sums)).toBe(16);
    expect(await after.count('SELECT max(max) AS n FROM observations_hourly')).toBe(8);
  });

  it('puts many small chunks together', async () => {
    const page = await openPage();
    page.keeper.noteRun('a', START_MS);
    for (let minute = 0; minute < 40; minute++) {
      await page.store(row({ minute }));
      await page.pass(3_000);
    }
    expect(shelf.chunks.size).toBeLessThan(16);
    expect(await (await openPage()).count()).toBe(40);
  });
});

describe('when the store is full', () => {
  it('goes on in memory, says so, and writes everything once there is room', async () => {
    const page = await openPage();
    page.keeper.noteRun('a', START_MS);
    await page.store(row());
    page.keeper.noteCovered(until(1));
    await page.pass(3_000);
    shelf.failure = 'full';
    await page.store(row({ minute: 1 }));
    await page.database.rows('CREATE TABLE mine AS SELECT 7 AS n');
    await page.pass(3_000);
    expect(page.status().state).toBe('full');
    expect(page.unkept.map(({ name }) => name)).toEqual(['mine']);
    await page.store(row({ minute: 2 }));
    expect(await page.count()).toBe(3);
    // What is there can be read again: it ends where it says.
    expect(shelf.position).toEqual(until(1));

    shelf.failure = null;
    page.keeper.noteCovered(until(3));
    await page.pass(60_000);
    await page.pass(2_000);
    expect(page.status().state).toBe('writing');
    const again = await openPage();
    expect(again.position).toEqual(until(3));
    expect(await again.count()).toBe(3);
    expect(await again.count('SELECT n FROM mine')).toBe(7);
  });

  it('waits with writing everything until all that it holds is in the database', async () => {
    const before = await openPage();
    before.keeper.noteRun('a', START_MS);
    for (const minute of [0, 1, 2]) {
      await before.store(row({ minute }));
      await before.pass(3_000);
    }
    expect(shelf.chunks.size).toBe(3);
    let turns = 0;
    const after = await openPage('tab', undefined, {
      async turn({ database, pass }) {
        turns += 1;
        if (turns > 1) return;
        shelf.failure = 'full';
        await database.rows('CREATE TABLE mine AS SELECT 7 AS n');
        await pass(200);
        shelf.failure = null;
        await pass(60_000);
        await pass(2_000);
        expect(shelf.objects.size).toBe(0);
      },
    });
    expect(turns).toBe(3);
    expect(after.status().state).toBe('full');
    await after.pass(2_000);
    expect(after.status().state).toBe('writing');
    const again = await openPage();
    expect(await again.count()).toBe(3);
    expect(await again.count('SELECT n FROM mine')).toBe(7);
  });
});

describe('two tabs', () => {
  it('write one at a time; the second takes over when the first is heard of no more, and loses nothing of either', async () => {
    const first = await openPage('one');
    first.keeper.noteRun('a', START_MS);
    await first.store(row(), row({ minute: 1 }));
    await first.database.rows('CREATE TABLE mine AS SELECT 1 AS n');
    await first.database.rows('CREATE TABLE hers AS SELECT 5 AS n');
    await first.pass(3_000);
    first.keeper.stop();

    const second = await openPage('two');
    expect(second.status().state).toBe('other-tab');
    expect(second.position).toBeNull();
    expect(await second.count()).toBe(0);
    second.keeper.noteRun('a', START_MS);
    await second.store(row({ minute: 1 }), row({ minute: 2 }));
    await second.database.rows('CREATE TABLE mine AS SELECT 2 AS n');
    await second.pass(3_000);
    expect(shelf.chunks.size).toBe(1);
    expect(second.unkept.map(({ name }) => name)).toEqual(['mine']);

    await second.pass(21_000);
    await second.pass(0);
    expect(second.status().state).toBe('writing');
    expect(await second.count()).toBe(3);
    expect(await second.count('SELECT n FROM mine')).toBe(2);
    expect(await second.count('SELECT n FROM mine_2')).toBe(1);
    await second.pass(3_000);
    const later = await openPage('two');
    expect(await later.count()).toBe(3);
    expect(later.status().keptTables.toSorted()).toEqual(['hers', 'mine', 'mine_2']);
  });

  it.each(['a', 'b'])('count hours once that the first summed up, to a second whose run is %s', async (run) => {
    const first = await openPage('one', { keepMs: 5 * MS_PER_HOUR, maxRows: 1_000_000 });
    first.keeper.noteRun('a', START_MS);
    await first.store(row());
    await first.pass(3_000);
    await first.store(row({ minute: 1 }), row({ minute: 190 }));
    await first.pass(3_000);
    await first.store(row({ minute: 530 }));
    first.keeper.noteCovered(until(531));
    await first.pass(3_000);
    // The first hour is summed up; the second chunk stays for the sake of its later row.
    expect(await first.count('SELECT sum(count)::INTEGER AS n FROM observations_retired_hours')).toBe(2);
    expect([...shelf.chunks.values()].filter(({ info }) => info.table === 'observations')).toHaveLength(2);
    first.keeper.stop();

    const second = await openPage('two');
    second.keeper.noteRun(run, START_MS + 531 * 60_000);
    await second.pass(21_000);
    await second.pass(0);
    expect(second.status().state).toBe('writing');
    expect(await second.count('SELECT sum(count)::INTEGER AS n FROM observations_hourly')).toBe(4);
  });

  it('whose second’s city began anew: hours of the first’s do not keep its rows out', async () => {
    const first = await openPage('one', { keepMs: MS_PER_HOUR, maxRows: 1_000_000 });
    first.keeper.noteRun('a', START_MS);
    await first.store(row({ minute: 240 }), row({ minute: 600 }));
    first.keeper.noteCovered(until(601));
    await first.pass(3_000);
    expect(await first.count('SELECT count(*)::INTEGER AS n FROM observations_retired_hours')).toBe(1);
    first.keeper.stop();
    const second = await openPage('two');
    second.keeper.noteRun('a', START_MS);
    await second.pass(21_000);
    await second.pass(0);
    await second.store(row({ minute: 1 }));
    expect(await second.count()).toBe(1);
  });

  it('whose first slept: it finds the other’s lease and does not write over it', async () => {
    const first = await openPage('one');
    first.keeper.noteRun('a', START_MS);
    await first.store(row());
    await first.pass(3_000);
    shelf.lease = { tabId: 'two', session: 'other', renewedAtMs: time.now() };
    await first.store(row({ minute: 1 }));
    const { commits } = shelf;
    await first.pass(3_000);
    expect(first.status().state).toBe('other-tab');
    expect(shelf.commits).toBe(commits);
  });

  it('whose first slept and takes over again: refused messages that both hold are there once', async () => {
    const rejected = (...details: string[]) => {
      const text = (name: string, of: (detail: string) => string) =>
        ({ name, type: 'text', values: details.map(of) }) as const;
      return ingestBatch('append', {
        table: 'rejected_messages',
        rowCount: details.length,
        columns: [
          { name: 'received_at', type: 'timestamp', values: Float64Array.from(details, () => START_MS) },
          text('topic', () => 'city/eixample/air'),
          text('reason', () => 'not-json'),
          text('detail', (detail) => detail),
        ],
      });
    };
    const details = `SELECT string_agg(detail, ' ' ORDER BY detail) AS n FROM rejected_messages`;
    const first = await openPage('one');
    await first.database.engine.ingest([rejected('both', 'both', 'first')]);
    await first.pass(3_000);
    shelf.lease = null;
    const other = openMemoryStore(shelf, 'two', time.now);
    await other.acquire();
    const { ipc } = rejected('second');
    await other.commit({ addChunks: [{ table: 'rejected_messages', runId: '', newestMs: 0, rows: 1, ipc }] });
    await first.database.engine.ingest([rejected('later')]);
    await first.pass(3_000);
    expect(first.status().state).toBe('other-tab');
    await first.pass(21_000);
    await first.pass(0);
    expect(first.status().state).toBe('writing');
    expect(await first.count(details)).toBe('both both first later second');
    expect(await (await openPage('one')).count(details)).toBe('both both first later second');
  });
});

describe('forgetting', () => {
  it('leaves nothing, and nothing is kept from then on', async () => {
    const page = await openPage();
    page.keeper.noteRun('a', START_MS);
    await page.store(row());
    await page.database.rows('CREATE TABLE mine AS SELECT 1 AS n');
    await page.pass(3_000);
    await page.keeper.forget();
    await page.store(row({ minute: 1 }));
    await page.database.rows('CREATE TABLE more AS SELECT 1 AS n');
    await page.pass(60_000);
    expect([shelf.chunks.size, shelf.objects.size, page.status().state]).toEqual([0, 0, 'forgotten']);
    expect(await page.count()).toBe(2);
  });

  it.each(['this tab', 'another'])(
    'in %s leaves own tables with the page, for a restart of the database',
    async (by) => {
      const page = await openPage();
      await page.database.rows('CREATE TABLE mine AS SELECT 1 AS n');
      await page.pass(200);
      expect(page.unkept).toEqual([]);
      if (by === 'this tab') await page.keeper.forget();
      else shelf.failure = 'forgotten';
      await page.database.rows('CREATE TABLE more AS SELECT 2 AS n');
      await page.pass(200);
      expect(page.status().state).toBe('forgotten');
      await page.database.rows('DROP TABLE more');
      await page.database.rows('CREATE TABLE last AS SELECT 3 AS n');
      await page.pass(200);
      expect([...new Set(page.unkept.map(({ name }) => name))].toSorted()).toEqual(['last', 'mine', 'more']);

      const again = await openPage('tab', undefined, { fromPage: page.unkept });
      expect(await again.count('SELECT (SELECT n FROM mine) + (SELECT n FROM last) AS n')).toBe(4);
    },
  );
});

describe('a store that cannot be opened', () => {
  it('leaves the page working without it', async () => {
    let told: StorageStatus | null = null;
    const keeper = new Keeper({
      open: () => new Promise(() => {}),
      scheduler: time,
      turn: async () => {},
      onStatus: (status) => {
        told = status;
      },
    });
    const begun = keeper.begin();
    time.advance(3_000);
    expect(await begun).toBeNull();
    expect(told!.state).toBe('unavailable');
  });
});

it('joins streams of one shape into one batch', () => {
  const parts = [
    observationBatch([row({ value: null }), row({ sensor: 'é' })]),
    observationBatch([row({ minute: 9 })]),
  ];
  const [batch, ...more] = readStream(joinStreams(parts.map(({ ipc }) => ipc)));
  expect(more).toEqual([]);
  expect(batch!.numRows).toBe(3);
  expect(batch!.getChild('sensor_id')!.toArray()).toEqual(['s-1', 'é', 's-1']);
  expect([...batch!.getChild('value')!]).toEqual([null, 1, 1]);
});
