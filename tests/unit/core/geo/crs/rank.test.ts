import { beforeAll, describe, expect, it } from 'vitest';
import { loadCrsDefinitions } from '../../../../../app/core/geo/crs/definitions.ts';
import { type CrsRegistry, createCrsRegistry } from '../../../../../app/core/geo/crs/registry.ts';
import { CRS84, createCrsTransform } from '../../../../../app/core/geo/crs.ts';
import { CITY_SYSTEMS, fileOf, isSystem, type PlaneFile } from './city-systems.ts';

let registry: CrsRegistry;
beforeAll(async () => {
  registry = createCrsRegistry(await loadCrsDefinitions());
});
const rank = ({ bounds, sample }: PlaneFile) => registry.rank(bounds, sample);
const box = (minX: number, minY: number, maxX: number, maxY: number): PlaneFile => ({
  bounds: { minX, minY, maxX, maxY },
  sample: Float64Array.of(minX, minY, maxX, maxY, minX, maxY, maxX, minY),
});
const swapped = ({ bounds: { minX, minY, maxX, maxY }, sample }: PlaneFile): PlaneFile => ({
  bounds: { minX: minY, minY: minX, maxX: maxY, maxY: maxX },
  sample: sample.map((_, i) => sample[i ^ 1]!),
});

describe('a file of metres that says nothing of its system', () => {
  it.each(CITY_SYSTEMS)('of %s in EPSG:%i is offered that system among the first three', (city, code, lon, lat) => {
    const candidates = rank(fileOf(registry, code, lon, lat));
    const place = candidates.findIndex((candidate) => isSystem(candidate, code));
    expect(place, candidates.map((candidate) => candidate.code).join(' ')).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(3);
    const [west, south, east, north] = candidates[place]!.bbox;
    // of the box ±0.06°, ±0.04°: rotated grids make it a little larger; datums are shifted.
    expect(Math.abs(west - (lon - 0.06)), city).toBeLessThan(0.02);
    expect(Math.abs(south - (lat - 0.04))).toBeLessThan(0.02);
    expect(Math.abs(east - (lon + 0.06))).toBeLessThan(0.02);
    expect(Math.abs(north - (lat + 0.04))).toBeLessThan(0.02);
  });

  it('is told where it would lie', () => {
    const [first] = rank(fileOf(registry, 2154, 3.88, 43.61));
    expect(first).toMatchObject({
      code: 'EPSG:2154',
      name: 'RGF93 / Lambert-93',
      area: 'France',
      near: 'Montpellier',
      swapped: false,
      score: 1,
    });
    const [dutch] = rank(fileOf(registry, 28992, 4.9, 52.37));
    expect(dutch).toMatchObject({ area: 'Netherlands – onshore', near: 'Amsterdam' });
  });

  it('is always offered Web Mercator, if it has a place there, and at most ten systems', () => {
    for (const [, code, lon, lat] of CITY_SYSTEMS) {
      const candidates = rank(fileOf(registry, code, lon, lat));
      expect(candidates.length).toBeLessThanOrEqual(10);
      expect(candidates.map((candidate) => candidate.code)).toContain('EPSG:3857');
    }
  });

  it('may have its axes exchanged', () => {
    expect(rank(swapped(fileOf(registry, 2154, 3.88, 43.61)))[0]).toMatchObject({ code: 'EPSG:2154', swapped: true });
    expect(rank(swapped(fileOf(registry, 31467, 9.99, 53.55)))[0]).toMatchObject({ code: 'EPSG:31467', swapped: true });
  });

  it('has systems that lie at the same place in one line', () => {
    const [first] = rank(fileOf(registry, 25832, 6.96, 50.94));
    expect(first!.code).toBe('EPSG:25832');
    expect(first!.also).toContain('EPSG:32632');
  });

  it('is offered nothing where the numbers lie nowhere or are none', () => {
    expect(rank(box(1e9, 1e9, 1e9 + 5000, 1e9 + 5000))).toEqual([]);
    expect(rank(box(Number.NaN, 0, 1, 1))).toEqual([]);
  });
});

describe('a file of degrees', () => {
  it('is longitude, latitude', () => {
    const [first, second] = rank(box(2.05, 41.3, 2.23, 41.47));
    expect(first).toMatchObject({
      code: 'OGC:CRS84',
      swapped: false,
      near: 'Barcelona',
      bbox: [2.05, 41.3, 2.23, 41.47],
    });
    expect(second).toMatchObject({ code: 'OGC:CRS84', swapped: true });
  });

  it('is latitude, longitude where only that lands at a city', () => {
    const [first] = rank(box(41.3, 2.05, 41.47, 2.23));
    expect(first).toMatchObject({ swapped: true, near: 'Barcelona', bbox: [2.05, 41.3, 2.23, 41.47] });
  });

  it('is latitude, longitude where a latitude would be beyond the pole', () => {
    expect(rank(box(35.6, 139.6, 35.7, 139.8)).map((candidate) => candidate.swapped)).toEqual([true]);
    expect(rank(box(139.6, 35.6, 139.8, 35.7)).map((candidate) => candidate.swapped)).toEqual([false]);
  });
});

describe('the listed systems', () => {
  it('all give a place of their area back through proj4', { timeout: 60_000 }, async () => {
    const definitions = await loadCrsDefinitions();
    const broken: string[] = [];
    for (const number of definitions.numbers) {
      const listed = definitions.get(number)!;
      const { west, south, east, north } = listed.area;
      const lat = Math.min(89, (south + north) / 2);
      const lon = west > east ? east - 0.25 : Math.max(-179, west + 0.4 * (east - west));
      const transform = createCrsTransform(CRS84, listed);
      const there = transform.forward(lon, lat);
      const back = there === null ? null : transform.inverse(there[0], there[1]);
      // A turn more or less is the same meridian.
      const turned = back === null ? 1 : Math.abs(((back[0] - lon + 540) % 360) - 180);
      if (back === null || turned > 1e-5 || Math.abs(back[1] - lat) > 1e-5) broken.push(listed.code);
    }
    expect(definitions.numbers.length).toBeGreaterThan(6000);
    expect(broken).toEqual([]);
  });
});

describe('a city beyond a system’s country', () => {
  it('says nothing for that system: Bucharest is not behind a Slovak city in the Hungarian one', () => {
    const [first, ...others] = rank(fileOf(registry, 3844, 26.1, 44.43));
    expect(first).toMatchObject({ code: 'EPSG:3844', near: 'Bucharest' });
    expect(others.find(({ code }) => code === 'EPSG:23700')?.score ?? 0).toBeLessThan(0.5);
  });
  it('says something where the country keeps to a zone beyond its edge: Dresden', () => {
    const dresden = rank(fileOf(registry, 25832, 13.74, 51.05));
    expect(dresden.slice(0, 3).map(({ code }) => code)).toContain('EPSG:25832');
  });
});
