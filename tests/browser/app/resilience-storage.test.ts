import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { expectWholeStream, resumeClock } from '../../support/stream-truth.ts';

const SPEED = 600;
/** Enough to open a store, too little for a day of observations. */
const QUOTA_BYTES = 300_000;

describe('a browser that gives no more room', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  const setQuota = async (quotaSize?: number) => {
    const session = await visited.context.newCDPSession(visited.page);
    const origin = new URL(server.url).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize !== undefined && { quotaSize }) });
  };

  beforeAll(async () => {
    server = await startAppServer({ speed: SPEED });
    browser = await launchBrowser();
    visited = await visit(browser, 'about:blank');
    await setQuota(QUOTA_BYTES);
    await visited.page.goto(server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('costs what would be kept over a reload and nothing else, and the person is told', async () => {
    const { page } = visited;
    await page
      .getByText(
        'The browser gives no more room: what is new is not kept over a reload. Drop tables you no longer need, or forget what is stored under Data.',
      )
      .waitFor({ timeout: 30_000 });
    await expectWholeStream(page, server);
    await resumeClock(server);
  });

  it('leaves no gap behind: what was not kept is fetched again after a reload, and kept once there is room', async () => {
    const { page } = visited;
    await setQuota();
    await page.reload();
    await waitUntilLive(page);
    await expectWholeStream(page, server);
    await openPlace(page, 'Data');
    await page.getByText('this tab keeps its work').first().waitFor({ timeout: 30_000 });
    expect(await page.getByText(/gives no more room/).allTextContents()).toEqual([]);
    expect(visited.errors).toEqual([]);
  });
});
