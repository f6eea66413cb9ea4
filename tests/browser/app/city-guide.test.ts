import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CRS84, createCrsTransform, EPSG25831 } from '../../../app/core/geo/crs.ts';
import { buildingsNear, buildingsText, windows1252 } from '../../builders/own-files.ts';
import { dropFile, openPlace, runSql, switchForm } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';

const PATIENCE_MS = 90_000;
const WAIT = { timeout: PATIENCE_MS };
/** Beside the shipped district, where nothing stands. */
const BESIDE = [2.2, 41.4] as const;
const CRS = 'urn:ogc:def:crs:EPSG::25831';
const SIDE_M = 120;
const STREETS_A_WAY = 5;

/** A grid of streets around the buildings, in metres, as an office has them: no lanes, a speed as text. */
function streetsText(): string {
  const [east, north] = createCrsTransform(CRS84, EPSG25831).forward(...BESIDE)!;
  const at = (i: number, j: number) => [east - 60 + i * SIDE_M, north - 60 + j * SIDE_M];
  const line = (name: string, ends: readonly (readonly number[])[]) => ({
    type: 'Feature',
    properties: { nom: name, highway: 'residential', maxspeed: '30', oneway: 'no' },
    geometry: { type: 'LineString', coordinates: ends },
  });
  const features = [];
  for (let i = 0; i < STREETS_A_WAY; i++) {
    for (let j = 0; j + 1 < STREETS_A_WAY; j++) {
      features.push(
        line(`Carrer ${i + 1}`, [at(i, j), at(i, j + 1)]),
        line(`Passatge ${i + 1}`, [at(j, i), at(j + 1, i)]),
      );
    }
  }
  return JSON.stringify({ type: 'FeatureCollection', crs: { type: 'name', properties: { name: CRS } }, features });
}

describe('a city with its own files', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let page: Page;
  let stream: Locator;
  let whatIf: Locator;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    ({ page } = visited);
    page.setDefaultTimeout(PATIENCE_MS);
    stream = page.getByRole('region', { name: 'Stream', exact: true });
    whatIf = page.getByRole('region', { name: 'What if', exact: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const importFile = async (name: string, bytes: Uint8Array, told: RegExp) => {
    await dropFile(page, name, bytes);
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/^Ready to import/)
      .first()
      .waitFor();
    await dialog.getByText('Read as EPSG:25831').waitFor();
    await dialog.getByText(told).first().waitFor();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page
      .getByText(new RegExp(`features are in the table ${name.split('.')[0]}`))
      .first()
      .waitFor();
  };
  const settled = () => whatIf.locator('.headline:not(.stale)').waitFor();

  it('begins at the start screen, hears the truth about its file and has it on the map', async () => {
    await page.getByRole('button', { name: /^Try my city’s data/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Look into the example' }).waitFor();
    await page.getByRole('button', { name: 'Closer', exact: true }).waitFor({ state: 'attached' });
    const buildings = windows1252(buildingsText(buildingsNear(...BESIDE, 60), { crs: CRS }));
    await importFile('edificis.geojson', buildings, /were turned round/);
    await importFile('carrers.geojson', new TextEncoder().encode(streetsText()), /40 features/);
    const [row] = await runSql(
      page,
      `SELECT (SELECT count(*)::INTEGER FROM edificis), count(*)::INTEGER, round(min(centroid_lon), 1), round(min(centroid_lat), 1) FROM carrers`,
    );
    expect(row).toEqual(['60', '40', '2.2', '41.4']);
  });

  it('writes on its card whose data it is', async () => {
    await openPlace(page, 'Data');
    await page.getByRole('button', { name: 'Open the catalogue' }).click();
    const card = page.locator('.layer-row', { has: page.locator('.layer-name .mono', { hasText: /^edificis$/ }) });
    await card.getByRole('button').first().click();
    await card.getByText('Write on this card').click();
    await card.getByRole('textbox', { name: 'Title' }).fill('Our buildings');
    await card.getByRole('button', { name: 'Our buildings' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('asks the models what its own streets would do, and reads what was guessed', async () => {
    await switchForm(page, 'Model');
    await openPlace(page, 'What if');
    await settled();
    await whatIf.getByRole('button', { name: 'Your own streets', exact: true }).click();
    await whatIf.getByRole('button', { name: /Table with the streets/ }).click();
    await page.getByRole('option', { name: /^carrers/ }).click();
    await whatIf.getByRole('button', { name: 'Use these streets' }).click();
    await whatIf.getByText('The models work on your own streets, from the table carrers.').waitFor();
    await whatIf.getByText('Lanes by kind of street: 40 of 40 streets.').waitFor();
    await settled();
    const [links] = await runSql(
      page,
      "SELECT count(*) > 40, sum(veh_day_before) > 0 FROM scenario_links WHERE scenario_id = 'baseline'",
    );
    expect(links).toEqual(['true', 'true']);
  });

  it('places virtual sensors on its streets, lets a city live on them and joins the two', async () => {
    await openPlace(page, 'Stream');
    await stream.getByRole('button', { name: 'Virtual sensors' }).click();
    const sensors = page.getByRole('dialog', { name: 'Virtual sensors' });
    await sensors.getByRole('button', { name: 'Place them', exact: true }).waitFor();
    await sensors.getByRole('button', { name: /Place them on/ }).click();
    await page.getByRole('option', { name: /^carrers/ }).click();
    await sensors.getByRole('button', { name: 'Place them', exact: true }).click();
    await sensors.getByText(/virtual sensors stand on features of carrers/).waitFor();
    await sensors.getByRole('button', { name: 'Run the simulator here' }).click();
    await sensors.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Live.*own city/ }).waitFor();
    await stream.getByRole('button', { name: 'Join a layer with the stream' }).click();
    const join = page.getByRole('dialog', { name: 'Join with the stream' });
    await join.getByRole('button', { name: /Layer/ }).click();
    await page.getByRole('option', { name: /^edificis/ }).click();
    expect(await join.getByRole('textbox', { name: 'SQL of the join' }).inputValue()).toContain('edificis');
    await join.getByRole('button', { name: 'Show on the map' }).click();
    await join.waitFor({ state: 'detached' });
    await page
      .getByText(/“edificis” is joined with the stream: [1-9]\d* features have a value/)
      .first()
      .waitFor();
  });

  it('takes all of it home as one file', async () => {
    await page.getByRole('button', { name: /^Project: / }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', WAIT),
      page.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.maqueta$/);
    const entries = unzipSync(readFileSync(await download.path()));
    expect(Object.keys(entries)).toEqual(
      expect.arrayContaining(['project.json', 'tables/edificis.arrow', 'layers/carrers.geojson']),
    );
    expect(new TextDecoder().decode(entries['catalogue.jsonld'])).toContain('Our buildings');
    expect(visited.errors).toEqual([]);
  });
});
