/** The pictures in the guides (docs/images/guides), made from the running app so that they stay true. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { closeStartScreen, openPlace, waitUntilLive } from '../support/app-driver.ts';
import { visit } from '../support/app-page.ts';
import type { AppServer } from '../support/app-server.ts';

const PATIENCE_MS = 90_000;

const PICTURES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async city(page) {
    await openPlace(page, 'Data');
    await page.getByRole('button', { name: 'Add your data…' }).click();
    await page.getByRole('button', { name: 'Look into the example' }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).waitFor();
  },
  async exercise(page) {
    await openPlace(page, 'Learn');
    await page
      .getByRole('button', { name: /What time is it/ })
      .first()
      .click();
    await page.locator('.exercise-dock .cm-content').waitFor();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('.feedback-verdict').waitFor();
  },
  async tour(page) {
    await openPlace(page, 'Learn');
    await page.getByRole('button', { name: /^Begin the tour/ }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Larger for the room', exact: true }).click();
  },
};

export async function takeGuidePictures(browser: Browser, server: AppServer, root: string): Promise<void> {
  const folder = path.join(root, 'docs', 'images', 'guides');
  await mkdir(folder, { recursive: true });
  const visited = await visit(browser, server.hostUrl, { width: 1280, height: 800, theme: 'light' });
  const { page } = visited;
  page.setDefaultTimeout(PATIENCE_MS);
  await waitUntilLive(page);
  await closeStartScreen(page);
  for (const [name, act] of Object.entries(PICTURES)) {
    await act(page);
    await page.waitForTimeout(4_000);
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file, timeout: PATIENCE_MS });
    console.log(path.relative(root, file));
    await page.keyboard.press('Escape');
    const leave = page.locator('.exercise-dock').getByRole('button', { name: 'Leave the exercise' });
    if (await leave.isVisible()) await leave.click();
  }
  await visited.close();
}
