import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser, visit } from '../support/app-page.ts';
import { serveStatic } from '../support/static-site.ts';
import { type Benchmark, figuresOf } from './benchmark.ts';
import type { Timed } from './pages/join-page.ts';

const pages = fileURLToPath(new URL('./pages', import.meta.url));

const POINTS = 100_000;
/** What Turf alone is asked for; its time is scaled to all points. */
const TURF_SAMPLE = 2_000;
const ROUNDS = 9;
const BASELINE_ROUNDS = 3;

const contains = (polygons: string) => `SELECT ${polygons}.id, count(*)::INTEGER AS n
  FROM points JOIN polygons ${polygons} ON ST_Contains(${polygons}.geom, points.geom) GROUP BY 1 ORDER BY 1`;
/** A statement that uses the hidden names itself is left as it is. */
const BETWEENS = `SELECT /* spatial_join_ */ polygons.id, count(*)::INTEGER AS n FROM points JOIN polygons
  ON points.lon BETWEEN polygons.min_lon AND polygons.max_lon AND points.lat BETWEEN polygons.min_lat AND polygons.max_lat
  AND ST_Contains(polygons.geom, points.geom) GROUP BY 1 ORDER BY 1`;
const near = (points: string) => `SELECT count(*)::INTEGER AS n FROM streets JOIN points ${points}
  ON ST_DWithin(streets.geom, ${points}.geom, 25)`;
const meets = (polygons: string) => `SELECT count(*)::INTEGER AS n FROM streets JOIN polygons ${polygons}
  ON ST_Intersects(streets.geom, ${polygons}.geom)`;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

interface Run extends Timed {
  readonly first: number;
}

/** Runs each in turn, round after round, so that a busy moment of the machine falls on all of them; medians. */
async function inTurns<K extends string>(
  rounds: number,
  runs: Readonly<Record<K, (round: number) => Promise<Timed>>>,
): Promise<Record<K, Run>> {
  const names = Object.keys(runs) as K[];
  const all = new Map<K, Timed[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) all.get(name)!.push(await runs[name](round));
  }
  const summary = (name: K): Run => {
    const timed = all.get(name)!;
    const { counts, ms: first } = timed[0]!;
    if (timed.some((one) => one.counts.join() !== counts.join())) throw new Error(`${name} gave different counts`);
    return { ms: median(timed.map(({ ms }) => ms)), counts, first };
  };
  return Object.fromEntries(names.map((name) => [name, summary(name)])) as Record<K, Run>;
}

const figure = figuresOf('join');

/**
 * 100,000 points in 1,000 polygons by the text a person types, in the app's own database worker in Chromium; the page's
 * wait for the answer is what counts. Baselines in the same page: four BETWEENs and the exact function; Turf with flatbush
 * over coordinates that are already in memory; Turf alone on a sample. A cold run reads both tables and finds the pairs,
 * a warm one has the pairs of unchanged tables at hand.
 */
export const bench: Benchmark = {
  name: 'join',
  async run() {
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
        rolldownOptions: { input: path.join(pages, 'join.html') },
      },
    });
    const site = await serveStatic(folder);
    const browser = await launchBrowser();
    try {
      const { page, errors, close } = await visit(browser, `${site.url}join.html`);
      await page.evaluate((points) => window.joinBench.open(points), POINTS);
      const figures = await measure(page);
      if (errors.length > 0) throw new Error(`the page had errors: ${errors.join('; ')}`);
      await close();
      return figures;
    } finally {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(page: Page) {
  const query = (sql: string) => page.evaluate((text) => window.joinBench.query(text), sql);
  // Another alias is another text: its pairs are not at hand.
  const { cold, warm, flatbush } = await inTurns(ROUNDS, {
    cold: (round) => query(contains(`cold_${round}`)),
    warm: () => query(contains('cold_0')),
    flatbush: () => page.evaluate(() => window.joinBench.turfAndFlatbush()),
  });
  const { betweens, coldAgain, warmAgain } = await inTurns(BASELINE_ROUNDS, {
    betweens: () => query(BETWEENS),
    coldAgain: (round) => query(contains(`again_${round}`)),
    warmAgain: () => query(contains('again_0')),
  });
  const sample = await page.evaluate((points) => window.joinBench.turf(points), TURF_SAMPLE);
  const turfMs = (sample.ms * POINTS) / TURF_SAMPLE;
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  // A polygon with nothing in it has no row.
  const ofTurf = flatbush.counts.filter((count) => count > 0);
  const differing =
    cold.counts.filter((count, i) => count !== ofTurf[i]).length + Math.abs(cold.counts.length - ofTurf.length);

  const { distance, distanceWarm, crossing, crossingWarm } = await inTurns(BASELINE_ROUNDS, {
    distance: (round) => query(near(`cold_${round}`)),
    distanceWarm: () => query(near('cold_0')),
    crossing: (round) => query(meets(`cold_${round}`)),
    crossingWarm: () => query(meets('cold_0')),
  });
  const against = (ours: number, baseline: number, what: string, atLeast: number | null) => ({
    baseline,
    ratio: baseline / ours,
    goal: atLeast === null ? null : `ratio ≥ ${atLeast} to ${what}`,
    holds: atLeast === null ? null : baseline / ours >= atLeast,
  });
  return [
    figure('polygons whose count differs from Turf’s', differing, 'polygons', { goal: '0', holds: differing === 0 }),
    figure('pairs found', total(cold.counts), 'pairs'),
    figure('first run', cold.first, 'ms'),
    figure('cold', coldAgain.ms, 'ms', against(coldAgain.ms, betweens.ms, 'four BETWEENs and the function', 15)),
    figure('cold', cold.ms, 'ms', against(cold.ms, flatbush.ms, 'Turf with flatbush', 0.5)),
    figure('warm', warmAgain.ms, 'ms', against(warmAgain.ms, betweens.ms, 'four BETWEENs and the function', 15)),
    figure('warm', warm.ms, 'ms', against(warm.ms, flatbush.ms, 'Turf with flatbush', 0.5)),
    figure(
      `cold, against Turf alone (from ${TURF_SAMPLE} points)`,
      cold.ms,
      'ms',
      against(cold.ms, turfMs, 'Turf', null),
    ),
    figure(`ST_DWithin, 20,000 streets and ${POINTS} points, cold`, distance.ms, 'ms'),
    figure(`ST_DWithin, ${total(distance.counts)} pairs, warm`, distanceWarm.ms, 'ms'),
    figure('ST_Intersects, 20,000 streets and 1,000 polygons, cold', crossing.ms, 'ms'),
    figure(`ST_Intersects, ${total(crossing.counts)} pairs, warm`, crossingWarm.ms, 'ms'),
  ];
}
