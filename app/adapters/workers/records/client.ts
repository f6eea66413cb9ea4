/** The page's handle on records: a queue, and one worker at a time that loads one table and ends. */
import type { DatasetManifest, RecordFile } from '../../../core/catalogue/dataset-manifest.ts';
import { RecordError, type RecordProgress, type RecordTables } from '../../../core/catalogue/record-tables.ts';
import type { FromRecordsWorker, ToRecordsWorker } from './codec.ts';

/** What this needs of the database. */
export interface RecordsDatabase {
  /** A port for the worker that writes; dead after a restart. */
  ingestPort(): MessagePort;
  tables(): Promise<readonly { readonly name: string; readonly owner?: 'house' | 'person' }[]>;
  onRestart(listener: (phase: 'restarting' | 'ready') => void): () => void;
}

export interface RecordsOptions {
  readonly database: RecordsDatabase;
  /** Relative to the page, or absolute. */
  readonly manifestUrl: string;
  /** Resolves with the manifest when nothing more urgent is under way. */
  readonly ready: Promise<DatasetManifest>;
  /** For tests. */
  readonly startWorker?: () => Worker;
}

interface Job {
  readonly file: RecordFile;
  readonly onProgress: (progress: RecordProgress) => void;
  readonly resolve: (outcome: 'stored' | 'cancelled') => void;
  readonly reject: (error: RecordError) => void;
}

const shippedWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'records' });

export function recordTables({
  database,
  manifestUrl,
  ready,
  startWorker = shippedWorker,
}: RecordsOptions): RecordTables {
  const waiting: Job[] = [];
  let current: { readonly job: Job; readonly stop: AbortController; isStoring: boolean } | null = null;
  let isRestarting = false;

  database.onRestart((phase) => {
    isRestarting = phase === 'restarting';
    if (isRestarting && current !== null) {
      // Its port has died with the database: once more from the start, when there is one again.
      waiting.unshift(current.job);
      current.stop.abort('again');
      current = null;
    }
    if (!isRestarting) void next();
  });

  async function next(): Promise<void> {
    if (current !== null || isRestarting || waiting.length === 0) return;
    const job = waiting.shift()!;
    const own = { job, stop: new AbortController(), isStoring: false };
    current = own;
    try {
      const manifest = await ready;
      const there = (await database.tables()).find((table) => table.name.toLowerCase() === job.file.table);
      if (there?.owner === 'person') throw new RecordError('name-taken', there.name);
      if (there === undefined && !own.stop.signal.aborted) {
        await load(job, manifest, own.stop.signal, () => {
          own.isStoring = true;
        });
      }
      if (!own.stop.signal.aborted) job.resolve('stored');
    } catch (error) {
      if (!own.stop.signal.aborted) {
        job.reject(error instanceof RecordError ? error : new RecordError('worker-failed', String(error)));
      }
    }
    if (current === own) current = null;
    void next();
  }

  function load(job: Job, manifest: DatasetManifest, signal: AbortSignal, onStoring: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      // Asked for first: where there is none, no worker is left running.
      const ingestPort = database.ingestPort();
      const worker = startWorker();
      const end = (settle: () => void) => {
        signal.removeEventListener('abort', abort);
        worker.terminate();
        settle();
      };
      const abort = () => end(resolve);
      signal.addEventListener('abort', abort);
      worker.addEventListener('message', ({ data }: MessageEvent<FromRecordsWorker>) => {
        if (data.type === 'progress') {
          if (data.progress.step === 'storing') onStoring();
          job.onProgress(data.progress);
        } else if (data.type === 'stored') end(resolve);
        else end(() => reject(new RecordError(data.problem, data.detail)));
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        end(() => reject(new RecordError('worker-failed', event.message)));
      });
      const { files: _files, ...facts } = manifest;
      const message: ToRecordsWorker = {
        type: 'load',
        manifestUrl: new URL(manifestUrl, document.baseURI).href,
        facts,
        file: job.file,
        ingestPort,
      };
      worker.postMessage(message, [ingestPort]);
    });
  }

  return {
    load: (file, onProgress) =>
      new Promise((resolve, reject) => {
        onProgress({ step: 'waiting', loadedBytes: 0, totalBytes: file.bytes });
        waiting.push({ file, onProgress, resolve, reject });
        void next();
      }),
    cancel(table) {
      const index = waiting.findIndex(({ file }) => file.table === table);
      if (index >= 0) waiting.splice(index, 1)[0]!.resolve('cancelled');
      // What is being stored is there in a moment, and could not be taken back.
      else if (current !== null && current.job.file.table === table && !current.isStoring) {
        current.job.resolve('cancelled');
        current.stop.abort('cancelled');
      }
    },
  };
}
