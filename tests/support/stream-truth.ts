/** What a city has said, read without any network between: what a page's tables must hold, whatever happened on the way. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readClockPayload, readPublishedUntil } from '../../app/core/stream/clock-message.ts';
import { DeviceDirectory } from '../../app/core/stream/device-directory.ts';
import { readDelivery } from '../../app/core/stream/read-delivery.ts';
import { clockSetTopic, clockTopic } from '../../app/core/stream/topics.ts';
import { type City, DEFAULT_START_MS, HISTORY_MS } from '../../simulators/city/index.ts';
import { client } from '../integration/server/served.ts';
import { runSql } from './app-driver.ts';
import { shippedCity } from './app-server.ts';

/** What a test must know of a server, in this process or another. */
interface RunningServer {
  readonly server: { readonly port: number; readonly hostToken: string; readonly runId: string };
}

/** Rows since the city began, by property: as text in one cell, so that a page can be asked in one query. */
const ROWS_SQL = `SELECT string_agg(property || ' ' || n, ', ' ORDER BY property), sum(twice)::VARCHAR FROM (
  SELECT property, count(*) AS n, count(*) - count(DISTINCT (run_id, sensor_id, phenomenon_time)) AS twice
  FROM observations WHERE phenomenon_time >= TIMESTAMP '${new Date(DEFAULT_START_MS).toISOString().slice(0, 19)}'
  GROUP BY property)`;

/** The answer that `ROWS_SQL` must give once all is stored that fell due before `untilMs`: no gap, nothing twice. */
function trueRows(city: City, runId: string, untilMs: number): [string, string] {
  const directory = new DeviceDirectory();
  const fromMs = DEFAULT_START_MS - HISTORY_MS;
  const context = {
    directory,
    virtualNowMs: untilMs,
    runId,
    knowsRun: (run: string) => run === runId,
    flagOf: () => 1 as const,
  };
  const keys = new Map<string, Set<string>>();
  for (const { topic, payload } of [
    ...city.retainedMessages(runId, fromMs),
    ...city.messagesBetween(runId, fromMs, untilMs),
  ]) {
    const bytes = new TextEncoder().encode(payload);
    const read = readDelivery({ topic, payload: bytes, receivedAtMs: 0 }, context);
    if (read.meta !== null) directory.learn(read.meta);
    for (const { sensorId, property, phenomenonTimeMs } of read.observations) {
      if (phenomenonTimeMs < DEFAULT_START_MS) continue;
      const known = keys.get(property) ?? new Set();
      keys.set(property, known.add(`${sensorId} ${phenomenonTimeMs}`));
    }
  }
  const counts = [...keys].map(([property, of]) => `${property} ${of.size}`).sort();
  return [counts.join(', '), '0'];
}

/** Lets the clock stand, as the host does; resolves with the time up to which everything has been published by then. */
async function pauseClock({ server }: RunningServer, cityId = 'eixample'): Promise<number> {
  const host = await asHost(server);
  let pausedClocks = 0;
  const untilMs = new Promise<number>((resolve) => {
    host.on('message', (_topic, payload) => {
      const text = String(payload);
      if (readClockPayload(text, 0)?.paused !== true) return;
      pausedClocks++;
      // The first one was on its way while the last messages were said.
      if (pausedClocks > 1) resolve(readPublishedUntil(text)!);
    });
  });
  await host.subscribeAsync(clockTopic(cityId));
  await host.publishAsync(clockSetTopic(cityId), JSON.stringify({ type: 'pause' }), { qos: 1 });
  const reached = await untilMs;
  host.end(true);
  return reached;
}

/** Resolves when the city has gone on by so much virtual time. */
export async function passVirtualTime({ server }: RunningServer, ms: number, cityId = 'eixample'): Promise<void> {
  const listener = await client(`ws://127.0.0.1:${server.port}/mqtt`);
  let fromMs: number | null = null;
  const passed = new Promise<void>((resolve) => {
    listener.on('message', (_topic, payload) => {
      const reachedMs = readPublishedUntil(String(payload))!;
      fromMs ??= reachedMs;
      if (reachedMs - fromMs >= ms) resolve();
    });
  });
  await listener.subscribeAsync(clockTopic(cityId));
  await passed;
  listener.end(true);
}

export async function resumeClock({ server }: RunningServer, cityId = 'eixample'): Promise<void> {
  const host = await asHost(server);
  await host.publishAsync(clockSetTopic(cityId), JSON.stringify({ type: 'resume' }), { qos: 1 });
  host.end(true);
}

function asHost({ port, hostToken }: { port: number; hostToken: string }) {
  return client(`ws://127.0.0.1:${port}/mqtt`, { username: 'host', password: hostToken });
}

/** Waits until the page holds exactly what the run has said until then. */
export async function expectRows(page: Page, runId: string, untilMs: number): Promise<void> {
  const truth = trueRows(await shippedCity(), runId, untilMs);
  await expect.poll(async () => (await runSql(page, ROWS_SQL))[0], { timeout: 60_000, interval: 500 }).toEqual(truth);
}

/** Lets the clock stand and waits until the page holds exactly what was said until then. The clock stays as it is. */
export async function expectWholeStream(page: Page, server: RunningServer): Promise<void> {
  const untilMs = await pauseClock(server);
  await expectRows(page, server.server.runId, untilMs);
}
