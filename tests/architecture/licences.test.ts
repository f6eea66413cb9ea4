import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shippedPackages, thirdPartyNotices } from '../../app/cli/third-party-notices.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Licences that let a city ship, change and sell what it builds on this. OFL is for the font; EDL is BSD by another name. */
const PERMISSIVE = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'OFL-1.1',
  'Zlib',
  'EDL-1.0',
  'CC0-1.0',
  'Python-2.0',
]);

/** Packages whose package.json misspells or omits the licence; what their licence file says. */
const READ_IN_THEIR_FILES: Readonly<Record<string, string>> = {
  'splaytree-ts': 'BSD-3-Clause',
  arc: 'BSD-2-Clause',
  'json-bignum': 'MIT',
};

/** `(A OR B)` is kept if one choice is; `(A AND B)` if both are. */
function isPermissive(licence: string): boolean {
  const text = licence.replace(/[()]/g, '').trim();
  if (text.includes(' AND ')) return text.split(' AND ').every(isPermissive);
  return text.split(' OR ').some((choice) => PERMISSIVE.has(choice.trim()));
}

describe('the packages we ship', () => {
  const packages = shippedPackages(root);

  it('carry permissive licences only', () => {
    expect(packages.length).toBeGreaterThan(100);
    const others = packages.filter(({ name, licence }) => !isPermissive(READ_IN_THEIR_FILES[name] ?? licence));
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });

  it('are all named, with their licence text, in the notices', () => {
    const notices = thirdPartyNotices(root);
    expect(packages.filter(({ name, version }) => !notices.includes(`${name} ${version} (`))).toEqual([]);
    expect(notices).toContain('Permission is hereby granted, free of charge');
  });

  it('are named as well where only data made from them is shipped', () => {
    const notices = thirdPartyNotices(root);
    expect(notices).toContain('Data made from @esri/proj-codes 3.7.0 (Apache-2.0)');
    expect(notices).toContain('EPSG Geodetic\nParameter Dataset, version 12.029');
  });

  it('would not let a copyleft licence pass', () => {
    expect(isPermissive('GPL-3.0')).toBe(false);
    expect(isPermissive('(MPL-2.0 OR Apache-2.0)')).toBe(true);
    expect(isPermissive('(MIT AND GPL-2.0)')).toBe(false);
  });
});
