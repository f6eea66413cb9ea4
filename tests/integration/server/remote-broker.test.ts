import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../../../simulators/server/broker.ts';
import type { MaquetaServer } from '../../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { client, follow, observationKeys, START_MS, serve } from './served.ts';

const SIMULATOR = 'city/eixample/system/simulator/city/status';
const MINUTE = 60_000;

/** A broker of somebody else's: keeps sessions, lets everybody in. */
class ForeignBroker {
  private aedes: Aedes | null = null;
  private tcp: Server | null = null;
  port = 0;

  async start(): Promise<string> {
    this.aedes = await Aedes.createBroker({ concurrency: 0 });
    this.aedes.on('client', (made) => {
      Object.defineProperty((made as unknown as { duplicates: object }).duplicates, this.aedes!.id, {
        get: () => 0,
        set: () => {},
      });
    });
    this.tcp = createServer(this.aedes.handle);
    this.port = await listen(this.tcp, this.port, '127.0.0.1');
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.tcp?.close();
    await new Promise<void>((resolve) => (this.aedes ? this.aedes.close(resolve) : resolve()));
  }
}

let stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
});

async function foreign() {
  const broker = new ForeignBroker();
  stops.push(() => broker.stop());
  return { broker, url: await broker.start() };
}

async function city(url: string): Promise<MaquetaServer> {
  const server = await serve({
    city: fakeCity({ devices: 2, cadenceMs: MINUTE }),
    speed: 3600,
    broker: { url, pageUrl: 'ws://example.org/mqtt' },
  });
  return server;
}

describe('a city on another broker', () => {
  it('publishes there, and tells pages where that is', async () => {
    const { url } = await foreign();
    const page = follow({ url });
    const server = await city(url);
    stops.push(() => server.close());
    await page.until(() => observationKeys(page.deliveries).size >= 20 && page.clocks.length > 0);
    expect(page.deliveries.map(({ topic }) => topic)).toContain('city/eixample/air/lowcost/air-002/meta');
    const description = await (await fetch(`http://127.0.0.1:${server.port}/maqueta.json`)).json();
    expect(description).toMatchObject({ mqttUrl: 'ws://example.org/mqtt', historyPath: '/history.ndjson' });
    expect([description.mqttPath, server.mqttPort]).toEqual([undefined, null]);
    await page.source.stop();
  });

  it('does what is asked of its clock there by whoever knows its token, and by nobody else', async () => {
    const { url } = await foreign();
    const server = await city(url);
    stops.push(() => server.close());
    const page = follow({ url });
    await page.until(() => page.clocks.length > 0);
    const sender = await client(url);
    const ask = (request: object) =>
      sender.publishAsync('city/eixample/control/clock/set', JSON.stringify(request), { qos: 1 });
    await ask({ type: 'pause' });
    await ask({ type: 'pause', token: 'guessed' });
    await ask({ type: 'pause', token: null });
    await ask({ type: 'speed', speed: 120, token: server.hostToken });
    await page.until(() => page.clocks.at(-1)!.speed === 120);
    expect(page.clocks.filter(({ paused }) => paused)).toEqual([]);
    await ask({ type: 'pause', token: server.hostToken });
    await page.until(() => page.clocks.at(-1)!.paused);
    await Promise.all([page.source.stop(), sender.endAsync(true)]);
  });

  it('says when it comes and goes', async () => {
    const { url } = await foreign();
    const listener = await client(url);
    const said: string[] = [];
    const heard = (count: number) =>
      new Promise<void>((resolve) => {
        listener.on('message', () => said.length >= count && resolve());
      });
    listener.on('message', (_topic, payload) => said.push(payload.toString()));
    await listener.subscribeAsync(SIMULATOR, { qos: 1 });
    const server = await city(url);
    await heard(1);
    await server.close();
    if (said.length < 2) await heard(2);
    expect(said).toEqual(['{"online":true}', '{"online":false}']);
    await listener.endAsync(true);
  });

  it('leaves nothing out when that broker was away', async () => {
    const { broker, url } = await foreign();
    const server = await city(url);
    stops.push(() => server.close());
    const page = follow({ url, historyUrl: `http://127.0.0.1:${server.port}/history.ndjson` });
    await page.until(() => page.statuses.at(-1)?.state === 'live' && page.clocks.length >= 2);
    await broker.stop();
    await page.until(() => page.statuses.at(-1)?.state === 'reconnecting');
    await broker.start();
    await page.until(() => page.statuses.at(-1)?.state === 'live');
    const times = () => [...observationKeys(page.deliveries).keys()].map((key) => Number(key.split(' ')[3]));
    const reached = Math.max(...times());
    await page.until(() => Math.max(...times().slice(-50)) > reached + 120 * MINUTE);
    const keys = observationKeys(page.deliveries);
    const missing: number[] = [];
    for (let timeMs = START_MS; timeMs <= reached + 60 * MINUTE; timeMs += MINUTE) {
      for (const device of ['air-001', 'air-002']) if (!keys.has(`7-1 ${device} no2 ${timeMs}`)) missing.push(timeMs);
    }
    expect(missing).toEqual([]);
    await page.source.stop();
  });
});

describe('a page on a broker without history', () => {
  it('gets what was sent meanwhile, because the broker knows it again', async () => {
    const { url } = await foreign();
    const options = { url, keepSession: true, clientId: 'page-that-returns' };
    const before = follow(options);
    await before.until(() => before.statuses.at(-1)?.state === 'live');
    await before.source.stop();
    const sender = await client(url);
    const topic = 'city/eixample/air/lowcost/air-001/obs';
    for (let i = 0; i < 20; i++) await sender.publishAsync(topic, String(i), { qos: 1 });
    const after = follow(options);
    await after.until(() => after.deliveries.length >= 20);
    expect(after.deliveries.map(({ payload }) => Number(new TextDecoder().decode(payload)))).toEqual(
      Array.from({ length: 20 }, (_, i) => i),
    );
    await Promise.all([after.source.stop(), sender.endAsync(true)]);
  });
});
