/** The page's handle on the builder worker: one worker a layer, ended when it is built or no longer wanted. */
import type { BuildOptions, BuiltLayer, LayerBuilder, LayerRequest } from '../../../core/twins/layer-builder.ts';
import { type FromBuilderWorker, type ToBuilderWorker, transferOfRequest } from './codec.ts';

/** `ingestPort` makes a port of the database worker, which is transferred; asked only where rows are to be stored. */
export function layerBuilder(ingestPort: () => MessagePort): LayerBuilder {
  return { build: (request, options = {}) => buildInWorker(request, options, ingestPort) };
}

function buildInWorker(
  request: LayerRequest,
  { signal, onProgress }: BuildOptions,
  ingestPort: () => MessagePort,
): Promise<BuiltLayer> {
  return new Promise((resolve, reject) => {
    const aborted = () => new DOMException('The layer is no longer wanted', 'AbortError');
    if (signal?.aborted) return reject(aborted());
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'builder' });
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      settle();
    };
    const abort = () => end(() => reject(aborted()));
    signal?.addEventListener('abort', abort);
    worker.addEventListener('message', ({ data }: MessageEvent<FromBuilderWorker>) => {
      switch (data.type) {
        case 'progress':
          return onProgress?.(data.progress);
        case 'built':
          return end(() => resolve(data.built));
        case 'failed':
          return end(() => reject(new Error(data.detail)));
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(() => reject(new Error(event.message)));
    });
    const port = request.store ? ingestPort() : null;
    const message: ToBuilderWorker = { request, ingestPort: port };
    worker.postMessage(message, [...transferOfRequest(request), ...(port === null ? [] : [port])]);
  });
}
