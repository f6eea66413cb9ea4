/** The records worker: joins the file, the encoder and the database's port to the loader. It loads one table and ends. */
import { RecordError } from '../../../core/catalogue/record-tables.ts';
import { encodeColumns } from '../../duckdb/arrow-codec.ts';
import { fetchBytes } from '../../files/fetch-bytes.ts';
import { ingestClient } from '../layers/ingest-client.ts';
import { loadRecords } from './api.ts';
import type { FromRecordsWorker, ToRecordsWorker } from './codec.ts';

const page = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: FromRecordsWorker) => page.postMessage(message);

page.addEventListener('message', async ({ data }: MessageEvent<ToRecordsWorker>) => {
  const database = ingestClient(data.ingestPort);
  try {
    await loadRecords(data.manifestUrl, data.facts, data.file, {
      fetchBytes: (url, onProgress) => fetchBytes(url, undefined, onProgress),
      store: (batches) =>
        database.send(
          batches.map(({ mode, batch }) => ({
            table: batch.table,
            mode,
            ipc: encodeColumns(batch),
            rowCount: batch.rowCount,
          })),
        ),
      onProgress: (progress) => tell({ type: 'progress', progress }),
      nowMs: () => Date.now(),
    });
    tell({ type: 'stored' });
  } catch (error) {
    const problem = error instanceof RecordError ? error.problem : 'worker-failed';
    tell({ type: 'failed', problem, detail: error instanceof Error ? error.message : String(error) });
  }
});
