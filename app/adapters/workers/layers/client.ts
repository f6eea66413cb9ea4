/** The page's handle on the layers worker. The worker ends when the place is loaded. */
import type { DatasetManifest } from '../../../core/twins/dataset-manifest.ts';
import type { LayerGeometry } from '../../../core/twins/scene-renderer.ts';
import {
  type FromLayersWorker,
  type LayerProgress,
  LayersError,
  type LoadedLayers,
  type ToLayersWorker,
} from './codec.ts';

export { LayersError };

export interface LoadLayersOptions {
  /** Relative to the page, or absolute. */
  readonly manifestUrl: string;
  /** A port of the database worker; transferred. */
  readonly ingestPort: MessagePort;
  onManifest?(manifest: DatasetManifest): void;
  /** Called per drawn table, buildings first, before its rows are stored. */
  onGeometry(geometry: LayerGeometry): void;
  onProgress?(progress: LayerProgress): void;
  readonly signal?: AbortSignal;
}

/**
 * Loads a place. A file that fails is named in `problems` and leaves the others alone; rejects with LayersError where
 * the manifest cannot be read, and with the signal's reason after an abort.
 */
export function loadLayers(options: LoadLayersOptions): Promise<LoadedLayers> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'layers' });
    const abort = () => end(() => reject(signal?.reason));
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      settle();
    };
    signal?.addEventListener('abort', abort);
    worker.addEventListener('message', ({ data }: MessageEvent<FromLayersWorker>) => {
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
    const message: ToLayersWorker = {
      type: 'load',
      manifestUrl: new URL(options.manifestUrl, document.baseURI).href,
      ingestPort: options.ingestPort,
    };
    worker.postMessage(message, [options.ingestPort]);
  });
}
