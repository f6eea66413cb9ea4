import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MS_PER_MINUTE } from '../../../app/core/base/clock.ts';
import { closeStartScreen, waitUntilLive } from '../../support/app-driver.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { type FreezablePage, openFreezablePage } from '../../support/freezable-page.ts';
import { expectWholeStream, passVirtualTime } from '../../support/stream-truth.ts';
import { type UnsteadyLine, unsteadyLine } from '../../support/unsteady-line.ts';

/** Ten virtual minutes a wall second: a sleep of seconds misses as much as one of minutes does at the usual speed. */
const SPEED = 600;
const SLEEP_MS = 45 * MS_PER_MINUTE;

const IS_LIVE = `[...document.querySelectorAll('button')].some((button) => /^Live/.test(button.textContent))`;

describe('a tab that sleeps', () => {
  let server: AppServer;
  let line: UnsteadyLine;
  let page: FreezablePage;

  beforeAll(async () => {
    server = await startAppServer({ speed: SPEED });
    line = await unsteadyLine(server.server.port);
    page = await openFreezablePage(`http://127.0.0.1:${line.port}/`);
    await vi.waitUntil(() => page.evaluate(IS_LIVE), { timeout: 120_000, interval: 250 });
    // How long the page did nothing: proof that it slept.
    await page.evaluate(`{
      let last = performance.now();
      window.longestPauseMs = 0;
      setInterval(() => {
        window.longestPauseMs = Math.max(window.longestPauseMs, performance.now() - last);
        last = performance.now();
      }, 50);
    }`);
  });
  afterAll(async () => {
    await page?.close();
    await line?.close();
    await server?.close();
  });

  it('has everything when it wakes, whether the broker waited for it or let it go', async () => {
    await page.freeze();
    await passVirtualTime(server, SLEEP_MS);
    await page.thaw();
    await expect.poll(() => page.evaluate('window.longestPauseMs')).toBeGreaterThan(2_500);

    // A broker lets go whoever has said nothing for one and a half times the keep-alive: 22 s here.
    await page.freeze();
    line.drop();
    await passVirtualTime(server, SLEEP_MS);
    await page.thaw();

    const awake = await page.handOver();
    await waitUntilLive(awake);
    await closeStartScreen(awake);
    await expectWholeStream(awake, server);
    // Silence of a tab that slept is no death.
    expect(await awake.getByText(/started again/).allTextContents()).toEqual([]);
  });
});
