/** The models worker: joins the files, the encoder and the database's port to the models. */
import { WhatIfError } from '../../../core/models/scenario/what-if.ts';
import { encodeColumns } from '../../duckdb/arrow-codec.ts';
import { decodeResult } from '../../duckdb/result-table.ts';
import { fetchBytes } from '../../files/fetch-bytes.ts';
import { type IngestClient, ingestClient } from '../layers/ingest-client.ts';
import { ModelsApi } from './api.ts';
import { type Asked, ModelsCancelled } from './asked.ts';
import type { FromModelsWorker, ToModelsWorker } from './codec.ts';
import { buffersOf } from './draws.ts';

const page = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: FromModelsWorker, transfer: Transferable[] = []) => page.postMessage(message, transfer);
const cancelled = new Set<number>();
let database: IngestClient | null = null;
let models: ModelsApi | null = null;
/** One question after the other: two at once would only slow each other down. */
let queue: Promise<unknown> = Promise.resolve();

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

function open(datasetUrl: string): ModelsApi {
  return new ModelsApi({
    fetchTable: (table) => fetchBytes(new URL(`${table}.geojson`, datasetUrl).href),
    readRows: async (sql, maxRows) => {
      if (database === null) throw new Error('no database');
      return decodeResult(await database.read(sql, maxRows));
    },
    store: (batches) => {
      if (database === null) throw new Error('no database');
      return database.send(
        batches.map((batch) => ({
          table: batch.table,
          mode: 'create',
          ipc: encodeColumns(batch),
          rowCount: batch.rowCount,
        })),
      );
    },
    storeRows: (changes) => {
      if (database === null) throw new Error('no database');
      return database.send(
        changes.map(({ table, scenarioIds, batch }) => ({
          table,
          mode: 'replace-rows',
          replaces: { column: 'scenario_id', values: scenarioIds },
          ipc: batch === null ? new Uint8Array() : encodeColumns(batch),
          rowCount: batch?.rowCount ?? 0,
        })),
      );
    },
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
    nowMs: () => performance.now(),
  });
}

async function ask(
  api: ModelsApi,
  { id, question, settings }: ToModelsWorker & { readonly type: 'ask' },
): Promise<void> {
  try {
    if (cancelled.has(id)) throw new ModelsCancelled();
    const asked: Asked = {
      onProgress: (progress) => tell({ type: 'progress', id, progress }),
      isCancelled: () => cancelled.has(id),
    };
    const answer = await api.answer(question, asked, settings);
    tell({ type: 'answer', id, answer }, answer.type === 'draw' ? buffersOf(answer.part) : []);
  } catch (error) {
    if (error instanceof ModelsCancelled) tell({ type: 'cancelled', id });
    else {
      const code = error instanceof WhatIfError ? error.code : 'worker-failed';
      tell({ type: 'failed', id, code, detail: error instanceof Error ? error.message : String(error) });
    }
  } finally {
    cancelled.delete(id);
  }
}

page.addEventListener('message', ({ data }: MessageEvent<ToModelsWorker>) => {
  switch (data.type) {
    case 'open':
      database = ingestClient(data.ingestPort);
      models = open(data.datasetUrl);
      break;
    case 'database':
      // A question that waits for the former one would keep all others waiting.
      database?.abandon();
      database = ingestClient(data.ingestPort);
      void models?.forgetStored().catch(() => undefined);
      break;
    case 'cancel':
      cancelled.add(data.id);
      break;
    case 'ask': {
      const api = models;
      if (api !== null) queue = queue.then(() => ask(api, data));
      break;
    }
  }
});
