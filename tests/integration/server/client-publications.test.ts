import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { ClientPublications } from '../../../simulators/server/client-publications.ts';
import type { MaquetaServer } from '../../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { client, follow, START_MS, serve, webSocketUrl } from './served.ts';

const OWN = 'city/eixample/air/lowcost/own-001/obs';
const account = {
  username: 'own-sensor',
  password: 'a long password',
  role: { type: 'device', city: 'eixample', device: 'own-001' },
} as const;

let server: MaquetaServer | null = null;
const clients: MqttClient[] = [];
afterEach(async () => {
  for (const each of clients.splice(0)) each.end(true);
  await server?.close();
  server = null;
});

async function device(): Promise<MqttClient> {
  const { username, password } = account;
  const made = await client(`mqtt://127.0.0.1:${server!.mqttPort}`, { username, password });
  clients.push(made);
  return made;
}

async function history(sinceMs?: number) {
  const query = sinceMs === undefined ? '' : `?since=${new Date(sinceMs).toISOString()}`;
  const answer = await fetch(`http://127.0.0.1:${server!.port}/history.ndjson${query}`);
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  const messages = lines.map((line) => JSON.parse(line));
  return {
    untilMs: Date.parse(answer.headers.get('x-maqueta-until')!),
    due: messages.map(({ due }) => Date.parse(due)),
    own: messages.filter(({ topic }) => topic === OWN).map(({ payload }) => payload),
  };
}

describe('what a device of the city publishes', () => {
  it('is in the history as soon as it was sent, for whoever asks from a time before it', async () => {
    server = await serve({ accounts: [account], speed: 3600 });
    const page = follow({ url: webSocketUrl(server) });
    await page.until(() => page.clocks.length > 0);
    const sender = await device();
    const before = await history();
    await sender.publishAsync(OWN, 'first', { qos: 1 });
    const soon = await history(before.untilMs);
    expect([before.own, soon.own]).toEqual([[], ['first']]);
    // Hours later it still is, in its place, and in a block that is kept.
    await page.until(() => page.clocks.at(-1)!.virtualAnchorMs > soon.untilMs + 3 * 3_600_000);
    await sender.publishAsync(OWN, 'second', { qos: 1 });
    for (let round = 0; round < 2; round++) {
      const { own, due } = await history();
      expect(own).toEqual(['first', 'second']);
      expect(due).toEqual([...due].sort((a, b) => a - b));
    }
    expect((await history(soon.untilMs + 3_600_000)).own).toEqual(['second']);
    await page.source.stop();
  });

  it('is found by a page that was away meanwhile', async () => {
    server = await serve({
      accounts: [account],
      speed: 1,
      city: fakeCity({ devices: 1, cadenceMs: 86_400_000 }),
      startMs: START_MS,
    });
    const historyUrl = `http://127.0.0.1:${server.port}/history.ndjson`;
    await (await device()).publishAsync(OWN, 'while nobody listened', { qos: 1 });
    const page = follow({ url: webSocketUrl(server), historyUrl });
    await page.until(() => page.deliveries.some(({ topic }) => topic === OWN));
    await page.source.stop();
  });

  it('belongs to its run', async () => {
    server = await serve({ accounts: [account] });
    await (await device()).publishAsync(OWN, 'of the first run', { qos: 1 });
    expect((await history()).own).toEqual(['of the first run']);
    const host = follow({ url: webSocketUrl(server), username: 'host', password: server.hostToken });
    await host.until(() => host.clocks.length > 0);
    await host.source.requestClock({ type: 'jump', toMs: START_MS });
    await host.until(() => host.clocks.at(-1)!.runId === '7-2');
    expect((await history()).own).toEqual([]);
    await host.source.stop();
  });
});

describe('what is kept of it', () => {
  const message = (payload: string) => ({ topic: OWN, payload, qos: 1, retain: false }) as const;
  const payloads = (kept: ClientPublications) => kept.between(0, Number.MAX_SAFE_INTEGER).map(({ payload }) => payload);

  it('is bounded in bytes; the oldest goes first', () => {
    const kept = new ClientPublications(1_000); // some 180 bytes each
    for (let i = 0; i < 100; i++) kept.add(message(String(i)), i);
    expect(payloads(kept)).toEqual(['95', '96', '97', '98', '99']);
    kept.add(message('x'.repeat(2_000)), 100);
    expect(payloads(kept)).toEqual([]);
  });
  it('is forgotten by time, and had by half-open spans', () => {
    const kept = new ClientPublications();
    for (let i = 0; i < 6; i++) kept.add(message(String(i)), i * 10);
    kept.forgetBefore(20);
    expect(payloads(kept)).toEqual(['2', '3', '4', '5']);
    expect(kept.between(30, 50).map(({ payload }) => payload)).toEqual(['3', '4']);
    kept.clear();
    expect(payloads(kept)).toEqual([]);
  });
});
