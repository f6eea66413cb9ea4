import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe('scenarios beside each other', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let panel: Locator;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url, {
      before: (page) =>
        page.addInitScript(() => {
          const scenario = (id: string, name: string, share: number) => ({
            id,
            name,
            edits: [{ kind: 'electrify', share }],
          });
          localStorage.setItem(
            'maqueta:scenarios',
            JSON.stringify([scenario('few', 'Few electric', 0.1), scenario('many', 'Many electric', 0.6)]),
          );
        }),
    });
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
    panel = visited.page.getByRole('region', { name: 'What if', exact: true });
    await switchForm(visited.page, 'Model');
    await settled();
    await openPlace(visited.page, 'What if');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const openTab = (name: string) => panel.getByRole('radio', { name, exact: true }).click();
  const settled = () => panel.locator('.headline:not(.stale)').waitFor({ timeout: 90_000 });
  /** The numbers of a figure, which stand below its name. */
  const row = (table: Locator, name: string) =>
    table.locator('tbody').filter({ hasText: name }).getByRole('row').last();
  it('are calculated when they are chosen, and stand in columns against one baseline', async () => {
    await openTab('Compare');
    for (const name of ['Few electric', 'Many electric']) await panel.getByText(name, { exact: true }).last().click();
    const table = panel.getByRole('region', { name: 'Beside each other' }).getByRole('table');
    // Each column comes when its scenario is calculated.
    const figures = async () => {
      const cells = await row(table, 'CO₂ from traffic').getByRole('cell').allTextContents();
      return cells.map((text) => Number.parseFloat(text.replaceAll(',', '')));
    };
    await expect.poll(async () => (await figures()).filter(Number.isFinite), { timeout: 60_000 }).toHaveLength(3);
    const [baseline, few, many] = await figures();
    expect(few!).toBeLessThan(baseline!);
    expect(many!).toBeLessThan(few!);
    const overflow = await panel.locator('.compared').evaluate((region) => region.scrollWidth - region.clientWidth);
    expect(overflow).toBe(0);
    expect(await violations(visited.page)).toEqual([]);
  });

  it('are drawn with the same numbers: the difference of two has its own range and counts', async () => {
    await panel.getByRole('button', { name: /^How sure\? Run 1,000 draws for each/ }).click();
    const pair = panel.locator('.compared-pair .attribute').filter({ hasText: 'CO₂ from traffic' });
    await pair.getByText('higher in 1,000 of 1,000 draws').waitFor({ timeout: 400_000 });
    const rows = await runSql(
      visited.page,
      `SELECT scenario_id, count(*)::INTEGER, count(DISTINCT draw)::INTEGER FROM scenario_draws GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      ['few', '1000', '1000'],
      ['many', '1000', '1000'],
    ]);
  }, 420_000);

  it('are put on the map from there, hatched where the sign is unsure as the legend says', async () => {
    const { page } = visited;
    await openPlace(page, 'What if');
    await panel.getByRole('button', { name: 'Show on the map: Many electric' }).click();
    await panel
      .getByRole('columnheader', { name: /^Many electric/ })
      .getByText('on the map')
      .waitFor();
    const legend = page.getByRole('complementary', { name: 'Legend' });
    await legend.getByText('hatched: sign not sure').first().waitFor();
    const stripes = await legend
      .locator('.swatch.hatched')
      .first()
      .evaluate((swatch) => getComputedStyle(swatch).backgroundImage);
    expect(stripes).toContain('repeating-linear-gradient');
  });

  it('take their rows with them when they are deleted', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'More about this scenario' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await settled();
    await expect
      .poll(() => runSql(page, 'SELECT DISTINCT scenario_id FROM scenario_links ORDER BY 1'), { timeout: 30_000 })
      .toEqual([['baseline'], ['few']]);
  });

  it('ran without an error in the console', () => {
    expect(visited.errors).toEqual([]);
  });
});
