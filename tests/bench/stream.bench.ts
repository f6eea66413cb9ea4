import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectAsync } from 'mqtt';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { clockRequestPayload } from '../../app/core/stream/clock-message.ts';
import { clockSetTopic } from '../../app/core/stream/topics.ts';
import type { ClockRequest } from '../../app/core/stream/virtual-clock.ts';
import type { BreakableCity } from '../../simulators/server/fault-host.ts';
import { startMaquetaServer } from '../../simulators/server/maqueta-server.ts';
import { fakeCity } from '../builders/fake-city.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';
import type { Sample } from './pages/stream-page.ts';

const pages = fileURLToPath(new URL('./pages', import.meta.url));

const DEVICES = 1_000;
const CADENCE_MS = 200;
/** 1,000 devices, five messages a second each. */
const MESSAGES_PER_SECOND = (DEVICES * 1_000) / CADENCE_MS;
const STEADY_MS = Number(process.env.MAQUETA_BENCH_SECONDS ?? 60) * 1_000;
/** Far more at once than a page can store, and how long until all is there says what the path can do at most. */
const BURST_SPEED = 8;
const BURST_MESSAGES = 60_000;
const BASELINE_MS = 5_000;

/** How many messages had been published at a wall time. */
interface Published {
  readonly atMs: number;
  readonly messages: number;
}

/** A city that only speaks forward (nobody asks it for a day of history at this rate), and no more than it is allowed. */
class LoadCity implements BreakableCity {
  readonly id = 'eixample';
  readonly seed = 7;
  readonly log: Published[] = [];
  published = 0;
  allowed = Number.POSITIVE_INFINITY;
  private readonly city = fakeCity({ devices: DEVICES, cadenceMs: CADENCE_MS });

  readonly sensors = this.city.sensors;
  readonly retainedMessages = this.city.retainedMessages;
  readonly faultsBetween = this.city.faultsBetween;
  readonly withFaults = () => this;

  messagesBetween(runId: string, fromMs: number, toMs: number) {
    if (toMs - fromMs > 60_000) return [];
    const due = this.city.messagesBetween(runId, fromMs, toMs).slice(0, Math.max(0, this.allowed - this.published));
    this.published += due.length;
    this.log.push({ atMs: Date.now(), messages: this.published });
    return due;
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The trainer's page, reduced to its wishes for the clock; it hears nothing of the stream. */
async function openHost(url: string, password: string) {
  const client = await connectAsync(url, { protocolVersion: 4, username: 'host', password });
  const ask = async (request: ClockRequest) => {
    await client.publishAsync(clockSetTopic('eixample'), clockRequestPayload(request), { qos: 1 });
    // The broker confirms before the city has acted on it.
    if (request.type === 'pause') await sleep(500);
  };
  return { ask, stop: () => client.endAsync(true) };
}

/** Waits until a query finds as many rows, or until nothing has been added for ten seconds. */
async function drained(page: Page, rows: number): Promise<Sample> {
  let before = -1;
  let stillSinceMs = Date.now();
  for (;;) {
    const last = await page.evaluate(() => window.streamBench.samples().at(-1) ?? { atMs: 0, rows: 0 });
    if (last.rows >= rows || Date.now() - stillSinceMs > 10_000) return last;
    if (last.rows !== before) stillSinceMs = Date.now();
    before = last.rows;
    await sleep(100);
  }
}

/** Wall time from publishing to the first answer of a query that counted the message, per message, sorted. */
export function queryableLags(published: readonly Published[], samples: readonly Sample[]): Float64Array {
  const total = published.at(-1)?.messages ?? 0;
  const lags = new Float64Array(total);
  let at = 0;
  let seen = 0;
  for (let message = 1; message <= total; message++) {
    while (published[at]!.messages < message) at++;
    while (seen < samples.length && samples[seen]!.rows < message) seen++;
    const sample = samples[seen];
    lags[message - 1] = sample === undefined ? Number.POSITIVE_INFINITY : sample.atMs - published[at]!.atMs;
  }
  return lags.sort();
}

const quantile = (sorted: Float64Array, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length))]!;

const figure = figuresOf('stream');

/**
 * MQTT over WebSocket into DuckDB in a browser, with the app's own broker, workers and database: 5,000 messages a second
 * for a minute, while somebody queries twenty times a second; then a burst. Baseline: one INSERT a message.
 */
export const bench: Benchmark = {
  name: 'stream',
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'maqueta-bench-'));
    await build({
      root: pages,
      base: './',
      configFile: false,
      logLevel: 'error',
      worker: { format: 'es' },
      build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 6_000 },
    });
    const city = new LoadCity();
    const server = await startMaquetaServer({
      city,
      distFolder: folder,
      version: 'bench',
      host: '127.0.0.1',
      port: 0,
      mqttPort: 0,
      startMs: Date.UTC(2024, 10, 7, 8),
      speed: 1,
      stateFile: null,
    });
    const mqttUrl = `ws://127.0.0.1:${server.port}/mqtt`;
    const host = await openHost(mqttUrl, server.hostToken);
    await host.ask({ type: 'pause' });
    const browser = await launchBrowser();
    try {
      const { page, errors, close } = await visit(browser, `http://127.0.0.1:${server.port}/`);
      const baseline = await page.evaluate((ms) => window.streamBench.insertOneByOne(ms), BASELINE_MS);
      await page.evaluate((url) => window.streamBench.open(url), mqttUrl);
      await page.waitForFunction(() => window.streamBench.statistics()?.status.state === 'live');
      await page.waitForFunction((devices) => (window.streamBench.statistics()?.received ?? 0) >= 2 * devices, DEVICES);
      await page.evaluate(() => window.streamBench.longestTaskMs());

      const before = city.published;
      await host.ask({ type: 'resume' });
      await sleep(STEADY_MS);
      await host.ask({ type: 'pause' });
      const sent = city.published - before;
      const afterSteady = await drained(page, sent);
      const steadyLog = city.log
        .map(({ atMs, messages }) => ({ atMs, messages: messages - before }))
        .filter(({ messages }) => messages > 0);
      const lags = queryableLags(steadyLog, await page.evaluate(() => window.streamBench.samples()));
      const longestTaskMs = await page.evaluate(() => window.streamBench.longestTaskMs());

      await host.ask({ type: 'speed', speed: BURST_SPEED });
      city.allowed = city.published + BURST_MESSAGES;
      const burstFrom = Date.now();
      await host.ask({ type: 'resume' });
      const afterBurst = await drained(page, sent + BURST_MESSAGES);
      const perSecond = ((afterBurst.rows - afterSteady.rows) * 1_000) / (afterBurst.atMs - burstFrom);
      const statistics = await page.evaluate(() => window.streamBench.statistics());
      if (errors.length > 0 || statistics?.rejected !== 0) {
        throw new Error(`the page had errors: ${errors.join('; ')} ${JSON.stringify(statistics?.rejectedByReason)}`);
      }
      await close();

      const rate = (sent * 1_000) / STEADY_MS;
      const lost = sent + BURST_MESSAGES - afterBurst.rows;
      const p95 = quantile(lags, 0.95);
      return [
        figure('published, steady', rate, 'messages/s', {
          goal: `≥ ${MESSAGES_PER_SECOND}`,
          holds: rate >= MESSAGES_PER_SECOND * 0.98,
        }),
        figure('lost', lost, 'messages', { goal: '0', holds: lost === 0 }),
        figure('publish → queryable, median', quantile(lags, 0.5), 'ms'),
        figure('publish → queryable, p95', p95, 'ms', { goal: '< 1000 ms', holds: p95 < 1_000 }),
        figure('longest main-thread task', longestTaskMs, 'ms', { goal: '≤ 100 ms', holds: longestTaskMs <= 100 }),
        figure('stored in a burst', perSecond, 'messages/s', {
          baseline,
          ratio: perSecond / baseline,
          goal: 'ratio ≥ 10 to one INSERT a message',
          holds: perSecond >= 10 * baseline,
        }),
      ];
    } finally {
      await browser.close();
      await host.stop();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
