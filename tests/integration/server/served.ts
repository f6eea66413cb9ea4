import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { createMqttSource, type MqttSourceOptions } from '../../../app/adapters/mqtt/mqtt-source.ts';
import type { FaultReport } from '../../../app/core/stream/fault-message.ts';
import type { Delivery } from '../../../app/core/stream/message.ts';
import type { SourceStatus } from '../../../app/core/stream/message-source.ts';
import { readDelivery } from '../../../app/core/stream/read-delivery.ts';
import type { VirtualClockState } from '../../../app/core/stream/virtual-clock.ts';
import {
  type MaquetaServer,
  type MaquetaServerOptions,
  startMaquetaServer,
} from '../../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { readingContext } from '../../builders/messages.ts';

export const START_MS = Date.UTC(2024, 10, 7, 8);

export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'maqueta-server-'));
}

export function serve(change: Partial<MaquetaServerOptions> = {}): Promise<MaquetaServer> {
  return startMaquetaServer({
    city: fakeCity({ devices: 10, cadenceMs: 60_000 }),
    distFolder: temporaryFolder(),
    version: '9.9.9',
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    startMs: START_MS,
    speed: 600,
    stateFile: null,
    ...change,
  });
}

export const webSocketUrl = (server: MaquetaServer) => `ws://127.0.0.1:${server.port}/mqtt`;

/** A plain MQTT client, connected. Rejects where the broker does not let it in. */
export function client(url: string, options: IClientOptions = {}): Promise<MqttClient> {
  const made = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 0, ...options });
  return new Promise((resolve, reject) => {
    made.once('connect', () => resolve(made));
    made.once('error', (error) => {
      made.end(true);
      reject(error);
    });
  });
}

export interface Followed {
  readonly deliveries: Delivery[];
  readonly statuses: SourceStatus[];
  readonly clocks: VirtualClockState[];
  readonly faults: FaultReport[];
  readonly source: ReturnType<typeof createMqttSource>;
  /** Resolves once the condition holds; looked at whenever something arrives. */
  until(condition: () => boolean): Promise<void>;
}

/** A page's MQTT source with everything it brings written down. */
export function follow(options: Partial<MqttSourceOptions> & { readonly url: string }): Followed {
  const deliveries: Delivery[] = [];
  const statuses: SourceStatus[] = [];
  const clocks: VirtualClockState[] = [];
  const faults: FaultReport[] = [];
  let waiting: { condition: () => boolean; resolve: () => void }[] = [];
  const look = () => {
    for (const { condition, resolve } of waiting) if (condition()) resolve();
    waiting = waiting.filter(({ condition }) => !condition());
  };
  const source = createMqttSource({
    city: 'eixample',
    clientId: `test-${Math.floor(performance.now() * 1000)}`,
    historyUrl: null,
    keepSession: false,
    ...options,
  });
  source.start({
    onDeliveries: (arrived) => {
      deliveries.push(...arrived);
      look();
    },
    onClock: (clock) => {
      clocks.push(clock);
      look();
    },
    onStatus: (status) => {
      statuses.push(status);
      look();
    },
    onFaults: (report) => {
      faults.push(report);
      look();
    },
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push({ condition, resolve });
      look();
    });
  return { deliveries, statuses, clocks, faults, source, until };
}

/** Keys of the observations among deliveries, by (run, sensor, property, phenomenon time), and how often each came. */
export function observationKeys(deliveries: readonly Delivery[]): Map<string, number> {
  const context = readingContext({ virtualNowMs: null });
  context.directory.addSensors(
    Array.from({ length: 2_000 }, (_, index) => `air-${String(index + 1).padStart(3, '0')}`),
  );
  const keys = new Map<string, number>();
  for (const delivery of deliveries) {
    for (const { runId, sensorId, property, phenomenonTimeMs } of readDelivery(delivery, context).observations) {
      const key = `${runId} ${sensorId} ${property} ${phenomenonTimeMs}`;
      keys.set(key, (keys.get(key) ?? 0) + 1);
    }
  }
  return keys;
}
