import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRelease, type Release } from '../../../app/cli/release.ts';
import type { OfflineVisit } from './offline-visit.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

/** Why the network cannot be cut here, or null where it can: Linux lets a program have a network of its own. */
function whyNotCut(): string | null {
  if (process.platform !== 'linux') return `${process.platform} has no network namespaces`;
  const trial = spawnSync('unshare', ['-rnm', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' });
  if (trial.status === 0) return null;
  return (trial.error?.message ?? trial.stderr).trim() || 'unshare failed';
}

function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

describe('a release, unpacked into an empty folder, without a network', () => {
  let place: string;
  let folder: string;
  let release: Release;
  let seen: OfflineVisit;
  const notCut = whyNotCut();

  beforeAll(async () => {
    place = mkdtempSync(path.join(tmpdir(), 'maqueta-release-'));
    release = await makeRelease(root, path.join(place, 'zip'));
    console.log(`release: ${(release.bytes / 1e6).toFixed(1)} MB in ${release.entries} files`);
    if (notCut !== null)
      console.log(`The network cannot be cut here (${notCut}): sockets and names are refused instead.`);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(release.file)))) {
      const file = path.join(place, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    folder = path.join(place, `maqueta-${version}`);
    const home = path.join(place, 'home');
    mkdirSync(home);
    const visit = ['--import', 'tsx', path.join(root, 'tests/integration/release/offline-visit.ts'), folder, home];
    const [program, parameters] =
      notCut === null ? ['unshare', ['-rnm', process.execPath, ...visit, 'cut']] : [process.execPath, visit];
    const options = { cwd: root, encoding: 'utf8', maxBuffer: 1e8, timeout: 90_000 } as const;
    seen = JSON.parse(execFileSync(program, parameters, options)) as OfflineVisit;
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it('has no packages anywhere above it and no network but its own', () => {
    expect(foldersAbove(folder).filter((above) => existsSync(path.join(above, 'node_modules')))).toEqual([]);
    if (notCut === null) expect(seen.interfaces).toEqual(['lo']);
  });

  it('says where it is', () => {
    expect(seen.output).toMatch(/Maqueta is running \(ready in [\d.]+ s, run 20241107-1\)/);
    expect(seen.output).toContain('Ctrl-C stops it.');
  });

  it('serves the page with all it names, compressed, and every file of the dataset to the byte', () => {
    expect(seen.page).toEqual({ status: 200, assets: expect.any(Number), missing: [] });
    expect(seen.page.assets).toBeGreaterThanOrEqual(2);
    expect(seen.scriptPacked).toBe(true);
    expect(seen.dataset.differing).toEqual([]);
    expect(seen.dataset.files).toBeGreaterThanOrEqual(10);
  });

  it('brings messages and the last day to whoever asks', () => {
    expect(seen.historyMessages).toBeGreaterThan(10_000);
    expect(seen.liveMessages).toBeGreaterThanOrEqual(20);
  });

  it('lets the host link set the clock', () => {
    expect(seen.paused).toEqual([false, true]);
  });

  it('remembers its run beside itself and stops when it is asked to', () => {
    expect([seen.stateBeside, seen.exitCode]).toEqual([true, 0]);
  });

  it.skipIf(notCut !== null)('runs from a stick that cannot be written to, and says where it remembers the run', () => {
    expect(seen.onReadOnlyStick).toContain(
      `This folder cannot be written to: the run is remembered in ${path.join(place, 'home', '.local/state/maqueta')}.`,
    );
    expect(seen.onReadOnlyStick).toContain('Maqueta is running');
  });

  it.skipIf(notCut !== null)('goes on with a full disk, and says what that costs', () => {
    expect(seen.onFullDisk).toMatch(/The run cannot be remembered over a restart: ENOSPC/);
    expect(seen.onFullDisk).toContain('Maqueta is running');
  });

  it('carries the notices of page and server, the licence and a page for the trainer', () => {
    expect(seen.notices).toEqual(['aedes', 'ws', 'mqtt', 'cesium']);
    expect(readFileSync(path.join(folder, 'LICENSE'), 'utf8')).toContain('Apache License');
    expect(readFileSync(path.join(folder, 'README.txt'), 'utf8')).toMatch(new RegExp(`^Maqueta ${version} - `));
  });

  it.each([
    ['18.20.4', 'Maqueta needs Node 20.19.0 or newer; this is 18.20.4. Get one at https://nodejs.org.'],
    ['20.9.1', 'Maqueta needs Node 20.19.0 or newer; this is 20.9.1. Get one at https://nodejs.org.'],
  ])('asks for a newer Node in one sentence where it finds %s', (older, sentence) => {
    const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${older}'}})`;
    const run = spawnSync(process.execPath, ['--import', pretend, path.join(folder, 'maqueta.mjs')], {
      encoding: 'utf8',
    });
    expect([run.status, run.stdout, run.stderr.trim()]).toEqual([1, '', sentence]);
  });

  it('lists the options of npm start under its own name', () => {
    const help = execFileSync(process.execPath, [path.join(folder, 'maqueta.mjs'), '--help'], { encoding: 'utf8' });
    expect(help).toMatch(/^node maqueta\.mjs \[options\]/);
    expect(help).toContain('--mqtt-port PORT');
  });

  it('is the same to the byte when it is made again', async () => {
    const again = await makeRelease(root, path.join(place, 'again'));
    expect(readFileSync(again.file).equals(readFileSync(release.file))).toBe(true);
  });
});
