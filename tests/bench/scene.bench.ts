import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { resiumTreeShaking } from '../../app/cli/resium-tree-shaking.ts';
import { staticFolders } from '../../app/cli/static-folders.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { serveStatic } from '../support/static-site.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';
import type { Kind, Recoloured, Shown } from './pages/scene-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = fileURLToPath(new URL('./pages', import.meta.url));

const FEW = 5_000;
const MANY = 50_000;
/** What the baseline can be asked for. */
const MANY_ENTITIES = 20_000;
const POINTS = 100_000;
const LINES = 20_000;

type Whose = 'ours' | 'cesium';

interface Measured extends Shown {
  /** Heap of the page and its array buffers, after a collection, less those of the empty map. */
  readonly bytes: number;
  readonly recoloured: Recoloured | null;
}

async function heldBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  await session.detach();
  if (usage.backingStorageSize === undefined) throw new Error('this browser does not tell the size of array buffers');
  return usage.usedSize + usage.backingStorageSize;
}

/** One visit: an empty map, then a layer, then perhaps other colours. */
async function measure(
  browser: Browser,
  url: string,
  whose: Whose,
  kind: Kind,
  count: number,
  recolour = false,
): Promise<Measured> {
  const { page, errors, close } = await visit(browser, url, { width: 640, height: 640 });
  try {
    await page.evaluate(
      (ours) => (ours ? window.sceneBench.openOurs() : window.sceneBench.openCesium()),
      whose === 'ours',
    );
    await page.waitForTimeout(500);
    const before = await heldBytes(page);
    await page.evaluate(([what, n]) => window.sceneBench.make(what, n), [kind, count] as const);
    const shown = await page.evaluate((what) => window.sceneBench.show(what), kind);
    const bytes = (await heldBytes(page)) - before;
    const recoloured = !recolour
      ? null
      : await page.evaluate(
          ([ours, n]) => (ours ? window.sceneBench.recolourOurs(n) : window.sceneBench.recolourCesium()),
          [whose === 'ours', count] as const,
        );
    if (errors.length > 0) throw new Error(`the page had errors: ${errors.join('; ')}`);
    if (process.env.MAQUETA_BENCH_VERBOSE)
      console.error(whose, kind, count, JSON.stringify({ ...shown, bytes, recoloured }));
    return { ...shown, bytes, recoloured };
  } finally {
    await close();
  }
}

/** What each thousand more costs: first full frame, less one frame as it is drawn ever after. */
function marginalMs(few: Shown, many: Shown, fewCount: number, manyCount: number): number {
  const extra = many.ms - many.steadyFrameMs - (few.ms - few.steadyFrameMs);
  return (extra * 1_000) / (manyCount - fewCount);
}

const figure = figuresOf('scene');

/**
 * GeoJSON text to pixels, against Cesium's GeoJsonDataSource in the same run. Software rendering spends seconds on
 * shaders and frames whatever one does, so what is compared is the marginal cost: many less few.
 */
export const bench: Benchmark = {
  name: 'scene',
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'maqueta-bench-'));
    await build({
      root: pages,
      base: './',
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [react(), resiumTreeShaking(), staticFolders(root)],
      worker: { format: 'es' },
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'es2022',
        chunkSizeWarningLimit: 6_000,
        rolldownOptions: { input: path.join(pages, 'scene.html') },
      },
    });
    const site = await serveStatic(folder);
    const browser = await launchBrowser();
    const url = `${site.url}scene.html`;
    const run = (whose: Whose, kind: Kind, count: number, recolour = false) =>
      measure(browser, url, whose, kind, count, recolour);
    try {
      const few = await run('ours', 'buildings', FEW);
      const many = await run('ours', 'buildings', MANY, true);
      const fewEntities = await run('cesium', 'buildings', FEW);
      const manyEntities = await run('cesium', 'buildings', MANY_ENTITIES, true);
      const points = await run('ours', 'points', POINTS);
      const primitives = await run('cesium', 'points', POINTS);
      const lines = await run('ours', 'lines', LINES);

      const cost = marginalMs(few, many, FEW, MANY);
      const entityCost = marginalMs(fewEntities, manyEntities, FEW, MANY_ENTITIES);
      const bytes = (many.bytes - few.bytes) / (MANY - FEW);
      const entityBytes = (manyEntities.bytes - fewEntities.bytes) / (MANY_ENTITIES - FEW);
      const recolour = many.recoloured!;
      const perFeature = recolour.ms / MANY;
      const perEntity = manyEntities.recoloured!.ms / MANY_ENTITIES;
      const longest = Math.max(...[few, many, points, lines, recolour].map(({ longestBlockMs }) => longestBlockMs));
      return [
        figure('each 1,000 buildings more, text to first full frame', cost, 'ms', {
          baseline: entityCost,
          ratio: entityCost / cost,
          goal: 'ratio ≥ 5 to GeoJsonDataSource',
          holds: entityCost >= 5 * cost,
        }),
        figure('heap and array buffers per building', bytes, 'bytes', {
          baseline: entityBytes,
          ratio: entityBytes / bytes,
          goal: 'ratio ≥ 4 to GeoJsonDataSource',
          holds: entityBytes >= 4 * bytes,
        }),
        figure('recolouring, values to picture, per feature', perFeature * 1_000, 'us', {
          baseline: perEntity * 1_000,
          ratio: perEntity / perFeature,
          goal: 'ratio ≥ 20 to recolouring entities',
          holds: perEntity >= 20 * perFeature,
        }),
        figure(`recolouring ${MANY} buildings, frames until shown`, recolour.frames, 'frames', {
          goal: '≤ 2',
          holds: recolour.frames <= 2,
        }),
        figure(`recolouring ${MANY} buildings, work on the main thread outside frames`, recolour.workMs, 'ms', {
          goal: '≤ 50 ms',
          holds: recolour.workMs <= 50,
        }),
        figure('longest block of the main thread outside frames', longest, 'ms', {
          baseline: manyEntities.longestBlockMs,
          ratio: manyEntities.longestBlockMs / longest,
          goal: '≤ 100 ms',
          holds: longest <= 100,
        }),
        figure(`${MANY} buildings, text to first full frame`, many.ms, 'ms'),
        figure(`${MANY} buildings, a frame as drawn ever after`, many.steadyFrameMs, 'ms'),
        figure(`${POINTS} points, text to first full frame`, points.ms, 'ms', {
          baseline: primitives.ms,
          ratio: primitives.ms / points.ms,
        }),
        figure(`${POINTS} points, a frame as drawn ever after`, points.steadyFrameMs, 'ms', {
          baseline: primitives.steadyFrameMs,
          ratio: primitives.steadyFrameMs / points.steadyFrameMs,
        }),
        figure('heap and array buffers per point', points.bytes / POINTS, 'bytes', {
          baseline: primitives.bytes / POINTS,
          ratio: primitives.bytes / points.bytes,
        }),
        figure(`${LINES} lines, text to first full frame`, lines.ms, 'ms'),
      ];
    } finally {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
