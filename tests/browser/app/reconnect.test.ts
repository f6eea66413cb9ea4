import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type AppServer, startAppServer } from '../../support/app-server.ts';

/**
 * Traffic loops speak every five minutes. What is missing between a loop's first and last word is a gap; the planned faults
 * of the city leave a few on purpose, and those were there before the interruption already.
 */
const GAPS_SQL = `WITH steps AS (
  SELECT date_diff('minute', lag(phenomenon_time) OVER (PARTITION BY sensor_id ORDER BY phenomenon_time), phenomenon_time) AS minutes
  FROM observations WHERE property = 'flow' AND phenomenon_time >= TIMESTAMP '2024-11-07 08:00:00')
SELECT (SELECT count(*) FROM steps WHERE minutes > 5)::VARCHAR,
  (SELECT count(*) - count(DISTINCT (run_id, sensor_id, property, phenomenon_time)) FROM observations)::VARCHAR,
  (SELECT count(DISTINCT run_id) FROM observations)::VARCHAR,
  (SELECT max(phenomenon_time) FROM observations)::VARCHAR`;

describe('a server that goes away while a page is open', () => {
  let folder: string;
  let server: AppServer;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maqueta-run-'));
    server = await startAppServer({ stateFile: path.join(folder, 'run.json') });
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is missed in plain words, and found again without gap or duplicate', async () => {
    const { port } = server.server;
    const [before] = await runSql(visited.page, GAPS_SQL);
    await server.close();
    await visited.page.getByRole('button', { name: /^Reconnecting/ }).waitFor({ timeout: 60_000 });

    server = await startAppServer({ port, stateFile: path.join(folder, 'run.json') });
    expect(server.server.resumed).toBe(true);
    await waitUntilLive(visited.page);
    await expect
      .poll(async () => (await runSql(visited.page, GAPS_SQL))[0]![3]! > before![3]!, {
        timeout: 60_000,
        interval: 2_000,
      })
      .toBe(true);
    const [after] = await runSql(visited.page, GAPS_SQL);
    expect(after!.slice(1, 3)).toEqual(['0', '1']);
    expect(Number(after![0])).toBeLessThanOrEqual(Number(before![0]) + 2);
  });
});
