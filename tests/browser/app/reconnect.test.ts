import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeStartScreen, waitUntilLive } from '../../support/app-driver.ts';
import { launchBrowser, type Visit, visit } from '../../support/app-page.ts';
import { type ServerProcess, startServerProcess } from '../../support/server-process.ts';
import { expectWholeStream, passVirtualTime } from '../../support/stream-truth.ts';

/** A virtual hour in six wall seconds. */
const SPEED = '600';
const TEN_MINUTES_MS = 600_000;

describe('a server that is killed while a page is open', () => {
  let folder: string;
  let server: ServerProcess;
  let browser: Browser;
  let visited: Visit;
  const state = () => ['--state', path.join(folder, 'run.json')];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maqueta-run-'));
    server = await startServerProcess(['--port', '0', '--speed', SPEED, ...state()]);
    browser = await launchBrowser();
    visited = await visit(browser, server.url);
    await waitUntilLive(visited.page);
    await closeStartScreen(visited.page);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('is missed in plain words, and found again: same run, same host link, no gap and no duplicate', async () => {
    const before = server.server;
    await passVirtualTime(server, TEN_MINUTES_MS);
    await server.kill();
    await visited.page.getByRole('button', { name: /^Reconnecting/ }).waitFor({ timeout: 60_000 });

    server = await startServerProcess(['--port', String(before.port), ...state()]);
    expect([server.resumed, server.server]).toEqual([true, before]);
    await waitUntilLive(visited.page);
    await passVirtualTime(server, TEN_MINUTES_MS);
    await expectWholeStream(visited.page, server);
  });
});
