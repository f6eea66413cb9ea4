import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { type StaticSite, serveStatic } from '../../support/static-site.ts';

const dist = path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'dist');

/** Observations from one fixed stretch of virtual time: the same however long the page has been open since. */
const FIXED_ROWS = `SELECT count(*)::INTEGER AS n, count(DISTINCT (run_id, sensor_id, property, phenomenon_time))::INTEGER AS keys,
  (SELECT count(*)::INTEGER FROM rejected_messages) > 0 AS rejected
  FROM observations WHERE phenomenon_time BETWEEN TIMESTAMP '2024-11-06 10:00:00' AND TIMESTAMP '2024-11-07 07:00:00'`;

/** Waits until the storage section says that everything so far was saved: what it shows holds `text`. */
async function saved(page: Page, text: RegExp): Promise<void> {
  await openPlace(page, 'Data');
  const section = page.locator('section.section', { has: page.getByRole('heading', { name: 'Kept in this browser' }) });
  await section.getByText(text).first().waitFor({ timeout: 60_000 });
}

const camera = (page: Page) =>
  page.evaluate(() => {
    const { lon, lat, heightM, headingDeg, pitchDeg } = JSON.parse(localStorage.getItem('maqueta:view') ?? '{}').view;
    return [lon, lat, heightM, headingDeg, pitchDeg].map((value: number) => Number(value.toFixed(5)));
  });

/** Presses a button of the map until the written view differs from `before`. */
async function moveCamera(page: Page): Promise<void> {
  const before = await page.evaluate(() => localStorage.getItem('maqueta:view'));
  await page.getByRole('button', { name: 'Closer', exact: true }).click();
  await page.waitForFunction((former) => localStorage.getItem('maqueta:view') !== former, before);
}

describe('a reload', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('finds the table, the saved query, the view and every observation once, and fetches only what was missed', async () => {
    const { page, requests } = visited;
    const [rows] = await runSql(page, FIXED_ROWS);
    expect(rows![0]).toBe(rows![1]);
    expect(rows![2]).toBe('true');
    await runSql(page, 'CREATE TABLE mine AS SELECT sensor_id, avg(value) AS mean FROM observations GROUP BY ALL');
    const [before] = await runSql(page, 'SELECT count(*)::INTEGER AS n, sum(mean)::DECIMAL(12,3) AS total FROM mine');
    await page.getByRole('button', { name: 'Keep this query' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('My means');
    await page.keyboard.press('Enter');
    await runSql(page, 'SELECT centroid_lon AS lon, centroid_lat AS lat FROM facilities LIMIT 5');
    await page.getByRole('button', { name: 'Show on map' }).click();
    await switchForm(page, 'Layers');
    await openPlace(page, 'Data');
    await page.getByRole('button', { name: 'Hide result_1' }).waitFor();
    await page.getByRole('button', { name: 'Hide Trees' }).click();
    await moveCamera(page);
    await saved(page, /\bmine\b/);
    const stood = await camera(page);

    requests.length = 0;
    await page.reload();
    await waitUntilLive(page);
    const histories = requests.filter((url) => url.includes('/history.ndjson'));
    expect(histories.length).toBeGreaterThan(0);
    expect(histories.every((url) => url.includes('since='))).toBe(true);
    expect(await runSql(page, FIXED_ROWS)).toEqual([rows]);
    expect(await runSql(page, 'SELECT count(*)::INTEGER AS n, sum(mean)::DECIMAL(12,3) AS total FROM mine')).toEqual([
      before,
    ]);
    await page.getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('button', { name: 'My means', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await openPlace(page, 'Data');
    await page.getByRole('button', { name: 'Show Trees' }).waitFor();
    await page.getByRole('button', { name: 'Hide result_1' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Layers' }).isChecked()).toBe(true);
    expect(await camera(page)).toEqual(stood);
    expect(visited.errors).toEqual([]);
  });

  it('tells a second tab that the first keeps its work', async () => {
    const second = await visited.context.newPage();
    await second.goto(server.url);
    await waitUntilLive(second);
    await saved(second, /Another tab of this browser keeps its work/);
    expect(
      await runSql(second, `SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE table_name = 'mine'`),
    ).toEqual([['0']]);
    await second.close();
  });

  it('forgets everything after a question', async () => {
    const { page } = visited;
    await saved(page, /this tab keeps its work/);
    await page.getByRole('button', { name: /^Forget everything stored here/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Forget everything' }).click();
    await saved(page, /Everything was forgotten/);
    await page.reload();
    await page.getByRole('heading', { name: 'A city district, alive on your table' }).waitFor();
    await closeStartScreen(page);
    await waitUntilLive(page);
    expect(await runSql(page, `SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE table_name = 'mine'`)).toEqual([
      ['0'],
    ]);
  });
});

describe('a browser that gives no more room', () => {
  it('is said in a sentence, and everything goes on', async () => {
    const server = await startAppServer();
    const browser = await launchBrowser();
    try {
      const { page, context } = await visit(browser, 'about:blank');
      const devtools = await context.newCDPSession(page);
      const origin = new URL(server.url).origin;
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
      await page.goto(server.url);
      await closeStartScreen(page);
      await page
        .getByText(/The browser gives no more room/)
        .first()
        .waitFor({ timeout: 120_000 });
      await waitUntilLive(page);
      await runSql(page, 'CREATE TABLE mine AS SELECT 42 AS n');
      expect(await runSql(page, 'SELECT n FROM mine')).toEqual([['42']]);
      expect(await runSql(page, 'SELECT count(*) > 80000 AS a_day FROM observations')).toEqual([['true']]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});

describe('a reload of the static build', () => {
  let site: StaticSite;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveStatic(dist, '/maqueta/');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('goes on where the city in the page stood', async () => {
    const { page, errors } = await visit(browser, site.url);
    await waitUntilLive(page);
    await closeStartScreen(page);
    const [[newest, rows]] = (await runSql(
      page,
      `SELECT max(phenomenon_time)::VARCHAR AS newest, count(*)::INTEGER AS n FROM observations`,
    )) as [[string, string]];
    await saved(page, /this tab keeps its work/);
    await page.reload();
    await waitUntilLive(page);
    const [[later, more, keys]] = (await runSql(
      page,
      `SELECT max(phenomenon_time)::VARCHAR AS newest, count(*)::INTEGER AS n,
        count(DISTINCT (run_id, sensor_id, property, phenomenon_time))::INTEGER AS keys FROM observations`,
    )) as [[string, string, string]];
    expect(later >= newest).toBe(true);
    expect(Number(more)).toBeGreaterThanOrEqual(Number(rows));
    expect(keys).toBe(more);
    expect(errors).toEqual([]);
  });
});
