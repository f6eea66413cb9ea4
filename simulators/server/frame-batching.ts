import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

/**
 * A WebSocket as the byte stream that the broker wants, with one mend: what the broker writes within a few milliseconds
 * leaves as ONE WebSocket frame. As usually wired every MQTT packet is several frames, and frames, not bytes, are what a
 * page pays for.
 *
 * Writes are always taken: a page that cannot keep up must not hold up the others (the broker delivers to all in turn).
 * When more than `limitBytes` wait for one page, its connection is cut; it reconnects and fills the gap from history.
 */
export function webSocketStream(socket: WebSocket, flushMs = 5, limitBytes = 32 * 1024 * 1024): Duplex {
  let waiting: Buffer[] = [];
  let timer: NodeJS.Timeout | null = null;

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.length === 0) return;
    const frame = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
    waiting = [];
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limitBytes) socket.terminate();
    else socket.send(frame, { binary: true, compress: false });
  };
  const collect = (chunk: Buffer) => {
    waiting.push(chunk);
    timer ??= setTimeout(flush, flushMs);
  };

  const stream = new Duplex({
    read: () => socket.resume(),
    write(chunk: Buffer, _encoding, done) {
      collect(chunk);
      done();
    },
    writev(chunks, done) {
      for (const { chunk } of chunks) collect(chunk as Buffer);
      done();
    },
    final(done) {
      flush();
      done();
    },
    destroy(error, done) {
      // The broker destroys a connection right after it wrote a refusal: let that leave first.
      flush();
      socket.close();
      const last = setTimeout(() => socket.terminate(), 500);
      last.unref();
      socket.once('close', () => clearTimeout(last));
      done(error);
    },
  });
  socket.on('message', (data: RawData) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (!stream.push(bytes)) socket.pause();
  });
  socket.on('close', () => {
    if (!stream.destroyed) stream.push(null);
    stream.destroy();
  });
  socket.on('error', () => stream.destroy());
  return stream;
}
