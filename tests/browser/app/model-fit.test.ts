import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type StaticSite, serveStatic } from '../../support/static-site.ts';

const dist = path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'dist');
const PATIENCE = { timeout: 120_000 };

describe('does it fit, in the static build after the last day has come', () => {
  let site: StaticSite;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    site = await serveStatic(dist);
    browser = await launchBrowser();
    visited = await visit(browser, site.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
    await switchForm(visited.page, 'Model');
    await openPlace(visited.page, 'What if');
    await visited.page.getByRole('radio', { name: 'Does it fit?' }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('is compared by itself, station by station, with the period and the number of values', async () => {
    const { page } = visited;
    await page.getByRole('heading', { name: 'Station by station' }).waitFor(PATIENCE);
    await page.getByText(/hours, \d+ values/).waitFor();
    const rows = await runSql(page, "SELECT station FROM model_fit WHERE pollutant = 'no2' ORDER BY station");
    expect(rows.flat()).toEqual(['air-ref-01', 'air-ref-02', 'air-ref-03', 'air-ref-04', 'all']);
  });

  it('says beside the results and on the map how they are calculated', async () => {
    const { page } = visited;
    await openPlace(page, 'What if');
    const legend = page.getByRole('complementary', { name: /legend/i });
    expect(await legend.getByText('Calculated with').count()).toBe(0);
    await page.getByRole('radiogroup', { name: 'Yearly NO₂' }).getByText('Romberg').click();
    await legend.getByText('Calculated with: a yearly formula for NO₂.').waitFor(PATIENCE);
    await page.getByRole('radiogroup', { name: 'Yearly NO₂' }).getByText('Chemistry').click();
    await legend.getByText('Calculated with').waitFor({ state: 'detached', ...PATIENCE });
    expect(visited.errors).toEqual([]);
  });
});
