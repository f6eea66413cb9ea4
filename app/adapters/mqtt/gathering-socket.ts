/**
 * A browser's WebSocket that sends what is written within a few milliseconds as one frame. The client acknowledges every
 * QoS 1 message by itself, and thousands of tiny frames a second cost page, network process and broker more than the
 * messages do.
 */
const GATHER_MS = 5;

export function gatheringWebSocket(url: string, protocols: string[]): WebSocket {
  const socket = new WebSocket(url, protocols);
  const sendNow = socket.send.bind(socket);
  const closeNow = socket.close.bind(socket);
  let waiting: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const chunks = waiting;
    waiting = [];
    if (chunks.length === 0 || socket.readyState !== socket.OPEN) return;
    sendNow(joined(chunks));
  };
  socket.send = (data: string | ArrayBufferLike | Blob | ArrayBufferView) => {
    if (!ArrayBuffer.isView(data)) throw new TypeError('MQTT is written as bytes');
    // Copied: the writer may use its buffer again.
    waiting.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice());
    timer ??= setTimeout(flush, GATHER_MS);
  };
  socket.close = (code?: number, reason?: string) => {
    flush();
    closeNow(code, reason);
  };
  return socket;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    frame.set(chunk, at);
    at += chunk.length;
  }
  return frame;
}
