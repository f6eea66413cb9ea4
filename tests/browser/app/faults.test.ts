import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

const WAIT = { timeout: 60_000, interval: 500 };

async function pickInList(page: Page, sensorId: string): Promise<void> {
  await openPlace(page, 'Stream');
  await page.getByRole('searchbox', { name: 'Find a device, kind or property' }).fill(sensorId);
  await page.locator('.device-scroll .device', { hasText: sensorId }).first().click();
  await page.locator('.inspector h2').waitFor();
}

describe('the faults on the host’s page', () => {
  let server: AppServer;
  let browser: Browser;
  let host: Visit;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    host = await visit(browser, server.hostUrl);
    host.page.setDefaultTimeout(90_000);
    await waitUntilLive(host.page);
    await closeStartScreen(host.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('break a picked sensor in two clicks; SQL shows it, and one click mends it', async () => {
    const { page } = host;
    await pickInList(page, 'loop-020');
    const since = async () =>
      Number((await runSql(page, "SELECT max(seq)::VARCHAR FROM observations WHERE sensor_id = 'loop-020'"))[0]![0]);
    const before = await since();
    await page.getByRole('button', { name: 'Break this sensor' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Decimal comma' }).click();
    const running = page.locator('.sensor-faults .fault-item');
    await running.waitFor();
    expect(await running.textContent()).toContain('Decimal comma');
    const rejected = async () =>
      runSql(
        page,
        `SELECT DISTINCT reason, regexp_matches(detail, '^flow is "[0-9]+,0"$')::VARCHAR FROM rejected_messages
         WHERE topic LIKE '%/loop-020/obs' AND detail LIKE 'flow%'`,
      );
    await expect.poll(rejected, WAIT).toEqual([['wrong-type', 'true']]);
    // The neighbours in the same messages went on.
    const speeds = `SELECT count(*)::VARCHAR FROM observations
      WHERE sensor_id = 'loop-020' AND property = 'speed' AND seq > ${before}`;
    expect(Number((await runSql(page, speeds))[0]![0])).toBeGreaterThan(0);
    await page.locator('.sensor-faults').getByRole('button', { name: 'Stop Decimal comma of loop-020' }).click();
    await running.waitFor({ state: 'detached' });
  });

  it('are started in the console by keyboard, listed, and stopped all at once', async () => {
    const { page } = host;
    await pickInList(page, 'noise-010');
    await page.getByRole('heading', { name: 'Break a sensor' }).waitFor();
    const field = page.getByRole('combobox', { name: 'Sensor' });
    await field.fill('air-015');
    await page.getByRole('option', { name: /^air-015/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /What happens to it/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Clock');
    await page.keyboard.press('Enter');
    await page.getByText('The device’s clock is fast or slow by up to five minutes.').waitFor();
    await page.getByRole('button', { name: 'Break air-015' }).press('Enter');
    const open = page.getByRole('list', { name: 'Started by you' });
    await open.getByText('Clock off').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop all' }).click();
    await page.getByText('You have broken nothing.').waitFor();
  });

  it('have the planned ones with their times, and marks on the strip', async () => {
    const { page } = host;
    await openPlace(page, 'Stream');
    await page.getByText(/^Planned for the next 24 hours: \d+$/).click();
    const planned = page.getByRole('region', { name: 'Planned faults' });
    await planned.getByRole('button', { name: /^Jump to Metres as degrees at 12:2\d$/ }).waitFor();
    expect(await page.locator('.fault-marks span').count()).toBeGreaterThan(20);
    expect(await violations(page)).toEqual([]);
    await planned.getByRole('button', { name: /^Jump to Metres as degrees at 12:2\d$/ }).click();
    await page.locator('.clock-bar time', { hasText: /^12:[01]\d/ }).waitFor({ timeout: 60_000 });
    expect(host.errors).toEqual([]);
  });
});

describe('a participant', () => {
  it('finds no console, no menu and no marks', async () => {
    const server = await startAppServer();
    const browser = await launchBrowser();
    const { page } = await visit(browser, server.url);
    await waitUntilLive(page);
    await closeStartScreen(page);
    await pickInList(page, 'loop-020');
    await page.locator('.live-value').first().waitFor();
    const shown = async (text: string) => page.getByText(text).count();
    expect([await shown('Break a sensor'), await shown('Break this sensor'), await shown('Planned for')]).toEqual([
      0, 0, 0,
    ]);
    expect(await page.locator('.fault-marks').count()).toBe(0);
    await browser.close();
    await server.close();
  });
});
