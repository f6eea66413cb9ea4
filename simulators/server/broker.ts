import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import type { WebSocket } from 'ws';
import { mayPublish, mayReceive, maySubscribe, PUBLIC, type Role } from '../../app/core/access/roles.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import { ConnectionCount, limitPackets, MAX_CLIENT_PAYLOAD_BYTES, MAX_CONNECTIONS } from './connection-limits.ts';
import { webSocketStream } from './frame-batching.ts';

/** Who may log in with which password, and as what. */
export interface Account {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
}

export type Publication = Pick<CityMessage, 'topic' | 'payload' | 'qos' | 'retain'>;

export interface Broker {
  publish(message: Publication): void;
  /** Called with what clients publish (not with what `publish` does). */
  onClientMessage(listener: (publication: Publication) => void): void;
  attachWebSocket(socket: WebSocket): void;
  /** Starts MQTT over TCP; rejects where the port is taken. */
  listenTcp(port: number, host: string): Promise<number>;
  close(): Promise<void>;
}

const BAD_CREDENTIALS = 4;

/** The built-in MQTT 3.1.1 broker: everything in memory, roles by account, and nothing allowed that no role allows. */
export async function startBroker(
  accounts: readonly Account[],
  { maxConnections = MAX_CONNECTIONS }: { readonly maxConnections?: number } = {},
): Promise<Broker> {
  const byName = new Map(accounts.map((account) => [account.username, account]));
  const roles = new WeakMap<Client, Role>();
  const listeners: ((publication: Publication) => void)[] = [];
  const connections = new ConnectionCount(maxConnections);
  const refuse = (text: string, done: (error: Error) => void) => done(new Error(text));

  const aedes = await Aedes.createBroker({
    // No limit, hence no queue inside the broker: emptying a long one recurses once per message that nobody subscribed
    // to and overflows the stack. Nothing waits for a slow client anyway (frame-batching); TCP clients get ten seconds.
    concurrency: 0,
    drainTimeout: 10_000,
    preConnect: (_client, packet, done) => {
      // A kept session would queue a city's stream in memory for a page that never returns; history fills gaps instead.
      packet.clean = true;
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      if (username === undefined || username === null || username === '') {
        roles.set(client, PUBLIC);
        return done(null, true);
      }
      const account = byName.get(username);
      if (account !== undefined && samePassword(account.password, password)) {
        roles.set(client, account.role);
        return done(null, true);
      }
      const error = new Error('unknown name or wrong password') as AuthenticateError;
      error.returnCode = BAD_CREDENTIALS;
      done(error, null);
    },
    authorizePublish: (client, packet, done) => {
      const role = client === null ? undefined : roles.get(client);
      if (role === undefined || !mayPublish(role, packet.topic))
        return refuse(`may not publish to ${packet.topic}`, done);
      if (packet.payload.length > MAX_CLIENT_PAYLOAD_BYTES) return refuse('payload too large', done);
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) => {
      const role = roles.get(client);
      done(null, role !== undefined && maySubscribe(role, subscription.topic) ? subscription : null);
    },
    // A filter with wildcards can match more than its owner may hear; retained messages pass here as well.
    authorizeForward: (client, packet) => {
      const role = roles.get(client);
      return role !== undefined && mayReceive(role, packet.topic) ? packet : null;
    },
  });

  // aedes numbers messages as they enter and drops, per subscriber, any that arrives after a higher number. Retained
  // and QoS 1 messages take longer inside than QoS 0, so mixed traffic would lose messages. Nothing here needs that
  // guard: MQTT allows a second copy for overlapping subscriptions, and storing one twice changes nothing.
  aedes.on('client', (client) => {
    const { duplicates } = client as unknown as { duplicates: Record<string, number> };
    Object.defineProperty(duplicates, aedes.id, { get: () => 0, set: () => {} });
  });
  aedes.on('publish', (packet, client) => {
    if (client === null) return;
    const { topic, qos, retain } = packet;
    const publication = { topic, payload: packet.payload.toString(), qos: qos === 0 ? 0 : 1, retain } as const;
    for (const listener of listeners) listener(publication);
  });
  // A refused client is cut off; that is all there is to it.
  aedes.on('clientError', () => {});
  aedes.on('connectionError', () => {});

  const accept = (connection: Duplex) => {
    if (connections.admit(connection)) limitPackets(aedes.handle(connection), connection);
  };

  let tcp: Server | null = null;
  return {
    publish: ({ topic, payload, qos, retain }) =>
      aedes.publish({ cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain, dup: false }, ignoreError),
    onClientMessage: (listener) => listeners.push(listener),
    attachWebSocket: (socket) => accept(webSocketStream(socket)),
    listenTcp: async (port, host) => {
      tcp = createServer((connection) => {
        connection.setNoDelay(true);
        accept(connection);
      });
      return listen(tcp, port, host);
    },
    close: async () => {
      tcp?.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
    },
  };
}

/** Resolves with the port that was taken (of interest for port 0), or rejects with the system's error. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

export function samePassword(expected: string, given: Uint8Array | undefined): boolean {
  const wanted = Buffer.from(expected);
  return given !== undefined && given !== null && given.length === wanted.length && timingSafeEqual(given, wanted);
}

function ignoreError(): void {}
