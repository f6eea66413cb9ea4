import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, runSql, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type StaticSite, serveStatic } from '../../support/static-site.ts';

const dist = path.join(fileURLToPath(new URL('../../..', import.meta.url)), 'dist');

describe('the static build below a sub-path, with no server behind it', () => {
  let site: StaticSite;
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    site = await serveStatic(dist, '/courses/2026/maqueta/');
    browser = await launchBrowser();
    visited = await visit(browser, site.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('lives on a city in the page, which this page may speed up', async () => {
    await visited.page.getByRole('button', { name: /Speed of the clock/ }).waitFor();
    const rows = await runSql(
      visited.page,
      'SELECT count(DISTINCT sensor_id) >= 200 AS heard, count(*) > 80000 AS a_day FROM observations',
    );
    expect(rows).toEqual([['true', 'true']]);
  });

  it('carries its policy in the page, where no server sends one', async () => {
    const policy = visited.page.locator('meta[http-equiv="Content-Security-Policy"]');
    expect(await policy.getAttribute('content')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    // An inline script is what the policy is for: it must not run.
    await visited.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    });
    expect(await visited.page.evaluate(() => 'ran' in window)).toBe(false);
    expect(visited.errors.splice(0).join()).toContain('Content Security Policy');
  });

  it('asked nobody but its own folder', () => {
    const elsewhere = visited.requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(site.url));
    expect(elsewhere).toEqual([]);
    expect(visited.errors).toEqual([]);
  });
});
