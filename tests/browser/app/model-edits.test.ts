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

describe('changes that are drawn, or made of vehicles', () => {
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
    await switchForm(visited.page, 'Model');
    panel = visited.page.getByRole('region', { name: 'What if', exact: true });
    await settled();
    await panel.getByRole('button', { name: 'New scenario' }).first().click();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Waits for figures that belong to the edits on the list. */
  const settled = () => panel.locator('.headline:not(.stale)').waitFor({ timeout: 120_000 });
  const picked = () => panel.getByText(/stretch(es)? of street and \d+ crossings inside/);

  it('lays a superblock inside an area that is clicked on the map, corner by corner', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Superblock', exact: true }).click();
    await panel.getByRole('button', { name: 'Draw an area on the map' }).click();
    const canvas = (await page.locator('.map-layer canvas').first().boundingBox())!;
    const grips = page.getByRole('region', { name: 'Corners of the area' }).getByRole('button');
    for (const [count, [x, y]] of [
      [600, 300],
      [850, 320],
      [830, 520],
      [590, 500],
    ].entries()) {
      await page.mouse.click(canvas.x + x!, canvas.y + y!);
      await grips.nth(count).waitFor();
    }
    await panel.getByText('4 corners', { exact: true }).waitFor();
    // Each corner stands where it was clicked.
    const grip = (await grips.nth(1).boundingBox())!;
    expect(Math.abs(grip.x + grip.width / 2 - canvas.x - 850)).toBeLessThan(3);
    expect(Math.abs(grip.y + grip.height / 2 - canvas.y - 320)).toBeLessThan(3);
    expect(await violations(visited.page)).toEqual([]);
    await panel.getByRole('button', { name: 'Take what lies inside' }).click();
    await picked().waitFor();
    await panel.getByRole('button', { name: 'Add to the scenario' }).click();
    await panel.getByRole('button', { name: /^Remove: Superblock/ }).waitFor();
    await settled();
    expect(await grips.count()).toBe(0);
  });

  it('lays one by corners that are typed, without a mouse, and moves a corner with the arrow keys', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Superblock', exact: true }).press('Enter');
    await panel.getByRole('button', { name: 'Draw an area on the map' }).press('Enter');
    const field = panel.getByRole('textbox', { name: 'Corner: latitude, longitude' });
    await field.fill('somewhere');
    await field.press('Enter');
    await panel
      .getByRole('alert')
      .getByText(/Two numbers in degrees are needed/)
      .waitFor();
    const corners = ['41.3930, 2.1640', '41.3930, 2.1690', '41.3900, 2.1690', '41.3900, 2.1640'];
    for (const [index, corner] of corners.entries()) {
      await field.fill(corner);
      await field.press('Enter');
      await panel.getByText(`Corner ${index + 1}: ${corner.replace(', ', '0, ')}0`).waitFor();
    }
    const last = page.getByRole('button', { name: 'Corner 4: move with the arrow keys or drag' });
    await last.press('ArrowLeft');
    await last.press('Shift+ArrowLeft');
    await panel.getByText('Corner 4: 41.39000, 2.16345').waitFor();
    await panel.getByRole('button', { name: 'Take what lies inside' }).press('Enter');
    await picked().waitFor();
    await panel.getByRole('button', { name: 'Cancel', exact: true }).press('Enter');
  });

  it('changes the mix of vehicles: the shares stay 100 %, the effect is said, the figures follow', async () => {
    const { page } = visited;
    await panel.getByRole('button', { name: 'Change the mix of vehicles' }).click();
    const electric = panel.getByRole('textbox', { name: 'Cars, electric' });
    await electric.fill('50');
    await electric.press('Tab');
    await panel.getByText('In all 100 %').waitFor();
    expect(await panel.getByRole('textbox', { name: 'Cars, diesel, Euro 4' }).inputValue()).toBe('4.7');
    const nox = panel.getByRole('row', { name: /^NOₓ/ }).last();
    expect(await nox.locator('td').first().textContent()).toBe('0.33 g');
    expect(await violations(visited.page)).toEqual([]);
    await panel.getByRole('button', { name: 'Use this mix' }).click();
    await panel.getByText('Vehicles: 21 % diesel, 29 % petrol, 50 % electric').waitFor();
    await settled();
    const [[before, after]] = (await runSql(
      page,
      `SELECT sum(nox_before_g_day) / 1000, sum(nox_after_g_day) / 1000 FROM scenario_links WHERE scenario_id = 'scenario-1'`,
    )) as [[string, string]];
    expect(Number(after)).toBeLessThan(Number(before) * 0.7);
    await openPlace(page, 'What if');
    await panel.getByRole('button', { name: 'Undo the last change' }).click();
    await panel.getByText(/^Vehicles: /).waitFor({ state: 'detached' });
  });

  it('tells who drives through a street, in a table, on the map and in SQL', async () => {
    const { page } = visited;
    await settled();
    await panel.getByRole('radio', { name: 'Results', exact: true }).click();
    const field = panel.getByRole('combobox', { name: 'Street', exact: true });
    await field.focus();
    await typeToNarrow(page, 'Magraner');
    await page.keyboard.press('ArrowDown');
    await page.locator('[role="option"][data-focused]').waitFor();
    await page.keyboard.press('Enter');
    const through = panel.getByRole('row', { name: /^Only pass through/ });
    await through.waitFor({ timeout: 60_000 });
    const passing = Number((await through.locator('td').first().textContent())!.replaceAll(',', ''));
    await page.getByRole('complementary', { name: 'Legend' }).getByText('Trips through the street').waitFor();
    const rows = await runSql(page, "SELECT round(sum(veh_hour))::INTEGER FROM street_trips WHERE trips = 'through'");
    expect(Math.abs(Number(rows[0]![0]) - passing)).toBeLessThanOrEqual(1);
    await openPlace(page, 'What if');
    expect(await violations(visited.page)).toEqual([]);
    await panel.getByRole('button', { name: 'Show all traffic again' }).click();
    await page.getByRole('complementary', { name: 'Legend' }).getByText('Trips through the street').waitFor({
      state: 'detached',
    });
  });

  it('ran without an error in the console', () => {
    expect(visited.errors).toEqual([]);
  });
});
