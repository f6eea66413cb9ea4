import { describe, expect, it } from 'vitest';
import { openFile } from '../builders/opened-file.ts';
import { casesAreHere, readCase, readCaseBytes } from './cases.ts';

const here = casesAreHere('expected.json', 'cityjson/expected.json');

interface FileCase {
  readonly file: string;
  readonly features: number | null;
  readonly geometryTypes: Readonly<Record<string, number>>;
  readonly crs: string | null;
  readonly issues: readonly { readonly code: string }[];
}

interface CityCase {
  readonly file: string;
  readonly verdict: 'valid' | 'invalid' | 'invalid-geometry';
  readonly cityObjects: number | null;
}

const listed = <T>(file: string): readonly T[] => (here ? (JSON.parse(readCase(file)) as T[]) : []);
const open = (file: string) => openFile(readCaseBytes(file), file.replace(/^.*\//, ''));
const CONVERTED = ['geojson/jsonfg_gemeenten_no_geometry.json'];
/** Findings that mean: broken. */
const BROKEN = new Set([
  ...['malformed-json', 'missing-part', 'unsupported-version', 'broken-reference', 'duplicate-json-keys'],
  ...['not-a-feature', 'broken-feature', 'same-lod-twice', 'unknown-object-type'],
]);

describe.skipIf(!here)('published city files are read as they are', () => {
  it.each(listed<FileCase>('expected.json').map((expected) => [expected.file, expected] as const))(
    '%s',
    async (file, expected) => {
      const { source, features, issues } = await open(file);
      const types: Record<string, number> = {};
      for (const { geometry } of features) {
        const type = (geometry as { type?: string } | null)?.type ?? 'null';
        types[type] = (types[type] ?? 0) + 1;
      }
      if (expected.features === null) expect(issues.some(({ severity }) => severity === 'error')).toBe(true);
      else expect(features.length).toBe(expected.features);
      // Its shapes are in `place`, which is read (also acceptable).
      if (!CONVERTED.includes(file)) {
        expect(types).toEqual(expected.geometryTypes);
        expect(source.declaredCrs()?.text ?? null).toBe(expected.crs);
      }
      const own = [
        'not-utf8',
        'gzip',
        'topojson',
        'javascript-assignment',
        'newline-delimited',
        'malformed-json',
        'not-geojson',
      ];
      const codes = new Set(issues.map(({ code }) => code as string));
      for (const { code } of expected.issues) if (own.includes(code)) expect([...codes]).toContain(code);
    },
  );

  it('finds the first byte of another encoding in the middle of two megabytes', async () => {
    const { issues } = await open('geojson/utrecht_mastoverzicht.geojson');
    expect(issues).toMatchObject([{ code: 'not-utf8', position: { byteOffset: 41_518 } }]);
  });

  it('names line and column of malformed JSON', async () => {
    const { issues } = await open('geojson/jsonfg_curvepolygon.json');
    expect(issues).toMatchObject([{ code: 'malformed-json', position: { line: 19, column: 5 } }]);
  });
});

describe.skipIf(!here)('published CityJSON gets the verdicts of its suites', () => {
  it.each(listed<CityCase>('cityjson/expected.json').map((expected) => [expected.file, expected] as const))(
    '%s',
    async (file, { verdict, cityObjects }) => {
      const { features, codes, source } = await open(file);
      expect(source.head.format).toBe('cityjson');
      expect(codes.some((code) => BROKEN.has(code))).toBe(verdict === 'invalid');
      // Objects that only hold parts together have no feature of their own.
      if (verdict !== 'invalid' && cityObjects! > 0) expect(features.length).toBeGreaterThan(0);
      if (verdict === 'invalid-geometry') expect(features.every(({ geometry }) => geometry !== null)).toBe(true);
      expect(features.length).toBeLessThanOrEqual(cityObjects ?? Number.POSITIVE_INFINITY);
    },
  );
});
