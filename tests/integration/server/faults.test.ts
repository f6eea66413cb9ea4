import path from 'node:path';
import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultAnswer, FaultRequest } from '../../../app/core/stream/fault-message.ts';
import { createCity, readCityDataset } from '../../../simulators/city/index.ts';
import type { MaquetaServer } from '../../../simulators/server/maqueta-server.ts';
import { readRunState } from '../../../simulators/server/run-state.ts';
import { smallCityFiles } from '../../builders/small-city.ts';
import { client, type Followed, follow, START_MS, serve, temporaryFolder, webSocketUrl } from './served.ts';

const STATE = 'city/eixample/control/faults';
const SET = `${STATE}/set`;
const city = () => createCity(readCityDataset(smallCityFiles()).value!, { seed: 20241107, ownFaults: false });

let server: MaquetaServer | null = null;
const followed: Followed[] = [];
const clients: MqttClient[] = [];
afterEach(async () => {
  for (const each of clients.splice(0)) each.end(true);
  await Promise.all(followed.splice(0).map((each) => each.source.stop()));
  await server?.close();
  server = null;
});

function page(of: MaquetaServer, host: boolean): Followed {
  const named = host ? { username: 'host', password: of.hostToken } : {};
  const made = follow({ url: webSocketUrl(of), historyUrl: `http://127.0.0.1:${of.port}/history.ndjson`, ...named });
  followed.push(made);
  return made;
}

async function hostPage(of: MaquetaServer): Promise<Followed> {
  const made = page(of, true);
  await made.until(() => made.faults.length > 0 && made.statuses.at(-1)?.state === 'live');
  return made;
}

const gap = (request: string, sensorId = 'air-001'): FaultRequest => ({
  type: 'start',
  request,
  fault: 'gap',
  sensorId,
  property: null,
  fromMs: null,
  minutes: null,
  parameters: {},
});

async function history(of: MaquetaServer): Promise<readonly { topic: string; payload: string; due: string }[]> {
  const answer = await fetch(`http://127.0.0.1:${of.port}/history.ndjson`);
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line));
}

describe('the faults a host starts', () => {
  it('begin, are told, and end; the stream and the history have them', async () => {
    server = await serve({ city: city(), speed: 3600 });
    const host = await hostPage(server);
    const answer: FaultAnswer = await host.source.requestFault(gap('r-1'));
    expect(answer).toEqual({ request: 'r-1', id: 'host-1', problem: null, detail: '' });
    const { manual } = host.faults.at(-1)!;
    expect(manual).toMatchObject([{ id: 'host-1', type: 'gap', sensorId: 'air-001', toMs: null }]);
    const fromMs = manual[0]!.fromMs;
    const said = () => host.deliveries.filter(({ topic }) => topic === 'city/eixample/air/lowcost/air-001/status');
    await host.until(() => said().some(({ payload }) => new TextDecoder().decode(payload).includes('"online":false')));
    await host.until(() => host.clocks.at(-1)!.virtualAnchorMs > fromMs + 3 * 3_600_000);
    expect(await host.source.requestFault({ type: 'stop', request: 'r-2', id: 'host-1' })).toMatchObject({
      problem: null,
    });
    const toMs = host.faults.at(-1)!.manual[0]!.toMs!;
    await host.until(() => host.clocks.at(-1)!.virtualAnchorMs > toMs + 3_600_000);
    const times = (await history(server))
      .filter(({ topic }) => topic === 'city/eixample/air/lowcost/air-001/obs')
      .map(({ payload }) => Date.parse(JSON.parse(payload).phenomenonTime));
    expect(times.some((at) => at < fromMs)).toBe(true);
    expect(times.some((at) => at >= toMs)).toBe(true);
    expect(times.filter((at) => at >= fromMs && at < toMs)).toEqual([]);
  });

  it('are refused in words where they cannot be', async () => {
    server = await serve({ city: city() });
    const host = await hostPage(server);
    expect(await host.source.requestFault(gap('r-1', 'air-999'))).toMatchObject({
      problem: 'unknown-sensor',
      detail: 'air-999',
    });
    const start = gap('r-2') as Extract<FaultRequest, { type: 'start' }>;
    expect(await host.source.requestFault({ ...start, fault: 'counter-reset' })).toMatchObject({
      problem: 'not-possible',
    });
    const raw = await client(webSocketUrl(server), { username: 'host', password: server.hostToken });
    clients.push(raw);
    await raw.publishAsync(SET, '{"type":"start"', { qos: 1 });
    await host.until(() => host.faults.at(-1)!.answers.some(({ problem }) => problem === 'unreadable'));
    expect(host.faults.at(-1)!.manual).toEqual([]);
  });

  it('are the host’s alone: nobody else hears of them or sets them, whatever they subscribe to', async () => {
    const device = {
      username: 'sensor',
      password: 'a long password',
      role: { type: 'device', city: 'eixample', device: 'own-001' },
    } as const;
    server = await serve({ city: city(), accounts: [device] });
    const host = await hostPage(server);
    for (const named of [{}, { username: device.username, password: device.password }]) {
      const heard: string[] = [];
      const visitor = await client(webSocketUrl(server), named);
      clients.push(visitor);
      visitor.on('message', (topic) => heard.push(topic));
      await visitor.subscribeAsync(['city/#', 'city/+/control/#', 'city/+/+/faults', 'city/+/control/faults/+'], {
        qos: 1,
      });
      for (const topic of [STATE, SET])
        await expect(visitor.subscribeAsync(topic, { qos: 1 })).rejects.toThrow('Subscribe error');
      await host.source.requestFault(gap(`r-${named.username ?? 'public'}`));
      const later = host.clocks.length + 2;
      await host.until(() => host.clocks.length >= later);
      expect(heard).toContain('city/eixample/control/clock');
      expect(heard.filter((topic) => topic.includes('faults'))).toEqual([]);
      const cut = new Promise<void>((resolve) => visitor.once('close', () => resolve()));
      visitor.publish(SET, JSON.stringify({ type: 'stop-all', request: 'mine' }), { qos: 1 });
      await cut;
    }
    expect(host.faults.at(-1)!.manual.map(({ toMs }) => toMs)).toEqual([null, null]);
    const participant = page(server, false);
    await participant.until(() => participant.clocks.length > 0);
    expect(await participant.source.requestFault(gap('r-9'))).toMatchObject({ problem: 'not-host' });
    expect(participant.faults).toEqual([]);
  });

  it('outlive a restart within ten minutes, and end with a jump to another time', async () => {
    const stateFile = path.join(temporaryFolder(), 'run.json');
    server = await serve({ city: city(), stateFile });
    const { hostToken } = server;
    const before = await hostPage(server);
    await before.source.requestFault(gap('r-1'));
    await before.source.requestFault(gap('r-2', 'loop-002'));
    const known = before.faults.at(-1)!.manual;
    expect(known).toHaveLength(2);
    await before.source.stop();
    await server.close();
    server = await serve({ city: city(), stateFile });
    expect([server.resumed, server.hostToken]).toEqual([true, hostToken]);
    const after = await hostPage(server);
    expect(after.faults.at(-1)!.manual).toEqual(known);
    await after.source.requestClock({ type: 'jump', toMs: START_MS });
    await after.until(() => after.faults.at(-1)!.run !== before.faults.at(-1)!.run);
    expect(after.faults.at(-1)!.manual).toEqual([]);
  });

  it('and jumps are on the disk by the time the host hears of them', async () => {
    const stateFile = path.join(temporaryFolder(), 'run.json');
    server = await serve({ city: city(), stateFile });
    const host = await hostPage(server);
    await host.source.requestFault(gap('r-1'));
    expect(readRunState(stateFile)!.faults).toHaveLength(1);
    const { run } = host.faults.at(-1)!;
    await host.source.requestClock({ type: 'jump', toMs: START_MS + 86_400_000 });
    await host.until(() => host.clocks.at(-1)!.runId !== run);
    expect(readRunState(stateFile)).toMatchObject({ runNumber: 2, faults: [] });
    expect(readRunState(stateFile)!.virtualMs).toBeGreaterThanOrEqual(START_MS + 86_400_000);
  });

  it('leave no stale reading on the broker when the clock jumps', async () => {
    server = await serve({ city: city(), speed: 3600 });
    const host = await hostPage(server);
    const fault = { ...gap('r-1', 'parking-001'), fault: 'retained-stale' } as FaultRequest;
    await host.source.requestFault(fault);
    const { fromMs } = host.faults.at(-1)!.manual[0]!;
    await host.until(() => host.clocks.at(-1)!.virtualAnchorMs > fromMs + 2 * 3_600_000);
    const kept = async () => {
      const late = await client(webSocketUrl(server!));
      clients.push(late);
      const retained: string[] = [];
      late.on('message', (topic, payload, packet) => {
        if (packet.retain && topic.endsWith('/obs')) retained.push(payload.toString());
      });
      // The broker hands out what it keeps before it confirms what came after.
      await late.subscribeAsync('city/eixample/#', { qos: 1 });
      await late.subscribeAsync('city/eixample/control/clock', { qos: 1 });
      const clocks = host.clocks.length + 2;
      await host.until(() => host.clocks.length >= clocks);
      return retained.length;
    };
    expect(await kept()).toBe(1);
    await host.source.requestClock({ type: 'jump', toMs: START_MS });
    await host.until(() => host.clocks.at(-1)!.runId.endsWith('-2'));
    expect(await kept()).toBe(0);
  });
});
