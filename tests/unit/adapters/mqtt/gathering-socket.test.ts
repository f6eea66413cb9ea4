import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gatheringWebSocket } from '../../../../app/adapters/mqtt/gathering-socket.ts';

class FakeWebSocket {
  readonly OPEN = 1;
  readyState = 1;
  readonly sent: Uint8Array[] = [];
  closed = false;
  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}
  send(data: Uint8Array): void {
    this.sent.push(data);
  }
  close(): void {
    this.closed = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeWebSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const open = () => {
  const socket = gatheringWebSocket('ws://place/mqtt', ['mqtt']);
  return { socket, fake: socket as unknown as FakeWebSocket };
};

it('sends what is written within five milliseconds as one frame, in order', () => {
  const { socket, fake } = open();
  const buffer = Uint8Array.of(1, 2);
  socket.send(buffer);
  buffer.fill(9); // the writer uses its buffer again
  socket.send(Uint8Array.of(3));
  expect(fake.sent).toHaveLength(0);
  vi.advanceTimersByTime(5);
  expect(fake.sent.map((frame) => Array.from(frame))).toEqual([[1, 2, 3]]);
  socket.send(Uint8Array.of(4));
  vi.advanceTimersByTime(5);
  expect(fake.sent.map((frame) => Array.from(frame))).toEqual([[1, 2, 3], [4]]);
});

it('sends what still waits before it closes, and nothing once it is closed', () => {
  const { socket, fake } = open();
  socket.send(Uint8Array.of(1));
  socket.close();
  expect([fake.sent.length, fake.closed]).toEqual([1, true]);
  fake.readyState = 3;
  socket.send(Uint8Array.of(2));
  vi.advanceTimersByTime(5);
  expect(fake.sent).toHaveLength(1);
});
