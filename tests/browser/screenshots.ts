/**
 * `npm run screenshots [-- FOLDER]`: every place of the running app, in light, dark and presenter mode, at two sizes, to
 * be looked at with fresh eyes; with `-- --guides` the pictures of the guides instead. Without a graphics card a picture takes a few seconds.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { ensureBuild } from '../../simulators/server/prepare.mjs';
import { closeStartScreen, openPlace, runSql, switchForm, waitUntilLive } from '../support/app-driver.ts';
import { launchBrowser, visit } from '../support/app-page.ts';
import { type AppServer, startAppServer } from '../support/app-server.ts';
import { takeGuidePictures } from './guide-screenshots.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark'] as const;

const STATION_QUERY = `SELECT s.sensor_id, s.name, round(o.value, 1) AS no2_ug_m3, o.phenomenon_time
FROM observations_latest o
JOIN sensors s USING (sensor_id)
WHERE o.property = 'no2'
ORDER BY o.value DESC`;

/** Two frames after the last change: what is asked for is on the screen by then. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(2_500);
}

async function takeAll(
  browser: Browser,
  server: AppServer,
  folder: string,
  size: (typeof SIZES)[number],
  theme: 'light' | 'dark',
) {
  const visited = await visit(browser, server.hostUrl, { ...size, theme });
  const { page } = visited;
  const shoot = async (name: string) => {
    await settle(page);
    const file = path.join(folder, `${name}-${theme}-${size.width}.png`);
    await page.screenshot({ path: file });
    console.log(path.relative(root, file));
  };
  await waitUntilLive(page);
  await page.waitForFunction(() => performance.getEntriesByName('maqueta:first-live-colour').length > 0, undefined, {
    timeout: 120_000,
  });
  await shoot('start');
  await closeStartScreen(page);
  await shoot('3d');
  await page.getByText('Shadows').click();
  await shoot('3d-shadows');
  await page.getByText('Shadows').click();
  await switchForm(page, 'Layers');
  await openPlace(page, 'Data');
  await shoot('layers-data');
  await page.getByText('Compare two attributes').click();
  await shoot('layers-compare');
  await page.getByText('Compare two attributes').click();
  await openPlace(page, 'Stream');
  await page.locator('.device-scroll .device').first().waitFor();
  await shoot('stream');
  await page.locator('.device-scroll .device').first().click();
  await page.locator('.inspector h2').waitFor();
  await shoot('inspector');
  await page.locator('.inspector').getByRole('button', { name: 'Close' }).click();
  await runSql(page, STATION_QUERY);
  await shoot('query');
  await page.getByRole('button', { name: 'Show on map' }).click();
  await shoot('query-on-map');
  await page.getByRole('button', { name: /Presenter mode/ }).click();
  await shoot('presenter');
  await visited.close();
}

const isForGuides = process.argv.includes('--guides');
const folder = path.resolve(
  process.argv.slice(2).find((word) => word !== '--guides') ?? path.join(root, 'screenshots'),
);
await ensureBuild(root);
const server = await startAppServer();
const browser = await launchBrowser();
try {
  if (isForGuides) await takeGuidePictures(browser, server, root);
  else {
    await mkdir(folder, { recursive: true });
    for (const size of SIZES) for (const theme of THEMES) await takeAll(browser, server, folder, size, theme);
  }
} finally {
  await browser.close();
  await server.close();
}
