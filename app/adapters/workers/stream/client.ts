/** The page's handle on the stream worker. */
import type { LiveStream, StreamStatistics } from '../../../core/stream/live-stream.ts';
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
  /** The embedded city's port (simulators/embedded/client); transferred. */
  readonly port: MessagePort;
}

export interface StartStreamOptions {
  readonly origin: MqttOrigin | EmbeddedOrigin;
  /** `ingestPort()` of the database; transferred. */
  readonly databasePort: MessagePort;
  /** Sensors of the place's dataset; a device that is neither here nor announced by a meta message is unknown. */
  readonly sensorIds?: readonly string[];
  /** The worker could not be loaded or broke down; plain text for the folded part of a notice. */
  readonly onFailure?: (detail: string) => void;
}

export interface StreamHandle extends LiveStream {
  /** After a restart of the database: its new `ingestPort()`; transferred. The last 24 virtual hours are brought again. */
  replaceDatabase(databasePort: MessagePort): void;
  /** Sensors of the place's dataset, once its layer is loaded; may be called again with more. */
  knowSensors(ids: readonly string[]): void;
}

export function startStream({ origin, databasePort, sensorIds = [], onFailure }: StartStreamOptions): StreamHandle {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'stream' });
  const listeners = new Set<(statistics: StreamStatistics) => void>();
  const waiting = new Map<number, (accepted: boolean) => void>();
  let nextId = 1;
  let mayRequestClock = origin.type === 'embedded' || origin.hostToken !== undefined;
  let last: StreamStatistics | null = null;

  worker.onmessage = ({ data }: MessageEvent<StreamToPage>) => {
    if (data.type === 'answer') {
      waiting.get(data.id)?.(data.accepted);
      waiting.delete(data.id);
      return;
    }
    mayRequestClock = data.mayRequestClock;
    last = data.statistics;
    for (const listener of listeners) listener(data.statistics);
  };
  worker.onerror = (event) => onFailure?.(event.message || 'The stream worker could not be loaded');
  const send = (message: PageToStream, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const ask = (make: (id: number) => PageToStream) =>
    new Promise<boolean>((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      send(make(id));
    });

  const wire = wireOrigin(origin);
  const ports = wire.type === 'embedded' ? [databasePort, wire.port] : [databasePort];
  send({ type: 'start', origin: wire, databasePort, sensorIds }, ports);

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
    replaceDatabase: (port) => send({ type: 'database', databasePort: port }, [port]),
    knowSensors: (ids) => send({ type: 'sensors', sensorIds: ids }),
    async stop() {
      await ask((id) => ({ type: 'stop', id }));
      worker.terminate();
      listeners.clear();
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
