import { describe, expect, it } from 'vitest';
import type { ReadRows } from '../../../../../app/adapters/workers/models/own-place.ts';
import { cityTables, placeSensors } from '../../../../../app/adapters/workers/models/virtual-sensors.ts';
import { writeWkb } from '../../../../../app/core/geo/wkb.ts';
import { buildOwnPlace } from '../../../../../app/core/models/own-place/own-place.ts';
import { findStreetColumns } from '../../../../../app/core/models/own-place/street-columns.ts';
import type { VirtualSensorsSpec } from '../../../../../app/core/models/own-place/virtual-sensors-spec.ts';
import { CITY_TABLES, type CityFiles, createCity, readCityDataset } from '../../../../../simulators/city/index.ts';
import { resultTable } from '../../../../builders/result-table.ts';

const line = (fromLon: number, fromLat: number, toLon: number, toLat: number) =>
  writeWkb({
    type: 'LineString',
    coordinates: [
      [fromLon, fromLat],
      [toLon, toLat],
    ],
  });
/** Four streets around a square of some 300 m. */
const CORNERS = [
  [5, 50, 5.004, 50],
  [5.004, 50, 5.004, 50.003],
  [5.004, 50.003, 5, 50.003],
  [5, 50.003, 5, 50],
] as const;
const SPEC: VirtualSensorsSpec = {
  table: 'my "roads"',
  geometry: 'shape',
  nameColumn: 'label',
  counts: { loop: 3, air: 9 },
  apartM: 10,
  seed: 4,
};
const asked: string[] = [];
const read: ReadRows = async (sql) => {
  asked.push(sql);
  return resultTable(
    [
      ['shape', 'blob'],
      ['label', 'text'],
    ],
    [...CORNERS.map(([a, b, c, d], i) => [line(a, b, c, d), `Street ${i + 1}`]), [null, 'nowhere']],
  );
};

describe('virtual sensors on rows of the database', () => {
  it('are placed kind by kind, called after their places, and told where there are fewer', async () => {
    const { placed, batch } = await placeSensors(SPEC, read);
    expect(asked[0]).toBe('SELECT "shape", "label" FROM "my ""roads""" LIMIT 200000');
    expect([placed.count, placed.properties.slice(0, 3)]).toEqual([7, ['flow', 'speed', 'occupancy']]);
    expect(placed.issues).toEqual([{ code: 'sensors-fewer', kind: 'air', placed: 4 }]);
    expect([batch.table, batch.rowCount]).toEqual(['virtual_sensors', 7]);
    expect(placed.lon).toBeCloseTo(5.002, 6);
    const { features } = JSON.parse(new TextDecoder().decode(placed.geojson));
    expect(features[0].properties).toMatchObject({ sensor_id: 'virtual-loop-001', domain: 'traffic', cadence_s: 300 });
    expect(features[0].properties.name).toMatch(/^Street [1-4]$/);
  });

  it('stand elsewhere with another seed, and in the same places with the same', async () => {
    const few = { ...SPEC, counts: { loop: 2 } };
    const text = async (spec: VirtualSensorsSpec) =>
      new TextDecoder().decode((await placeSensors(spec, read)).placed.geojson);
    const texts = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => text({ ...few, seed })));
    expect(new Set(texts).size).toBeGreaterThan(1);
    expect(await text({ ...few, seed: 3 })).toBe(texts[2]);
  });

  it('are refused with a reason where nothing can stand or the table is gone', async () => {
    const nowhere: ReadRows = async () => resultTable([['shape', 'blob']], [[null]]);
    await expect(placeSensors(SPEC, nowhere)).rejects.toMatchObject({ code: 'place-unusable' });
    const gone: ReadRows = () => Promise.reject(new Error('no such table'));
    await expect(placeSensors(SPEC, gone)).rejects.toMatchObject({ code: 'tables-unreachable' });
  });

  it('are what a city made of own streets speaks with', async () => {
    const streets = CORNERS.map((corner, i) => ({
      type: 'Feature' as const,
      properties: { id: String(i) },
      geometry: {
        type: 'LineString' as const,
        coordinates: [
          [corner[0], corner[1]],
          [corner[2], corner[3]],
        ],
      },
    }));
    const { value } = buildOwnPlace({
      streets,
      choices: {
        columns: findStreetColumns(['id']),
        snapM: 1,
        joinCrossings: false,
        speedKmh: null,
        lanesEachWay: null,
        lanesAreTotal: true,
      },
      zones: { gridPeople: 1000 },
      trips: { throughShare: 0.3 },
      buildings: null,
    });
    const { placed } = await placeSensors(SPEC, read);
    const texts = { ...cityTables(value!.files), sensors: placed.geojson };
    const files = Object.fromEntries(
      CITY_TABLES.map((table) => [table, JSON.parse(new TextDecoder().decode(texts[table]))]),
    ) as unknown as CityFiles;
    const city = createCity(readCityDataset(files, 'own-city').value!, { seed: 1, ownFaults: false });
    const startMs = Date.UTC(2024, 10, 7, 8);
    const messages = city.messagesBetween('run', startMs, startMs + 600_000);
    const flows = messages.filter(({ topic }) => topic.includes('/traffic/loop/'));
    expect(flows.length).toBe(6);
    expect(flows[0]!.topic).toMatch(/^city\/own-city\/traffic\/loop\/virtual-loop-00\d\/obs$/);
  });
});
