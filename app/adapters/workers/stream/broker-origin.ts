import type { Connection } from '../../../core/stream/connection.ts';
import type { MqttOrigin } from './client.ts';

/**
 * The broker that a connection names. `base` is the page's address; `clientId` is asked for where the broker itself has to
 * remember who missed what.
 */
export function brokerOrigin(
  connection: Connection & { readonly mode: 'server' },
  base: string,
  hostToken: string | null,
  clientId: () => string,
): MqttOrigin {
  const { city, mqtt, history, foreignBroker } = connection;
  const below = (path: string) => new URL(path.replace(/^\//, ''), base);
  const url = foreignBroker ? new URL(mqtt) : below(mqtt);
  if (!foreignBroker) url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    type: 'mqtt',
    url: url.href,
    city,
    historyUrl: history === null ? null : below(history).href,
    ...(hostToken === null || foreignBroker ? {} : { hostToken }),
    // Without history only the broker can hold what was missed, under a name that outlives the connection.
    ...(foreignBroker && history === null ? { keepSession: true, clientId: clientId() } : {}),
  };
}
