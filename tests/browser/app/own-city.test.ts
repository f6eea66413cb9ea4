import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, openPlace, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';
import { violations } from '../../support/axe.ts';

/** A corner of the shipped district, moved to another city a thousand kilometres away: nothing of the shipped one is near. */
const MAKE_ROADS = `CREATE TABLE roads AS
SELECT feature_id, name, 'residential' AS highway, CAST(speed_kmh AS VARCHAR) AS maxspeed, 'yes' AS oneway,
  ST_GeomFromText('LINESTRING (' || (ST_X(ST_StartPoint(geom)) + 2.7) || ' ' || (ST_Y(ST_StartPoint(geom)) + 9.5) || ', '
    || (ST_X(ST_EndPoint(geom)) + 2.7) || ' ' || (ST_Y(ST_EndPoint(geom)) + 9.5) || ')') AS geom
FROM streets WHERE feature_id < 'street-r06'`;
const PATIENCE_MS = 120_000;

describe('a city of one’s own', () => {
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;
  let stream: Locator;

  beforeAll(async () => {
    server = await startAppServer();
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    visited.page.setDefaultTimeout(PATIENCE_MS);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
    stream = visited.page.getByRole('region', { name: 'Stream', exact: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const choose = async (dialog: Locator, label: RegExp, option: RegExp) => {
    await dialog.getByRole('button', { name: label }).click();
    await visited.page.getByRole('option', { name: option }).click();
  };
  const untilSql = async (sql: string, wanted: (rows: string[][]) => boolean) => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const rows = await runSql(visited.page, sql);
      if (wanted(rows) || Date.now() > deadline) return rows;
    }
  };

  it('begins with virtual sensors on a table of streets, which the map shows as virtual', async () => {
    const { page } = visited;
    await runSql(page, `${MAKE_ROADS}; SELECT count(*)::INTEGER FROM roads`);
    await openPlace(page, 'Stream');
    await stream.getByRole('button', { name: 'Virtual sensors' }).click();
    const dialog = page.getByRole('dialog', { name: 'Virtual sensors' });
    await dialog.getByRole('button', { name: 'Place them', exact: true }).waitFor();
    expect(
      await dialog
        .getByRole('button', { name: /^Place them on/ })
        .or(dialog.getByText('roads'))
        .count(),
    ).toBeGreaterThan(0);
    expect(await violations(visited.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Place them', exact: true }).click();
    await dialog.getByText('50 virtual sensors stand on features of roads.').waitFor({ timeout: PATIENCE_MS });
    const legend = page.getByRole('complementary', { name: 'Legend' });
    await dialog.getByRole('button', { name: 'Close' }).click();
    await legend.getByText('traffic (virtual)').waitFor();
  });

  it('is told by a simulator in the page that runs on them, and says so', async () => {
    const { page } = visited;
    await openPlace(page, 'Stream');
    await stream.getByRole('button', { name: 'Virtual sensors' }).click();
    const dialog = page.getByRole('dialog', { name: 'Virtual sensors' });
    await dialog.getByRole('button', { name: 'Run the simulator here' }).click();
    await dialog.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await stream.getByText('This page listens to its own city.').waitFor();
    await page.getByRole('button', { name: /^Live.*own city/ }).waitFor({ timeout: PATIENCE_MS });
    expect(await violations(visited.page)).toEqual([]);
    const rows = await untilSql(
      `SELECT count(DISTINCT sensor_id)::INTEGER, min(value) >= 0, max(value) > 50, count(DISTINCT run_id)::INTEGER,
         (SELECT count(*)::INTEGER FROM sensors), (SELECT bool_and(starts_with(sensor_id, 'virtual-')) FROM sensors)
       FROM observations_latest WHERE property = 'flow'`,
      ([row]) => row?.[0] === '30',
    );
    expect(rows).toEqual([['30', 'true', 'true', '1', '50', 'true']]);
  });

  it('colours its own streets by the flows that its loops count', async () => {
    const { page } = visited;
    await openPlace(page, 'Stream');
    await stream.getByRole('button', { name: 'Join a layer with the stream' }).click();
    const dialog = page.getByRole('dialog', { name: 'Join with the stream' });
    await choose(dialog, /Layer/, /^own_streets/);
    await choose(dialog, /Measured/, /^Traffic flow/);
    const sql = dialog.getByRole('textbox', { name: 'SQL of the join' });
    expect(await sql.inputValue()).toContain("WHERE property = 'flow'");
    expect(await violations(visited.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Show on the map' }).click();
    await dialog.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await page.getByText(/“own_streets” is joined with the stream: [1-9]\d* features have a value/).waitFor();
    const legend = page.getByRole('complementary', { name: 'Legend' });
    await legend.getByRole('button', { name: /^Traffic flow.*Your own streets/ }).waitFor();
  });

  it('gathers its sensors in hexagons, and keeps a join as a table', async () => {
    const { page } = visited;
    await openPlace(page, 'Stream');
    await stream.getByRole('button', { name: 'Join a layer with the stream' }).click();
    const dialog = page.getByRole('dialog', { name: 'Join with the stream' });
    await choose(dialog, /Which sensors/, /hexagons/);
    await dialog.getByRole('textbox', { name: 'Name' }).fill('flow hexagons');
    await dialog.getByRole('button', { name: 'Keep as table' }).click();
    await dialog.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await stream.getByRole('button', { name: 'Join a layer with the stream' }).click();
    await choose(dialog, /Which sensors/, /hexagons/);
    await dialog.getByRole('button', { name: 'Show on the map' }).click();
    await page
      .getByText(/hexagons hold sensors with readings and are a layer of their own/)
      .waitFor({ timeout: PATIENCE_MS });
    const rows = await runSql(
      page,
      'SELECT (SELECT count(*) FROM "flow hexagons") = count(*), min(ST_Area(geom)) > 10000, sum(sensors) > 0 FROM result_1',
    );
    expect(rows).toEqual([['true', 'true', 'true']]);
  });

  it('is there again after a reload, in the same run', async () => {
    const { page } = visited;
    const run = () => runSql(page, 'SELECT DISTINCT run_id FROM observations_latest');
    const before = await run();
    await openPlace(page, 'Stream');
    await page.reload();
    await stream.getByText('This page listens to its own city.').waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('button', { name: /^Live.*own city/ }).waitFor({ timeout: PATIENCE_MS });
    // The place's tables come after the stream may already be live.
    const known = "SELECT count(*)::INTEGER FROM information_schema.tables WHERE table_name = 'sensors'";
    await untilSql(known, ([row]) => row?.[0] === '1');
    const sensors = await untilSql(
      "SELECT count(*)::INTEGER, bool_and(starts_with(sensor_id, 'virtual-')) FROM sensors",
      ([row]) => row?.[1] === 'true',
    );
    expect(sensors).toEqual([['50', 'true']]);
    expect(await run()).toEqual(before);
  });

  it('gives way to the class’s stream, with the shipped sensors', async () => {
    const { page } = visited;
    await openPlace(page, 'Stream');
    await stream.getByRole('button', { name: 'Back to the stream as before' }).click();
    await stream.getByText('This page listens to its own city.').waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await waitUntilLive(page);
    const rows = await untilSql(
      `SELECT count(*) > 90, bool_or(starts_with(sensor_id, 'virtual-')),
         (SELECT bool_and(NOT starts_with(sensor_id, 'virtual-')) FROM observations_latest) FROM sensors`,
      ([row]) => row?.[0] === 'true' && row[2] === 'true',
    );
    expect(rows).toEqual([['true', 'false', 'true']]);
    expect(visited.errors).toEqual([]);
  });
});
