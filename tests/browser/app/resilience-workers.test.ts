import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { killWorker } from '../../support/page-workers.ts';
import { type StaticSite, serveStatic } from '../../support/static-site.ts';
import { expectRows, expectWholeStream, resumeClock } from '../../support/stream-truth.ts';

const dist = path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'dist');
const SPEED = 600;

const waitForSentence = (page: Page, sentence: string) =>
  page.getByText(sentence, { exact: true }).waitFor({ timeout: 60_000 });

const newestTime = async (page: Page) =>
  (await runSql(page, 'SELECT max(phenomenon_time)::VARCHAR FROM observations'))[0]![0]!;
/** A city that went on where it stood a moment before says that moment again. */
const goesBeyond = (page: Page, reached: string) =>
  expect.poll(async () => (await newestTime(page)) > reached, { timeout: 60_000, interval: 500 }).toBe(true);

describe('a page whose workers die', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer({ speed: SPEED });
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('starts the stream again and fetches what it missed', async () => {
    const { page } = visited;
    await killWorker(page, 'stream');
    await waitForSentence(
      page,
      'The part of the page that reads the stream stopped and was started again. What it missed is being fetched.',
    );
    await waitUntilLive(page);
    await expectWholeStream(page, server);
    await resumeClock(server);
  });

  it('starts the database again, with its layers and the whole stream', async () => {
    const { page } = visited;
    const counts = `SELECT (SELECT count(*) FROM buildings)::VARCHAR, (SELECT count(*) FROM trees)::VARCHAR`;
    const before = await runSql(page, counts);
    await killWorker(page, 'database');
    await waitForSentence(
      page,
      'The database did not answer any more, so it was started again. The app’s tables are being filled again; tables of your own come back as far as they had been saved.',
    );
    await expectWholeStream(page, server);
    expect(await runSql(page, counts)).toEqual(before);
    await visited.close();
    await resumeClock(server);
  });

  it('begins again to load the district where that broke off', async () => {
    const { page, close } = await visit(browser, server.url, {
      before: (opened) =>
        opened.route(
          '**/datasets/eixample/trees.geojson',
          (route) => killWorker(opened, 'layers').then(() => route.abort()),
          {
            times: 1,
          },
        ),
    });
    await waitForSentence(page, 'Loading the district broke off, so it was started again.');
    await waitUntilLive(page);
    await closeStartScreen(page);
    expect(await runSql(page, 'SELECT count(*) > 1000 AS trees FROM trees')).toEqual([['true']]);
    await close();
  });
});

describe('a page with the city inside', () => {
  let site: StaticSite;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    site = await serveStatic(dist);
    browser = await launchBrowser();
    visited = await visit(browser, site.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('starts the city again where it stood, in the same run', async () => {
    const { page } = visited;
    await killWorker(page, 'embedded-city');
    const reached = await newestTime(page);
    await waitForSentence(
      page,
      'The simulated city stopped and was started again where it stood. Its last day is being read in again.',
    );
    await waitUntilLive(page);
    await goesBeyond(page, reached);
    await page.getByRole('button', { name: 'Stop the clock' }).click();
    await page.getByRole('button', { name: 'Let the clock run' }).waitFor();
    const time = await page.locator('.clock-time time').getAttribute('datetime');
    await expectRows(page, '20241107-1', Date.parse(time!));
  });
});
