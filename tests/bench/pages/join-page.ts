/** The page of the join benchmark: the app's own database worker, and Turf beside it. */
import { encodeColumns } from '../../../app/adapters/duckdb/arrow-codec.ts';
import { openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import type { Database } from '../../../app/core/store/database.ts';
import type { IngestAnswer, IngestRequest } from '../../../app/core/store/ingest-protocol.ts';
import { countByTurf, countByTurfAndFlatbush, type JoinCity, joinCity, joinTables } from '../../builders/join-bench.ts';

export interface Timed {
  readonly ms: number;
  /** Of the query's one cell, or rows by polygon. */
  readonly counts: readonly number[];
}

export interface JoinBenchPage {
  open(points: number): Promise<void>;
  /** Runs a query and reads the column `n` of all rows. */
  query(sql: string): Promise<Timed>;
  turf(points: number): Timed;
  turfAndFlatbush(): Timed;
}

declare global {
  interface Window {
    joinBench: JoinBenchPage;
  }
}

let database: Database;
let city: JoinCity;

async function ingest(port: MessagePort, id: number, request: IngestRequest['batches']): Promise<void> {
  const answer = await new Promise<IngestAnswer>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<IngestAnswer>) => resolve(data);
    port.postMessage({ type: 'ingest', id, batches: request } satisfies IngestRequest);
  });
  if (answer.type !== 'ingested') throw new Error(JSON.stringify(answer));
}

function timed(work: () => Uint32Array): Timed {
  const startedMs = performance.now();
  const counts = work();
  return { ms: performance.now() - startedMs, counts: [...counts] };
}

window.joinBench = {
  async open(points) {
    const opened = await openDuckDb();
    database = opened;
    city = joinCity(points);
    const port = opened.ingestPort();
    for (const [id, batch] of joinTables(city).entries()) {
      const { table, rowCount } = batch;
      await ingest(port, id, [{ table, mode: 'create', ipc: encodeColumns(batch), rowCount }]);
    }
  },
  async query(sql) {
    const startedMs = performance.now();
    const answer = await database.query(sql, { timeLimitMs: 600_000 });
    const ms = performance.now() - startedMs;
    const at = answer.columns.findIndex(({ name }) => name === 'n');
    return { ms, counts: Array.from({ length: answer.rowCount }, (_none, row) => Number(answer.cell(row, at))) };
  },
  turf: (points) => timed(() => countByTurf(city, city.points.slice(0, points))),
  turfAndFlatbush: () => timed(() => countByTurfAndFlatbush(city, city.points)),
};
