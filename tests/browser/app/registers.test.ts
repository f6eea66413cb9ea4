import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe('registers and traces in the app', () => {
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
    panel = visited.page.getByRole('region', { name: 'Data', exact: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('come by themselves after the layers, without the traces and the truth', async () => {
    await openPlace(visited.page, 'Data');
    await panel.getByText('5 of 6 loaded').waitFor({ timeout: 60_000 });
    const fetched = visited.requests.filter((url) => url.endsWith('.csv')).map((url) => url.split('/').at(-1));
    expect(fetched).toEqual(['addresses.csv', 'residents.csv', 'licences.csv', 'vehicles.csv', 'school_rolls.csv']);
    const at = (ending: string) => visited.requests.flatMap((url, index) => (url.endsWith(ending) ? [index] : []));
    expect(Math.min(...at('.csv'))).toBeGreaterThan(Math.max(...at('.geojson')));
  });

  it('can be asked about in SQL', async () => {
    const rows = await runSql(
      visited.page,
      `SELECT (SELECT count(*)::INTEGER FROM residents) AS residents, (SELECT count(*)::INTEGER FROM licences) AS licences,
         (SELECT count(*)::INTEGER FROM vehicles) AS vehicles, (SELECT count(*)::INTEGER FROM school_rolls) AS pupils,
         (SELECT count(*)::INTEGER FROM datasets WHERE title = 'Register of residents') AS cards`,
    );
    expect(rows).toEqual([['23538', '2850', '10184', '2136', '1']]);
  });

  it('show a card that says what is known to be wrong and what one owes the people in it', async () => {
    await openPlace(visited.page, 'Data');
    await panel.getByRole('button', { name: /^Register of residents/ }).click();
    await panel.getByText('GDPR, article 6').first().waitFor();
    await panel.getByText('Some people are on it twice').waitFor();
    await panel.getByText('In the table residents, 23,538 rows.').waitFor();
    const found = await violations(visited.page);
    expect(found).toEqual([]);
    await panel.getByRole('button', { name: /^Register of residents/ }).click();
  });

  it('load the traces when asked to, and not when given up', async () => {
    const { page } = visited;
    let isHeld = true;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await visited.context.route('**/mobility_traces.csv', async (route) => {
      if (isHeld) await held;
      await route.continue().catch(() => undefined);
    });
    await panel.getByRole('button', { name: /^Mobility traces/ }).click();
    const load = panel.getByRole('button', { name: 'Load mobility traces, 3.2 MB' });
    await load.focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('progressbar', { name: 'Loading Mobility traces' }).waitFor();
    await panel.getByRole('button', { name: 'Cancel loading Mobility traces' }).click();
    await load.waitFor();
    isHeld = false;
    release();
    await load.click();
    await panel.getByText('In the table mobility_traces, 53,035 rows.').waitFor({ timeout: 60_000 });
    await panel.getByText('6 of 6 loaded').waitFor();
    const rows = await runSql(page, 'SELECT count(DISTINCT person_key)::INTEGER AS people FROM mobility_traces');
    expect(rows).toEqual([['3000']]);
  });

  it('ran without an error in the console', () => {
    expect(visited.errors).toEqual([]);
  });
});
