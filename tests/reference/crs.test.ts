import { beforeAll, describe, expect, it } from 'vitest';
import { loadCrsDefinitions } from '../../app/core/geo/crs/definitions.ts';
import { type CrsRegistry, createCrsRegistry } from '../../app/core/geo/crs/registry.ts';
import { CRS84, createCrsTransform } from '../../app/core/geo/crs.ts';
import { casesAreHere, readCase } from './cases.ts';

const BARCELONA = 'crs/barcelona_EPSG25831_oracle.csv';
const NETHERLANDS = 'crs/rd_EPSG28992_oracle.csv';
const METRES_PER_DEGREE = 111_320;

let registry: CrsRegistry;
beforeAll(async () => {
  registry = createCrsRegistry(await loadCrsDefinitions());
});

/** Pairs of numbers in the system and in degrees. */
function pairsOf(file: string): [x: number, y: number, lon: number, lat: number][] {
  const lines = readCase(file).trim().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(',').map(Number) as [number, number, number, number]);
}

/** The worst of a file, m, to degrees and back. */
function worstM(file: string, code: string): { pairs: number; toDegrees: number; fromDegrees: number } {
  const { forward, inverse } = createCrsTransform(registry.find(code)!, CRS84);
  const pairs = pairsOf(file);
  let toDegrees = 0;
  let fromDegrees = 0;
  for (const [x, y, lon, lat] of pairs) {
    const [toLon, toLat] = forward(x, y)!;
    const east = (toLon - lon) * Math.cos((lat * Math.PI) / 180);
    toDegrees = Math.max(toDegrees, METRES_PER_DEGREE * Math.hypot(east, toLat - lat));
    const [toX, toY] = inverse(lon, lat)!;
    fromDegrees = Math.max(fromDegrees, Math.hypot(toX - x, toY - y));
  }
  return { pairs: pairs.length, toDegrees, fromDegrees };
}

describe.runIf(casesAreHere(BARCELONA, NETHERLANDS))('published pairs of coordinates', () => {
  it('in ETRS89 / UTM 31 are met within a centimetre', () => {
    const worst = worstM(BARCELONA, 'EPSG:25831');
    console.log(`EPSG:25831: ${worst.pairs} pairs, worst ${(worst.toDegrees * 1000).toFixed(2)} mm`);
    expect(worst.pairs).toBe(2000);
    expect(worst.toDegrees).toBeLessThan(0.01);
    expect(worst.fromDegrees).toBeLessThan(0.01);
  });

  it('in the Dutch system are met within half a metre, without its grid', () => {
    const worst = worstM(NETHERLANDS, 'EPSG:28992');
    console.log(`EPSG:28992: ${worst.pairs} pairs, worst ${(worst.toDegrees * 1000).toFixed(2)} mm`);
    expect(worst.pairs).toBe(657);
    expect(worst.toDegrees).toBeLessThan(0.5);
    expect(worst.fromDegrees).toBeLessThan(0.5);
  });
});

describe.runIf(casesAreHere('geojson/montpellier_AccTrottoir.geojson'))(
  'files in metres that do not say in which',
  () => {
    it('of Montpellier are offered Lambert-93 first', () => {
      const xy: number[] = [];
      const walk = (value: unknown): void => {
        if (Array.isArray(value) && typeof value[0] === 'number') xy.push(value[0], value[1] as number);
        else if (Array.isArray(value)) for (const part of value) walk(part);
      };
      const { features } = JSON.parse(readCase('geojson/montpellier_AccTrottoir.geojson')) as {
        features: { geometry: { coordinates: unknown } }[];
      };
      for (const { geometry } of features) walk(geometry.coordinates);
      const sample = Float64Array.from(xy);
      const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
      for (let i = 0; i < xy.length; i += 2) {
        bounds.minX = Math.min(bounds.minX, xy[i]!);
        bounds.maxX = Math.max(bounds.maxX, xy[i]!);
        bounds.minY = Math.min(bounds.minY, xy[i + 1]!);
        bounds.maxY = Math.max(bounds.maxY, xy[i + 1]!);
      }
      const [first] = registry.rank(bounds, sample);
      expect(first).toMatchObject({ code: 'EPSG:2154', near: 'Montpellier' });
      expect(first!.bbox[0]).toBeCloseTo(3.80878, 2);
      expect(first!.bbox[3]).toBeCloseTo(43.65274, 2);
    });
  },
);
