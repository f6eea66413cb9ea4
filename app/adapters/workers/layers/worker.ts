/** The layers worker: joins the files, the encoder and the database's port to the loader. */
import { encodeColumns } from '../../duckdb/arrow-codec.ts';
import { fetchBytes } from '../../files/fetch-bytes.ts';
import { loadPlace } from './api.ts';
import { type FromLayersWorker, LayersError, type ToLayersWorker, transferOf } from './codec.ts';
import { ingestClient } from './ingest-client.ts';

const PULSE_MS = 1_000;

const page = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: FromLayersWorker, transfer: Transferable[] = []) => page.postMessage(message, transfer);

setInterval(() => tell({ type: 'pulse' }), PULSE_MS);

page.addEventListener('message', async ({ data }: MessageEvent<ToLayersWorker>) => {
  const database = ingestClient(data.ingestPort);
  try {
    const loaded = await loadPlace(data.manifestUrl, {
      fetchBytes: (url, onProgress) => fetchBytes(url, undefined, onProgress),
      store: (batch, mode) =>
        database.send([{ table: batch.table, mode, ipc: encodeColumns(batch), rowCount: batch.rowCount }]),
      onManifest: (manifest) => tell({ type: 'manifest', manifest }),
      onGeometry: (geometry) => tell({ type: 'geometry', geometry }, transferOf(geometry)),
      onProgress: (progress) => tell({ type: 'progress', progress }),
      nowMs: () => Date.now(),
    });
    tell({ type: 'loaded', loaded });
  } catch (error) {
    const problem = error instanceof LayersError ? error.problem : 'worker-failed';
    tell({ type: 'failed', problem, detail: error instanceof Error ? error.message : String(error) });
  }
});
