import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  closeStartScreen,
  openPlace,
  runSql,
  switchForm,
  typeToNarrow,
  waitUntilLive,
} from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

/** The north-west of the shipped district as another city would write it, with two lines that cross without meeting. */
const MAKE_STREETS = `CREATE TABLE roads AS
SELECT feature_id AS osm_id, name, 'residential' AS highway, CAST(speed_kmh AS VARCHAR) AS maxspeed, 'yes' AS oneway, geom
FROM streets WHERE feature_id < 'street-r06'
UNION ALL SELECT 'x-1', 'Crossing One', 'residential', '30', 'no', ST_GeomFromText('LINESTRING (2.1600 41.3800, 2.1620 41.3800)')
UNION ALL SELECT 'x-2', 'Crossing Two', 'residential', '30', 'no', ST_GeomFromText('LINESTRING (2.1610 41.3795, 2.1610 41.3805)')`;

describe('a city’s own streets', () => {
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
  const settled = () => panel.locator('.headline:not(.stale)').waitFor({ timeout: 90_000 });
  const openOwn = async () => {
    const button = panel.getByRole('button', { name: 'Your own streets', exact: true });
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  };

  it('are found in the columns of a table that a person made', async () => {
    const { page } = visited;
    expect(await runSql(page, `${MAKE_STREETS}; SELECT count(*)::INTEGER FROM roads`)).toEqual([['182']]);
    await switchForm(page, 'Model');
    await openPlace(page, 'What if');
    await settled();
    await openOwn();
    await panel.getByRole('button', { name: /Table with the streets/ }).click();
    await page.getByRole('option', { name: /^roads/ }).click();
    await panel
      .getByText('Found in its columns: number of the street, name, kind of street, speed limit, one way or both.')
      .waitFor();
    expect(await violations(visited.page)).toEqual([]);
  });

  it('become the place of the what-if, with a report of what is odd about them', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Use these streets' }).click();
    await panel.getByText('The models work on your own streets, from the table roads.').waitFor({ timeout: 60_000 });
    await panel.getByText('Without buildings there are no façades').waitFor();
    await settled();
    await panel.getByText(/^Lines that cross without meeting: [1-9]/).waitFor();
    await panel.getByText('Crossing One · Crossing Two').waitFor();
    await panel.getByText('Lanes by kind of street: 182 of 182 streets.').waitFor();
    const [links] = await runSql(
      page,
      `SELECT (SELECT count(*) FROM own_streets WHERE assigned)::INTEGER, count(*)::INTEGER,
         bool_and(veh_day_before >= 0), sum(veh_day_before) > 1000, (SELECT count(*) FROM scenario_receptors)::INTEGER
       FROM scenario_links WHERE scenario_id = 'baseline'`,
    );
    expect([links![0] === links![1], ...links!.slice(2)]).toEqual([true, 'true', 'true', '0']);
    expect(Number(links![0])).toBeGreaterThan(60);
    await openPlace(page, 'What if');
    expect(await violations(visited.page)).toEqual([]);
  });

  it('show each finding on the map', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Show all of it on the map' }).click();
    const legend = page.getByRole('complementary', { name: 'Legend' });
    await legend.getByText('no crossing').waitFor();
    await panel.getByRole('button', { name: 'Crossing One · Crossing Two' }).click();
    // From over a whole place to over a single crossing.
    await page
      .locator('.scale-bar')
      .getByText(/^(5|10|20) m$/)
      .waitFor();
  });

  it('take the same edits and give the same results', async () => {
    const { page } = visited;
    // A street with traffic on all of its stretches, whichever of them is then closed.
    const [[name]] = (await runSql(
      page,
      `SELECT name FROM scenario_links WHERE scenario_id = 'baseline'
       GROUP BY name HAVING min(veh_day_before) > 50 ORDER BY sum(veh_day_before) DESC LIMIT 1`,
    )) as [[string]];
    await openPlace(page, 'What if');
    await openTab('Changes');
    await panel.getByRole('button', { name: 'New scenario' }).first().click();
    await panel.locator('.edit-kinds').getByRole('button', { name: 'Close', exact: true }).press('Enter');
    await panel.getByRole('combobox', { name: 'Find a street' }).focus();
    await typeToNarrow(page, name);
    // Streets that it crosses are found as well.
    for (let focused = ''; !focused.startsWith(name); ) {
      await page.keyboard.press('ArrowDown');
      focused = (await page.locator('[role="option"][data-focused]').textContent()) ?? '';
    }
    await page.keyboard.press('Enter');
    await panel.getByText('1 stretch picked').waitFor();
    await panel.getByRole('button', { name: 'Add to the scenario' }).press('Enter');
    await panel.getByText(`Closed to traffic: ${name} (1 stretch)`).waitFor();
    await settled();
    await openTab('Results');
    await panel.getByRole('row', { name: /^Traffic/ }).waitFor();
    expect(await panel.getByRole('row', { name: /NO₂/ }).count()).toBe(0);
    const rows = await runSql(
      page,
      `SELECT count(*) FILTER (veh_day_after = 0 AND veh_day_before > 50)::INTEGER, count(*) FILTER (veh_day_change > 0) > 0
       FROM scenario_links WHERE scenario_id <> 'baseline'`,
    );
    expect(rows).toEqual([['1', 'true']]);
  });

  it('are there again after a reload, with their scenario', async () => {
    const { page } = visited;
    await openPlace(page, 'What if');
    await page.reload();
    await panel.getByText('The models work on your own streets, from the table roads.').waitFor({ timeout: 60_000 });
    await settled();
    await openTab('Changes');
    await panel.getByRole('button', { name: /^Remove: Closed to traffic/ }).waitFor();
    const legend = page.getByRole('complementary', { name: 'Legend' });
    await legend.getByText('Your own streets').waitFor();
  });

  it('give way to the shipped district, which has its own scenarios', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Back to the shipped district' }).click();
    await panel.getByText('The models work on the district that comes with the app.').waitFor({ timeout: 60_000 });
    await settled();
    await panel.getByText('You see the district as the models have it today').waitFor();
    const rows = await runSql(
      page,
      `SELECT count(*)::INTEGER, count(DISTINCT scenario_id)::INTEGER FROM scenario_links`,
    );
    expect(rows).toEqual([['240', '1']]);
  });

  it('ran without an error in the console', () => {
    expect(visited.errors).toEqual([]);
  });
});
