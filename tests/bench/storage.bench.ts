import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { ensureBuild } from '../../simulators/server/prepare.mjs';
import { closeStartScreen, openPlace, waitUntilLive } from '../support/app-driver.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { startAppServer } from '../support/app-server.ts';
import { serveStatic } from '../support/static-site.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';
import type { StorageBenchPage } from './pages/storage-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = fileURLToPath(new URL('./pages', import.meta.url));
/** Rows of one measurement, and how often each way is measured, in turns. */
const ROWS = 100_000;
const TURNS = 3;

const figure = figuresOf('storage');
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function databaseAlone() {
  const folder = await mkdtemp(path.join(tmpdir(), 'maqueta-bench-'));
  await build({
    root: pages,
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 6_000,
      rollupOptions: { input: path.join(pages, 'storage.html') },
    },
  });
  const site = await serveStatic(folder, '/');
  const browser = await launchBrowser();
  try {
    const { page } = await visit(browser, `${site.url}storage.html`);
    const ingest = (keep: boolean) =>
      page.evaluate(([rows, kept]) => window.storageBench.ingest(rows, kept), [ROWS, keep] as const);
    const reopen = (from: Parameters<StorageBenchPage['reopen']>[1]) =>
      page.evaluate(([rows, source]) => window.storageBench.reopen(rows, source), [ROWS, from] as const);
    const plain: number[] = [];
    const kept: number[] = [];
    const fromStore: number[] = [];
    const fromStream: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      plain.push(await ingest(false));
      kept.push(await ingest(true));
      fromStream.push(await reopen('stream'));
      fromStore.push(await reopen('store'));
    }
    return { plain: median(plain), kept: median(kept), fromStore: median(fromStore), fromStream: median(fromStream) };
  } finally {
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until the storage section says that a day of observations is kept. */
async function dayKept(page: Page): Promise<void> {
  await openPlace(page, 'Data');
  await page.waitForFunction(() => {
    const terms = [...document.querySelectorAll('dt')];
    const said = terms.find(({ textContent }) => textContent === 'Observations')?.nextElementSibling?.textContent;
    return Number((said ?? '').replaceAll(/\D/g, '')) > 80_000;
  });
}

async function wholePage() {
  await ensureBuild(root);
  const server = await startAppServer();
  const browser = await launchBrowser();
  try {
    const { page } = await visit(browser, server.url);
    await waitUntilLive(page);
    await closeStartScreen(page);
    await dayKept(page);
    const open = async () => {
      const startedMs = performance.now();
      await page.reload();
      await waitUntilLive(page);
      return performance.now() - startedMs;
    };
    const kept: number[] = [];
    const anew: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      kept.push(await open());
      // The browser's own way of forgetting, while no page is open that would write again.
      await page.goto('about:blank');
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Storage.clearDataForOrigin', {
        origin: new URL(server.url).origin,
        storageTypes: 'indexeddb',
      });
      const startedMs = performance.now();
      await page.goto(server.url);
      await waitUntilLive(page);
      anew.push(performance.now() - startedMs);
      // Until what is kept of this visit is written, a reload would find less than a day.
      await dayKept(page);
    }
    return { kept: median(kept), anew: median(anew) };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What keeping work costs while the stream flows, and what it gains when the page is opened again; all in one run. */
export const bench: Benchmark = {
  name: 'storage',
  async run() {
    const alone = await databaseAlone();
    const page = await wholePage();
    return [
      figure('stored while it is kept', alone.kept, 'rows/s', {
        baseline: alone.plain,
        ratio: alone.kept / alone.plain,
        goal: 'ratio ≥ 0.9 to a page without a store',
        holds: alone.kept >= alone.plain * 0.9,
      }),
      figure('100,000 rows back from the store', alone.fromStore, 'ms', {
        baseline: alone.fromStream,
        ratio: alone.fromStream / alone.fromStore,
        goal: 'ratio ≥ 1 to the same rows sent by the stream worker',
        holds: alone.fromStore <= alone.fromStream,
      }),
      figure('reload until live, work kept', page.kept, 'ms', {
        baseline: page.anew,
        ratio: page.anew / page.kept,
        goal: 'ratio ≥ 1 to a page that fetches the whole day',
        holds: page.kept <= page.anew,
      }),
    ];
  },
};
