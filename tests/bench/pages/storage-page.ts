/** The page of the storage benchmark: the app's own database worker, fed as fast as it takes, with and without a store. */
import { encodeColumns } from '../../../app/adapters/duckdb/arrow-codec.ts';
import { type DuckDb, openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import type { IngestAnswer, IngestBatch, IngestMessage } from '../../../app/core/store/ingest-protocol.ts';

export interface StorageBenchPage {
  /** Stores so many observations in batches as the stream sends them: rows a second until the last answer. */
  ingest(rows: number, keep: boolean): Promise<number>;
  /** Opens the database again until it has so many rows; ms. They come from the store, or are sent anew. */
  reopen(rows: number, from: 'store' | 'stream'): Promise<number>;
}

declare global {
  interface Window {
    storageBench: StorageBenchPage;
  }
}

const START_MS = Date.UTC(2024, 10, 7, 8);
/** A quarter of a second of 5,000 messages a second. */
const BATCH_ROWS = 1_250;
const SENSORS = 500;
const KEEP = { name: 'maqueta bench', tabId: 'bench' };

function batchFrom(from: number): IngestBatch {
  const numbers = Array.from({ length: BATCH_ROWS }, (_, i) => from + i);
  const times = Float64Array.from(numbers, (n) => START_MS + Math.floor(n / SENSORS) * 60_000);
  const text = (name: string, of: (n: number) => string) => ({ name, type: 'text', values: numbers.map(of) }) as const;
  const ipc = encodeColumns({
    table: 'observations',
    rowCount: BATCH_ROWS,
    columns: [
      text('run_id', () => '20241107-1'),
      text('sensor_id', (n) => `air-lowcost-${n % SENSORS}`),
      text('property', (n) => (n % 2 === 0 ? 'flow' : 'no2')),
      { name: 'phenomenon_time', type: 'timestamp', values: times },
      { name: 'result_time', type: 'timestamp', values: times.map((ms) => ms + 2_000) },
      { name: 'received_at', type: 'timestamp', values: times.map((ms) => ms + 2_050) },
      { name: 'value', type: 'double', values: Float64Array.from(numbers, (n) => (n % 97) + 0.25) },
      text('unit', () => 'ug/m3'),
      { name: 'quality_flag', type: 'integer', values: new Int32Array(BATCH_ROWS).fill(1) },
      { name: 'seq', type: 'integer', values: Int32Array.from(numbers) },
      text('source', () => 'sandbox'),
    ],
  });
  return { table: 'observations', mode: 'upsert-observations', rowCount: BATCH_ROWS, ipc };
}

async function feed(database: DuckDb, rows: number): Promise<void> {
  const port = database.ingestPort();
  const send = (message: IngestMessage) => port.postMessage(message);
  send({ type: 'run', runId: '20241107-1', virtualMs: START_MS + (rows / SENSORS) * 60_000 });
  for (let from = 0; from < rows; from += BATCH_ROWS) {
    const answered = new Promise<IngestAnswer>((resolve) => {
      port.onmessage = ({ data }: MessageEvent<IngestAnswer>) => resolve(data);
    });
    send({ type: 'ingest', id: from, batches: [batchFrom(from)] });
    const answer = await answered;
    if (answer.type !== 'ingested') throw new Error(answer.detail);
  }
}

async function kept(database: DuckDb, rows: number): Promise<void> {
  database.saveNow();
  await new Promise<void>((resolve) => {
    database.storage.onStatus(({ keptObservations, state, detail }) => {
      if (state !== 'writing' && state !== 'opening') throw new Error(`${state} ${detail}`);
      if (keptObservations >= rows) resolve();
    });
  });
}

window.storageBench = {
  async ingest(rows, keep) {
    indexedDB.deleteDatabase(KEEP.name);
    const database = await openDuckDb(keep ? { keep: KEEP } : {});
    const startedMs = performance.now();
    await feed(database, rows);
    const perSecond = (rows * 1_000) / (performance.now() - startedMs);
    if (keep) await kept(database, rows);
    await database.close();
    return perSecond;
  },
  async reopen(rows, from) {
    const startedMs = performance.now();
    const database = await openDuckDb(from === 'store' ? { keep: KEEP } : {});
    if (from === 'stream') await feed(database, rows);
    for (;;) {
      const answer = await database.query('SELECT count(*)::INTEGER AS n FROM observations');
      if (Number(answer.cell(0, 0)) >= rows) break;
    }
    const elapsedMs = performance.now() - startedMs;
    await database.close();
    return elapsedMs;
  },
};
