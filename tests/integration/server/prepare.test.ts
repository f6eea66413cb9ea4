import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ensureBuild, ensureDependencies } from '../../../simulators/server/prepare.mjs';
import { temporaryFolder } from './served.ts';

/** A project in miniature: one source file, a lock file without packages and a build that writes a counter. */
function project() {
  const root = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const lock = (packages: object) => write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
  write('package.json', '{"name":"miniature","version":"1.0.0"}');
  lock({ '': { name: 'miniature', version: '1.0.0' } });
  write('app/main.ts', 'export {}');
  write(
    'app/cli/build.mjs',
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
     mkdirSync('dist', { recursive: true });
     appendFileSync('builds.txt', 'x');
     writeFileSync('dist/index.html', '');`,
  );
  const said: string[] = [];
  const builds = () => readFileSync(path.join(root, 'builds.txt'), 'utf8').length;
  return { root, write, lock, said, say: (line: string) => said.push(line), builds };
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));

describe('before the start', () => {
  it('does not build again what `npm run build` has built', async () => {
    const { root, write, say, builds } = project();
    mkdirSync(path.join(root, 'simulators', 'server'), { recursive: true });
    for (const file of ['app/cli/build.mjs', 'simulators/server/prepare.mjs']) {
      copyFileSync(path.join(repository, file), path.join(root, file));
    }
    symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'), 'junction');
    // Stands in for Vite's part of it.
    write(
      'app/cli/build.ts',
      `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
       mkdirSync('dist', { recursive: true });
       appendFileSync('builds.txt', 'x');
       writeFileSync('dist/index.html', '');`,
    );
    write('package.json', '{"name":"miniature","version":"1.0.0","type":"module"}');
    execFileSync(process.execPath, [path.join(root, 'app', 'cli', 'build.mjs')], { cwd: root });
    expect(await ensureBuild(root, say)).toBe(false);
    write('app/main.ts', 'export const changed = true;');
    expect(await ensureBuild(root, say)).toBe(true);
    expect(builds()).toBe(2);
  });
  it('builds once, and again when a source changed or the page is gone', async () => {
    const { root, write, say, said, builds } = project();
    expect(await ensureBuild(root, say)).toBe(true);
    expect(await ensureBuild(root, say)).toBe(false);
    expect(said).toEqual(['Building the page …', expect.stringMatching(/^Building the page … done in \d+ s$/)]);
    write('app/main.ts', 'export const changed = true;');
    expect(await ensureBuild(root, say)).toBe(true);
    expect(builds()).toBe(2);
  });
  it('says what a failed build said, and tries again the next time', async () => {
    const { root, write, say } = project();
    write('app/cli/build.mjs', `console.error('main.ts: no such thing'); process.exit(1);`);
    await expect(ensureBuild(root, say)).rejects.toThrow(
      /Building the page failed after \d+ s:\nmain.ts: no such thing/,
    );
    await expect(ensureBuild(root, say)).rejects.toThrow('failed');
  });
  it('takes installed packages for what they are, whoever installed them', async () => {
    const { root, write, lock, say, said } = project();
    const packages = {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    };
    lock(packages);
    write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }));
    expect(await ensureDependencies(root, say)).toBe(false);
    expect(said).toEqual([]);
  });
  it('installs when the lock file names another version than is there', async () => {
    const { root, write, lock, say, said } = project();
    write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }));
    lock({ '': { name: 'miniature', version: '1.0.0' }, 'node_modules/a': { version: '2.0.0', extraneous: true } });
    // npm is stood in for: what matters here is that it is asked.
    const stand = path.join(root, 'npm-cli.js');
    write('npm-cli.js', `require('node:fs').writeFileSync('asked.txt', process.argv.slice(2).join(' '));`);
    write('package.json', '{"name":"miniature","version":"1.0.0","type":"commonjs"}');
    const before = process.env.npm_execpath;
    process.env.npm_execpath = stand;
    try {
      expect(await ensureDependencies(root, say)).toBe(true);
    } finally {
      if (before === undefined) delete process.env.npm_execpath;
      else process.env.npm_execpath = before;
    }
    expect(said[0]).toBe('Installing dependencies (package-lock.json changed; needs the internet once) …');
    expect(readFileSync(path.join(root, 'asked.txt'), 'utf8')).toBe('ci --no-audit --no-fund');
    expect(await ensureDependencies(root, say)).toBe(false);
  });
});
