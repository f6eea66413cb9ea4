import { afterEach, describe, expect, it } from 'vitest';
import { encodeColumns } from '../../../app/adapters/duckdb/arrow-codec.ts';
import { type DuckDb, openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import { openIdbKeepStore } from '../../../app/adapters/storage/idb-keep-store.ts';
import type { IngestMessage } from '../../../app/core/store/ingest-protocol.ts';
import { KeepError, type KeepStore } from '../../../app/core/store/keep-store.ts';
import type { StorageState, StorageStatus } from '../../../app/core/store/work-storage.ts';

const START_MS = Date.UTC(2024, 10, 7, 8);

let places = 0;
/** A store that no other test uses; it is deleted afterwards. */
function freshPlace(): string {
  places += 1;
  return `maqueta test ${places}`;
}

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  for (; places > 0; places--) indexedDB.deleteDatabase(`maqueta test ${places}`);
});

async function openPage(name: string, tabId = 'tab'): Promise<DuckDb> {
  const database = await openDuckDb({ keep: { name, tabId } });
  open.push(() => database.close());
  return database;
}

/** Resolves with the status as soon as it is as asked. */
function statusOf(database: DuckDb, isSo: (status: StorageStatus) => boolean): Promise<StorageStatus> {
  return new Promise((resolve) => {
    let stop: () => void = () => {};
    stop = database.storage.onStatus((status) => {
      if (!isSo(status)) return;
      resolve(status);
      queueMicrotask(() => stop());
    });
  });
}
const inState = (database: DuckDb, state: StorageState) => statusOf(database, (status) => status.state === state);

async function numberOf(database: DuckDb, sql: string): Promise<number> {
  return Number((await database.query(sql)).cell(0, 0));
}

/** Stores one observation a minute, and says that the stream is covered up to there. */
async function observe(database: DuckDb, minutes: readonly number[], runId = 'run-1'): Promise<void> {
  const port = database.ingestPort();
  const send = (message: IngestMessage) => port.postMessage(message);
  const times = Float64Array.from(minutes, (minute) => START_MS + minute * 60_000);
  const text = (name: string, value: string) => ({ name, type: 'text', values: minutes.map(() => value) }) as const;
  const time = (name: string) => ({ name, type: 'timestamp', values: times }) as const;
  const ipc = encodeColumns({
    table: 'observations',
    rowCount: minutes.length,
    columns: [
      text('run_id', runId),
      text('sensor_id', 'air-1'),
      text('property', 'no2'),
      time('phenomenon_time'),
      time('result_time'),
      time('received_at'),
      { name: 'value', type: 'double', values: Float64Array.from(minutes) },
      text('unit', 'ug/m3'),
      { name: 'quality_flag', type: 'integer', values: new Int32Array(minutes.length).fill(1) },
      { name: 'seq', type: 'integer', values: Int32Array.from(minutes) },
      text('source', 'sandbox'),
    ],
  });
  const answered = new Promise((resolve) => {
    port.onmessage = resolve;
  });
  send({ type: 'run', runId, virtualMs: times.at(-1)! });
  const batch = { table: 'observations', mode: 'upsert-observations', rowCount: minutes.length, ipc } as const;
  send({ type: 'ingest', id: 1, batches: [batch] });
  await answered;
  send({ type: 'covered', position: { runId, untilMs: times.at(-1)! } });
  port.close();
}

const savedRows = (database: DuckDb, rows: number) =>
  statusOf(database, (status) => status.state === 'writing' && status.keptObservations >= rows);
const savedTable = (database: DuckDb, name: string) =>
  statusOf(database, (status) => status.state === 'writing' && status.keptTables.includes(name));

describe('a page with a store', () => {
  it('finds its observations and its own tables after a reload, and where to go on', async () => {
    const name = freshPlace();
    const before = await openPage(name);
    expect(await before.position()).toBeNull();
    await observe(before, [0, 1, 2]);
    await before.query('CREATE TABLE mine AS SELECT range AS n FROM range(1000)');
    before.saveNow();
    await savedRows(before, 3);
    const { keptBytes, savedAtMs } = await savedTable(before, 'mine');
    expect(keptBytes).toBeGreaterThan(8_000);
    expect(Math.abs(savedAtMs! - Date.now())).toBeLessThan(60_000);
    await before.close();

    const after = await openPage(name);
    expect(await after.position()).toEqual({ runId: 'run-1', untilMs: START_MS + 2 * 60_000 });
    expect(await numberOf(after, 'SELECT sum(n) FROM mine')).toBe(499_500);
    await observe(after, [2, 3]);
    expect(await numberOf(after, 'SELECT count(*) FROM observations')).toBe(4);
    expect(await numberOf(after, 'SELECT value FROM observations_latest')).toBe(3);
  });

  it('has its own tables again after the database was restarted', async () => {
    const page = await openPage(freshPlace());
    await page.query('CREATE TABLE mine AS SELECT 42 AS n');
    await savedTable(page, 'mine');
    await page.restart();
    expect(await numberOf(page, 'SELECT n FROM mine')).toBe(42);
  });

  it('leaves out a chunk whose bytes have changed, says so, and has the past fetched whole', async () => {
    const name = freshPlace();
    const before = await openPage(name);
    await observe(before, [0, 1]);
    await before.query('CREATE TABLE mine AS SELECT 42 AS n');
    before.saveNow();
    await savedRows(before, 2);
    await savedTable(before, 'mine');
    await before.close();
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('bytes', 'readwrite');
        const cursor = transaction.objectStore('bytes').openCursor();
        cursor.onsuccess = () => {
          const at = cursor.result;
          if (at === null) return;
          at.value.bytes[at.value.bytes.length >> 1] ^= 0xff;
          at.update(at.value);
          at.continue();
        };
        transaction.oncomplete = () => {
          opening.result.close();
          resolve();
        };
        transaction.onabort = reject;
      };
    });

    const after = await openPage(name);
    expect(await after.position()).toBeNull();
    expect((await statusOf(after, ({ damaged }) => damaged.length > 0)).damaged).toEqual(['observations']);
    expect(await numberOf(after, 'SELECT count(*) FROM observations')).toBe(0);
    expect(await numberOf(after, 'SELECT n FROM mine')).toBe(42);
    await observe(after, [0, 1]);
    after.saveNow();
    await savedRows(after, 2);
  });

  it('leaves the store of a later version alone and works without it', async () => {
    const name = freshPlace();
    await new Promise<void>((resolve) => {
      const later = indexedDB.open(name, 99);
      later.onupgradeneeded = () => later.result.createObjectStore('later');
      later.onsuccess = () => {
        later.result.close();
        resolve();
      };
    });
    const page = await openPage(name);
    await inState(page, 'other-version');
    await page.query('CREATE TABLE mine AS SELECT 42 AS n');
    expect(await numberOf(page, 'SELECT n FROM mine')).toBe(42);
  });

  it('forgets everything at a word, and keeps nothing until it is opened again', async () => {
    const name = freshPlace();
    const page = await openPage(name);
    await page.query('CREATE TABLE mine AS SELECT 42 AS n');
    await savedTable(page, 'mine');
    await page.storage.forget();
    await inState(page, 'forgotten');
    await page.restart();
    await page.query('CREATE TABLE more AS SELECT 43 AS n');
    page.saveNow();
    expect(await numberOf(page, 'SELECT n FROM mine')).toBe(42);
    await inState(page, 'forgotten');
    await page.close();
    const after = await openPage(name);
    await inState(after, 'writing');
    expect((await after.tables()).filter(({ owner }) => owner === 'person')).toEqual([]);
  });
});

describe('a second tab', () => {
  it('reads nothing while the first keeps its work, and has its own tables after a restart all the same', async () => {
    const name = freshPlace();
    const first = await openPage(name, 'one');
    await first.query('CREATE TABLE mine AS SELECT 42 AS n');
    await savedTable(first, 'mine');
    const second = await openPage(name, 'two');
    await inState(second, 'other-tab');
    let heard = 0;
    // It is told at once what is known; the next word comes after the page was given the table.
    const held = statusOf(second, () => ++heard > 1);
    await second.query('CREATE TABLE other AS SELECT 43 AS n');
    expect((await second.tables()).filter(({ owner }) => owner === 'person').map((table) => table.name)).toEqual([
      'other',
    ]);
    second.saveNow();
    await held;
    await second.restart();
    expect(await numberOf(second, 'SELECT n FROM other')).toBe(43);
  });
});

describe('the store itself', () => {
  const openStore = async (name: string, tabId: string, session: string, now = () => 1_000_000) => {
    const store = await openIdbKeepStore({ name, tabId, session, now });
    open.push(() => store.close());
    return store;
  };
  const table = (name: string) =>
    ({ name, kind: 'table', sql: '', columns: [], rows: 1, ipc: new Uint8Array([1]) }) as const;
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof KeepError ? error.code : String(error)),
    );

  it('lets one tab write, and the next when the first was not heard of for twenty seconds', async () => {
    const name = freshPlace();
    let nowMs = 1_000_000;
    const now = () => nowMs;
    const first = await openStore(name, 'one', 's1', now);
    const second = await openStore(name, 'two', 's2', now);
    expect(await first.acquire()).toBe(true);
    expect(await second.acquire()).toBe(false);
    expect(await codeOf(second.commit({ putObjects: [table('his')] }))).toBe('other-tab');
    nowMs += 20_000;
    expect(await second.acquire()).toBe(false);
    nowMs += 1;
    expect(await second.acquire()).toBe(true);
    expect(await codeOf(first.commit({ putObjects: [table('hers')] }))).toBe('other-tab');
    expect(await codeOf(second.commit({ putObjects: [table('his')] }))).toBe('done');
    expect((await first.read()).objects.map((object) => object.name)).toEqual(['his']);
  });

  it('gives the lease back to a tab that was reloaded at once', async () => {
    const name = freshPlace();
    const before: KeepStore = await openStore(name, 'one', 's1');
    expect(await before.acquire()).toBe(true);
    const after = await openStore(name, 'one', 's2');
    expect(await after.acquire()).toBe(true);
    // The page before, should the browser bring it back, is not the writer any more.
    expect(await codeOf(before.commit({ position: null }))).toBe('other-tab');
  });

  it('writes all of a change or nothing', async () => {
    const store = await openStore(freshPlace(), 'one', 's1');
    await store.acquire();
    await store.commit({ position: { runId: 'a', untilMs: 5 } });
    // A function cannot be stored.
    const broken = { ...table('mine'), sql: (() => 1) as unknown as string };
    const chunk = { table: 'observations', runId: 'a', newestMs: 6, rows: 1, ipc: new Uint8Array([1, 2]) };
    const change = { addChunks: [chunk], position: { runId: 'a', untilMs: 6 }, putObjects: [broken] };
    expect(await codeOf(store.commit(change))).toBe('failed');
    const { chunks, position } = await store.read();
    expect([chunks.length, position]).toEqual([0, { runId: 'a', untilMs: 5 }]);
  });

  it('stores the bytes that are meant and not the whole buffer behind them', async () => {
    const store = await openStore(freshPlace(), 'one', 's1');
    await store.acquire();
    const ipc = new Uint8Array([9, 1, 2, 9]).subarray(1, 3);
    await store.commit({ putObjects: [{ ...table('mine'), ipc }] });
    const [kept] = (await store.read()).objects;
    expect([...kept!.ipc!]).toEqual([1, 2]);
    expect(kept!.ipc!.buffer.byteLength).toBe(2);
  });

  it('tells no quota where the browser has none to tell, as on plain HTTP', async () => {
    const store = await openStore(freshPlace(), 'one', 's1');
    expect((await store.estimate())!.quotaBytes).toBeGreaterThan(0);
    Object.defineProperty(navigator, 'storage', { value: undefined, configurable: true });
    try {
      expect(await store.estimate()).toBeNull();
    } finally {
      Reflect.deleteProperty(navigator, 'storage');
    }
  });

  it('does not let a tab write back what another one had forgotten', async () => {
    const name = freshPlace();
    let nowMs = 1_000_000;
    const now = () => nowMs;
    const first = await openStore(name, 'one', 's1', now);
    await first.acquire();
    const second = await openStore(name, 'two', 's2', now);
    nowMs += 10;
    await second.clear();
    expect(await codeOf(first.commit({ putObjects: [table('hers')] }))).toBe('forgotten');
    expect(await codeOf(first.acquire())).toBe('forgotten');
    nowMs += 10;
    expect(await (await openStore(name, 'three', 's3', now)).acquire()).toBe(true);
  });
});

it('keeps a large table in parts of the browser’s store, the older ones until the newer are named', async () => {
  const name = freshPlace();
  const before = await openPage(name);
  await inState(before, 'writing');
  const isKept = (status: StorageStatus) => status.keptBytes > 20_000_000;
  const kept = statusOf(before, isKept);
  await before.query('CREATE TABLE large AS SELECT i AS n, i * 2 AS twice FROM range(1500000) t(i)');
  await kept;
  await before.close();
  // As a page leaves it that dies in the middle of writing: parts that no table names.
  const store = await openIdbKeepStore({ name, tabId: 'tab', session: 'dying', now: () => Date.now() });
  expect(await store.acquire()).toBe(true);
  const orphan = await store.addPart(new Uint8Array(1_000));
  store.close();

  const after = await openPage(name);
  await inState(after, 'writing');
  expect(await numberOf(after, 'SELECT sum(n)::DOUBLE FROM large')).toBe(1_124_999_250_000);
  await after.close();
  const last = await openIdbKeepStore({ name, tabId: 'tab', session: 'last', now: () => Date.now() });
  open.push(() => last.close());
  expect(await last.readPart(orphan.id)).toBeNull();
  expect((await last.read()).objects[0]?.parts?.length).toBeGreaterThan(3);
});
