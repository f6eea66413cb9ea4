import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe('A layer’s table, and a layer drawn by hand', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let panel: Locator;
  let dock: Locator;
  const status = () => dock.getByRole('status');

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    const { page } = visited;
    await waitUntilLive(page);
    await closeStartScreen(page);
    await openPlace(page, 'Data');
    panel = page.getByRole('region', { name: 'Data: content' });
    dock = page.getByRole('region', { name: /^Table: / });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const firstRow = () => dock.getByRole('row').nth(1);

  it('lists its rows, sorts them, finds words in them, and shows a row on the map', async () => {
    await panel.getByRole('button', { name: 'Table of Buildings' }).click();
    await expect.poll(() => status().textContent(), { timeout: 30_000 }).toMatch(/^[\d,]{3,} rows$/);
    await dock.getByRole('button', { name: 'height_m' }).click();
    await dock.getByRole('button', { name: 'height_m' }).click();
    await expect
      .poll(() => dock.getByRole('columnheader', { name: /height_m/ }).getAttribute('aria-sort'))
      .toBe('descending');
    await dock.getByRole('searchbox', { name: 'Find in any column' }).fill('no such word');
    await dock.getByText('No row fits.').waitFor({ timeout: 30_000 });
    await dock.getByRole('searchbox', { name: 'Find in any column' }).fill('');
    await expect.poll(() => firstRow().getAttribute('aria-busy'), { timeout: 30_000 }).toBe('false');
    await dock.getByRole('grid').focus();
    await visited.page.keyboard.press('ArrowDown');
    await visited.page.keyboard.press('Enter');
    await dock.locator('[role=row][aria-selected=true]').waitFor();
    await visited.page.locator('.inspector').waitFor();
    expect(await violations(visited.page)).toEqual([]);
    await dock.getByRole('button', { name: 'Close' }).click();
  });

  it('measures between places that are typed', async () => {
    const { page } = visited;
    await page.getByRole('button', { name: 'Measure on the map' }).click();
    const sheet = page.getByRole('region', { name: 'Measure', exact: true });
    for (const place of ['41.39, 2.16', '41.39, 2.17']) {
      await sheet.getByRole('textbox', { name: /type a place/ }).fill(place);
      await page.keyboard.press('Enter');
    }
    await sheet.getByText('836.4 m').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('takes a shape that is drawn and values that are written, takes them back, and keeps them over a reload', async () => {
    const { page } = visited;
    await openPlace(page, 'Data');
    await switchForm(page, 'Layers');
    await panel.getByRole('textbox', { name: 'Name of the new layer' }).fill('My plots');
    await panel.getByRole('button', { name: 'Areas' }).click();
    const sheet = page.getByRole('region', { name: 'Draw in My plots', exact: true });
    for (const place of ['41.391, 2.164', '41.391, 2.166', '41.3925, 2.166', '41.3925, 2.164']) {
      await sheet.getByRole('textbox', { name: /type a place/ }).fill(place);
      await page.keyboard.press('Enter');
    }
    await sheet.getByText('4 places so far').waitFor();
    await sheet.getByRole('button', { name: 'Keep this shape' }).click();
    await sheet.getByText('0 places so far').waitFor({ timeout: 30_000 });
    await sheet.getByRole('button', { name: 'Done' }).click();

    await panel.getByRole('button', { name: 'Table of My plots' }).click();
    await expect.poll(() => status().textContent(), { timeout: 30_000 }).toBe('One row');
    await expect.poll(() => firstRow().getByRole('gridcell').first().textContent(), { timeout: 30_000 }).toBe('f1');
    const name = firstRow().getByRole('gridcell').nth(1);
    await name.dblclick();
    await dock.getByRole('textbox', { name: 'New value of name' }).fill('<b>North</b>');
    await page.keyboard.press('Enter');
    await expect.poll(() => name.textContent(), { timeout: 30_000 }).toBe('<b>North</b>');
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => name.textContent(), { timeout: 30_000 }).toBe('');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect.poll(() => name.textContent(), { timeout: 30_000 }).toBe('<b>North</b>');

    // A span that leaves nothing, then what is in view.
    await panel.getByRole('button', { name: /My plots/, expanded: false }).click();
    await panel.getByRole('button', { name: /Filter by/ }).click();
    await page.getByRole('option', { name: /^Area/ }).click();
    await panel.getByRole('textbox', { name: /Area from/ }).fill('1');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => panel.getByRole('textbox', { name: 'Only features where' }).inputValue(), { timeout: 30_000 })
      .toMatch(/^\("area_m2" >= 1 AND "area_m2" <= [\d.]+\)$/);
    await panel.getByRole('button', { name: 'Only what is in view' }).click();
    await expect
      .poll(() => panel.getByRole('textbox', { name: 'Only features where' }).inputValue(), { timeout: 30_000 })
      .toMatch(/AND \(max_lon >= [\d.]+ AND min_lon <= /);
    expect(await violations(visited.page)).toEqual([]);

    await page.waitForFunction(() => Object.values(localStorage).join('').includes('drawn_1'));
    await page.reload();
    await waitUntilLive(page);
    await openPlace(page, 'Data');
    await panel.getByRole('button', { name: 'Table of My plots' }).click({ timeout: 60_000 });
    await expect.poll(() => name.textContent(), { timeout: 30_000 }).toBe('<b>North</b>');
  });
});
