/** The import worker: joins the readers, the doctor, the encoder and the database's port to an import. Ended by the page. */

import { loadCrsDefinitions } from '../../../core/geo/crs/definitions.ts';
import { createCrsRegistry } from '../../../core/geo/crs/registry.ts';
import { examine } from '../../../core/geo/doctor/examine.ts';
import { encodeColumns } from '../../duckdb/arrow-codec.ts';
import { openSource } from '../../files/readers/open-source.ts';
import { transferOf } from '../layers/codec.ts';
import { ingestClient } from '../layers/ingest-client.ts';
import { createImportDesk, type ImportContext, type ImportDesk } from './api.ts';
import type { FromImportWorker, ToImportWorker } from './codec.ts';

const page = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: FromImportWorker, transfer: Transferable[] = []) => page.postMessage(message, transfer);

/** Told this often at most: a bar does not move faster. */
const PROGRESS_MS = 100;
let toldMs = 0;
let toldStep = '';

let ingestPort: MessagePort | null = null;
let desk: ImportDesk | null = null;

const context: ImportContext = {
  openSource,
  examine: async (source, options) =>
    examine(source, { ...options, registry: createCrsRegistry(await loadCrsDefinitions()) }),
  async store(batches) {
    if (ingestPort === null) throw new Error('No database to store rows in');
    const made = new Set<string>();
    const encoded = Array.from(batches, (batch) => {
      const mode = made.has(batch.table) ? ('append' as const) : ('create-own' as const);
      made.add(batch.table);
      return { table: batch.table, mode, ipc: encodeColumns(batch), rowCount: batch.rowCount };
    });
    await ingestClient(ingestPort).send(encoded);
  },
  onProgress(progress) {
    const nowMs = performance.now();
    if (progress.step === toldStep && nowMs - toldMs < PROGRESS_MS) return;
    toldStep = progress.step;
    toldMs = nowMs;
    tell({ type: 'progress', progress });
  },
};

async function handle(message: ToImportWorker): Promise<void> {
  if (message.type === 'open') {
    desk = createImportDesk(message.parts, context);
    return;
  }
  if (desk === null) throw new Error('No file was opened');
  if (message.type === 'examine') {
    const examination = await desk.examine(message.wishes);
    tell({ type: 'examined', id: message.id, examination }, [examination.places.buffer as ArrayBuffer]);
  } else {
    ingestPort = message.ingestPort;
    const layer = await desk.store(message.plan);
    const layers = [layer, ...(layer.others ?? [])];
    tell(
      { type: 'stored', id: message.id, layer },
      layers.flatMap(({ geometry }) => transferOf(geometry)),
    );
  }
}

page.addEventListener('message', ({ data }: MessageEvent<ToImportWorker>) => {
  handle(data).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    if (data.type !== 'open') tell({ type: 'failed', id: data.id, detail });
  });
});
