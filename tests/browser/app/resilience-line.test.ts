import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../../app/core/base/random.ts';
import { closeStartScreen, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { expectWholeStream, resumeClock } from '../../support/stream-truth.ts';
import { type UnsteadyLine, unsteadyLine } from '../../support/unsteady-line.ts';

/** A virtual hour in six wall seconds: enough is said in a short test to be lost. */
const SPEED = 600;

describe('a line that breaks', () => {
  let server: AppServer;
  let line: UnsteadyLine;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer({ speed: SPEED });
    line = await unsteadyLine(server.server.port);
    browser = await launchBrowser();
    visited = await visit(browser, `http://127.0.0.1:${line.port}/`);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await server?.close();
  });

  it('loses nothing when it is cut inside packets, whichever way they went', async () => {
    const random = randomFrom(20241107, 'cuts');
    const { page } = visited;
    for (const direction of ['to-page', 'to-server', 'to-page'] as const) {
      // Acknowledgements are gathered into frames of a few dozen bytes; what comes from the broker is longer.
      const afterBytes = 1 + random.below(direction === 'to-page' ? 400 : 8);
      await line.cut({ direction, afterBytes });
      await page.getByRole('button', { name: /^Reconnecting/ }).waitFor({ timeout: 60_000 });
      line.mend();
      await waitUntilLive(page);
    }
    await expectWholeStream(page, server);
    await resumeClock(server);
  });

  it('is only late when it is slow: the person sees how far it has come, and in the end everything is there', async () => {
    await visited.close();
    line.slowDown(2_500_000, 50);
    const slow = await visit(browser, `http://127.0.0.1:${line.port}/`);
    await slow.page.getByText(/^District: \d+ of \d+ layers · database: [\d.]+ \wB loaded$/).waitFor();
    await slow.page.getByRole('button', { name: /^Catching up/ }).waitFor();
    await waitUntilLive(slow.page);
    await closeStartScreen(slow.page);
    await expectWholeStream(slow.page, server);
    expect(slow.errors).toEqual([]);
    await slow.close();
  });
});
