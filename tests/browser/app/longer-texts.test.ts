import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../app/ui/i18n/en.ts';
import { pseudoText } from '../../../app/ui/i18n/pseudo.ts';
import { launchBrowser, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { overflowing } from '../../support/overflow.ts';

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

const say = (key: keyof typeof en) => pseudoText(en[key]);
const SIZES = [
  { name: 'at 1280 × 800', presenter: false, width: 1280, height: 800 },
  { name: 'in presenter mode at 1280 × 800', presenter: true, width: 1280, height: 800 },
  { name: 'in presenter mode at 1920 × 1080', presenter: true, width: 1920, height: 1080 },
];

describe.each(SIZES)('texts that are 40 % longer fit, $name', ({ presenter, width, height }) => {
  it('in every form, place, menu and dialog', async () => {
    const address = `${server.url}?pseudo${server.hostUrl.slice(server.url.length)}`;
    const { page, errors, close } = await visit(browser, address, {
      width,
      height,
      before: (opened) =>
        opened.addInitScript((on) => localStorage.setItem('maqueta:presenter', on ? 'yes' : 'no'), presenter),
    });
    const found: Record<string, string[]> = {};
    const look = async (screen: string) => {
      const texts = await overflowing(page);
      if (texts.length > 0) found[screen] = texts;
    };
    const start = page.getByRole('heading', { name: say('start.title') });
    await start.waitFor({ timeout: 60_000 });
    await look('start');
    await page.keyboard.press('Escape');
    await start.waitFor({ state: 'detached' });
    await page.locator('.stream-lamp', { hasText: say('status.live') }).waitFor({ timeout: 120_000 });
    await look('map');
    const rail = page.getByRole('navigation', { name: say('rail.label') }).getByRole('button');
    for (let place = 0; place < (await rail.count()); place++) {
      const name = (await rail.nth(place).innerText()).replace(/\s+/g, ' ');
      await rail.nth(place).click();
      await page.waitForFunction(() => document.querySelector('.frame [aria-busy="true"]') === null);
      await look(`place ${name}`);
      if (name === say('rail.query')) {
        await page.locator('.cm-content').click();
        await page.keyboard.insertText("SELECT sensor_id, value FROM observations_latest WHERE property = 'no2'");
        await page.keyboard.press('ControlOrMeta+Enter');
        await page.locator('.grid-row').first().waitFor();
        await look('result');
      }
      if (name === say('rail.stream')) {
        await page.locator('.device-scroll .device').first().click();
        await page.locator('.inspector h2').waitFor();
        await look('sensor');
      }
      await rail.nth(place).click();
    }
    const forms = page.getByRole('radiogroup', { name: say('form.label') });
    for (const form of ['form.layers', 'form.model', 'form.3d'] as const) {
      await forms.getByText(say(form), { exact: true }).click();
      await look(form);
    }
    const openers = page.locator('.top-bar-end button[aria-expanded]');
    const opened = page.locator('[role="dialog"], [role="menu"]').first();
    for (let opener = 0; opener < (await openers.count()); opener++) {
      await openers.nth(opener).click();
      await opened.waitFor();
      await look(`top bar ${opener}`);
      await page.keyboard.press('Escape');
      await opened.waitFor({ state: 'detached' });
    }
    expect(found).toEqual({});
    expect(errors.filter((error) => !/WebGL|GPU/i.test(error))).toEqual([]);
    await close();
  });
});

it('would notice a text that is wider than its box, one that is cut off and one outside the window', async () => {
  const { page, close } = await visit(browser, server.url);
  const title = page.getByRole('heading', { name: en['start.title'] });
  await title.waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await title.waitFor({ state: 'detached' });
  expect(await overflowing(page)).toEqual([]);
  await page.addStyleTag({
    content: `.brand h1 { width: 1rem; white-space: nowrap }
      .rail-button span { height: 4px; overflow: hidden }
      .form-question { position: fixed; left: -30px }`,
  });
  const found = (await overflowing(page)).join('\n');
  expect(found).toContain('h1: Maqueta (');
  expect(found).toContain('px high)');
  expect(found).toContain('px out of the window)');
  await close();
});
