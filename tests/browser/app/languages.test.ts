import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../app/ui/i18n/en.ts';
import { launchBrowser, type Visit, type VisitOptions, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { languageFile } from '../../support/language-files.ts';

/** As the page says it: in English where the language has no text yet. */
function saying(tag: string): (key: keyof typeof en) => string {
  const texts = JSON.parse(readFileSync(languageFile(tag), 'utf8')) as Record<string, string>;
  return (key) => texts[key] ?? en[key];
}

let server: AppServer;
let browser: Browser;
beforeAll(async () => {
  server = await startAppServer();
  browser = await launchBrowser();
});
let visited: Visit | null = null;
afterEach(async () => {
  await visited?.close();
  visited = null;
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function come(url: string, options: VisitOptions = {}): Promise<Visit> {
  visited = await visit(browser, url, options);
  return visited;
}

const languageFiles = (requests: readonly string[]) =>
  requests.filter((url) => /\/(es|ca|pseudo)-[\w-]+\.js$/.test(url));

describe('the language of the page', () => {
  it('is the browser’s at first, and only its texts are loaded', async () => {
    const { page, requests, errors } = await come(server.url, { locale: 'ca-ES' });
    await page.getByRole('heading', { name: saying('ca')('start.title') }).waitFor({ timeout: 60_000 });
    expect(await page.locator('html').getAttribute('lang')).toBe('ca');
    expect(languageFiles(requests).map((url) => url.replace(/.*\/(\w+)-.*/, '$1'))).toEqual(['ca']);
    expect(errors).toEqual([]);
  });

  it('is chosen by keyboard without a reload, and remembered', async () => {
    const { page, requests, errors } = await come(server.url);
    await page.getByRole('heading', { name: en['start.title'] }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: en['start.title'] }).waitFor({ state: 'detached' });
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await page.getByRole('button', { name: 'Language EN: English' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: 'español' }).focus();
    await page.keyboard.press('Enter');
    const say = saying('es');
    await page.locator('html[lang="es"]').waitFor({ state: 'attached' });
    await page
      .getByRole('navigation', { name: say('rail.label') })
      .getByText(say('rail.query'))
      .waitFor();
    expect(await page.evaluate(() => (window as { notReloaded?: boolean }).notReloaded)).toBe(true);
    // The city's clock stays the city's.
    await page.locator('.clock-time', { hasText: /^\d\d:\d\d:\d\d/ }).waitFor();
    await page.reload();
    await page.locator('html[lang="es"]').waitFor({ state: 'attached' });
    await page.getByRole('navigation', { name: say('rail.label') }).waitFor();
    expect(languageFiles(requests).every((url) => url.includes('/es-'))).toBe(true);
    expect(errors).toEqual([]);
  });
});
