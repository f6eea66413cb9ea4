/** The project worker: writes or opens one archive and is ended by the page. */
import { decodeResult } from '../../duckdb/result-table.ts';
import { openZip } from '../../files/readers/zip-archive.ts';
import { zipWriter } from '../../files/zip-writer.ts';
import { ingestClient } from '../layers/ingest-client.ts';
import { type ArchiveTools, openArchive, writeArchive } from './api.ts';
import type { FromProjectWorker, ToProjectWorker } from './codec.ts';

const page = self as unknown as DedicatedWorkerGlobalScope;
const tell = (message: FromProjectWorker, transfer: Transferable[] = []) => page.postMessage(message, transfer);
const tools: ArchiveTools = {
  zipWriter,
  openZip,
  decode: (ipc, rowCount) => decodeResult({ ipc, rowCount, truncated: false, elapsedMs: 0 }),
};
let opened: Awaited<ReturnType<typeof openArchive>> | null = null;

page.addEventListener('message', async ({ data }: MessageEvent<ToProjectWorker>) => {
  const onProgress = (progress: Extract<FromProjectWorker, { type: 'progress' }>['progress']) =>
    tell({ type: 'progress', progress });
  try {
    if (data.type === 'write') {
      const archive = await writeArchive(data.content, ingestClient(data.port), tools, onProgress);
      const buffers = new Set(archive.parts.map(({ buffer }) => buffer as ArrayBuffer));
      tell({ type: 'written', archive }, [...buffers]);
    } else if (data.type === 'open') {
      opened = await openArchive(data.bytes, data.here, tools);
      tell({ type: 'opened', opened: { project: opened.project, issues: opened.issues } });
    } else if (opened !== null) {
      tell({ type: 'stored', stored: await opened.store(data.taken, ingestClient(data.port), onProgress) });
    }
  } catch (error) {
    tell({ type: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
});
