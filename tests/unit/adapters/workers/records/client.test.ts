import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordTables } from '../../../../../app/adapters/workers/records/client.ts';
import type { FromRecordsWorker, ToRecordsWorker } from '../../../../../app/adapters/workers/records/codec.ts';
import type { DatasetManifest } from '../../../../../app/core/catalogue/dataset-manifest.ts';
import { recordFileOf } from '../../../../builders/record-file.ts';

/** A worker that does what the test tells it to. */
class FakeWorker extends EventTarget {
  ended = false;
  asked: ToRecordsWorker | null = null;
  postMessage(message: ToRecordsWorker) {
    this.asked = message;
  }
  terminate() {
    this.ended = true;
  }
  say(data: FromRecordsWorker) {
    if (!this.ended) this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function desk(ingestPort = () => new MessageChannel().port1) {
  const workers: FakeWorker[] = [];
  const there: { name: string; owner: 'house' | 'person' }[] = [];
  let restart: (phase: 'restarting' | 'ready') => void = () => undefined;
  let open: (manifest: DatasetManifest) => void = () => undefined;
  const tables = recordTables({
    database: {
      ingestPort,
      tables: async () => there,
      onRestart(listener) {
        restart = listener;
        return () => undefined;
      },
    },
    manifestUrl: 'datasets/test/manifest.json',
    ready: new Promise((resolve) => {
      open = resolve;
    }),
    startWorker() {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  });
  const load = (table: string) => {
    const steps: string[] = [];
    const outcome = tables
      .load(recordFileOf({ table }), ({ step }) => steps.push(step))
      .catch((error) => error.problem);
    return { steps, outcome };
  };
  const nextWorker = (count: number) =>
    vi.waitFor(() => expect(workers).toHaveLength(count)).then(() => workers[count - 1]!);
  return {
    tables,
    there,
    load,
    nextWorker,
    workers,
    open: () => open({ files: [] } as never),
    restart: (phase: 'restarting' | 'ready') => restart(phase),
  };
}

const STORING: FromRecordsWorker = { type: 'progress', progress: { step: 'storing', loadedBytes: 20, totalBytes: 20 } };

describe('the queue of records', () => {
  beforeEach(() => {
    vi.stubGlobal('document', { baseURI: 'http://page.example/app/' });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('starts nothing before it may, then one worker after the other, each ended when its table is there', async () => {
    const { load, nextWorker, workers, open } = desk();
    const [first, second] = [load('a'), load('b')];
    await Promise.resolve();
    expect(workers).toHaveLength(0);
    open();
    const worker = await nextWorker(1);
    expect(worker.asked).toMatchObject({
      manifestUrl: 'http://page.example/app/datasets/test/manifest.json',
      file: { table: 'a' },
    });
    expect(second.steps).toEqual(['waiting']);
    worker.say(STORING);
    worker.say({ type: 'stored' });
    expect(await first.outcome).toBe('stored');
    expect(worker.ended).toBe(true);
    expect(first.steps).toEqual(['waiting', 'storing']);
    (await nextWorker(2)).say({ type: 'stored' });
    expect(await second.outcome).toBe('stored');
  });

  it('gives up a table while it loads or waits, and goes on with the next', async () => {
    const { tables, load, nextWorker, open } = desk();
    open();
    const [first, second, third] = [load('a'), load('b'), load('c')];
    const worker = await nextWorker(1);
    tables.cancel('b');
    tables.cancel('a');
    expect([await first.outcome, await second.outcome]).toEqual(['cancelled', 'cancelled']);
    expect(worker.ended).toBe(true);
    const last = await nextWorker(2);
    expect(last.asked!.file.table).toBe('c');
    last.say({ type: 'stored' });
    expect(await third.outcome).toBe('stored');
  });

  it('does not give up what is being stored: it is there in a moment', async () => {
    const { tables, load, nextWorker, open } = desk();
    open();
    const { outcome } = load('a');
    const worker = await nextWorker(1);
    worker.say(STORING);
    tables.cancel('a');
    expect(worker.ended).toBe(false);
    worker.say({ type: 'stored' });
    expect(await outcome).toBe('stored');
  });

  it('loads once more when the database was started again meanwhile, through a new worker', async () => {
    const { load, nextWorker, restart, open } = desk();
    open();
    const { outcome } = load('a');
    const worker = await nextWorker(1);
    restart('restarting');
    expect(worker.ended).toBe(true);
    restart('ready');
    (await nextWorker(2)).say({ type: 'stored' });
    expect(await outcome).toBe('stored');
  });

  it('needs no worker for a table that is there already, and leaves a person’s own alone', async () => {
    const { load, there, workers, open } = desk();
    there.push({ name: 'a', owner: 'house' }, { name: 'B', owner: 'person' });
    open();
    expect(await load('a').outcome).toBe('stored');
    expect(await load('b').outcome).toBe('name-taken');
    expect(workers).toHaveLength(0);
  });

  it('starts no worker where the database gives it no port to write to', async () => {
    const { load, workers, open } = desk(() => {
      throw new Error('the database is not open');
    });
    open();
    expect(await load('a').outcome).toBe('worker-failed');
    expect(workers).toHaveLength(0);
  });

  it('tells why a table did not come, and goes on', async () => {
    const { load, nextWorker, open } = desk();
    open();
    const [first, second] = [load('a'), load('b')];
    (await nextWorker(1)).say({ type: 'failed', problem: 'file-unreachable', detail: '404' });
    expect(await first.outcome).toBe('file-unreachable');
    const worker = await nextWorker(2);
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'gone' }));
    expect(await second.outcome).toBe('worker-failed');
    expect(worker.ended).toBe(true);
  });
});
