import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

describe('what moves', () => {
  let server: AppServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser({ graphics: false });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('stands still when asked for in the page, where the system does not ask, and on the next visit', async () => {
    const { page, close } = await visit(browser, server.url, { reducedMotion: false });
    const title = page.getByRole('heading', { name: 'A city district, alive on your table' });
    await title.waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });
    const moving = () =>
      page.evaluate(() => {
        const seconds = (text: string) => Math.max(...text.split(',').map((part) => Number.parseFloat(part)));
        return [...document.querySelectorAll('*')].filter((element) => {
          const style = getComputedStyle(element);
          return style.animationName !== 'none' || seconds(style.transitionDuration) > 0;
        }).length;
      });
    expect(await moving()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Theme and motion' }).focus();
    await page.keyboard.press('Enter');
    const reduced = page.getByRole('menuitemradio', { name: 'Reduced: nothing glides or blinks' });
    await reduced.waitFor();
    expect(await violations(page)).toEqual([]);
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('html[data-still]').waitFor({ state: 'attached' });
    expect(await moving()).toBe(0);
    await page.reload();
    await page.locator('html[data-still]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Theme and motion' }).waitFor();
    expect(await moving()).toBe(0);
    await close();
  });

  it('stands still where the system asks for it', async () => {
    const { page, close } = await visit(browser, server.url);
    await page.locator('html[data-still]').waitFor({ state: 'attached' });
    await close();
  });
});
