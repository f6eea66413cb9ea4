import { expect, it } from 'vitest';
import { launchBrowser, visit } from '../../support/app-page.ts';
import { startAppServer } from '../../support/app-server.ts';

it('says in a sentence that the map needs WebGL 2, and goes on without it', async () => {
  const server = await startAppServer();
  const browser = await launchBrowser({ graphics: false });
  try {
    const { page } = await visit(browser, server.url);
    await page.keyboard.press('Escape');
    await page
      .getByText(/WebGL 2/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Live/ }).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('navigation', { name: 'Places' }).isVisible()).toBe(true);
  } finally {
    await browser.close();
    await server.close();
  }
});
