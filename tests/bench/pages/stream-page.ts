/** The page of the stream benchmark: the app's own workers and database without the map, and someone who keeps asking. */
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import { startStream } from '../../../app/adapters/workers/stream/client.ts';
import type { StreamStatistics } from '../../../app/core/stream/live-stream.ts';

/** How many observations a query found, and when its answer was there (wall ms). */
export interface Sample {
  readonly atMs: number;
  readonly rows: number;
}

export interface StreamBenchPage {
  open(mqttUrl: string, historyUrl?: string): Promise<void>;
  statistics(): StreamStatistics | null;
  samples(): readonly Sample[];
  /** Longest task of the main thread since the last call, ms; 0 where none was over 50 ms. */
  longestTaskMs(): number;
  /** One INSERT a message for so long, as an app without batches would: messages per second. */
  insertOneByOne(forMs: number): Promise<number>;
}

declare global {
  interface Window {
    streamBench: StreamBenchPage;
  }
}

const QUERY_PAUSE_MS = 50;

const samples: Sample[] = [];
let last: StreamStatistics | null = null;
let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: 'longtask' });

async function open(mqttUrl: string, historyUrl?: string): Promise<void> {
  const database = await openDuckDb();
  const stream = startStream({
    origin: () => ({ type: 'mqtt', url: mqttUrl, city: 'eixample', historyUrl: historyUrl ?? null }),
    databasePort: () => database.ingestPort(),
  });
  stream.onStatistics((statistics) => {
    last = statistics;
  });
  const ask = async () => {
    const answer = await database.query('SELECT count(*)::INTEGER AS n FROM observations');
    samples.push({ atMs: Date.now(), rows: Number(answer.cell(0, 0)) });
    setTimeout(ask, QUERY_PAUSE_MS);
  };
  void ask();
}

async function insertOneByOne(forMs: number): Promise<number> {
  const worker = new Worker(workerUrl);
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  await database.instantiate(new URL(wasmUrl, location.href).href);
  const connection = await database.connect();
  await connection.query(`CREATE TABLE observations (run_id VARCHAR, sensor_id VARCHAR, property VARCHAR,
    phenomenon_time TIMESTAMP, result_time TIMESTAMP, received_at TIMESTAMP, value DOUBLE, unit VARCHAR,
    quality_flag INTEGER, seq INTEGER, source VARCHAR)`);
  const startedMs = performance.now();
  let count = 0;
  while (performance.now() - startedMs < forMs) {
    const time = new Date(1_730_966_400_000 + count * 200).toISOString().slice(0, 23);
    await connection.query(`INSERT INTO observations VALUES ('7-1', 'air-${count % 1000}', 'no2', '${time}', '${time}',
      '${time}', ${count % 200}, 'ug/m3', 1, ${count}, 'sandbox')`);
    count++;
  }
  const perSecond = (count * 1_000) / (performance.now() - startedMs);
  await connection.close();
  await database.terminate();
  return perSecond;
}

window.streamBench = {
  open,
  statistics: () => last,
  samples: () => samples,
  longestTaskMs: () => {
    const found = longest;
    longest = 0;
    return found;
  },
  insertOneByOne,
};
