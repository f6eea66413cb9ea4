import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildingsNear, buildingsText, type OwnBuilding, windows1252 } from '../../builders/own-files.ts';
import { closeStartScreen, dropFile, openPlace, runSql } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';

/** Some hundred metres beside the shipped district, where nothing stands. */
const BESIDE = [2.2, 41.4] as const;
const WAIT = { timeout: 90_000 };

let server: AppServer;
let browser: Browser;
let visited: Visit;
let page: Page;

beforeAll(async () => {
  server = await startAppServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  visited = await visit(browser, server.url);
  page = visited.page;
  await closeStartScreen(page);
  await page.getByRole('button', { name: 'Closer', exact: true }).waitFor(WAIT);
});
afterEach(() => visited.close());

const drop = (name: string, bytes: Uint8Array) => dropFile(page, name, bytes);

const projected = (buildings: readonly OwnBuilding[], crs?: string) =>
  windows1252(buildingsText(buildings, crs === undefined ? {} : { crs }));

async function importIt(): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(/features are in the table/).waitFor(WAIT);
}

/** Rows as the database has them: where the first building stands, and how high. */
const FIRST = `SELECT nom, round(centroid_lon, 3) AS lon, round(centroid_lat, 3) AS lat, height_m, round(area_m2, -1) AS area
  FROM edificis ORDER BY nom LIMIT 1`;

const TABLES_OF_THAT_NAME = "SELECT count(*)::INTEGER FROM duckdb_tables() WHERE table_name = 'edificis'";

/** What stands in the middle of the picture, clicked through the whole app. */
async function pickInTheMiddle(): Promise<string> {
  const canvas = page.locator('canvas').first();
  const box = (await canvas.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const inspector = page.locator('section.inspector', { hasText: 'Façana' });
  await inspector.waitFor(WAIT);
  return (await inspector.textContent()) ?? '';
}

describe('a projected file dropped on the page', () => {
  it('is told about first, then stands where it belongs, in SQL, on the map and after a reload', async () => {
    // One large building under the middle of the camera, clockwise, in metres, its name not in UTF-8.
    const [tower] = buildingsNear(...BESIDE, 1);
    await drop('edificis.geojson', projected([{ ...tower!, sizeM: 60, heightM: 40 }], 'urn:ogc:def:crs:EPSG::25831'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ready to import').first().waitFor(WAIT);
    await dialog.getByText(/was turned round/).waitFor();
    await dialog
      .getByText(/not UTF-8/)
      .first()
      .waitFor();
    await dialog.getByText('Read as EPSG:25831').waitFor();
    // Where a finding lies is told by its number on a map of its own.
    const finding = dialog.getByRole('listitem').filter({ hasText: /was turned round/ });
    await finding.getByText('Where', { exact: true }).click();
    const showing = finding.getByRole('button', { name: 'Show on the map' });
    await showing.click();
    await finding.getByRole('img', { name: /1/ }).waitFor();
    expect(await showing.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('One feature is in the table edificis and on the map.').waitFor(WAIT);
    expect(await runSql(page, FIRST)).toEqual([['Façana 1', '2.2', '41.4', '40', '3600']]);

    await openPlace(page, 'Data');
    await page.getByRole('button', { name: 'Hide edificis' }).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).first().click();
    // The day stands as a day, and the height with its unit.
    expect(await pickInTheMiddle()).toMatch(/Façana 1.*2024-01-15.*40\sm/);

    // The table and the layer are kept with the person's own work.
    await page.waitForFunction(() => localStorage.getItem('maqueta:view')?.includes('"imported"') === true);
    await openPlace(page, 'Data');
    const kept = page.locator('section.section', { has: page.getByRole('heading', { name: 'Kept in this browser' }) });
    await kept
      .getByText(/edificis/)
      .first()
      .waitFor(WAIT);
    await page.reload();
    await page.getByRole('button', { name: 'Hide edificis' }).waitFor(WAIT);
    expect(await runSql(page, FIRST)).toEqual([['Façana 1', '2.2', '41.4', '40', '3600']]);
    expect(visited.errors).toEqual([]);
  });

  it('that does not say its system asks, shows each answer on a map, and lies right once it is chosen', async () => {
    await drop('edificis.geojson', projected(buildingsNear(...BESIDE, 60)));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('One question first').waitFor(WAIT);
    await dialog.getByRole('img', { name: 'Map of the places where the file may lie' }).waitFor();
    // Nothing is chosen before the person does.
    expect(await dialog.getByRole('button', { name: 'Choose a place' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: /Barcelona.*EPSG:25831/ }).press('Space');
    await dialog.getByRole('button', { name: /use EPSG:25831/ }).click();
    await dialog.getByText('Read as EPSG:25831').waitFor(WAIT);
    await importIt();
    expect(await runSql(page, FIRST)).toEqual([['Façana 1', '2.2', '41.4', '10', '400']]);

    // Taken back, table and layer are gone.
    await openPlace(page, 'Data');
    await page.keyboard.press('ControlOrMeta+z');
    await page.getByRole('button', { name: 'Hide edificis' }).waitFor({ state: 'detached' });
    expect(await runSql(page, TABLES_OF_THAT_NAME)).toEqual([['0']]);
  });

  it('can be called off while it is read, and nothing is left of it', async () => {
    // The list of reference systems never comes, so that the reading cannot be through before it is called off.
    await visited.context.route(/definitions\.generated/, () => {});
    await drop('edificis.geojson', projected(buildingsNear(...BESIDE, 10), 'EPSG:25831'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click(WAIT);
    await dialog.getByRole('button', { name: 'Choose files…' }).waitFor();
    expect(page.workers().filter((worker) => /import/.test(worker.url()))).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await runSql(page, TABLES_OF_THAT_NAME)).toEqual([['0']]);
  });
});

it('a file that is no map data is refused in a sentence, with a report to take along', async () => {
  await drop('animals.json', new TextEncoder().encode('{"animals": [{"name": "lynx"}]}'));
  const dialog = page.getByRole('dialog');
  await dialog.getByText('This cannot be imported').waitFor(WAIT);
  expect(await dialog.getByRole('button', { name: 'Import', exact: true }).count()).toBe(0);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'As JSON' }).click();
  expect((await download).suggestedFilename()).toMatch(/report\.json$/);
});
