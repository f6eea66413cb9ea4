import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKER_LIMIT } from '../../../app/core/base/budgets.ts';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';

/** Colours of the card and paper the model is made of are nearly grey; data is the only strong colour in the room. */
async function strongPixels({ page }: Visit): Promise<number> {
  const { data, width } = PNG.sync.read(await page.screenshot());
  let strong = 0;
  // The middle of the map, clear of every sheet.
  for (let y = 160; y < 480; y++) {
    for (let x = 420; x < 1020; x++) {
      const at = (y * width + x) * 4;
      const rgb = [data[at]!, data[at + 1]!, data[at + 2]!];
      if (Math.max(...rgb) - Math.min(...rgb) > 60) strong++;
    }
  }
  return strong;
}

describe('a visit to the server of `npm start`', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
    await visited.page.waitForFunction(() => performance.getEntriesByName('maqueta:first-live-colour').length > 0);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('has the last 24 virtual hours and the district in its tables', async () => {
    const rows = await runSql(
      visited.page,
      `SELECT (SELECT count(*) FROM buildings) BETWEEN 2000 AND 3000 AS enough_buildings,
         (SELECT count(*) FROM sensors) >= 200 AS enough_sensors,
         (SELECT date_diff('minute', min(phenomenon_time), max(phenomenon_time)) FROM observations) >= 23 * 60 AS whole_day,
         (SELECT count(*) - count(DISTINCT (run_id, sensor_id, property, phenomenon_time)) FROM observations) AS twice`,
    );
    expect(rows).toEqual([['true', 'true', 'true', '0']]);
  });

  it('keeps taking in the stream', async () => {
    const count = async () => Number((await runSql(visited.page, 'SELECT count(*)::VARCHAR FROM observations'))[0]![0]);
    const before = await count();
    await visited.page.waitForFunction(() => document.querySelector('.stream-lamp') !== null);
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(before);
  });

  it('paints the buildings with live values in the form of layers', async () => {
    await visited.page.keyboard.press('Escape');
    await openPlace(visited.page, 'Data');
    const plain = await strongPixels(visited);
    await switchForm(visited.page, 'Layers');
    await visited.page.waitForFunction(() => performance.getEntriesByName('maqueta:first-live-building').length > 0);
    await expect.poll(() => strongPixels(visited), { timeout: 60_000 }).toBeGreaterThan(plain * 1.5);
  });

  it('shows a stream panel whose counts grow', async () => {
    await openPlace(visited.page, 'Stream');
    const panel = visited.page.getByRole('region', { name: 'Stream', exact: true });
    await panel.getByText('Collection').waitFor();
    await panel.getByText('Storage').waitFor();
  });

  it('asked its own origin for everything, and nobody else', () => {
    const origin = new URL(server.url).origin;
    const elsewhere = visited.requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== origin);
    expect(visited.requests.length).toBeGreaterThan(10);
    expect(elsewhere).toEqual([]);
  });

  it('ran without an error in the console', () => {
    expect(visited.errors).toEqual([]);
  });

  it('keeps to the budget of four workers of its own', () => {
    const own = visited.page.workers().filter((worker) => !worker.url().includes('/cesium/'));
    expect(own.length).toBeLessThanOrEqual(WORKER_LIMIT);
  });

  it('is served with a policy that lets no foreign script in', async () => {
    const response = await visited.page.request.get(server.url);
    expect(response.headers()['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(response.headers()['content-security-policy']).not.toContain("'unsafe-eval'");
  });
});
