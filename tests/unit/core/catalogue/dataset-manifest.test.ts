import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../app/core/catalogue/dataset-manifest.ts';

const FILE = {
  table: 'buildings',
  path: 'buildings.geojson',
  format: 'geojson',
  shape: 'extrusion',
  features: 2,
  bytes: 9,
};
const manifest = (fields: object) => JSON.stringify({ id: 'x', centre: [2.1, 41.3], files: [FILE], ...fields });

describe('reading a manifest', () => {
  it('takes what it names', () => {
    const { value, issues } = readManifest(manifest({ seed: 7, synthetic: true, licence: 'CC0-1.0' }));
    expect(issues).toEqual([]);
    expect(value).toMatchObject({ id: 'x', seed: 7, synthetic: true, licence: 'CC0-1.0', centre: [2.1, 41.3] });
    expect(value!.files).toEqual([{ ...FILE, role: 'layer', sha256: '' }]);
  });

  it.each([
    ['no JSON', 'manifest-not-json'],
    ['[]', 'manifest-not-json'],
    [JSON.stringify({ centre: [1, 2], files: [FILE] }), 'manifest-missing-field'],
    [manifest({ centre: [1, 'north'] }), 'manifest-missing-field'],
    [manifest({ files: 'all' }), 'manifest-missing-field'],
    [manifest({ files: [] }), 'manifest-missing-field'],
  ])('refuses %s', (text, code) => {
    const { value, issues } = readManifest(text);
    expect(value).toBeNull();
    expect(issues[0]!.code).toBe(code);
  });

  it.each([
    [{ ...FILE, path: '../../etc/passwd' }],
    [{ ...FILE, path: 'https://elsewhere.example/a.geojson' }],
    [{ ...FILE, path: '/root.geojson' }],
    [{ ...FILE, table: 'drop table x; --' }],
    [{ ...FILE, shape: 'cloud' }],
    [{ ...FILE, format: 'shapefile' }],
    [null],
    [{ ...FILE, table: 'buildings' }],
  ])('leaves out a file that cannot be used, and says so: %j', (bad) => {
    const { value, issues } = readManifest(manifest({ files: [FILE, bad] }));
    expect(value!.files).toHaveLength(1);
    expect(issues.map(({ code }) => code)).toEqual(['manifest-bad-file']);
  });
});
