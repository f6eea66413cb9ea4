import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, switchForm, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

const WAIT = { timeout: 60_000, interval: 500 };

describe('the map in words', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let page: Page;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.hostUrl);
    page = visited.page;
    await waitUntilLive(page);
    await closeStartScreen(page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const sheet = () => page.getByRole('region', { name: 'The map in words', exact: true });
  const rows = () => sheet().getByRole('row');

  it('opens with a key, takes the focus and says what is in view', async () => {
    await page.keyboard.press('m');
    await expect.poll(() => sheet().innerText(), WAIT).toMatch(/Described: 6 layers, [\d,]+ features in view\./);
    const text = await sheet().innerText();
    expect(text).toContain('Form 3D: What is there?');
    expect(text).toMatch(/In the middle: (Carrer|Passeig|Avinguda)/);
    expect(text).toMatch(/You look north-west from [\d.]+\skm above/);
    expect(text).toMatch(/Buildings \(derived\): [\d,]+ features in view\. Not coloured by data\./);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');
    expect(await violations(page)).toEqual([]);
  });

  it('lists features of a layer with their values, and the keyboard picks one as a click would', async () => {
    await expect.poll(() => rows().count(), WAIT).toBeGreaterThan(20);
    await sheet()
      .getByRole('button', { name: /Layer$/ })
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^Streets/ }).focus();
    await page.keyboard.press('Enter');
    await sheet()
      .getByText(/^Streets: the 20 nearest to the middle, of \d+ in view$/)
      .waitFor();
    const first = rows().nth(1).getByRole('button');
    const name = await first.innerText();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.locator('.inspector h2').getByText(name).waitFor();
    expect(await first.getAttribute('aria-pressed')).toBe('true');
    await sheet().getByRole('button', { name: 'Go to its sheet' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('.inspector') !== null)).toBe(true);
    expect(await violations(page)).toEqual([]);
  });

  it('is not written anew by itself, but says that the picture has changed', async () => {
    const before = await sheet().getByRole('status').innerText();
    await switchForm(page, 'Layers');
    await sheet().getByText('The picture has changed since this was written.').waitFor();
    expect(await sheet().getByRole('status').innerText()).toBe(before);
    await sheet().getByRole('button', { name: 'Describe again' }).press('Enter');
    await sheet().getByText('Form Layers: What coincides here?').waitFor();
    expect(await sheet().getByText('The picture has changed since this was written.').count()).toBe(0);
  });

  it('puts a place for measuring without a mouse', async () => {
    await page.getByRole('button', { name: 'Measure on the map' }).press('Enter');
    await sheet().getByRole('button', { name: 'Put a place in the middle of the picture' }).press('Enter');
    await rows().nth(3).getByRole('button').press('Enter');
    await expect
      .poll(() => page.locator('.measure-panel [role=status]').innerText(), WAIT)
      .toMatch(/^[\d.,]+\s(m|km)$/);
    await page.locator('.measure-panel').getByRole('button', { name: 'Close' }).press('Enter');
  });

  it('closes with Escape, after what was picked', async () => {
    await page.locator('body').press('Escape');
    await page.locator('.inspector').waitFor({ state: 'detached' });
    await page.locator('body').press('Escape');
    await sheet().waitFor({ state: 'detached' });
    expect(visited.errors).toEqual([]);
  });
});
