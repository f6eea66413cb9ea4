import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages = (JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> })
  .packages;

describe('the lock file', () => {
  it('holds the binaries of every platform, so that `npm ci` works on Windows, macOS and Linux alike', () => {
    const held = new Set(Object.keys(packages).map((folder) => folder.replace(/^.*node_modules\//, '')));
    const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => /win32|darwin|linux/.test(name) && !held.has(name)),
    );
    expect(held.has('@rolldown/binding-win32-x64-msvc')).toBe(true);
    expect(missing).toEqual([]);
  });

  it('names a version for each package, and no download address', () => {
    const unnamed = Object.entries(packages).filter(([folder, { version }]) => folder !== '' && version === undefined);
    expect(unnamed).toEqual([]);
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
  });
});
