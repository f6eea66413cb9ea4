import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DatasetManifest, layerFiles } from '../../../../app/core/catalogue/dataset-manifest.ts';
import type { Feature, FeatureCollection, Polygon, Position } from '../../../../app/core/geo/geojson.ts';
import { doubleSignedArea } from '../../../../app/core/geo/geojson.ts';
import { createLocalFrame } from '../../../../app/core/geo/local-frame.ts';
import { areaM2, lengthM } from '../../../../app/core/geo/measures.ts';
import { buildStreetGraph, isStronglyConnected } from '../../../../app/core/geo/street-graph.ts';
import { TABLE_NOTES } from '../../../../datasets/card.ts';
import { datasetFiles } from '../../../../datasets/files.ts';

const FOLDER = new URL('../../../../datasets/eixample/', import.meta.url);
const committed = (name: string) => readFileSync(new URL(name, FOLDER));
const manifest = JSON.parse(committed('manifest.json').toString()) as DatasetManifest;
const layers = layerFiles(manifest);
const tables = new Map(
  layers.map((file) => [
    file.table,
    (JSON.parse(committed(file.path).toString()) as FeatureCollection).features as Feature[],
  ]),
);
const rows = (table: string) => tables.get(table)!;
const column = (table: string, name: string) => rows(table).map((feature) => feature.properties![name]);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(share * values.length)]!;
const ids = (table: string) => new Set(column(table, 'feature_id'));

describe('the committed dataset', () => {
  it('is what the generator makes, to the byte', () => {
    const made = datasetFiles();
    const there = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').split('eixample/').at(-1)!);
    expect([...made.keys()].sort()).toEqual(there.map((name) => name.replace(/^\/+/, '')).sort());
    for (const [name, bytes] of made) expect(committed(name).equals(bytes), name).toBe(true);
  });

  it('is described by its manifest: sizes, hashes and counts', () => {
    expect(manifest).toMatchObject({
      id: 'eixample',
      licence: 'CC0-1.0',
      synthetic: true,
      seed: 20241107,
      crs: 'OGC:CRS84',
    });
    expect(layers).toHaveLength(10);
    for (const file of manifest.files) {
      const bytes = committed(file.path);
      expect(bytes.length).toBe(file.bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
    for (const file of layers) expect(rows(file.table)).toHaveLength(file.features);
  });

  it('explains every column on its card, and no other', () => {
    const card = committed('README.md').toString();
    for (const [table, features] of tables) {
      expect(Object.keys(TABLE_NOTES[table]!.columns), table).toEqual(Object.keys(features[0]!.properties!));
      expect(card).toContain(`### ${table}`);
    }
  });
});

describe('every table', () => {
  it('starts its columns with a feature_id that is unique, and gives every feature the same columns', () => {
    for (const [table, features] of tables) {
      const names = Object.keys(features[0]!.properties!);
      expect(names[0], table).toBe('feature_id');
      expect(ids(table).size, table).toBe(features.length);
      for (const feature of features) expect(Object.keys(feature.properties!), table).toEqual(names);
    }
  });

  it('refers only to rows that exist', () => {
    const references = [
      ['census_sections', 'district_id', 'districts'],
      ['blocks', 'district_id', 'districts'],
      ['blocks', 'section_id', 'census_sections'],
      ['buildings', 'block_id', 'blocks'],
      ['buildings', 'section_id', 'census_sections'],
      ['buildings', 'district_id', 'districts'],
      ['streets', 'from_node', 'intersections'],
      ['streets', 'to_node', 'intersections'],
      ['trees', 'street_id', 'streets'],
      ['facilities', 'building_id', 'buildings'],
      ['sensors', 'street_id', 'streets'],
    ] as const;
    for (const [table, name, target] of references) {
      const known = ids(target);
      const unknown = column(table, name).filter((id) => id !== null && !known.has(id));
      expect(unknown, `${table}.${name}`).toEqual([]);
    }
  });

  it('follows RFC 7946: closed rings, outer ones counter-clockwise and holes clockwise, seven decimals at most', () => {
    const checkPosition = (position: Position) => {
      expect(position).toHaveLength(2);
      for (const degrees of position) expect(Math.round(degrees * 1e7) / 1e7).toBe(degrees);
    };
    for (const [table, features] of tables) {
      for (const { geometry } of features) {
        if (geometry.type !== 'Polygon') continue;
        for (const [index, ring] of geometry.coordinates.entries()) {
          expect(ring.at(-1), table).toEqual(ring[0]);
          expect(doubleSignedArea(ring) > 0, table).toBe(index === 0);
          ring.forEach(checkPosition);
        }
      }
    }
  });
});

describe('the district', () => {
  const areaKm2 = sum(rows('districts').map((feature) => areaM2(feature.geometry))) / 1e6;

  it('has as many features as it should', () => {
    expect(rows('blocks')).toHaveLength(100);
    expect(rows('buildings').length).toBeGreaterThan(2_000);
    expect(rows('buildings').length).toBeLessThan(3_000);
    expect(rows('districts')).toHaveLength(5);
    expect(rows('streets')).toHaveLength(240);
    expect(rows('intersections')).toHaveLength(121);
    expect(rows('trees').length).toBeGreaterThan(5_000);
    expect(rows('sensors').length).toBeGreaterThanOrEqual(220);
  });

  it('lies where the Eixample lies, its streets at 45° to north', () => {
    const [west, south, east, north] = manifest.bbox;
    expect([(west + east) / 2, (south + north) / 2].map((degrees) => degrees.toFixed(4))).toEqual([
      '2.1649',
      '41.3917',
    ]);
    const frame = createLocalFrame({ lon: 2.1649, lat: 41.3917 });
    for (const { geometry } of rows('streets')) {
      const [from, to] = (geometry as { coordinates: Position[] }).coordinates.map((p) => frame.toLocal(p[0]!, p[1]!));
      const slope = Math.abs((to![1] - from![1]) / (to![0] - from![0]));
      // Grid north and true north differ by half a degree here.
      expect(Math.abs((Math.atan(slope) * 180) / Math.PI - 45)).toBeLessThan(0.7);
    }
  });

  it('has about 36,000 residents a square kilometre, in sections of 1,000 to 1,800', () => {
    const population = column('census_sections', 'population') as number[];
    const perKm2 = sum(population) / areaKm2;
    expect(perKm2).toBeGreaterThan(34_500);
    expect(perKm2).toBeLessThan(37_500);
    expect(Math.min(...population)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...population)).toBeLessThanOrEqual(1_800);
  });

  it('counts the same people by age and the same dwellings by building', () => {
    for (const { properties } of rows('census_sections')) {
      const { feature_id, population, pop_0_14, pop_15_64, pop_65_plus, dwellings } = properties!;
      expect(pop_0_14 + pop_15_64 + pop_65_plus).toBe(population);
      const own = rows('buildings').filter((building) => building.properties!.section_id === feature_id);
      expect(sum(own.map((building) => building.properties!.dwellings))).toBe(dwellings);
      expect(population / dwellings).toBeGreaterThan(2);
      expect(population / dwellings).toBeLessThan(2.6);
    }
  });

  it('is tiled by its sections without gap or overlap', () => {
    const sections = sum(rows('census_sections').map((feature) => areaM2(feature.geometry)));
    expect(Math.abs(sections / (areaKm2 * 1e6) - 1)).toBeLessThan(1e-6);
  });

  it('is mostly 20 to 24 m high, with lower old houses and a few towers', () => {
    const heights = column('buildings', 'height_m') as number[];
    expect(quantile(heights, 0.25)).toBeGreaterThan(19);
    expect(quantile(heights, 0.5)).toBeGreaterThan(21.5);
    expect(quantile(heights, 0.75)).toBeLessThan(25);
    expect(heights.filter((height) => height > 35).length).toBeGreaterThanOrEqual(3);
    expect(heights.filter((height) => height > 35).length).toBeLessThan(20);
    const old = rows('buildings').filter((building) => building.properties!.year < 1911);
    const later = rows('buildings').filter((building) => building.properties!.year >= 1941);
    const mean = (features: readonly Feature[]) =>
      sum(features.map((feature) => feature.properties!.height_m)) / features.length;
    expect(mean(old)).toBeLessThan(mean(later) - 1);
  });

  it('has every category of facility and every use of building', () => {
    expect([...new Set(column('facilities', 'category'))].sort()).toEqual([
      'bus-stop',
      'hospital',
      'kindergarten',
      'library',
      'market',
      'metro',
      'pharmacy',
      'playground',
      'primary-care',
      'school',
      'sports',
      'supermarket',
    ]);
    expect(new Set(column('buildings', 'use')).size).toBe(8);
  });

  it('puts facilities that have a building inside that building', () => {
    const byId = new Map(rows('buildings').map((building) => [building.properties!.feature_id, building]));
    for (const { geometry, properties } of rows('facilities')) {
      if (properties!.building_id === null) continue;
      const building = byId.get(properties!.building_id)!;
      const point = (geometry as { coordinates: Position }).coordinates;
      expect(contains(building.geometry as Polygon, point), properties!.feature_id).toBe(true);
    }
  });

  it('keeps every building inside its block', () => {
    const blocks = new Map(rows('blocks').map((block) => [block.properties!.feature_id, block.geometry as Polygon]));
    for (const { geometry, properties } of rows('buildings')) {
      const block = blocks.get(properties!.block_id)!;
      const ring = (geometry as Polygon).coordinates[0]!;
      const [middleLon, middleLat] = [0, 1].map((axis) => sum(ring.slice(1).map((p) => p[axis]!)) / (ring.length - 1));
      for (const vertex of ring) {
        // A centimetre towards the middle, so that a corner on the building line counts as inside.
        const inward = [vertex[0]! + (middleLon! - vertex[0]!) * 0.003, vertex[1]! + (middleLat! - vertex[1]!) * 0.003];
        expect(contains(block, inward), properties!.feature_id).toBe(true);
      }
    }
  });
});

describe('the streets', () => {
  const { value: graph, issues } = buildStreetGraph({ features: rows('streets') }, { features: rows('intersections') });

  it('make a graph without complaint in which every corner can be reached from every other', () => {
    expect(issues).toEqual([]);
    expect(graph!.linkCount).toBe(240);
    expect(isStronglyConnected(graph!)).toBe(true);
  });

  it('alternate their direction from one to the next, but for the two-way avenues', () => {
    const headings = new Map<string, Set<string>>();
    for (const { properties } of rows('streets')) {
      const { name, from_node, to_node } = properties!;
      headings.set(name, (headings.get(name) ?? new Set()).add(from_node < to_node ? 'up' : 'down'));
    }
    const inOrder = [...headings.values()].map((set) => [...set].sort().join('+'));
    expect(inOrder).toEqual([
      'up',
      'down',
      'up',
      'down',
      'down+up',
      'up',
      'down',
      'up',
      'down',
      'up',
      'down',
      'down',
      'up',
      'down',
      'up',
      'down',
      'up',
      'down+up',
      'down',
      'up',
      'down',
      'up',
    ]);
  });

  it('have the length that their line has on the Earth', () => {
    for (const { geometry, properties } of rows('streets')) {
      expect(Math.abs(lengthM(geometry) / properties!.length_m - 1)).toBeLessThan(0.004);
    }
  });

  it('are canyons as deep as the houses on both sides, shallower along parks', () => {
    const depths = column('streets', 'canyon_height_m') as number[];
    expect(quantile(depths, 0.5)).toBeGreaterThan(20);
    expect(quantile(depths, 0.5)).toBeLessThan(24);
    expect(Math.min(...depths)).toBeGreaterThan(5);
    expect(Math.min(...depths)).toBeLessThan(13);
  });
});

describe('the sensors', () => {
  it('are of every kind, as many as planned', () => {
    const counts: Record<string, number> = {};
    for (const { properties } of rows('sensors')) {
      const kind = `${properties!.domain}/${properties!.kind}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual({
      'traffic/loop': 64,
      'air/lowcost': 40,
      'air/reference': 4,
      'noise/class2': 40,
      'weather/station': 3,
      'mobility/bike-counter': 16,
      'waste/bin': 30,
      'parking/onstreet': 24,
    });
  });

  it('have ids that can be a level of a topic, and speak the dialect of their kind', () => {
    for (const { properties } of rows('sensors')) {
      expect(properties!.sensor_id).toBe(properties!.feature_id);
      expect(properties!.sensor_id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
      const expected = { 'noise/class2': 'sensorthings', 'air/reference': 'ngsi-ld' };
      const kind = `${properties!.domain}/${properties!.kind}` as keyof typeof expected;
      expect(properties!.dialect).toBe(expected[kind] ?? 'sandbox');
    }
  });

  it('stand no farther than 26 m from the street they watch', () => {
    const frame = createLocalFrame({ lon: 2.1649, lat: 41.3917 });
    const streets = new Map(rows('streets').map((street) => [street.properties!.feature_id, street]));
    for (const { geometry, properties } of rows('sensors')) {
      if (properties!.street_id === null) continue;
      const street = streets.get(properties!.street_id)!;
      const [a, b] = (street.geometry as { coordinates: Position[] }).coordinates.map((p) =>
        frame.toLocal(p[0]!, p[1]!),
      );
      const at = (geometry as { coordinates: Position }).coordinates;
      const [east, north] = frame.toLocal(at[0]!, at[1]!);
      const across = ((b![0] - a![0]) * (north - a![1]) - (b![1] - a![1]) * (east - a![0])) / distanceM(a!, b!);
      expect(Math.abs(across), properties!.feature_id).toBeLessThan(26);
    }
  });

  it('watch a street wherever traffic, noise, bikes, bins or parking are concerned', () => {
    const withoutStreet = rows('sensors').filter((sensor) => sensor.properties!.street_id === null);
    expect(withoutStreet.map((sensor) => sensor.properties!.feature_id)).toEqual([
      'air-004',
      'air-ref-04',
      'weather-01',
      'weather-02',
      'weather-03',
    ]);
  });
});

function distanceM(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt((b[0]! - a[0]!) ** 2 + (b[1]! - a[1]!) ** 2);
}

function contains(polygon: Polygon, point: Position): boolean {
  let inside = false;
  for (const ring of polygon.coordinates) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[i + 1] as [number, number];
      if (ay > point[1]! !== by > point[1]! && point[0]! < ax + ((point[1]! - ay) / (by - ay)) * (bx - ax))
        inside = !inside;
    }
  }
  return inside;
}
