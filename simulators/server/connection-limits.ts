import type { Duplex } from 'node:stream';
import type { Client } from 'aedes';
import { MAX_PAYLOAD_BYTES } from '../../app/core/stream/limits.ts';

/** The largest payload a client may send; what a page reads of one is less (core/stream/limits). */
export const MAX_CLIENT_PAYLOAD_BYTES = MAX_PAYLOAD_BYTES * 4;
/** A whole packet: payload, topic and header. */
const MAX_PACKET_BYTES = MAX_CLIENT_PAYLOAD_BYTES + 1024;
/** Classes are of some thirty pages; a district has some hundred devices. */
export const MAX_CONNECTIONS = 1_000;

/**
 * Cuts a client off whose packet grows beyond what may be sent. The broker looks at a packet once it is whole, and MQTT
 * allows 256 MB: without this anybody, known or not, could fill the server's memory.
 */
export function limitPackets(client: Client, connection: Duplex): void {
  const { _parser: parser } = client as unknown as { _parser: { parse(bytes: Buffer): number } };
  const parse = parser.parse.bind(parser);
  parser.parse = (bytes) => {
    const pending = parse(bytes);
    if (pending > MAX_PACKET_BYTES) connection.destroy();
    return pending;
  };
}

/** Counts the connections that are open; those beyond the limit are turned away before they cost anything. */
export class ConnectionCount {
  private open = 0;

  constructor(private readonly limit: number) {}

  /** True where there is room for this one, which then counts until it is closed. */
  admit(connection: Duplex): boolean {
    if (this.open >= this.limit) {
      connection.destroy();
      return false;
    }
    this.open++;
    connection.once('close', () => this.open--);
    return true;
  }
}
