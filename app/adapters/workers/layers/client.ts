/** The page's handle on the layers worker. The worker ends when the place is loaded. */
import { Pulse, RestartBudget } from '../../../core/base/pulse.ts';
import type { DatasetManifest } from '../../../core/catalogue/dataset-manifest.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';
import {
  type FromLayersWorker,
  type LayerProgress,
  LayersError,
  type LoadedLayers,
  type ToLayersWorker,
} from './codec.ts';

export { LayersError };

const TICK_MS = 1_000;
/** Reading and triangulating a large file is one step, on a slow laptop a long one. */
const MOST_SILENT_TICKS = 15;
const MOST_RESTARTS = 2;
const RESTARTS_WITHIN_MS = 120_000;
/** Not a failure: what was stored so far went with the old database. */
const DATABASE_RESTARTED = new Error('The database was started again');

export interface LoadLayersOptions {
  /** Relative to the page, or absolute. */
  readonly manifestUrl: string;
  /** Makes a port of the database worker, which is transferred; asked again when loading has to begin anew. */
  readonly ingestPort: () => MessagePort;
  /** Tells of each restart of the database, which makes loading begin anew. Returns the function that stops it. */
  readonly onDatabaseRestart?: (listener: () => void) => () => void;
  /** The worker died: loading begins anew. */
  onRestart?(detail: string): void;
  onManifest?(manifest: DatasetManifest): void;
  /** Called per drawn table, buildings first, before its rows are stored. */
  onGeometry(geometry: LayerGeometry): void;
  onProgress?(progress: LayerProgress): void;
  readonly signal?: AbortSignal;
}

/**
 * Loads a place. A file that fails is named in `problems` and leaves the others alone; rejects with LayersError where
 * the manifest cannot be read or the worker dies again and again, and with the signal's reason after an abort.
 */
export async function loadLayers(options: LoadLayersOptions): Promise<LoadedLayers> {
  const budget = new RestartBudget(MOST_RESTARTS, RESTARTS_WITHIN_MS);
  for (;;) {
    try {
      return await loadOnce(options);
    } catch (error) {
      const died = error instanceof LayersError && error.problem === 'worker-failed';
      if (error !== DATABASE_RESTARTED && !(died && budget.take(performance.now()))) throw error;
      if (died) options.onRestart?.(error.message);
    }
  }
}

function loadOnce(options: LoadLayersOptions): Promise<LoadedLayers> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'layers' });
    const pulse = new Pulse(MOST_SILENT_TICKS);
    const ticking = setInterval(() => {
      if (pulse.tick()) end(() => reject(new LayersError('worker-failed', 'The layers worker fell silent')));
    }, TICK_MS);
    const abort = () => end(() => reject(signal?.reason));
    const end = (settle: () => void) => {
      clearInterval(ticking);
      stopListening?.();
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      settle();
    };
    signal?.addEventListener('abort', abort);
    const stopListening = options.onDatabaseRestart?.(() => end(() => reject(DATABASE_RESTARTED)));
    worker.addEventListener('message', ({ data }: MessageEvent<FromLayersWorker>) => {
      pulse.heard();
      switch (data.type) {
        case 'manifest':
          return options.onManifest?.(data.manifest);
        case 'geometry':
          return options.onGeometry(data.geometry);
        case 'progress':
          return options.onProgress?.(data.progress);
        case 'loaded':
          return end(() => resolve(data.loaded));
        case 'failed':
          return end(() => reject(new LayersError(data.problem, data.detail)));
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(() => reject(new LayersError('worker-failed', event.message)));
    });
    const ingestPort = options.ingestPort();
    const message: ToLayersWorker = {
      type: 'load',
      manifestUrl: new URL(options.manifestUrl, document.baseURI).href,
      ingestPort,
    };
    worker.postMessage(message, [ingestPort]);
  });
}
