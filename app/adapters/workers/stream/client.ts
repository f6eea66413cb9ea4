/** The page's handle on the stream worker, which is started again when it dies. */
import { Pulse, RestartBudget } from '../../../core/base/pulse.ts';
import type { FaultAnswer, FaultReport } from '../../../core/stream/fault-message.ts';
import type { KeptPosition } from '../../../core/stream/kept-position.ts';
import type { LiveStream, StreamStatistics } from '../../../core/stream/live-stream.ts';
import { onTopOf } from '../../../core/stream/statistics-sum.ts';
import type { ClockRequest } from '../../../core/stream/virtual-clock.ts';
import type { PageToStream, StreamOrigin, StreamToPage } from './codec.ts';

export interface MqttOrigin {
  readonly type: 'mqtt';
  /** `ws://` or `wss://`. */
  readonly url: string;
  readonly city: string;
  /** Password of the MQTT user `host`, on the host's page only. */
  readonly hostToken?: string;
  /** Name and password at a broker of somebody else's. */
  readonly username?: string;
  readonly password?: string;
  /** Absolute address of `/history.ndjson`; null for a broker that stands alone. */
  readonly historyUrl: string | null;
  /** Lets a broker hold QoS 1 messages over an interruption; only of use without history. Needs a stable `clientId`. */
  readonly keepSession?: boolean;
  /** Made up where absent. */
  readonly clientId?: string;
}

export interface EmbeddedOrigin {
  readonly type: 'embedded';
  /** A fresh port of the embedded city (simulators/embedded/client); transferred. */
  readonly port: MessagePort;
}

export interface StartStreamOptions {
  /** Asked at the start, and again whenever the worker has to be started again. */
  readonly origin: () => MqttOrigin | EmbeddedOrigin;
  /** `ingestPort()` of the database, asked as often; transferred. */
  readonly databasePort: () => MessagePort;
  /** Sensors of the place's dataset; a device that is neither here nor announced by a meta message is unknown. */
  readonly sensorIds?: readonly string[];
  /** What the database has of an earlier visit. */
  readonly kept?: KeptPosition | null;
  /** The worker died and was started again; it brings the last 24 virtual hours again, where there is history. */
  readonly onRestart?: (detail: string) => void;
  /** The worker could not be loaded or died again and again; plain text for the folded part of a notice. */
  readonly onFailure?: (detail: string) => void;
}

export interface StreamHandle extends LiveStream {
  /** After a restart of the database: its new `ingestPort()`; transferred. The last 24 virtual hours are brought again. */
  replaceDatabase(databasePort: MessagePort, kept?: KeptPosition | null): void;
  /** Sensors of the place's dataset, once its layer is loaded; may be called again with more. */
  knowSensors(ids: readonly string[]): void;
  /** Begins anew at the origin, which has been replaced. */
  restart(): void;
}

const TICK_MS = 1_000;
/** The worker tells its counts twice a second; on a laptop with too much to do it may be kept from it for long. */
const MOST_SILENT_TICKS = 15;
const MOST_RESTARTS = 3;
const RESTARTS_WITHIN_MS = 60_000;

export function startStream(options: StartStreamOptions): StreamHandle {
  const listeners = new Set<(statistics: StreamStatistics) => void>();
  const faultListeners = new Set<(report: FaultReport) => void>();
  const waiting = new Map<number, (accepted: boolean) => void>();
  const asked = new Map<string, (answer: FaultAnswer) => void>();
  const budget = new RestartBudget(MOST_RESTARTS, RESTARTS_WITHIN_MS);
  let sensorIds = options.sensorIds ?? [];
  let kept = options.kept ?? null;
  const pageName = madeUpClientId();
  let nextId = 1;
  let mayRequestClock = false;
  let last: StreamStatistics | null = null;
  let lastReport: FaultReport | null = null;
  /** What workers before this one had counted. */
  let earlier: StreamStatistics | null = null;
  let pulse = new Pulse(MOST_SILENT_TICKS);
  let worker = begin();
  const ticking = setInterval(() => {
    if (pulse.tick()) onDeath('The stream worker fell silent');
  }, TICK_MS);

  function begin(): Worker {
    const begun = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'stream' });
    const own = new Pulse(MOST_SILENT_TICKS);
    pulse = own;
    begun.onmessage = ({ data }: MessageEvent<StreamToPage>) => {
      if (begun !== worker) return;
      own.heard();
      if (data.type === 'answer') {
        waiting.get(data.id)?.(data.accepted);
        waiting.delete(data.id);
        return;
      }
      if (data.type === 'faults') {
        lastReport = data.report;
        for (const listener of faultListeners) listener(data.report);
        return;
      }
      if (data.type === 'fault-answer') {
        asked.get(data.answer.request)?.(data.answer);
        asked.delete(data.answer.request);
        return;
      }
      mayRequestClock = data.mayRequestClock;
      tell(onTopOf(earlier, data.statistics));
    };
    begun.onerror = (event) => {
      if (begun === worker) onDeath(event.message || 'The stream worker could not be loaded');
    };
    const origin = options.origin();
    mayRequestClock = origin.type === 'embedded' || origin.hostToken !== undefined;
    const wire = wireOrigin(origin);
    const databasePort = options.databasePort();
    const ports = wire.type === 'embedded' ? [databasePort, wire.port] : [databasePort];
    const start: PageToStream = { type: 'start', origin: wire, databasePort, sensorIds, kept };
    // A worker that died takes with it what it had not sent on: its successor has the past brought whole.
    kept = null;
    begun.postMessage(start, ports);
    return begun;
  }

  function tell(statistics: StreamStatistics): void {
    last = statistics;
    for (const listener of listeners) listener(statistics);
  }

  function end(): void {
    worker.terminate();
    for (const answer of waiting.values()) answer(false);
    waiting.clear();
    for (const [request, answer] of asked) answer({ request, id: null, problem: 'no-answer', detail: '' });
    asked.clear();
    earlier = last;
  }

  function onDeath(detail: string): void {
    end();
    if (budget.take(performance.now())) {
      worker = begin();
      options.onRestart?.(detail);
      return;
    }
    clearInterval(ticking);
    if (last !== null) tell({ ...last, status: { state: 'failed', detail } });
    options.onFailure?.(detail);
  }

  const send = (message: PageToStream, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const ask = (make: (id: number) => PageToStream) =>
    new Promise<boolean>((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      send(make(id));
    });

  return {
    onStatistics(listener) {
      listeners.add(listener);
      if (last !== null) listener(last);
      return () => listeners.delete(listener);
    },
    get mayRequestClock() {
      return mayRequestClock;
    },
    requestClock: (request: ClockRequest) => ask((id) => ({ type: 'clock-request', id, request })),
    onFaults(listener) {
      faultListeners.add(listener);
      if (lastReport !== null) listener(lastReport);
      return () => faultListeners.delete(listener);
    },
    requestFault: (wish) =>
      new Promise<FaultAnswer>((resolve) => {
        // Several pages may be the host's: the name tells whose wish an answer is for.
        const request = `${pageName}-${nextId++}`;
        asked.set(request, resolve);
        send({ type: 'fault-request', request: { ...wish, request } });
      }),
    replaceDatabase: (port, kept = null) => send({ type: 'database', databasePort: port, kept }, [port]),
    knowSensors(ids) {
      sensorIds = [...new Set([...sensorIds, ...ids])];
      send({ type: 'sensors', sensorIds: ids });
    },
    restart() {
      end();
      worker = begin();
    },
    async stop() {
      await ask((id) => ({ type: 'stop', id }));
      clearInterval(ticking);
      worker.terminate();
      listeners.clear();
      faultListeners.clear();
    },
  };
}

function wireOrigin(origin: MqttOrigin | EmbeddedOrigin): StreamOrigin {
  if (origin.type === 'embedded') return origin;
  const { hostToken, username, password, keepSession = false, clientId = madeUpClientId(), ...rest } = origin;
  const named =
    hostToken !== undefined
      ? { username: 'host', password: hostToken }
      : username !== undefined && password !== undefined
        ? { username, password }
        : {};
  return { ...rest, ...named, clientId, keepSession };
}

/** 23 characters at most (MQTT 3.1); `randomUUID` is missing on a class network without HTTPS, `getRandomValues` is not. */
function madeUpClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
