import { EventEmitter, getEventListeners } from 'node:events';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMqttSource } from '../../../../app/adapters/mqtt/mqtt-source.ts';
import type { MessageSource, SourceStatus } from '../../../../app/core/stream/message-source.ts';

/** A client of the library that connects and breaks when the test says so. */
class FakeClient extends EventEmitter {
  connected = false;
  ended = false;

  subscribe(_filter: string, _options: unknown, granted: (error: null, granted: unknown[]) => void): void {
    granted(null, [{ qos: 1 }]);
  }

  end(_force?: boolean, _options?: unknown, done?: () => void): void {
    this.ended = true;
    this.connected = false;
    done?.();
  }

  open(): void {
    this.connected = true;
    this.emit('connect');
  }

  break(): void {
    this.connected = false;
    this.emit('close');
  }
}

/** A source whose broker, history and time the test moves. */
function workbench(
  history: ((url: string, signal: AbortSignal) => Promise<Response>) | null,
  onDeliveries: (source: MessageSource) => void = () => {},
) {
  const clients: FakeClient[] = [];
  const statuses: SourceStatus[] = [];
  const asked: { readonly url: string; readonly atMs: number; readonly signal: AbortSignal }[] = [];
  const source = createMqttSource(
    {
      url: 'ws://broker.test/mqtt',
      city: 'eixample',
      clientId: 'page-1',
      historyUrl: history === null ? null : 'http://broker.test/history.ndjson',
      keepSession: false,
    },
    {
      connect: () => {
        const client = new FakeClient();
        clients.push(client);
        return client as unknown as MqttClient;
      },
      fetch: async (url, init) => {
        const signal = init!.signal!;
        asked.push({ url: String(url), atMs: Date.now(), signal });
        return history!(String(url), signal);
      },
      now: () => Date.now(),
      random: () => 1,
    },
  );
  source.start({
    onDeliveries: () => onDeliveries(source),
    onClock: () => {},
    onStatus: (status) => statuses.push(status),
  });
  return { source, clients, statuses, asked, last: () => statuses.at(-1), waits: () => gaps(asked) };
}

const gaps = (asked: readonly { readonly atMs: number }[]) =>
  asked.slice(1).map(({ atMs }, i) => atMs - asked[i]!.atMs);
const line = (second: number) =>
  `${JSON.stringify({ topic: 't', payload: 'p', due: new Date(second * 1_000).toISOString() })}\n`;
const answer = (body: BodyInit | null, status = 200) =>
  new Response(body, { status, headers: { 'x-maqueta-run': 'run-1', 'x-maqueta-until': '1970-01-01T01:00:00Z' } });
/** An answer that breaks off: lines enough for one chunk, then an error. */
const broken = () => {
  let pulled = 0;
  return answer(
    new ReadableStream({
      pull(controller) {
        if (pulled++ === 0) controller.enqueue(new TextEncoder().encode(line(60).repeat(2_000)));
        else controller.error(new TypeError('network'));
      },
    }),
  );
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('history that does not come', () => {
  it('is asked for ever more seldom while the network fails, and leaves no listener behind', async () => {
    const bench = workbench(() => Promise.reject(new TypeError('network')));
    bench.clients[0]!.open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.waits().slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000]);
    expect(bench.last()).toEqual({ state: 'catching-up', received: 0 });
    expect(getEventListeners(bench.asked[0]!.signal, 'abort')).toHaveLength(1);
    await bench.source.stop();
    expect(getEventListeners(bench.asked[0]!.signal, 'abort')).toHaveLength(0);
  });

  it('is asked for soon again after progress, from where it broke off', async () => {
    let count = 0;
    const bench = workbench(async () => {
      count++;
      if (count <= 3) throw new TypeError('network');
      return count === 4 ? broken() : answer(line(70));
    });
    bench.clients[0]!.open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.waits()).toEqual([500, 1_000, 2_000, 500]);
    expect(bench.asked.at(-1)!.url).toContain(`since=${encodeURIComponent('1970-01-01T00:01:00.000Z')}`);
    expect(bench.last()).toEqual({ state: 'live' });
    await bench.source.stop();
  });

  it('is missed in so many words after three refusals', async () => {
    const bench = workbench(async () => answer(null, 404));
    bench.clients[0]!.open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.asked).toHaveLength(3);
    expect(bench.last()).toEqual({ state: 'live', withoutHistory: true });
    await bench.source.stop();
  });

  it('is not given up for refusals with a failing network between them', async () => {
    let count = 0;
    const bench = workbench(async () => {
      if (++count % 3 === 0) throw new TypeError('network');
      return answer(null, 503);
    });
    bench.clients[0]!.open();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(bench.asked.length).toBeGreaterThan(5);
    expect(bench.last()).toEqual({ state: 'catching-up', received: 0 });
    await bench.source.stop();
  });
});

describe('a connection that is lost again and again', () => {
  it('is tried ever more seldom until one has held for some seconds', async () => {
    const bench = workbench(null);
    const waited: number[] = [];
    const lose = async () => {
      bench.clients.at(-1)!.break();
      const status = bench.last();
      if (status?.state === 'reconnecting') waited.push(status.nextTryMs - Date.now());
      await vi.advanceTimersByTimeAsync(waited.at(-1)!);
    };
    for (let i = 0; i < 4; i++) {
      bench.clients.at(-1)!.open();
      await vi.advanceTimersByTimeAsync(1_000);
      await lose();
    }
    expect(waited).toEqual([500, 1_000, 2_000, 4_000]);
    bench.clients.at(-1)!.open();
    await vi.advanceTimersByTimeAsync(20_000);
    await lose();
    expect(waited.at(-1)).toBe(500);
    await bench.source.stop();
  });
});

describe('a suspended source', () => {
  it('ends the connection for reasons of storage, and fetches what was missed when it is resumed', async () => {
    const bench = workbench(async () => answer(line(70)));
    bench.clients[0]!.open();
    await vi.advanceTimersByTimeAsync(100);
    bench.source.suspend!('out of memory');
    expect(bench.clients[0]!.ended).toBe(true);
    bench.clients[0]!.break();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.last()).toEqual({ state: 'failed', detail: 'out of memory', reason: 'storage' });
    expect(bench.clients).toHaveLength(1);
    bench.source.resume!();
    expect(bench.last()).toEqual({ state: 'connecting' });
    bench.clients[1]!.open();
    await vi.advanceTimersByTimeAsync(100);
    expect(bench.asked.at(-1)!.url).toContain(`since=${encodeURIComponent('1970-01-01T01:00:00.000Z')}`);
    expect(bench.last()).toEqual({ state: 'live' });
    await bench.source.stop();
  });

  it('stays suspended when the connection breaks over the messages that were too many', async () => {
    const bench = workbench(null, (source) => source.suspend!('full'));
    bench.clients[0]!.open();
    bench.clients[0]!.emit('message', 'city/eixample/air/lowcost/air-007/obs', new Uint8Array(1));
    bench.clients[0]!.break();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bench.last()).toEqual({ state: 'failed', detail: 'full', reason: 'storage' });
    expect(bench.clients).toHaveLength(1);
    await bench.source.stop();
  });
});
