import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe('the Model form', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let panel: Locator;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
    panel = visited.page.getByRole('region', { name: 'What if', exact: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const openTab = (name: string) => panel.getByRole('radio', { name, exact: true }).click();
  /** Waits for figures that belong to the edits on the list. */
  const settled = () => panel.locator('.headline:not(.stale)').waitFor({ timeout: 90_000 });

  it('opens with the baseline’s own values and their sheet', async () => {
    await switchForm(visited.page, 'Model');
    await settled();
    await panel.getByText('You see the district as the models have it today').waitFor();
    const legend = visited.page.getByRole('complementary', { name: 'Legend' });
    await legend.getByText('Vehicles a day').waitFor();
    await legend.getByText('EU limit from 2030').waitFor();
    const rows = await runSql(
      visited.page,
      'SELECT count(*)::INTEGER, count(*) FILTER (veh_day_change <> 0)::INTEGER FROM scenario_links',
    );
    expect(rows).toEqual([['240', '0']]);
    expect(await visited.page.getByText('What happens if, for whom, and how sure are we?').isVisible()).toBe(true);
  });

  it('makes a superblock, whose figures are on the sheet and whose rows are in SQL', async () => {
    await openPlace(visited.page, 'What if');
    await panel.getByRole('button', { name: 'Try a superblock in the middle' }).click();
    await panel.getByText('12 stretches of street and 4 crossings inside').waitFor({ timeout: 30_000 });
    await panel.getByRole('button', { name: 'Add to the scenario' }).click();
    await panel
      .getByText('Superblock: 12 stretches of street at 10 km/h, no driving straight on at their crossings (4)')
      .waitFor();
    await settled();
    await openTab('Results');
    await panel.getByText(/^At façades of .+ → .+ µg\/m³ of NO₂/).waitFor();
    const traffic = panel.getByRole('row', { name: /^Traffic/ });
    const [, before, after] = (await traffic.locator('td, th').allTextContents()).map((text) =>
      Number(text.replaceAll(',', '')),
    );
    const sums = await runSql(
      visited.page,
      `SELECT round(sum(veh_day_before * length_m) / 1000)::INTEGER, round(sum(veh_day_after * length_m) / 1000)::INTEGER,
         (SELECT string_agg(DISTINCT scenario_id, ' ' ORDER BY scenario_id) FROM scenario_receptors)
       FROM scenario_links JOIN streets USING (feature_id) WHERE scenario_id = 'scenario-1'`,
    );
    expect(sums).toEqual([[String(before), String(after), 'baseline scenario-1']]);
    expect(after).not.toBe(before);
  });

  it('leads from a figure to its query, and from a street to its place', async () => {
    const { page } = visited;
    await openPlace(page, 'What if');
    await panel.getByRole('button', { name: 'Show the SQL of: For whom' }).click();
    await page.locator('.cm-content').getByText('scenario_receptors').first().waitFor();
    await page.locator('.grid-row').nth(2).waitFor();
    const groups = await page
      .locator('.grid-row')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('[role="cell"]')?.textContent));
    expect(groups).toEqual(['population', 'children', 'elderly']);
    await openPlace(page, 'What if');
    await panel.locator('.street-row').first().click();
    const inspector = page.locator('.inspector');
    await inspector.getByText('What the models say here').waitFor();
    await inspector
      .getByText(/→ .+ dB\(A\)/)
      .first()
      .waitFor();
    expect(await violations(visited.page)).toEqual([]);
    await inspector.getByRole('button', { name: 'Close' }).click();
  });

  it('takes back and does again, and keeps scenarios over a reload', async () => {
    const { page } = visited;
    await openTab('Changes');
    await panel.getByRole('button', { name: 'Undo the last change' }).click();
    await panel.getByText('Nothing yet. Add a first change below.').waitFor();
    await panel.getByRole('button', { name: 'Do again what was undone' }).click();
    await panel.getByRole('button', { name: /^Remove: Superblock/ }).waitFor();
    expect(await violations(visited.page)).toEqual([]);
    await page.reload();
    await panel.getByRole('button', { name: /^Remove: Superblock/ }).waitFor({ timeout: 60_000 });
    await settled();
    const kinds = await page.getByRole('complementary', { name: 'Legend' }).locator('.badge').allTextContents();
    expect(kinds).toEqual(['modelled', 'modelled']);
  });

  it('slows a street that is found by its name, without a mouse', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Slow down' }).press('Enter');
    const field = panel.getByRole('combobox', { name: 'Find a street' });
    await field.focus();
    await page.keyboard.type('Romaní');
    // The list narrows a moment after the last letter.
    await page.getByRole('option').first().filter({ hasText: 'Romaní' }).waitFor();
    const [name, stretch] = await page.getByRole('option').first().locator('span').allTextContents();
    expect(`${name} ${stretch}`).toContain('Romaní');
    await page.keyboard.press('ArrowDown');
    await page.locator('[role="option"][data-focused]').filter({ hasText: 'Romaní' }).waitFor();
    await page.keyboard.press('Enter');
    await panel.getByText('1 stretch picked').waitFor();
    await panel.getByRole('button', { name: 'Add to the scenario' }).press('Enter');
    await panel.getByText(`20 km/h in ${name} (1 stretch)`).waitFor();
    await settled();
  });

  it('ran without an error in the console', () => {
    expect(visited.errors).toEqual([]);
  });
});
