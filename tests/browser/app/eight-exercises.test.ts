import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFolders } from '../../../app/cli/exercises/folders.ts';
import { textsByLanguage } from '../../../app/core/lessons/exercises/exercise-bundle.ts';
import { readExercise } from '../../../app/core/lessons/exercises/read-exercise.ts';
import { readExerciseTexts } from '../../../app/core/lessons/exercises/read-texts.ts';
import { closeStartScreen, openPlace } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';

const folders = await readFolders(fileURLToPath(new URL('../../../docs/exercises/', import.meta.url)));
const exercises = [...folders].map(([name, files]) => {
  const exercise = readExercise(name, files).value!;
  const ids = exercise.mistakes.map(({ id }) => id);
  return { exercise, texts: readExerciseTexts(textsByLanguage(files).get('en')!, ids).value! };
});
const PATIENCE = { timeout: 120_000 };

let server: AppServer;
let browser: Browser;
let visited: Visit;
beforeAll(async () => {
  server = await startAppServer();
  browser = await launchBrowser();
  visited = await visit(browser, server.url);
  await closeStartScreen(visited.page);
});
afterAll(async () => {
  await visited?.close();
  await browser?.close();
  await server?.close();
});

/** Replaces what is in the editor and presses the keys that check. */
async function check(page: Page, answer: string): Promise<void> {
  const dock = page.locator('.exercise-dock');
  const editor = dock.locator('.cm-content');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(answer);
  // Where the data are still being made, or another check is under way, there is nothing to press yet.
  const button = dock.getByRole('button', { name: 'Check', exact: true });
  await expect.poll(async () => (await button.isVisible()) && button.isEnabled(), PATIENCE).toBe(true);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
}

/** The first words of a message as they stand on the page: without the marks of Markdown. */
function firstWords(markdown: string): string {
  const plain = markdown.replaceAll(/`|\*/g, '').replaceAll(/\s+/g, ' ');
  return plain.slice(0, 40);
}

async function feedback(page: Page): Promise<string> {
  return (await page.locator('.feedback').innerText()).replaceAll(/\s+/g, ' ');
}

it('eight exercises are there', () => {
  expect(exercises.map(({ exercise }) => exercise.number)).toEqual([1, 3, 4, 6, 7, 8, 9, 11]);
});

it.each(exercises)(
  'a participant makes two mistakes in $exercise.name, is told which, and then passes',
  { timeout: 600_000 },
  async ({ exercise, texts }) => {
    const { page, errors } = visited;
    const leave = page.locator('.exercise-dock').getByRole('button', { name: 'Leave the exercise' });
    if (await leave.isVisible()) await leave.click();
    await openPlace(page, 'Learn');
    await page.locator('.exercise-row').filter({ hasText: texts.title }).click(PATIENCE);
    await page.getByRole('heading', { name: `Exercise ${exercise.number}` }).waitFor(PATIENCE);
    await page.getByText(firstWords(texts.story)).first().waitFor(PATIENCE);

    for (const mistake of exercise.mistakes.slice(0, 2)) {
      await check(page, mistake.answer);
      const message = firstWords(texts.messages.get(mistake.id)!);
      await expect.poll(() => feedback(page), PATIENCE).toContain(message);
      expect(await feedback(page)).toContain('Not right yet');
    }
    await check(page, exercise.solution);
    await page.locator('.feedback').getByRole('heading', { name: 'Right.' }).waitFor(PATIENCE);
    expect(errors).toEqual([]);
  },
);

it('and finds all of it after a reload', { timeout: 240_000 }, async () => {
  const { page } = visited;
  await page.reload();
  const last = exercises.at(-1)!;
  await page.getByRole('heading', { name: `Exercise ${last.exercise.number}` }).waitFor(PATIENCE);
  await expect
    .poll(async () => (await page.locator('.exercise-dock .cm-content').innerText()).replaceAll(/\s+/g, ' '), PATIENCE)
    .toContain(last.exercise.solution.replaceAll(/\s+/g, ' ').slice(0, 60).trim());
  await page.locator('.exercise-dock').getByRole('button', { name: 'Leave the exercise' }).click();
  await openPlace(page, 'Learn');
  await expect.poll(() => page.locator('.exercise-row.passed').count(), PATIENCE).toBe(exercises.length);
});
