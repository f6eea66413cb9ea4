import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { ensureBuild } from '../../simulators/server/prepare.mjs';
import { launchBrowser, visit } from '../support/app-page.ts';
import { startAppServer } from '../support/app-server.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The app marks these moments itself (app/state/milestones.ts); times are ms since navigation began. */
const MILESTONES = ['shell', 'first-building', 'first-live-colour', 'first-live-building'] as const;

interface Transfer {
  readonly name: string;
  readonly bytes: number;
}

async function milestones(page: Page): Promise<Record<(typeof MILESTONES)[number], number>> {
  await page.waitForFunction(() => performance.getEntriesByName('maqueta:first-live-building').length > 0, undefined, {
    timeout: 120_000,
  });
  return page.evaluate(
    (names) =>
      Object.fromEntries(
        names.map((name) => [name, performance.getEntriesByName(`maqueta:${name}`)[0]?.startTime ?? Number.NaN]),
      ),
    [...MILESTONES],
  ) as Promise<Record<(typeof MILESTONES)[number], number>>;
}

/** Bytes on the wire per response, workers included, as the browser's network layer counts them. */
async function countTransfers(page: Page, transfers: Transfer[]): Promise<void> {
  page.context().on('requestfinished', async (request) => {
    const sizes = await request.sizes().catch(() => null);
    if (sizes === null) return;
    transfers.push({
      name: new URL(request.url()).pathname.replace(/-[\w-]{8}\./, '.'),
      bytes: sizes.responseBodySize + sizes.responseHeadersSize,
    });
  });
}

const figure = figuresOf('start');

/**
 * Page open → first live-coloured building, cold and with a warm cache in the same run, and what it transfers.
 * Software rendering: the shaders of the first frame are the larger part of the time.
 */
export const bench: Benchmark = {
  name: 'start',
  async run() {
    await ensureBuild(root);
    const server = await startAppServer();
    const browser = await launchBrowser();
    try {
      const transfers: Transfer[] = [];
      const cold = await visit(browser, 'about:blank');
      await countTransfers(cold.page, transfers);
      await cold.page.goto(`${server.url}#form=layers`);
      const first = await milestones(cold.page);
      const coldTransfers = [...transfers];
      await cold.page.reload();
      const second = await milestones(cold.page);
      await cold.close();

      const total = coldTransfers.reduce((sum, { bytes }) => sum + bytes, 0);
      const largest = [...coldTransfers].sort((a, b) => b.bytes - a.bytes).slice(0, 6);
      return [
        figure('shell painted, cold cache', first.shell, 'ms'),
        figure('first building on screen, cold cache', first['first-building'], 'ms'),
        figure('first live-coloured building, cold cache', first['first-live-building'], 'ms'),
        figure('first live-coloured building, warm cache', second['first-live-building'], 'ms', {
          baseline: first['first-live-building'],
          ratio: first['first-live-building'] / second['first-live-building'],
        }),
        figure('transferred, WASM included', total / 1e6, 'MB'),
        ...largest.map(({ name, bytes }) => figure(`largest part ${name}`, bytes / 1e6, 'MB')),
      ];
    } finally {
      await browser.close();
      await server.close();
    }
  },
};
