import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe.each(['light', 'dark'] as const)('every screen in %s', (theme) => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.hostUrl, { theme });
    await waitUntilLive(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('passes axe on the start screen', async () => {
    await visited.page.getByRole('heading', { name: 'A city district, alive on your table' }).waitFor();
    expect(await violations(visited.page)).toEqual([]);
    await closeStartScreen(visited.page);
  });

  it('passes axe on the map with its legend and clock', async () => {
    expect(await violations(visited.page)).toEqual([]);
  });

  it('passes axe with the layers and two attributes side by side', async () => {
    await switchForm(visited.page, 'Layers');
    await openPlace(visited.page, 'Data');
    expect(await violations(visited.page)).toEqual([]);
    await visited.page.getByText('Compare two attributes').click();
    await visited.page.getByRole('slider', { name: 'Line between left and right' }).waitFor();
    expect(await violations(visited.page)).toEqual([]);
    await visited.page.getByText('Compare two attributes').click();
  });

  it('passes axe on the stream panel and on a sensor that was picked there', async () => {
    await openPlace(visited.page, 'Stream');
    await visited.page.locator('.device-scroll .device').first().waitFor();
    expect(await violations(visited.page)).toEqual([]);
    await visited.page.locator('.device-scroll .device').first().click();
    await visited.page.locator('.inspector h2').waitFor();
    expect(await violations(visited.page)).toEqual([]);
  });

  it('passes axe on the query dock with a result', async () => {
    await runSql(visited.page, "SELECT sensor_id, value FROM observations_latest WHERE property = 'no2' LIMIT 5");
    expect(await violations(visited.page)).toEqual([]);
    await visited.page.getByRole('searchbox', { name: 'Find a table, column or function' }).fill('metres apart');
    await visited.page.getByRole('button', { name: 'About ST_DWithin' }).click();
    expect(await violations(visited.page)).toEqual([]);
  });
});
