import type { Page } from 'playwright-core';

/** What a person does in the app, in the words on its screen. */

export async function waitUntilLive(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Live/ }).waitFor({ timeout: 120_000 });
}

export async function closeStartScreen(page: Page): Promise<void> {
  const title = page.getByRole('heading', { name: 'A city district, alive on your table' });
  await title.waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await title.waitFor({ state: 'detached' });
}

export async function openPlace(page: Page, name: 'Data' | 'Stream' | 'What if' | 'Query' | 'Learn'): Promise<void> {
  const button = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name });
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
}

export async function switchForm(page: Page, name: '3D' | 'Layers' | 'Model'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Form of the twin' }).getByText(name, { exact: true }).click();
}

/** Types a text into the editor, runs it and reads the cells of the rows on screen. */
export async function runSql(page: Page, sql: string): Promise<string[][]> {
  await openPlace(page, 'Query');
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
  const before = await page.locator('[data-result-version]').getAttribute('data-result-version');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.waitForFunction(
    (version) => document.querySelector('[data-result-version]')?.getAttribute('data-result-version') !== version,
    before,
    { timeout: 60_000 },
  );
  return page
    .locator('.grid-row')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('[role="cell"]')].map((cell) => cell.textContent ?? '')),
    );
}

/** Lets a file fall on the page, as the system does. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([fileName, content]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], fileName));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      }
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
}

/** Types into the focused field of a list and waits until the list has narrowed to what was typed: that is a moment later. */
export async function typeToNarrow(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.waitForFunction((typed) => {
    const options = [...document.querySelectorAll('[role="option"]')];
    return options.length > 0 && options.every((option) => option.textContent?.includes(typed));
  }, text);
}
