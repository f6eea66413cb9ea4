import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startStream } from '../../../../../app/adapters/workers/stream/client.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells the worker of sensors that became known after the start', () => {
  const posted: unknown[] = [];
  vi.stubGlobal(
    'Worker',
    class {
      postMessage(message: unknown): void {
        posted.push(message);
      }
    },
  );
  const { port1, port2 } = new MessageChannel();
  const stream = startStream({
    origin: () => ({ type: 'embedded', port: port1 as unknown as MessagePort }),
    databasePort: () => port2 as unknown as MessagePort,
  });
  stream.knowSensors(['air-001', 'air-002']);
  expect(posted.at(-1)).toEqual({ type: 'sensors', sensorIds: ['air-001', 'air-002'] });
  port1.close();
});

describe('a stream worker that falls silent', () => {
  /** Workers that were made, newest last; they say what a test says for them. */
  class HandWorker {
    static made: HandWorker[] = [];
    posted: { type: string }[] = [];
    isEnded = false;
    onmessage: (event: { data: unknown }) => void = () => undefined;
    constructor() {
      HandWorker.made.push(this);
    }
    postMessage(message: { type: string }): void {
      this.posted.push(message);
    }
    terminate(): void {
      this.isEnded = true;
    }
    tells(received: number): void {
      const statistics = { received, rejectedByReason: {}, status: { state: 'live' } };
      this.onmessage({ data: { type: 'statistics', statistics, mayRequestClock: false } });
    }
  }

  function startedStream() {
    vi.useFakeTimers();
    vi.stubGlobal('Worker', HandWorker);
    HandWorker.made = [];
    const told: string[] = [];
    const states: string[] = [];
    const port = {} as MessagePort;
    const stream = startStream({
      origin: () => ({ type: 'mqtt', url: 'ws://city/mqtt', city: 'eixample', historyUrl: null }),
      databasePort: () => port,
      onRestart: (detail) => told.push(`restart: ${detail}`),
      onFailure: (detail) => told.push(`failure: ${detail}`),
    });
    stream.onStatistics(({ received, status }) => states.push(`${received} ${status.state}`));
    return { stream, told, states };
  }

  it('is ended and replaced by one that knows the sensors; what waits for it is refused, its sums go on', async () => {
    const { stream, told, states } = startedStream();
    const [first] = HandWorker.made;
    first!.tells(10);
    stream.knowSensors(['air-001']);
    const answer = stream.requestClock({ type: 'pause' });
    vi.advanceTimersByTime(15_000);
    expect([first!.isEnded, await answer, told]).toEqual([true, false, ['restart: The stream worker fell silent']]);
    const second = HandWorker.made[1]!;
    expect(second.posted[0]).toMatchObject({ type: 'start', sensorIds: ['air-001'], kept: null });
    second.tells(5);
    first!.tells(99);
    expect(states).toEqual(['10 live', '15 live']);
  });

  it('is left down when it dies again and again, and the page hears that there is no stream', () => {
    const { told, states } = startedStream();
    HandWorker.made[0]!.tells(10);
    vi.advanceTimersByTime(300_000);
    expect(HandWorker.made.length).toBe(4);
    expect(told.at(-1)).toBe('failure: The stream worker fell silent');
    expect(states.at(-1)).toBe('10 failed');
  });
});
