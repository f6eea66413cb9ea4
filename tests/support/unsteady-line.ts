/**
 * A line between browser and server that can be cut inside a packet or made slow: a TCP proxy that knows where WebSocket
 * frames begin. The page is opened at its address, so everything the page does goes over it.
 */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type Direction = 'to-page' | 'to-server';

export interface Cut {
  readonly direction: Direction;
  /** Bytes of one frame that still pass, its header included; the frame must be longer. */
  readonly afterBytes: number;
}

export interface UnsteadyLine {
  readonly port: number;
  /** Cuts every connection in the middle of the next frame that is long enough; resolves when that has happened. */
  cut(cut: Cut): Promise<void>;
  /** Lets connections through again after a cut. */
  mend(): void;
  /** From now on each connection carries so many bytes a second to the page, each chunk later by so many ms. */
  slowDown(bytesPerSecond: number, latencyMs: number): void;
  /** Ends every connection at once. */
  drop(): void;
  close(): Promise<void>;
}

export async function unsteadyLine(toPort: number): Promise<UnsteadyLine> {
  const sockets = new Set<Socket>();
  let armed: (Cut & { done: () => void }) | null = null;
  let pace: { bytesPerSecond: number; latencyMs: number } | null = null;

  let isDown = false;

  const cutAll = () => {
    isDown = true;
    armed?.done();
    armed = null;
    for (const socket of sockets) socket.destroy();
  };

  const server = createServer((near) => {
    if (isDown) {
      near.destroy();
      return;
    }
    const far = connect(toPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const carry = (from: Socket, to: Socket, direction: Direction) => {
      const frames = frameReader();
      let freeAtMs = 0;
      let underWay = Promise.resolve();
      // What is still on its way arrives before the end does.
      from.on('close', () => void underWay.then(() => to.end(() => to.destroy())));
      from.on('data', (chunk: Buffer) => {
        const at = armed?.direction === direction ? frames.cutAt(chunk, armed.afterBytes) : null;
        frames.read(chunk);
        if (at !== null) {
          // What was written so far is sent before the socket ends; the rest of the frame never is.
          to.write(chunk.subarray(0, at), cutAll);
        } else if (pace === null || direction === 'to-server') {
          if (!to.write(chunk)) {
            from.pause();
            to.once('drain', () => from.resume());
          }
        } else {
          const nowMs = performance.now();
          freeAtMs = Math.max(freeAtMs, nowMs) + (chunk.length / pace.bytesPerSecond) * 1000;
          const dueMs = freeAtMs + pace.latencyMs;
          from.pause();
          setTimeout(() => from.resume(), freeAtMs - nowMs);
          // One after the other: timers of different lengths may overtake each other, packets must not.
          underWay = underWay.then(async () => {
            await new Promise((resolve) => setTimeout(resolve, dueMs - performance.now()));
            if (!to.destroyed) to.write(chunk);
          });
        }
      });
    };
    carry(far, near, 'to-page');
    carry(near, far, 'to-server');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: (cut) =>
      new Promise((done) => {
        armed = { ...cut, done };
      }),
    mend() {
      isDown = false;
    },
    slowDown(bytesPerSecond, latencyMs) {
      pace = { bytesPerSecond, latencyMs };
    },
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Follows one direction of a connection: HTTP until the answer to an upgrade has passed, WebSocket frames from then on. */
function frameReader() {
  let isWebSocket = false;
  let head = '';
  /** Bytes of the frame under way that are still to come; its header bytes are gathered until they say how many. */
  let left = 0;
  let header = Buffer.alloc(0);

  const frameLength = (bytes: Buffer): number | null => {
    if (bytes.length < 2) return null;
    const short = bytes[1]! & 0x7f;
    const mask = (bytes[1]! & 0x80) === 0 ? 0 : 4;
    if (short < 126) return 2 + mask + short;
    if (short === 126) return bytes.length < 4 ? null : 4 + mask + bytes.readUInt16BE(2);
    return bytes.length < 10 ? null : 10 + mask + Number(bytes.readBigUInt64BE(2));
  };

  return {
    /** Where in this chunk a cut falls `after` bytes into a frame that begins in it and is longer; null where none is. */
    cutAt(chunk: Buffer, after: number): number | null {
      if (!isWebSocket || header.length > 0) return null;
      for (let at = left; at + after < chunk.length; ) {
        const length = frameLength(chunk.subarray(at));
        if (length === null) return null;
        if (length > after) return at + after;
        at += length;
      }
      return null;
    },
    read(chunk: Buffer): void {
      let rest = chunk;
      if (!isWebSocket) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        const upgrade = /^(GET \S+ HTTP|HTTP\/1\.1 101)/.test(head) && /^upgrade: websocket/im.test(head);
        if (end < 0 || !upgrade) {
          if (end >= 0) head = '';
          return;
        }
        isWebSocket = true;
        rest = Buffer.from(head.slice(end + 4), 'latin1');
      }
      while (rest.length > 0) {
        if (left > 0) {
          const passed = Math.min(left, rest.length);
          left -= passed;
          rest = rest.subarray(passed);
          continue;
        }
        header = Buffer.concat([header, rest]);
        const length = frameLength(header);
        if (length === null) return;
        left = length;
        rest = header;
        header = Buffer.alloc(0);
      }
    },
  };
}
