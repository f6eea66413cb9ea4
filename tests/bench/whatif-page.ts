/** The what-if as a person has it: an edit in the page until the map has its new colours, and a thousand draws. */
import { fileURLToPath } from 'node:url';
import { ensureBuild } from '../../simulators/server/prepare.mjs';
import { closeStartScreen, openPlace, switchForm, waitUntilLive } from '../support/app-driver.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { startAppServer } from '../support/app-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const STILL_MS = 1_500;

export interface Repainted {
  /** From the press to the last frame in which the map still changed, ms. */
  readonly ms: number;
  /** Time of it that went into frames, ms: software rendering. */
  readonly framesMs: number;
  /** The longest that the main thread stood still outside frames; 0 where nothing was over 50 ms. */
  readonly longestBlockMs: number;
}

export interface WhatIfPage {
  readonly repainted: readonly Repainted[];
  readonly drawsMs: number;
}

interface Watch {
  begin(): void;
  /** Resolves once the map has not changed for a while. */
  settled(stillMs: number): Promise<Repainted>;
}

declare global {
  interface Window {
    readonly mapWatch: Watch;
  }
}

/** Runs in the page before anything else: looks at the map after every frame. */
function watchMap(): void {
  const frames: { fromMs: number; toMs: number }[] = [];
  const tasks: { fromMs: number; toMs: number }[] = [];
  const probe = document.createElement('canvas');
  probe.width = 96;
  probe.height = 72;
  const context = probe.getContext('2d', { willReadFrequently: true })!;
  let picture = '';
  let changedMs = 0;
  let startMs = 0;
  const original = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    original((time) => {
      const fromMs = performance.now();
      callback(time);
      const map = startMs === 0 ? null : document.querySelector<HTMLCanvasElement>('.cesium-widget canvas');
      if (map) {
        context.clearRect(0, 0, probe.width, probe.height);
        context.drawImage(map, 0, 0, probe.width, probe.height);
        const next = context.getImageData(0, 0, probe.width, probe.height).data.join();
        // A canvas that was not drawn in this frame reads as nothing.
        if (next !== picture && /[1-9]/.test(next)) {
          picture = next;
          changedMs = performance.now();
        }
      }
      frames.push({ fromMs, toMs: performance.now() });
    });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      tasks.push({ fromMs: startTime, toMs: startTime + duration });
  }).observe({ type: 'longtask' });
  const overlapMs = (a: { fromMs: number; toMs: number }, b: { fromMs: number; toMs: number }) =>
    Math.max(0, Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs));
  Object.assign(window, {
    mapWatch: {
      begin() {
        frames.length = 0;
        tasks.length = 0;
        startMs = performance.now();
        changedMs = startMs;
      },
      settled: (stillMs: number) =>
        new Promise<Repainted>((resolve) => {
          const timer = setInterval(() => {
            if (performance.now() - changedMs < stillMs || changedMs === startMs) return;
            clearInterval(timer);
            const span = { fromMs: startMs, toMs: changedMs };
            const drawn = (of: { fromMs: number; toMs: number }) =>
              frames.reduce((sum, frame) => sum + overlapMs(frame, of), 0);
            const blocks = tasks.filter(({ fromMs }) => fromMs < changedMs);
            resolve({
              ms: changedMs - startMs,
              framesMs: drawn(span),
              longestBlockMs: blocks.reduce((most, task) => Math.max(most, task.toMs - task.fromMs - drawn(task)), 0),
            });
          }, 50);
        }),
    } satisfies Watch,
  });
}

/** A superblock in the middle, then slower streets, in the real page over the real server; the sun stands still. */
export async function measureWhatIfPage(): Promise<WhatIfPage> {
  await ensureBuild(root);
  const server = await startAppServer({ speed: 1 });
  const browser = await launchBrowser();
  try {
    const { page, context, errors } = await visit(browser, 'about:blank', { width: 1_024, height: 640 });
    // The loader of this file wraps functions that have a name.
    await context.addInitScript('globalThis.__name = (value) => value;');
    await context.addInitScript(watchMap);
    await page.goto(server.url);
    await waitUntilLive(page);
    await closeStartScreen(page);
    await switchForm(page, 'Model');
    const panel = page.getByRole('region', { name: 'What if', exact: true });
    const settled = () => panel.locator('.headline:not(.stale)').waitFor({ timeout: 120_000 });
    await settled();
    await openPlace(page, 'What if');
    await panel.getByRole('button', { name: 'Try a superblock in the middle' }).click();
    await panel.getByText('crossings inside').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(4_000);
    const repainted: Repainted[] = [];
    const press = async (name: RegExp | string) => {
      const button = panel.getByRole('button', { name });
      await button.focus();
      await page.evaluate(() => window.mapWatch.begin());
      await page.keyboard.press('Enter');
      repainted.push(await page.evaluate((still) => window.mapWatch.settled(still), STILL_MS));
      await settled();
    };
    await press('Add to the scenario');
    await press('Undo the last change');
    await press('Do again what was undone');
    await panel.getByRole('radio', { name: 'How sure?', exact: true }).click();
    const started = performance.now();
    await panel.getByRole('button', { name: /^Run .* draws$/ }).click();
    await panel.locator('.interval-list').waitFor({ timeout: 300_000 });
    const drawsMs = performance.now() - started;
    if (errors.length > 0) throw new Error(`the page had errors: ${errors.join('; ')}`);
    return { repainted, drawsMs };
  } finally {
    await browser.close();
    await server.close();
  }
}
