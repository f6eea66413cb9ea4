import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe('The looks of a layer of one’s own', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let row: Locator;
  let legend: Locator;
  let span = '';

  const openRow = async () => {
    await openPlace(visited.page, 'Data');
    await row.getByRole('button', { name: /result_1/, expanded: false }).click();
  };

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    const { page } = visited;
    await waitUntilLive(page);
    await closeStartScreen(page);
    await runSql(page, 'SELECT geom, use, height_m, floors, year FROM buildings WHERE floors >= 3');
    await page.getByRole('button', { name: 'Show on map' }).click();
    await page.getByText('The result is a layer of its own: result_1').first().waitFor({ timeout: 60_000 });
    const [ends] = await runSql(page, 'SELECT min(height_m), max(height_m) FROM result_1');
    span = `From ${ends![0]} to ${ends![1]} m`;
    row = page.getByRole('listitem').filter({ hasText: 'result_1' }).first();
    await openRow();
    legend = page.getByRole('complementary', { name: 'Legend' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const choose = async (label: string, option: string | RegExp) => {
    await row.getByRole('button', { name: new RegExp(label) }).click();
    await visited.page.getByRole('option', { name: option }).click();
  };

  it('are chosen by a column, whose values become classes', async () => {
    await choose('Colour by', /^Height/i);
    await row.getByRole('img', { name: /values are spread/ }).waitFor();
    await legend.getByText('Height', { exact: false }).first().waitFor();
    await choose('Classes by', /Natural breaks/);
    await row.getByText(span).waitFor();
  });

  it('are chosen by an expression, and one that is wrong changes nothing', async () => {
    await choose('Colour by', /An expression/);
    const field = row.getByRole('textbox', { name: 'Expression over the columns' });
    await field.fill('height_m / flors');
    await field.press('Enter');
    await row.getByText('The database does not understand this:').waitFor();
    await field.fill('height_m / floors -- a storey');
    await field.press('Enter');
    await legend.getByText('height_m / floors -- a storey').waitFor();
  });

  it('give each value a colour, which a person may change', async () => {
    await choose('Colour by', /^Use/i);
    const colour = row.getByLabel('Colour of office');
    await colour.waitFor();
    await colour.fill('#123456');
    await visited.page.waitForFunction(() =>
      [...document.querySelectorAll('.legend .swatch')].some(
        (swatch) => getComputedStyle(swatch).backgroundColor === 'rgb(18, 52, 86)',
      ),
    );
  });

  it('leave out what a condition leaves out, and come back after a reload', async () => {
    const field = row.getByRole('textbox', { name: 'Only features where' });
    await field.fill("year < 1940 AND use <> 'retail'");
    await field.press('Enter');
    await row.getByLabel('Colour of retail').waitFor({ state: 'detached' });
    // What is looked at is written down half a second after it rests, own tables sooner.
    await visited.page.waitForFunction(() =>
      (localStorage.getItem('maqueta.view') ?? Object.values(localStorage).join('')).includes('year < 1940'),
    );
    await visited.page.reload();
    await waitUntilLive(visited.page);
    await openPlace(visited.page, 'Data');
    await row
      .getByRole('button', { name: /result_1/ })
      .last()
      .click();
    expect(await row.getByRole('textbox', { name: 'Only features where' }).inputValue()).toBe(
      "year < 1940 AND use <> 'retail'",
    );
    await row.getByLabel('Colour of office').waitFor();
  });

  it('are chosen on a sheet that everybody can use', async () => {
    const { page } = visited;
    const found = await violations(page);
    expect(found).toEqual([]);
  });
});
