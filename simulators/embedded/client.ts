/**
 * The page's side of the embedded city: starts its worker, hands over the port that the stream worker talks to, and
 * starts a worker that died again where the city stood.
 */
import { Pulse, RestartBudget } from '../../app/core/base/pulse.ts';
import { DEFAULT_SEED, DEFAULT_SPEED, DEFAULT_START_MS } from '../city/index.ts';
import type { CityTexts } from './api.ts';
import type { CityToPage, PageToCity } from './codec.ts';
import type { CityPosition } from './session.ts';

export interface EmbeddedCityOptions {
  /** Address of the folder with the dataset's files, relative ones taken from the page's; or the files themselves. */
  readonly dataset: string | CityTexts;
  readonly cityId?: string;
  readonly seed?: number;
  /** Virtual seconds per wall second. */
  readonly speed?: number;
  /** Virtual time at which the city begins, ms UTC. */
  readonly startMs?: number;
  /** Where the city stood in an earlier visit; it goes on from there instead. */
  readonly begin?: CityPosition | null;
  /** The worker died and was started again where the city stood: who listens must `connect` anew. */
  readonly onRestart?: (detail: string) => void;
  /** The worker could not be loaded or died again and again; plain text for the folded part of a notice. */
  readonly onFailure?: (detail: string) => void;
}

export interface EmbeddedCityHandle {
  /** A line that speaks `core/stream/port-protocol.ts`, to be transferred to the stream worker. Lines before it are dead. */
  connect(): MessagePort;
  /** Where it stands, as it was told last: about a second ago. */
  position(): CityPosition;
  stop(): void;
}

const TICK_MS = 1_000;
const MOST_SILENT_TICKS = 15;
const MOST_RESTARTS = 3;
const RESTARTS_WITHIN_MS = 60_000;

export function startEmbeddedCity({
  dataset,
  cityId = 'eixample',
  seed = DEFAULT_SEED,
  speed = DEFAULT_SPEED,
  startMs = DEFAULT_START_MS,
  begin = null,
  onRestart,
  onFailure,
}: EmbeddedCityOptions): EmbeddedCityHandle {
  const source = typeof dataset === 'string' ? { baseUrl: folderAt(dataset) } : dataset;
  const budget = new RestartBudget(MOST_RESTARTS, RESTARTS_WITHIN_MS);
  let position: CityPosition = begin ?? { run: 1, virtualMs: startMs, speed, paused: false };
  let pulse = new Pulse(MOST_SILENT_TICKS);
  let isBegun = false;
  let worker = load();
  const ticking = setInterval(() => {
    if (pulse.tick()) onDeath('The worker of the embedded city fell silent');
  }, TICK_MS);

  function load(): Worker {
    const loaded = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'embedded-city' });
    const own = new Pulse(MOST_SILENT_TICKS);
    pulse = own;
    isBegun = false;
    loaded.onmessage = ({ data }: MessageEvent<CityToPage>) => {
      own.heard();
      if (loaded === worker) position = data.position ?? position;
    };
    loaded.onerror = (event) => {
      if (loaded === worker) onDeath(event.message || 'The worker of the embedded city could not be loaded');
    };
    return loaded;
  }

  function onDeath(detail: string): void {
    worker.terminate();
    if (budget.take(performance.now())) {
      worker = load();
      onRestart?.(detail);
      return;
    }
    clearInterval(ticking);
    onFailure?.(detail);
  }

  return {
    connect() {
      const { port1, port2 } = new MessageChannel();
      const message: PageToCity = isBegun
        ? { type: 'connect', port: port2 }
        : { type: 'begin', request: { dataset: source, cityId, seed, begin: position }, port: port2 };
      isBegun = true;
      worker.postMessage(message, [port2]);
      return port1;
    },
    position: () => position,
    stop() {
      clearInterval(ticking);
      worker.terminate();
    },
  };
}

function folderAt(address: string): string {
  const base = new URL(address, document.baseURI).href;
  return base.endsWith('/') ? base : `${base}/`;
}
