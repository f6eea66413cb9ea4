import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../../app/core/base/clock.ts';
import type { Delivery } from '../../../app/core/stream/message.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { type Followed, follow, observationKeys, START_MS, serve, temporaryFolder, webSocketUrl } from './served.ts';

const DEVICES = 10;
const historyUrl = (port: number) => `http://127.0.0.1:${port}/history.ndjson`;
const live = (page: Followed) => page.statuses.at(-1)?.state === 'live';
const lastTimeMs = (deliveries: readonly Delivery[]) =>
  Math.max(0, ...[...observationKeys(deliveries.slice(-100)).keys()].map((key) => Number(key.split(' ')[3])));

/** Every device at every minute of the span, each key present; how often each came is another matter. */
function expectWhole(deliveries: readonly Delivery[], run: string, fromMs: number, toMs: number): void {
  const keys = observationKeys(deliveries);
  const missing: string[] = [];
  for (let timeMs = fromMs; timeMs <= toMs; timeMs += MS_PER_MINUTE) {
    for (let device = 1; device <= DEVICES; device++) {
      const key = `${run} air-${String(device).padStart(3, '0')} no2 ${timeMs}`;
      if (!keys.has(key)) missing.push(key);
    }
  }
  expect(missing).toEqual([]);
}

describe('history and the live stream', () => {
  it('together leave no gap from 24 hours ago to now', async () => {
    const server = await serve({ speed: 3600 });
    const page = follow({ url: webSocketUrl(server), historyUrl: historyUrl(server.port) });
    await page.until(() => live(page));
    await page.until(() => lastTimeMs(page.deliveries) > START_MS + 60 * MS_PER_MINUTE);
    expectWhole(
      page.deliveries,
      '7-1',
      START_MS - MS_PER_DAY + 60 * MS_PER_MINUTE,
      lastTimeMs(page.deliveries) - MS_PER_MINUTE,
    );
    expect(page.statuses.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1])).toEqual([
      'connecting',
      'catching-up',
      'live',
    ]);
    await page.source.stop();
    await server.close();
  });

  it('bring the same bytes, so that the overlap vanishes in the upsert', async () => {
    const server = await serve({ speed: 3600 });
    const page = follow({ url: webSocketUrl(server), historyUrl: historyUrl(server.port) });
    await page.until(() => live(page) && lastTimeMs(page.deliveries) > START_MS + 30 * MS_PER_MINUTE);
    page.source.refill!();
    await page.until(() => page.statuses.filter(({ state }) => state === 'live').length === 2);
    const text = new TextDecoder();
    const payloads = new Map<string, Set<string>>();
    for (const { topic, payload } of page.deliveries.filter((each) => each.topic.endsWith('/obs'))) {
      const message = text.decode(payload);
      const key = `${topic} ${JSON.parse(message).phenomenonTime}`;
      payloads.set(key, (payloads.get(key) ?? new Set()).add(message));
    }
    expect([...payloads.values()].filter((texts) => texts.size !== 1)).toEqual([]);
    expect(Math.max(...observationKeys(page.deliveries).values())).toBeGreaterThan(1);
    await page.source.stop();
    await server.close();
  });

  it('leave no gap when the server restarts: same run, same clock, and only the missing part is fetched', async () => {
    const stateFile = path.join(temporaryFolder(), 'run.json');
    const first = await serve({ stateFile, speed: 3600 });
    const page = follow({ url: webSocketUrl(first), historyUrl: historyUrl(first.port) });
    await page.until(() => live(page) && page.clocks.length >= 3);
    await page.until(() => lastTimeMs(page.deliveries) > START_MS + 120 * MS_PER_MINUTE);
    const { port } = first;
    await first.close();
    await page.until(() => page.statuses.at(-1)?.state === 'reconnecting');
    const stoppedAt = lastTimeMs(page.deliveries);

    const second = await serve({ stateFile, port });
    expect([second.runId, second.resumed, second.hostToken]).toEqual(['7-1', true, first.hostToken]);
    const before = page.deliveries.length;
    await page.until(() => live(page) && lastTimeMs(page.deliveries) > stoppedAt + 120 * MS_PER_MINUTE);
    expectWhole(
      page.deliveries,
      '7-1',
      START_MS - MS_PER_DAY + 60 * MS_PER_MINUTE,
      lastTimeMs(page.deliveries) - MS_PER_MINUTE,
    );
    // Far less than the whole day again.
    expect(page.deliveries.length - before).toBeLessThan(DEVICES * 60 * 20);
    await page.source.stop();
    await second.close();
  });

  it('leave no gap when the connection breaks under way, however far it had come', async () => {
    const server = await serve({ speed: 3600, city: fakeCity({ devices: DEVICES, cadenceMs: 60_000 }) });
    const url = webSocketUrl(server);
    // A proxy that can be cut: the page knows nothing of it.
    const proxy = createServer();
    const { WebSocketServer, WebSocket } = await import('ws');
    const cuttable = new WebSocketServer({ server: proxy });
    cuttable.on('connection', (near) => {
      const far = new WebSocket(url, 'mqtt');
      const early: Buffer[] = [];
      near.on('message', (data: Buffer) => (far.readyState === far.OPEN ? far.send(data) : early.push(data)));
      far.on('open', () => {
        for (const data of early) far.send(data);
      });
      far.on('message', (data: Buffer) => near.send(data));
      near.on('close', () => far.terminate());
      far.on('close', () => near.terminate());
      far.on('error', () => near.terminate());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as { port: number };
    const cut = () => {
      for (const socket of cuttable.clients) socket.terminate();
    };
    const page = follow({ url: `ws://127.0.0.1:${port}/mqtt`, historyUrl: historyUrl(server.port) });
    await page.until(() => page.deliveries.length > 3_000); // in the middle of history
    cut();
    await page.until(() => page.statuses.some(({ state }) => state === 'reconnecting'));
    await page.until(() => live(page) && page.clocks.length >= 4);
    for (let round = 0; round < 2; round++) {
      const reached = lastTimeMs(page.deliveries);
      await page.until(() => lastTimeMs(page.deliveries) > reached + 30 * MS_PER_MINUTE);
      const cuts = page.statuses.filter(({ state }) => state === 'reconnecting').length;
      cut();
      await page.until(() => page.statuses.filter(({ state }) => state === 'reconnecting').length > cuts);
      await page.until(() => live(page));
    }
    const reached = lastTimeMs(page.deliveries);
    await page.until(() => lastTimeMs(page.deliveries) > reached + 30 * MS_PER_MINUTE);
    expectWhole(
      page.deliveries,
      '7-1',
      START_MS - MS_PER_DAY + 60 * MS_PER_MINUTE,
      lastTimeMs(page.deliveries) - MS_PER_MINUTE,
    );
    await page.source.stop();
    cuttable.close();
    proxy.close();
    await server.close();
  });

  it('bring another past after a jump of the clock', async () => {
    const server = await serve({ speed: 3600 });
    const options = { url: webSocketUrl(server), historyUrl: historyUrl(server.port) };
    const page = follow({ ...options, username: 'host', password: server.hostToken });
    await page.until(() => live(page));
    const there = Date.UTC(2025, 2, 30, 12);
    await page.source.requestClock({ type: 'jump', toMs: there });
    await page.until(() => page.statuses.filter(({ state }) => state === 'live').length === 2);
    await page.until(() => lastTimeMs(page.deliveries) > there + 10 * MS_PER_MINUTE);
    expectWhole(page.deliveries, '7-2', there - MS_PER_DAY + 60 * MS_PER_MINUTE, there + 9 * MS_PER_MINUTE);
    await page.source.stop();
    await server.close();
  });
});
