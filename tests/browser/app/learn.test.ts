import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';

const FOLDER = new URL('../../../docs/exercises/03-what-time-is-it/', import.meta.url);
const file = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
/** Comments say what is wrong with a mistake: a participant would not write them. */
const answer = (name: string) =>
  file(name)
    .replaceAll(/^--.*\n/gm, '')
    .trim();
const LONG_MS = 60_000;

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
}

async function writeAnswer(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Answer' }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

const feedback = (page: Page) => page.getByRole('region', { name: 'Feedback' });

describe('an exercise', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('is opened from the list of the Learn place, and says which data it runs on', async () => {
    const { page } = visited;
    await page.keyboard.press('l');
    await page.getByRole('button', { name: /What time is it\? not begun/ }).click();
    await page.getByRole('heading', { name: 'What time is it?' }).waitFor();
    await page.getByText('Runs on the exercise’s own data, not on the live city.').waitFor();
    await page.getByRole('button', { name: 'Check', exact: true, disabled: false }).waitFor({ timeout: LONG_MS });
    await page.getByText('Not checked yet.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Answer' }).innerText()).toContain('SELECT');
    expect(await faults(page)).toEqual([]);
  });

  it('tells a foreseen mistake by its message, and marks the first wrong rows in place', async () => {
    const { page } = visited;
    await writeAnswer(page, answer('mistakes/local-hours.sql'));
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await feedback(page).getByRole('heading', { name: 'Not right yet' }).waitFor({ timeout: LONG_MS });
    await feedback(page).getByText('Your hours are local ones').waitFor();
    await feedback(page)
      .getByText(/^0 of \d+ rows are right/)
      .waitFor();
    await feedback(page)
      .getByRole('button', { name: /^Row \d+: .*Go to row/ })
      .first()
      .press('Enter');
    await page.locator('.exercise-dock .grid-row.wrong, .exercise-dock .grid-row.extra').first().waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('gives hints one by one', async () => {
    const { page } = visited;
    await feedback(page).getByRole('button', { name: 'Show me a hint' }).click();
    await page.getByText('Hint 1 of 3', { exact: true }).waitFor();
    expect(await page.getByText('Hint 2 of 3', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show hint 2 of 3' }).click();
    await page.getByText('Hint 2 of 3', { exact: true }).waitFor();
  });

  it('is there again after a reload, with the draft and the hints', async () => {
    const { page } = visited;
    await writeAnswer(page, `${answer('solution.sql')}\n-- mine`);
    await feedback(page).getByText('Of an earlier text: you have changed it since.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Check', exact: true, disabled: false }).waitFor({ timeout: 2 * LONG_MS });
    await page.getByRole('radio', { name: 'Help 2/3' }).waitFor();
    // What is out of sight of the editor is no element: its end is looked at.
    await page.getByRole('textbox', { name: 'Answer' }).press('ControlOrMeta+End');
    await page.getByText('-- mine').waitFor();
  });

  it('is passed by the right answer, which is checked as it is run', async () => {
    const { page } = visited;
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await feedback(page).getByRole('heading', { name: 'Right.' }).waitFor({ timeout: LONG_MS });
    await feedback(page).getByRole('button', { name: 'Talk about it' }).click();
    await page.getByRole('textbox', { name: 'A question for the plenary' }).fill('Whose clock is it?');
    await page.getByRole('button', { name: 'Leave the exercise' }).first().click();
    await page.getByRole('button', { name: /What time is it\? passed/ }).waitFor();
    await page.getByText('Whose clock is it?').waitFor();
    expect(await page.locator('.exercise-dock').count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    expect(visited.errors).toEqual([]);
  });
});
