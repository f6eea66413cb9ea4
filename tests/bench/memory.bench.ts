import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { ensureBuild } from '../../simulators/server/prepare.mjs';
import { closeStartScreen, runSql, waitUntilLive } from '../support/app-driver.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { startAppServer } from '../support/app-server.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SPEED = 360;
const FIRST_MINUTE = 3;
const LAST_MINUTE = 10;
/** Memory moves by itself: garbage not yet collected, caches, a batch in flight. */
const TOLERANCE = 1.15;

interface Sample {
  /** The page's own heap after a collection, MB. */
  readonly pageHeapMb: number;
  /** Everything the renderer process holds — heaps of the page and its workers, array buffers, WebAssembly — MB. */
  readonly processMb: number;
  readonly duckDbMb: number;
  readonly observations: number;
}

async function rendererMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => String(id));
  const resident = execFileSync('ps', ['-o', 'rss=', '-p', renderers.join(',')], { encoding: 'utf8' });
  return resident
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Number(line) / 1024, 0);
}

async function sample(browser: Browser, page: Page, session: CDPSession): Promise<Sample> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const [row] = await runSql(
    page,
    'SELECT (sum(memory_usage_bytes) / 1e6)::INTEGER::VARCHAR, (SELECT count(*) FROM observations)::VARCHAR FROM duckdb_memory()',
  );
  return {
    pageHeapMb: usedSize / 1e6,
    processMb: await rendererMb(browser),
    duckDbMb: Number(row![0]),
    observations: Number(row![1]),
  };
}

/**
 * Ten wall minutes at ×360 — 60 virtual hours — against where memory stood after three. The stream never stops, the map
 * is coloured live throughout. Linux only: the process's memory is read with `ps`.
 */
export const bench: Benchmark = {
  name: 'memory',
  async run() {
    await ensureBuild(root);
    const server = await startAppServer({ speed: SPEED });
    const browser = await launchBrowser();
    try {
      const { page, context } = await visit(browser, `${server.url}#form=layers`);
      const session = await context.newCDPSession(page);
      await waitUntilLive(page);
      await closeStartScreen(page);
      // The query panel is loaded when it is first opened; that belongs to the start.
      await sample(browser, page, session);
      const started = performance.now();
      const at = async (minute: number) => {
        await page.waitForTimeout(Math.max(0, started + minute * 60_000 - performance.now()));
        return sample(browser, page, session);
      };
      const before = await at(FIRST_MINUTE);
      const after = await at(LAST_MINUTE);
      const figure = (metric: string, key: keyof Sample, unit: string): Figure => ({
        name: 'memory',
        metric: `${metric} after ${LAST_MINUTE} min at ×${SPEED}`,
        value: after[key],
        unit,
        baseline: before[key],
        ratio: before[key] / after[key],
        goal: `≤ ${TOLERANCE} × after ${FIRST_MINUTE} min`,
        holds: after[key] <= before[key] * TOLERANCE,
      });
      return [
        figure('page heap', 'pageHeapMb', 'MB'),
        figure('renderer process', 'processMb', 'MB'),
        figure('DuckDB', 'duckDbMb', 'MB'),
        { ...figure('rows of observations', 'observations', 'rows'), goal: null, holds: null },
      ];
    } finally {
      await browser.close();
      await server.close();
    }
  },
};
