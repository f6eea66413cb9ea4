import { describe, expect, it } from 'vitest';
import { layerFiles, readManifest, recordFiles } from '../../../../app/core/catalogue/dataset-manifest.ts';

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

const REGISTER = {
  table: 'residents',
  path: 'registers/residents.csv',
  format: 'csv',
  role: 'register',
  title: 'Residents',
  about: 'People.',
  coverage: 'All.',
  knownProblems: ['Typos.'],
  personal: true,
  encoding: 'windows-1252',
  delimiter: ';',
  columns: [
    { name: 'code', description: 'code' },
    { name: 'lon', description: 'longitude, degrees', type: 'double' },
  ],
  rows: 3,
  bytes: 40,
  sha256: 'abc',
};

describe('reading registers, traces and truths of a manifest', () => {
  it('takes what it says of them', () => {
    const { value, issues } = readManifest(manifest({ files: [FILE, REGISTER] }));
    expect(issues).toEqual([]);
    expect(value!.files[1]).toEqual(REGISTER);
  });

  it('tells layers from what can become a table, and leaves the truth to neither', () => {
    const others = [
      { ...REGISTER, table: 'traces', role: 'trace' },
      { ...REGISTER, table: 'residents_truth', role: 'truth' },
    ];
    const { value } = readManifest(manifest({ files: [FILE, REGISTER, ...others] }));
    expect(layerFiles(value!).map(({ table }) => table)).toEqual(['buildings']);
    expect(recordFiles(value!).map(({ table }) => table)).toEqual(['residents', 'traces']);
  });

  it('takes them to be about persons where nothing is said', () => {
    const { personal: _said, ...silent } = REGISTER;
    expect(recordFiles(readManifest(manifest({ files: [silent] })).value!)[0]!.personal).toBe(true);
  });

  it.each([
    [{ ...REGISTER, role: 'layer' }],
    [{ ...REGISTER, role: undefined }],
    [{ ...REGISTER, encoding: 'ebcdic' }],
    [{ ...REGISTER, delimiter: '|' }],
    [{ ...REGISTER, columns: [] }],
    [{ ...REGISTER, columns: [{ name: 'a; DROP TABLE x' }] }],
    [{ ...REGISTER, columns: [{ name: 'code' }, { name: 'code' }] }],
    [{ ...REGISTER, path: '../secret.csv' }],
    [{ ...FILE, role: 'truth' }],
  ])('leaves out one that cannot be used, and says so: %j', (bad) => {
    const { value, issues } = readManifest(manifest({ files: [{ ...FILE, table: 'streets' }, bad] }));
    expect(value!.files).toHaveLength(1);
    expect(issues.map(({ code }) => code)).toEqual(['manifest-bad-file']);
  });
});
