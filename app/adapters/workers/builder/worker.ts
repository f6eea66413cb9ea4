/** The builder worker: makes one layer and is ended by the page. */
import { encodeColumns } from '../../duckdb/arrow-codec.ts';
import { transferOf } from '../layers/codec.ts';
import { ingestClient } from '../layers/ingest-client.ts';
import { buildLayer } from './api.ts';
import type { FromBuilderWorker, ToBuilderWorker } from './codec.ts';

const page = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: FromBuilderWorker, transfer: Transferable[] = []) => page.postMessage(message, transfer);

page.addEventListener('message', async ({ data }: MessageEvent<ToBuilderWorker>) => {
  const database = data.ingestPort === null ? null : ingestClient(data.ingestPort);
  try {
    const built = await buildLayer(data.request, {
      async store(batch) {
        if (database === null) throw new Error('No database to store rows in');
        await database.send([
          { table: batch.table, mode: 'create', ipc: encodeColumns(batch), rowCount: batch.rowCount },
        ]);
      },
      onProgress: (progress) => tell({ type: 'progress', progress }),
    });
    tell({ type: 'built', built }, transferOf(built.geometry));
  } catch (error) {
    tell({ type: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
});
