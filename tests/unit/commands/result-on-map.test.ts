import { describe, expect, it } from 'vitest';
import { cancelLayer } from '../../../app/commands/cancel-layer.ts';
import { mapTarget } from '../../../app/commands/map-target.ts';
import { roundedSpan, ruleForResult } from '../../../app/commands/result-colour.ts';
import { runQuery } from '../../../app/commands/run-query.ts';
import { showResultOnMap } from '../../../app/commands/show-result-on-map.ts';
import type { ResultTable, TableInfo } from '../../../app/core/store/database.ts';
import type { LayerGeometry } from '../../../app/core/twins/scene-renderer.ts';
import { noticeKeys, type TestApp, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';

const SENSOR_VALUES = resultTable(
  [
    ['sensor_id', 'text'],
    ['name', 'text'],
    ['value', 'number'],
    ['unit', 'text'],
  ],
  [
    ['air-001', 'Carrer A', 12.4, 'ug/m3'],
    ['air-002', 'Carrer B', 47.9, 'ug/m3'],
  ],
);
const PLACES = resultTable(
  [
    ['lon', 'number'],
    ['lat', 'number'],
    ['trees', 'number'],
  ],
  [
    [2.1649, 41.3917, 3],
    [2.165, 41.392, 5],
  ],
);

/** The same places as the table made of them tells them: numbered, and by now in another order with another value. */
const PLACES_KEPT = resultTable(
  [
    ['feature_id', 'text'],
    ['lon', 'number'],
    ['lat', 'number'],
    ['trees', 'number'],
  ],
  [
    ['row-1', 2.165, 41.392, 50],
    ['row-2', 2.1649, 41.3917, 3],
    ['row-3', 2.1651, 41.3918, 7],
  ],
);

const table = (name: string): TableInfo => ({ name, type: 'table', rowCount: 1, columns: [] });

async function shown(result: ResultTable, answers: Parameters<typeof fakeDatabase>[0] = [], sql = 'SELECT x') {
  const geometries: LayerGeometry[] = [];
  const database = fakeDatabase([[/^SELECT x/, result], ...answers!], [table('buildings'), table('sensors')]);
  const app = testApp({ database, showGeometry: (geometry) => geometries.push(geometry) });
  await runQuery(app, sql).finished;
  await showResultOnMap(app).finished;
  return { app, database, geometries };
}

describe('what a result can do on the map', () => {
  it('takes ids before places', () => {
    const both = resultTable(
      [
        ['feature_id', 'text'],
        ['lon', 'number'],
        ['lat', 'number'],
        ['height_m', 'number'],
      ],
      [['b', 2, 41, 20]],
    );
    expect(mapTarget(both)).toEqual({ type: 'recolour', idColumn: 'feature_id', valueColumn: 'height_m' });
  });

  it('colours by the column called value, else by the last number', () => {
    expect(mapTarget(SENSOR_VALUES)).toMatchObject({ valueColumn: 'value' });
    const computed = resultTable(
      [
        ['feature_id', 'text'],
        ['population', 'number'],
        ['people_per_building', 'number'],
      ],
      [['s', 1600, 33]],
    );
    expect(mapTarget(computed)).toMatchObject({ valueColumn: 'people_per_building' });
  });

  it('has nothing to show for a result without ids, places or rows', () => {
    expect(mapTarget(resultTable([['n', 'number']], [[1]]))).toEqual({ type: 'none', reason: 'no-place' });
    expect(mapTarget(resultTable([['feature_id', 'text']]))).toEqual({ type: 'none', reason: 'no-rows' });
  });
});

describe('the colours of a result', () => {
  it('run between round numbers and carry the unit that the result tells', () => {
    expect(ruleForResult(SENSOR_VALUES, 'value')).toEqual({
      type: 'ramp',
      attribute: 'value',
      ramp: 'viridis',
      low: 10,
      high: 50,
      breaks: [],
      unit: 'ug/m3',
    });
  });

  it.each([
    ['height_m', 'm'],
    ['flow', '{veh}/h'],
    ['no2_ug_m3', 'ug/m3'],
    ['free_area_m2', 'm2'],
    ['mean_speed_kmh', 'km/h'],
    ['people_per_building', ''],
    ['value', ''],
  ])('carry the unit of the column %s: "%s"', (column, unit) => {
    const result = resultTable([[column, 'number']], [[3], [5]]);
    expect(ruleForResult(result, column)).toMatchObject({ unit });
  });

  it.each([
    [12.4, 47.9, 10, 50],
    [0.013, 0.094, 0.01, 0.1],
    [-3, 3, -3, 3],
    [5, 5, 4, 6],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1],
  ])('round %d to %d outwards to %d to %d', (from, to, low, high) => {
    expect(roundedSpan(from, to)).toEqual({ low, high });
  });

  it('are categories for texts, the most frequent first', () => {
    const uses = resultTable([['use', 'text']], [['office'], ['mixed'], ['mixed'], [null]]);
    const rule = ruleForResult(uses, 'use');
    expect(rule.type === 'categories' && rule.categories.map(({ value }) => value)).toEqual(['mixed', 'office']);
  });
});

describe('showing a result on the map', () => {
  it('recolours the sensors by their ids, and undo brings the former colours back', async () => {
    const { app } = await shown(SENSOR_VALUES, [], 'SELECT x FROM y;');
    const sensors = () => app.store.getState().layers.find(({ id }) => id === 'sensors')!;
    expect(sensors()).toMatchObject({ kind: 'derived', visible: true, colour: { attribute: 'value' } });
    expect(sensors().values).toEqual({
      sql: 'SELECT "sensor_id" AS feature_id, "value" AS value FROM (\nSELECT x FROM y\n)',
      live: false,
    });
    expect(noticeKeys(app)).toEqual(['notice.map-recoloured']);
    app.history.undo();
    expect(sensors().colour).toMatchObject({ attribute: 'no2' });
  });

  it('finds the layer that the ids belong to and shows it in the form where its colours are seen', async () => {
    const heights = resultTable(
      [
        ['feature_id', 'text'],
        ['floors', 'number'],
      ],
      [["b'1", 6]],
    );
    const hits = resultTable([['layer', 'number']], [[0]]);
    const { app, database } = await shown(heights, [[/UNION ALL/, hits]]);
    expect(app.store.getState().layers.find(({ id }) => id === 'buildings')).toMatchObject({
      colour: { attribute: 'floors' },
    });
    expect(app.store.getState().form).toBe('layers');
    expect(database.asked.at(-1)).toContain("feature_id IN ('b''1')");
  });

  it('says so when no layer knows the ids', async () => {
    const strange = resultTable([['feature_id', 'text']], [['x']]);
    const { app } = await shown(strange);
    expect(noticeKeys(app)).toEqual(['notice.map-unknown-ids']);
  });

  it('makes a table of rows with a place and a layer of that table', async () => {
    const { app, database, geometries } = await shown(PLACES, [[/^SELECT \* FROM "result_1" ORDER BY/, PLACES_KEPT]]);
    expect(database.asked.at(-2)).toContain('CREATE TABLE "result_1" AS');
    expect(geometries).toHaveLength(1);
    expect(geometries[0]).toMatchObject({
      layerId: 'result_1',
      shape: 'point',
      featureIds: ['row-1', 'row-2', 'row-3'],
    });
    expect([...geometries[0]!.points!].slice(0, 2)).toEqual([2.165, 41.392]);
    expect(app.store.getState().layers.at(-1)!.colour).toMatchObject({ low: 0, high: 50 });
    const layer = app.store.getState().layers.at(-1)!;
    expect(layer).toMatchObject({ id: 'result_1', kind: 'derived', shape: 'point', colour: { attribute: 'trees' } });
    app.history.undo();
    expect(app.store.getState().layers.some(({ id }) => id === 'result_1')).toBe(false);
  });

  it('leaves no table behind when the rows have no place after all', async () => {
    const { app, database, geometries } = await shown(PLACES);
    expect(database.asked.at(-1)).toBe('DROP TABLE "result_1"');
    expect(geometries).toEqual([]);
    expect(noticeKeys(app)).toEqual(['notice.map-no-place']);
  });

  it('explains what the map needs', async () => {
    const { app } = await shown(resultTable([['n', 'number']], [[1]]));
    expect(noticeKeys(app)).toEqual(['notice.map-no-place']);
  });

  it('tells how far a large layer has come, and leaves nothing behind when it is called off', async () => {
    const result = { ...PLACES, rowCount: 2_500 };
    const database = fakeDatabase([
      [/^SELECT x/, result],
      [/^SELECT \* FROM "result_1" ORDER BY/, PLACES_KEPT],
    ]);
    const shares: unknown[] = [];
    const drawn: LayerGeometry[] = [];
    const app: TestApp = testApp({
      database,
      showGeometry: (geometry) => drawn.push(geometry),
      layerBuilder: {
        build: (_request, { signal, onProgress } = {}) =>
          new Promise((_resolve, reject) => {
            signal!.addEventListener('abort', () => reject(new Error('aborted')));
            onProgress!({ step: 'building', features: 1_000, allFeatures: 2_500 });
            shares.push(app.store.getState().notices.find(({ key }) => key === 'notice.map-building')?.values);
            cancelLayer(app);
          }),
      },
    });
    await runQuery(app, 'SELECT x').finished;
    await showResultOnMap(app).finished;
    expect(shares).toEqual([{ count: 2_500, share: 0.4 }]);
    expect(noticeKeys(app)).toEqual(['notice.map-cancelled']);
    expect(database.asked.at(-1)).toBe('DROP TABLE IF EXISTS "result_1"');
    expect(drawn).toEqual([]);
    expect(app.store.getState().layers.some(({ id }) => id === 'result_1')).toBe(false);
  });
});
