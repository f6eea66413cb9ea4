import { describe, expect, it } from 'vitest';
import type { OwnTable } from '../../../app/commands/own-tables.ts';
import { placeVirtualSensors, removeVirtualSensors } from '../../../app/commands/place-virtual-sensors.ts';
import type { Ports } from '../../../app/commands/ports.ts';
import { keepOwnCity, leaveOwnCity, runOwnCity } from '../../../app/commands/run-own-city.ts';
import type { VirtualSensorsSpec } from '../../../app/core/models/own-place/virtual-sensors-spec.ts';
import type { CityTables, WhatIfModels } from '../../../app/core/models/scenario/what-if.ts';
import type { OwnCityRequest } from '../../../app/core/stream/own-city.ts';
import { newVirtualSensors, OWN_CITY_KEY, savedOwnCity } from '../../../app/state/own-city.ts';
import { newOwnPlace } from '../../../app/state/own-place.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';
import { fakeWhatIf } from '../../builders/what-if.ts';

const SPEC: VirtualSensorsSpec = newVirtualSensors('roads', 'geom', ['name'], true);
const collection = (...ids: string[]) =>
  new TextEncoder().encode(
    JSON.stringify({
      type: 'FeatureCollection',
      features: ids.map((id, i) => ({
        type: 'Feature',
        properties: { feature_id: id, sensor_id: id },
        geometry: { type: 'Point', coordinates: [2 + i / 1000, 41] },
      })),
    }),
  );
const TABLES = { streets: new Uint8Array([1]) } as unknown as CityTables;
const ROADS: OwnTable = { name: 'roads', rowCount: 9, shape: 'line', geometry: 'geom', columns: [] };
const OWN_PLACE = newOwnPlace('roads', 'geom', []);

function opened(given: Partial<WhatIfModels> = {}, ports: Partial<Ports> = {}) {
  const started: OwnCityRequest[] = [];
  const placed: (number | null)[] = [];
  const drawn: string[] = [];
  let left = 0;
  const whatIf: WhatIfModels = {
    ...fakeWhatIf(),
    placeSensors: async (spec) => {
      placed.push(spec?.seed ?? null);
      if (spec === null) return null;
      const geojson = collection('virtual-loop-001', 'virtual-loop-002');
      return { geojson, count: 2, properties: ['flow', 'speed'], issues: [], lon: 2, lat: 41, reachM: 150 };
    },
    cityTables: async () => TABLES,
    ...given,
  };
  const app = testApp({
    whatIf,
    showGeometry: ({ layerId, featureIds }) => drawn.push(`${layerId} ${featureIds[0]}`),
    ownCity: {
      start: (request) => started.push(request),
      leave: () => {
        left += 1;
      },
      shippedSensors: async () => collection('air-001'),
    },
    ...ports,
  });
  const own = () => app.store.getState().ownCity;
  const layerIds = () => app.store.getState().layers.map(({ id }) => id);
  return { app, started, placed, drawn, own, layerIds, left: () => left };
}
const onOwnStreets = (room: ReturnType<typeof opened>) =>
  room.app.store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, spec: OWN_PLACE } }));

describe('virtual sensors', () => {
  it('stand on the map as what they are, and are kept as choices', async () => {
    const room = opened();
    await placeVirtualSensors(room.app, SPEC).finished;
    expect(room.drawn).toEqual(['virtual_sensors virtual-loop-001']);
    const layer = room.app.store.getState().layers.find(({ id }) => id === 'virtual_sensors');
    expect(layer).toMatchObject({ kind: 'modelled', title: 'layer.name.virtual_sensors' });
    expect(savedOwnCity(room.app.ports.settings.get).ownCity).toMatchObject({
      sensors: SPEC,
      isOn: false,
      placed: null,
    });
    expect(room.app.ports.settings.get(OWN_CITY_KEY)).not.toContain('virtual-loop');
  });

  it('are taken away, and stand again when that is taken back', async () => {
    const room = opened();
    await placeVirtualSensors(room.app, SPEC).finished;
    const removal = removeVirtualSensors(room.app);
    await removal.finished;
    expect([room.own().sensors, room.layerIds().includes('virtual_sensors')]).toEqual([null, false]);
    removal.undo!();
    await expect.poll(() => room.layerIds()).toContain('virtual_sensors');
    expect(room.placed).toEqual([1, null, 1]);
  });

  it('say what stands in their way, and leave those before', async () => {
    const room = opened({ placeSensors: () => Promise.reject(new Error('roads: no such table')) });
    await placeVirtualSensors(room.app, SPEC).finished;
    expect(room.own()).toMatchObject({
      sensors: null,
      status: 'idle',
      problem: { key: 'virtual.problem.place', detail: 'roads: no such table' },
    });
  });
});

describe('a city of the page’s own', () => {
  it('begins on the own streets with the placed sensors, which become the table of sensors', async () => {
    const room = opened();
    onOwnStreets(room);
    await placeVirtualSensors(room.app, SPEC).finished;
    await runOwnCity(room.app, null).finished;
    expect(room.started.map(({ number }) => number)).toEqual([1]);
    expect(Object.keys(room.started[0]!.texts)).toEqual(['streets', 'sensors']);
    expect(room.drawn.at(-1)).toBe('sensors virtual-loop-001');
    expect(room.layerIds()).not.toContain('virtual_sensors');
    const sensors = room.app.store.getState().layers.find(({ id }) => id === 'sensors')!;
    expect([sensors.title, sensors.colour.type === 'ramp' && sensors.colour.attribute]).toEqual([
      'layer.name.virtual_sensors',
      'flow',
    ]);
    expect(noticeKeys(room.app)).toContain('notice.own-city-on');
  });

  it('has runs of its own each time it is begun', async () => {
    const room = opened();
    onOwnStreets(room);
    await placeVirtualSensors(room.app, SPEC).finished;
    await runOwnCity(room.app, null).finished;
    await runOwnCity(room.app, null).finished;
    expect(room.started.map(({ number }) => number)).toEqual([1, 2]);
  });

  it.each([
    ['no sensors', null, 'virtual.problem.none', true],
    ['no streets', null, 'virtual.problem.no-streets', false],
    ['streets that nothing can be assigned to', ROADS, 'virtual.problem.streets', false],
  ] as const)('is not begun with %s', async (_what, streets, key, hasPlace) => {
    const room = opened();
    if (hasPlace) onOwnStreets(room);
    await runOwnCity(room.app, streets).finished;
    expect([room.started, room.own().isOn, room.own().problem?.key]).toEqual([[], false, key]);
  });

  it('gives way to the stream before, whose sensors come back', async () => {
    const room = opened();
    onOwnStreets(room);
    await placeVirtualSensors(room.app, SPEC).finished;
    await runOwnCity(room.app, null).finished;
    await leaveOwnCity(room.app).finished;
    expect([room.left(), room.own().isOn, room.drawn.at(-1)]).toEqual([1, false, 'sensors air-001']);
    const titles = room.app.store.getState().layers.map(({ id, title }) => `${id} ${title}`);
    expect(titles).toContain('sensors layer.name.sensors');
    expect(titles).toContain('virtual_sensors layer.name.virtual_sensors');
  });

  it('comes back with the next visit under the same number', async () => {
    const room = opened();
    onOwnStreets(room);
    room.app.store.setState(({ ownCity }) => ({ ownCity: { ...ownCity, sensors: SPEC, isOn: true, begun: 3 } }));
    const stop = keepOwnCity(room.app);
    await expect.poll(() => room.started.map(({ number }) => number)).toEqual([3]);
    stop();
  });

  it('is left, and said to be gone, where its streets are', async () => {
    const room = opened();
    room.app.store.setState(({ ownCity }) => ({ ownCity: { ...ownCity, sensors: SPEC, isOn: true, begun: 3 } }));
    const stop = keepOwnCity(room.app);
    await expect.poll(() => room.left()).toBe(1);
    stop();
    expect([room.started, room.own().isOn]).toEqual([[], false]);
    expect(noticeKeys(room.app)).toEqual(['notice.own-city-gone']);
  });

  it('has its sensors in their table again when the shipped ones were loaded over them', async () => {
    const database = fakeDatabase([[/NOT starts_with/, resultTable([['n', 'number']], [[95]])]]);
    const room = opened({}, { database });
    onOwnStreets(room);
    await placeVirtualSensors(room.app, SPEC).finished;
    await runOwnCity(room.app, null).finished;
    const stop = keepOwnCity(room.app);
    await expect.poll(() => room.started.length).toBe(2);
    const before = room.drawn.length;
    database.change('sensors');
    await expect.poll(() => room.drawn.slice(before)).toEqual(['sensors virtual-loop-001']);
    stop();
  });

  it('is kept soundly or not at all', () => {
    const kept = { sensors: SPEC, isOn: true, begun: 2 };
    expect(savedOwnCity(() => JSON.stringify(kept)).ownCity).toMatchObject(kept);
    for (const odd of [
      '{',
      '7',
      '{"isOn":true}',
      JSON.stringify({ ...kept, sensors: { ...SPEC, counts: { loop: -1 } } }),
    ])
      expect(savedOwnCity(() => odd).ownCity).toMatchObject({ sensors: null, isOn: false });
  });
});
