import mqtt from 'mqtt';
import { clockSetTopic, deviceTopic } from '../../app/core/stream/topics.ts';
import { type Publication, samePassword } from './broker.ts';

export interface RemoteBroker {
  publish(message: Publication): void;
  /** True while connected; what is published meanwhile would wait in memory or be lost. */
  ready(): boolean;
  close(): Promise<void>;
}

export interface RemoteBrokerListener {
  onConnect(): void;
  onClockRequest(payload: string): void;
  onTrouble(detail: string): void;
}

/**
 * Publishes to a broker that somebody else runs. The simulator announces itself on a status topic with a last will, so
 * that the broker says when the city has fallen silent.
 */
export function connectRemoteBroker(url: string, cityId: string, listener: RemoteBrokerListener): RemoteBroker {
  const status = deviceTopic({ city: cityId, domain: 'system', kind: 'simulator', device: 'city', leaf: 'status' });
  const offline = JSON.stringify({ online: false });
  const client = mqtt.connect(url, {
    protocolVersion: 4,
    clientId: `maqueta-city-${cityId}`,
    reconnectPeriod: 2_000,
    connectTimeout: 10_000,
    queueQoSZero: false,
    will: { topic: status, payload: Buffer.from(offline), qos: 1, retain: true },
  });
  client.on('connect', () => {
    client.subscribe(clockSetTopic(cityId), { qos: 1 });
    client.publish(status, JSON.stringify({ online: true }), { qos: 1, retain: true });
    listener.onConnect();
  });
  client.on('message', (topic, payload) => {
    if (topic === clockSetTopic(cityId)) listener.onClockRequest(payload.toString());
  });
  client.on('error', (error) => listener.onTrouble(error.message));
  client.on('offline', () => listener.onTrouble('not connected; trying again'));

  return {
    publish: ({ topic, payload, qos, retain }) => {
      if (client.connected) client.publish(topic, payload, { qos, retain });
    },
    ready: () => client.connected,
    close: () =>
      new Promise((resolve) => {
        if (!client.connected) {
          client.end(true, () => resolve());
          return;
        }
        const giveUp = setTimeout(() => client.end(true, () => resolve()), 400);
        client.publish(status, offline, { qos: 1, retain: true }, () => {
          clearTimeout(giveUp);
          client.end(true, () => resolve());
        });
      }),
  };
}

/** Does a clock request bring the host's token (`{"type":"pause","token":"…"}`)? */
export function carriesToken(payload: string, token: string): boolean {
  if (payload.length > 1_000) return false;
  try {
    const given = (JSON.parse(payload) as { token?: unknown } | null)?.token;
    return typeof given === 'string' && samePassword(token, Buffer.from(given));
  } catch {
    return false;
  }
}
