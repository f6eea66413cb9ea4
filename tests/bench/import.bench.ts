import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { resiumTreeShaking } from '../../app/cli/resium-tree-shaking.ts';
import { staticFolders } from '../../app/cli/static-folders.ts';
import { buildingsText, parcelsText } from '../builders/synthetic-city.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { serveStatic } from '../support/static-site.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';
import { blocksOf, type PageBlocks, TRACED } from './page-blocks.ts';
import type { Imported } from './pages/import-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = fileURLToPath(new URL('./pages', import.meta.url));

const FEW = 5_000;
const MANY = 50_000;
/** What the baseline can be asked for. */
const MANY_ENTITIES = 20_000;
/** 1.9 million corners, some 80 MB. */
const PARCELS = 60_000;
const LONGEST_MS = 100;
const GOAL_RATIO = 3;

interface Measured extends Imported {
  readonly blocks: PageBlocks;
  readonly megabytes: number;
}

async function measure(browser: Browser, url: string, whose: 'ours' | 'cesium', text: string): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'maqueta-bench-'));
  const file = path.join(folder, 'city.geojson');
  const { page, errors, close } = await visit(browser, url, { width: 640, height: 640 });
  try {
    await writeFile(file, text);
    await page.evaluate(
      (ours) => (ours ? window.importBench.openOurs() : window.importBench.openCesium()),
      whose === 'ours',
    );
    await page.setInputFiles('#file', file);
    await page.waitForTimeout(500);
    await browser.startTracing(page, { categories: TRACED });
    const imported = await page.evaluate(() => window.importBench.show());
    const blocks = blocksOf((await browser.stopTracing()).toString());
    if (errors.length > 0) throw new Error(`the page had errors: ${errors.join('; ')}`);
    const measured = { ...imported, blocks, megabytes: text.length / 1e6 };
    if (process.env.MAQUETA_BENCH_VERBOSE) console.error(whose, JSON.stringify(measured));
    return measured;
  } finally {
    await close();
    await rm(folder, { recursive: true });
  }
}

/** What each thousand more costs: until the first full frame, less one frame as it is drawn ever after. */
function marginalMs(few: Imported, many: Imported, fewCount: number, manyCount: number): number {
  const extra = many.drawnMs - many.steadyFrameMs - (few.drawnMs - few.steadyFrameMs);
  return (extra * 1_000) / (manyCount - fewCount);
}

const figure = figuresOf('import');

/**
 * A file from its drop to rows that answer SQL and a full picture: read, examined, mended, stored and drawn; against
 * Cesium's GeoJsonDataSource in the same run, which only draws.
 */
export const bench: Benchmark = {
  name: 'import',
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
        rolldownOptions: { input: path.join(pages, 'import.html') },
      },
    });
    const site = await serveStatic(folder);
    const browser = await launchBrowser();
    const run = (whose: 'ours' | 'cesium', text: string) => measure(browser, `${site.url}import.html`, whose, text);
    try {
      const few = await run('ours', buildingsText(FEW));
      const many = await run('ours', buildingsText(MANY));
      const fewEntities = await run('cesium', buildingsText(FEW));
      const manyEntities = await run('cesium', buildingsText(MANY_ENTITIES));
      const parcels = await run('ours', parcelsText(PARCELS));
      const cost = marginalMs(few, many, FEW, MANY);
      const entityCost = marginalMs(fewEntities, manyEntities, FEW, MANY_ENTITIES);
      const blocking = [
        [`${MANY} buildings, ${many.megabytes.toFixed(0)} MB`, many.blocks],
        [`${PARCELS} parcels of 32 corners, ${parcels.megabytes.toFixed(0)} MB`, parcels.blocks],
      ] as const;
      return [
        figure('each 1,000 buildings more, drop to rows and first full frame', cost, 'ms', {
          baseline: entityCost,
          ratio: entityCost / cost,
          goal: `ratio ≥ ${GOAL_RATIO} to GeoJsonDataSource`,
          holds: entityCost >= GOAL_RATIO * cost,
        }),
        ...blocking.flatMap(([what, { longestMs, longestWorkMs }]) => [
          figure(`${what}: longest task of the main thread outside frames`, longestMs, 'ms', {
            baseline: manyEntities.blocks.longestMs,
            ratio: manyEntities.blocks.longestMs / longestMs,
            goal: `≤ ${LONGEST_MS} ms`,
            holds: longestMs <= LONGEST_MS,
          }),
          // On a machine with other work a task also waits for a processor: this is without.
          figure(`${what}: longest such task, its own time on the processor`, longestWorkMs, 'ms', {
            goal: `≤ ${LONGEST_MS} ms`,
            holds: longestWorkMs <= LONGEST_MS,
          }),
        ]),
        figure(`${MANY} buildings, drop to examined`, many.examinedMs, 'ms'),
        figure(`${MANY} buildings, drop to rows`, many.storedMs, 'ms'),
        figure(`${MANY} buildings, drop to first full frame`, many.drawnMs, 'ms'),
        figure(`${PARCELS} parcels, drop to rows`, parcels.storedMs, 'ms'),
        figure(`${PARCELS} parcels, drop to first full frame`, parcels.drawnMs, 'ms'),
      ];
    } finally {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true });
    }
  },
};
