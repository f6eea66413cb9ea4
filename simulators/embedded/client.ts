/** The page's side of the embedded city: starts its worker and hands over the port that the stream worker talks to. */
import { DEFAULT_SEED, DEFAULT_SPEED, DEFAULT_START_MS } from '../city/index.ts';
import type { EmbeddedCityRequest } from './api.ts';

export interface EmbeddedCityOptions extends Partial<EmbeddedCityRequest> {
  /** Address of the folder with the dataset's files; relative ones are taken from the page's address. */
  readonly datasetBaseUrl: string;
  /** The worker itself could not be loaded or broke down; plain text for the folded part of a notice. */
  readonly onFailure?: (detail: string) => void;
}

export interface EmbeddedCityHandle {
  /** Speaks `core/stream/port-protocol.ts`; transfer it to the stream worker. */
  readonly port: MessagePort;
  stop(): void;
}

export function startEmbeddedCity({
  datasetBaseUrl,
  cityId = 'eixample',
  seed = DEFAULT_SEED,
  speed = DEFAULT_SPEED,
  startMs = DEFAULT_START_MS,
  onFailure,
}: EmbeddedCityOptions): EmbeddedCityHandle {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'embedded-city' });
  worker.onerror = (event) => onFailure?.(event.message || 'The worker of the embedded city could not be loaded');
  const { port1, port2 } = new MessageChannel();
  const base = new URL(datasetBaseUrl, document.baseURI).href;
  const request: EmbeddedCityRequest = {
    datasetBaseUrl: base.endsWith('/') ? base : `${base}/`,
    cityId,
    seed,
    speed,
    startMs,
  };
  worker.postMessage({ request, port: port2 }, [port2]);
  return { port: port1, stop: () => worker.terminate() };
}
