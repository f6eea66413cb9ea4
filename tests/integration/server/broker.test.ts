import { connect as connectTcp } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startBroker } from '../../../simulators/server/broker.ts';
import type { MaquetaServer } from '../../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../../builders/fake-city.ts';
import { client, follow, START_MS, serve, webSocketUrl } from './served.ts';

const city = 'eixample';
const OWN = 'city/eixample/air/lowcost/air-001/obs';
const OTHER = 'city/eixample/air/lowcost/air-002/obs';
const CLOCK_SET = 'city/eixample/control/clock/set';

let server: MaquetaServer | null = null;
const clients: MqttClient[] = [];
const connect = async (...parameters: Parameters<typeof client>) => {
  const made = await client(...parameters);
  clients.push(made);
  return made;
};
const closing = (made: MqttClient) => new Promise<void>((resolve) => made.once('close', () => resolve()));
afterEach(async () => {
  for (const each of clients.splice(0)) each.end(true);
  await server?.close();
  server = null;
});

/** A quiet city: nothing falls due while the test runs. */
const quiet = { city: fakeCity({ devices: 2, cadenceMs: 86_400_000 }), startMs: START_MS, speed: 1 };
const account = {
  username: 'sensor-1',
  password: 'a long password',
  role: { type: 'device', city, device: 'air-001' },
} as const;

describe('the broker', () => {
  it('cuts an anonymous client off that publishes, and nobody hears it', async () => {
    server = await serve(quiet);
    const listener = await connect(webSocketUrl(server));
    await listener.subscribeAsync('city/#', { qos: 1 });
    const heard: string[] = [];
    listener.on('message', (topic) => heard.push(topic));
    for (const [topic, url] of [
      [OWN, webSocketUrl(server)],
      [CLOCK_SET, `mqtt://127.0.0.1:${server.mqttPort}`],
    ] as const) {
      const rogue = await connect(url);
      const closed = closing(rogue);
      rogue.publish(topic, '{"type":"pause"}', { qos: 1 });
      await closed;
    }
    await listener.subscribeAsync('city/nothing/#', { qos: 1 }); // a round trip later
    expect(heard.filter((topic) => topic === OWN || topic === CLOCK_SET)).toEqual([]);
  });

  it('lets a device speak on its own topics only', async () => {
    server = await serve({ ...quiet, accounts: [account] });
    const listener = await connect(webSocketUrl(server));
    const heard: string[] = [];
    const first = new Promise((resolve) => listener.once('message', resolve));
    listener.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
    await listener.subscribeAsync([OWN, OTHER], { qos: 1 });
    const { username, password } = account;
    const device = await connect(`mqtt://127.0.0.1:${server.mqttPort}`, { username, password });
    await device.publishAsync(OWN, 'mine', { qos: 1 });
    const closed = closing(device);
    device.publish(OTHER, 'not mine', { qos: 1 });
    await Promise.all([closed, first]);
    await listener.subscribeAsync('city/nothing/#', { qos: 1 }); // a round trip later
    expect(heard).toEqual([`${OWN} mine`]);
  });

  it('sends away a known name with a wrong password, and an unknown name', async () => {
    server = await serve(quiet);
    await expect(client(webSocketUrl(server), { username: 'host', password: 'guess' })).rejects.toThrow(
      /bad username/i,
    );
    await expect(client(webSocketUrl(server), { username: 'nobody', password: 'x' })).rejects.toThrow(/bad username/i);
  });

  it("refuses filters beyond the city, and a last will on another's topic", async () => {
    server = await serve(quiet);
    const listener = await connect(webSocketUrl(server));
    for (const filter of ['#', '$SYS/#', '+/eixample/#']) {
      await expect(listener.subscribeAsync(filter)).rejects.toThrow();
    }
    const heard: string[] = [];
    listener.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
    await listener.subscribeAsync('city/eixample/air/lowcost/+/obs', { qos: 1 });
    const rogue = await connect(webSocketUrl(server), {
      will: { topic: OWN, payload: Buffer.from('dying words'), qos: 1, retain: false },
    });
    const closed = closing(rogue);
    rogue.stream.destroy();
    await closed;
    await listener.subscribeAsync('city/nothing/#', { qos: 1 }); // a round trip later
    expect(heard).toEqual([]);
  });

  it('keeps meta, status and the clock for whoever comes later', async () => {
    server = await serve(quiet);
    const page = follow({ url: webSocketUrl(server) });
    await page.until(() => page.deliveries.length >= 4 && page.clocks.length > 0);
    expect(page.deliveries.map(({ topic }) => topic.split('/').slice(4).join('/')).sort()).toEqual([
      'air-001/meta',
      'air-001/status',
      'air-002/meta',
      'air-002/status',
    ]);
    expect(page.clocks[0]).toMatchObject({ runId: '7-1', speed: 1, paused: false });
    await page.source.stop();
  });

  it('stands a flood that nobody listens to', async () => {
    // Ten thousand kept messages at once, before anybody has subscribed.
    server = await serve({ ...quiet, city: fakeCity({ devices: 5_000, cadenceMs: 86_400_000 }) });
    const late = follow({ url: webSocketUrl(server) });
    await late.until(() => late.deliveries.length >= 10_000);
    await late.source.stop();
  });

  it('loses nothing when messages of different qualities of service come mixed and fast', async () => {
    server = await serve({ ...quiet, accounts: [{ ...account, role: { type: 'admin' } }] });
    const listener = await connect(webSocketUrl(server));
    await listener.subscribeAsync('city/eixample/air/lowcost/air-001/obs', { qos: 1 });
    const heard = new Set<number>();
    const all = new Promise<void>((resolve) => {
      listener.on('message', (_topic, payload) => {
        heard.add(Number(payload));
        if (heard.size === 4_000) resolve();
      });
    });
    const { username, password } = account;
    const sender = await connect(webSocketUrl(server), { username, password });
    for (let i = 0; i < 4_000; i++) sender.publish(OWN, String(i), { qos: i % 2 === 0 ? 1 : 0 });
    await all;
    expect(heard.size).toBe(4_000);
  });
});

describe('the limits of the broker', () => {
  /** A PUBLISH that says of itself that it is 200 MB long, and its first megabytes. */
  const HEADER = Buffer.from([0x30, 0x80, 0x80, 0x80, 0x64]);
  const PIECE = Buffer.alloc(100_000);
  const PIECES = 160;

  it('cuts a connection off whose packet grows without end, before it has said who it is', async () => {
    server = await serve(quiet);
    const rogue = connectTcp({ host: '127.0.0.1', port: server.mqttPort! });
    rogue.on('error', () => {});
    const closed = new Promise<string>((resolve) => rogue.once('close', () => resolve('cut off')));
    rogue.write(HEADER);
    let taken = 0;
    const all = new Promise<string>((resolve) => {
      const next = () => {
        if (++taken > PIECES) resolve('taken in');
        else rogue.write(PIECE, (error) => !error && next());
      };
      next();
    });
    expect(await Promise.race([closed, all])).toBe('cut off');
    rogue.destroy();
  });

  it('does the same over WebSocket, frame by frame', async () => {
    server = await serve(quiet);
    const rogue = new WebSocket(webSocketUrl(server), 'mqtt');
    rogue.on('error', () => {});
    const closed = new Promise<string>((resolve) => rogue.once('close', () => resolve('cut off')));
    await new Promise((resolve) => rogue.once('open', resolve));
    rogue.send(HEADER);
    let taken = 0;
    const all = new Promise<string>((resolve) => {
      const next = () => {
        if (++taken > PIECES) resolve('taken in');
        else rogue.send(PIECE, (error) => !error && next());
      };
      next();
    });
    expect(await Promise.race([closed, all])).toBe('cut off');
    rogue.terminate();
  });

  it('lets the largest payload through that a client may send', async () => {
    server = await serve({ ...quiet, accounts: [account] });
    const { username, password } = account;
    const device = await connect(`mqtt://127.0.0.1:${server.mqttPort}`, { username, password });
    await device.publishAsync(OWN, Buffer.alloc(4 * 64 * 1024), { qos: 1 });
    expect(device.connected).toBe(true);
  });

  it('turns connections away beyond the largest number, and takes new ones when others have gone', async () => {
    const broker = await startBroker([], { maxConnections: 2 });
    const url = `mqtt://127.0.0.1:${await broker.listenTcp(0, '127.0.0.1')}`;
    const [first] = [await connect(url), await connect(url)];
    const third = mqtt.connect(url, { protocolVersion: 4, reconnectPeriod: 0 });
    third.on('error', () => {});
    clients.push(third);
    const outcome = await new Promise((resolve) => {
      third.once('connect', () => resolve('let in'));
      third.once('close', () => resolve('turned away'));
    });
    expect(outcome).toBe('turned away');
    await first!.endAsync();
    await vi.waitFor(async () => expect((await connect(url)).connected).toBe(true), { timeout: 10_000 });
    for (const each of clients.splice(0)) each.end(true);
    await broker.close();
  });
});

describe('the host', () => {
  it('sets the clock, and everybody sees it', async () => {
    server = await serve();
    const url = webSocketUrl(server);
    const guest = follow({ url });
    const host = follow({ url, username: 'host', password: server.hostToken });
    await Promise.all([guest.until(() => guest.clocks.length > 0), host.until(() => host.clocks.length > 0)]);
    expect([host.source.mayRequestClock, guest.source.mayRequestClock]).toEqual([true, false]);
    expect(await guest.source.requestClock({ type: 'pause' })).toBe(false);
    expect(await host.source.requestClock({ type: 'pause' })).toBe(true);
    await guest.until(() => guest.clocks.at(-1)!.paused);
    expect(await host.source.requestClock({ type: 'speed', speed: 120 })).toBe(true);
    await guest.until(() => guest.clocks.at(-1)!.speed === 120);
    expect(await host.source.requestClock({ type: 'jump', toMs: Date.UTC(2025, 5, 1) })).toBe(true);
    await guest.until(() => guest.clocks.at(-1)!.runId === '7-2');
    expect(guest.clocks.at(-1)!.virtualAnchorMs).toBe(Date.UTC(2025, 5, 1));
    await Promise.all([guest.source.stop(), host.source.stop()]);
  });

  it('of an earlier server still sees the city, without setting its clock', async () => {
    server = await serve();
    const page = follow({ url: webSocketUrl(server), username: 'host', password: 'token of yesterday' });
    await page.until(() => page.statuses.at(-1)?.state === 'live');
    expect(page.source.mayRequestClock).toBe(false);
    expect(await page.source.requestClock({ type: 'pause' })).toBe(false);
    await page.source.stop();
  });
});
