import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feature, FeatureCollection, Geometry } from '../../../../../app/core/geo/geojson.ts';
import {
  placeVirtualSensors as placeOf,
  VIRTUAL_SENSOR_KINDS,
  type VirtualSensorWish,
} from '../../../../../app/core/models/own-place/virtual-sensors.ts';
import { SENSOR_KINDS } from '../../../../../app/core/stream/sensor-kinds.ts';
import { isTopicLevel } from '../../../../../app/core/stream/topics.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../../../../../simulators/city/index.ts';

const placeVirtualSensors = (
  features: readonly Feature<Geometry | null>[],
  wish: VirtualSensorWish,
  taken?: ReadonlySet<string>,
) => placeOf(features, wish, SENSOR_KINDS[wish.kind], taken);
const feature = (geometry: Geometry | null, properties: Record<string, unknown> = {}): Feature<Geometry | null> => ({
  type: 'Feature',
  properties,
  geometry,
});
const point = (lon: number, lat: number) => feature({ type: 'Point', coordinates: [lon, lat] }, { name: 'Corner' });
const wish: VirtualSensorWish = { kind: 'air', most: 10, apartM: 50, seed: 1 };
const idsOf = (collection: FeatureCollection<Geometry> | null) =>
  collection!.features.map(({ properties }) => properties!.sensor_id as string);

describe('Virtual sensors', () => {
  it('stand on points, half way along lines and at the walls of buildings', () => {
    const along = {
      type: 'LineString',
      coordinates: [
        [2, 41],
        [2, 41.001],
        [2, 41.004],
      ],
    } as const;
    const wall = {
      type: 'Polygon',
      coordinates: [
        [
          [3, 41],
          [3.001, 41],
          [3.001, 41.001],
          [3, 41.001],
          [3, 41],
        ],
      ],
    } as const;
    const features = [point(1, 41), feature(along as unknown as Geometry), feature(wall as unknown as Geometry)];
    const placed = placeVirtualSensors(features, wish).value!.features.map(({ geometry }) => geometry.coordinates);
    const sorted = [...placed].sort((a, b) => a[0]! - b[0]!);
    expect(sorted[0]).toEqual([1, 41]);
    expect(sorted[1]![0]).toBeCloseTo(2, 9);
    expect(sorted[1]![1]).toBeCloseTo(41.002, 6);
    expect(sorted[2]![0]).toBeGreaterThan(3.0008);
  });

  it('keep their distance, and say how many found room', () => {
    const row = Array.from({ length: 100 }, (_, i) => point(2 + i * 0.0001, 41));
    const { value, issues } = placeVirtualSensors(row, { ...wish, most: 60 });
    const lons = value!.features.map(({ geometry }) => geometry.coordinates[0]!).sort((a, b) => a - b);
    // 0.0001° of longitude at 41° are 8.4 m: six of them are the first that are 50 m apart.
    for (let i = 1; i < lons.length; i++) expect(lons[i]! - lons[i - 1]!).toBeGreaterThan(0.00059);
    expect(issues).toEqual([{ code: 'sensors-fewer', severity: 'info', detail: String(lons.length) }]);
    expect(lons.length).toBeGreaterThan(8);
  });

  it('are the same for the same seed and others for another', () => {
    const many = Array.from({ length: 40 }, (_, i) => point(2 + i * 0.01, 41));
    const places = (seed: number) =>
      placeVirtualSensors(many, { ...wish, seed }).value!.features.map(({ geometry }) => geometry.coordinates[0]);
    expect(places(1)).toEqual(places(1));
    expect(places(1)).not.toEqual(places(2));
  });

  it('never take the name of another device', () => {
    const taken = new Set(['virtual-air-001', 'virtual-air-003']);
    expect(idsOf(placeVirtualSensors([point(1, 41), point(2, 41)], wish, taken).value)).toEqual([
      'virtual-air-002',
      'virtual-air-004',
    ]);
  });

  it('need a feature with a place and numbers that make sense', () => {
    expect(placeVirtualSensors([], wish).issues[0]!.code).toBe('sensors-no-features');
    expect(placeVirtualSensors([feature(null), point(999, 41)], wish).issues[0]!.code).toBe('sensors-no-features');
    for (const most of [0, 1.5, Number.NaN, 1e9])
      expect(placeVirtualSensors([point(1, 41)], { ...wish, most }).issues[0]!.code).toBe('sensors-bad-number');
    expect(placeVirtualSensors([point(1, 41)], { ...wish, apartM: -1 }).issues[0]!.code).toBe('sensors-bad-number');
  });

  it('have names that can stand in a topic, whatever the features are called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        fc.constantFrom(...VIRTUAL_SENSOR_KINDS),
        (names, kind) => {
          const features = names.map((name, i) => feature({ type: 'Point', coordinates: [i, 41] }, { name }));
          const { value } = placeVirtualSensors(features, { ...wish, kind });
          for (const id of value === null ? [] : idsOf(value)) expect(isTopicLevel(id)).toBe(true);
        },
      ),
      { seed: 4 },
    );
  });

  it('of every kind speak in the simulator, from the streets they were placed in', () => {
    const read = (table: string) =>
      JSON.parse(readFileSync(new URL(`../../../../../datasets/eixample/${table}.geojson`, import.meta.url), 'utf8'));
    const files = Object.fromEntries(CITY_TABLES.map((table) => [table, read(table)])) as unknown as CityFiles;
    const sensors = VIRTUAL_SENSOR_KINDS.flatMap(
      (kind) => placeVirtualSensors(files.streets.features, { kind, most: 3, apartM: 100, seed: 9 }).value!.features,
    );
    const { value, issues } = readCityDataset({ ...files, sensors: { features: sensors } }, 'own');
    expect(issues).toEqual([]);
    const city = createCity(value!, { seed: 1, ownFaults: false });
    const noon = Date.UTC(2024, 10, 7, 11);
    const spoke = new Set(city.truthBetween(noon, noon + 3_600_000).map(({ sensorId }) => sensorId));
    expect(spoke.size).toBe(VIRTUAL_SENSOR_KINDS.length * 3);
    const flows = city.truthBetween(noon, noon + 3_600_000).filter(({ property }) => property === 'flow');
    expect(flows.every(({ value: flow }) => flow >= 0 && flow < 20_000)).toBe(true);
    expect(flows.some(({ value: flow }) => flow > 0)).toBe(true);
  });
});
