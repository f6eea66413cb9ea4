import { describe, expect, it } from 'vitest';
import { ModelsApi } from '../../../../../app/adapters/workers/models/api.ts';
import type { ModelsContext, RowsChange } from '../../../../../app/adapters/workers/models/asked.ts';
import type { ModelsAnswer, ModelsQuestion } from '../../../../../app/adapters/workers/models/codec.ts';
import { writeWkb } from '../../../../../app/core/geo/wkb.ts';
import type { OwnPlaceSpec } from '../../../../../app/core/models/own-place/own-place-spec.ts';
import type { ColumnBatch } from '../../../../../app/core/store/column-batch.ts';
import type { ResultTable } from '../../../../../app/core/store/database.ts';
import { newOwnPlace } from '../../../../../app/state/own-place.ts';
import { lonLat, type Metres } from '../../../../builders/own-streets.ts';
import { resultTable } from '../../../../builders/result-table.ts';
import { shippedPlaceFiles } from '../../../../support/shipped-place.ts';

const SPEC = newOwnPlace('roads', 'geom', ['osm_id', 'highway']);
const line = (...metres: Metres[]) => writeWkb({ type: 'LineString', coordinates: metres.map(lonLat) });
/** Two by two blocks of 100 m. */
const ROADS = resultTable(
  [
    ['geom', 'blob'],
    ['osm_id', 'number'],
    ['highway', 'text'],
  ],
  [0, 100, 200].flatMap((at, i) => [
    [line([0, at], [100, at], [200, at]), 10 + i, 'residential'],
    [line([at, 0], [at, 100], [at, 200]), 20 + i, 'secondary'],
  ]),
);

function opened(tables: Readonly<Record<string, ResultTable>>) {
  const asked: string[] = [];
  const stored: ColumnBatch[] = [];
  const changed: RowsChange[] = [];
  const files = shippedPlaceFiles() as unknown as Record<string, unknown>;
  const context: ModelsContext = {
    fetchTable: async (table) => new TextEncoder().encode(JSON.stringify(files[table])),
    readRows: async (sql) => {
      asked.push(sql);
      const found = Object.entries(tables).find(([name]) => sql.endsWith(`"${name}"`))?.[1];
      if (found === undefined) throw new Error('no such table');
      return found;
    },
    store: async (batches) => void stored.push(...batches),
    storeRows: async (changes) => void changed.push(...changes),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    nowMs: () => 0,
  };
  const api = new ModelsApi(context);
  const ask = <T extends ModelsQuestion['type']>(question: ModelsQuestion & { readonly type: T }) =>
    api.answer(question, { onProgress: () => undefined, isCancelled: () => false }) as Promise<
      ModelsAnswer & { readonly type: T }
    >;
  const place = (spec: OwnPlaceSpec | null, store = true) => ask({ type: 'place', spec, store });
  return { ask, place, asked, stored, changed };
}

describe('a place of a city’s own in the models worker', () => {
  it('is read from its tables, written back as tables, and answered about', async () => {
    const { ask, place, asked, stored, changed } = opened({ roads: ROADS });
    const { report } = await place(SPEC);
    expect(asked).toEqual(['SELECT "geom", "osm_id", "highway" FROM "roads"']);
    expect([report?.isUsable, report?.network.assignedLinks, report?.network.crossings]).toEqual([true, 24, 5]);
    expect(stored.map(({ table, rowCount }) => [table, rowCount])).toEqual([
      ['own_streets', 24],
      ['own_crossings', 9],
      ['own_zones', 9],
      ['own_findings', 0],
    ]);
    const { streets } = await ask({ type: 'streets' });
    expect(streets).toHaveLength(24);
    expect(streets.every(({ oppositeId }) => oppositeId !== null)).toBe(true);
    const scenario = {
      id: 'one',
      name: 'One',
      edits: [{ kind: 'close-street' as const, streetIds: [streets[0]!.id, streets[0]!.oppositeId!] }],
    };
    const { outcome } = await ask({ type: 'evaluate', scenario });
    expect([outcome.issues, outcome.receptors]).toEqual([[], []]);
    expect(outcome.before.vehKmPerDay).toBeGreaterThan(100);
    expect(outcome.streets.find(({ streetId }) => streetId === streets[0]!.id)?.vehPerDayAfter).toBe(0);
    const links = changed.find(({ table }) => table === 'scenario_links')?.batch;
    expect(links?.columns.slice(1, 5).map(({ name }) => name)).toEqual(['feature_id', 'name', 'from_node', 'to_node']);
  }, 30_000);

  it('gives way to the shipped district, and what was calculated for it goes', async () => {
    const { ask, place, changed } = opened({ roads: ROADS });
    await place(SPEC);
    await ask({ type: 'evaluate', scenario: { id: 'one', name: '', edits: [] } });
    await place(null);
    expect(changed.at(-1)).toMatchObject({ scenarioIds: ['one'], batch: null });
    expect((await ask({ type: 'streets' })).streets).toHaveLength(240);
  }, 30_000);

  it('is not stored by a worker that only shares the draws', async () => {
    const { place, stored } = opened({ roads: ROADS });
    await place(SPEC, false);
    expect(stored).toEqual([]);
  });

  it('stays what it was where the other cannot be had', async () => {
    const { ask, place } = opened({ roads: ROADS, empty: resultTable([['geom', 'blob']]) });
    await place(SPEC);
    await expect(place({ ...SPEC, streets: { ...SPEC.streets, table: 'gone' } })).rejects.toThrow(
      'gone: no such table',
    );
    const none = newOwnPlace('empty', 'geom', []);
    expect((await place(none)).report).toMatchObject({ isUsable: false, issues: [{ code: 'streets-none' }] });
    expect((await ask({ type: 'streets' })).streets).toHaveLength(24);
  });

  it('reads zones, trips and buildings from the tables that the person named', async () => {
    const zones = resultTable(
      [
        ['area', 'blob'],
        ['code', 'text'],
        ['pop', 'number'],
      ],
      [
        [writeWkb({ type: 'Point', coordinates: lonLat([5, 5]) }), 'A', 300],
        [writeWkb({ type: 'Point', coordinates: lonLat([195, 195]) }), 'B', 200],
      ],
    );
    const trips = resultTable(
      [
        ['o', 'text'],
        ['d', 'text'],
        ['n', 'number'],
      ],
      [
        ['A', 'B', 400n],
        ['B', 'C', 7],
      ],
    );
    const house = [20, 20, 90, 90, 20].map((x, i): Metres => [x, [8, 30, 30, 8, 8][i]!]);
    const houses = resultTable(
      [
        ['geom', 'blob'],
        ['hauteur', 'text'],
      ],
      [[writeWkb({ type: 'Polygon', coordinates: [house.map(lonLat)] }), '17,5']],
    );
    const { place } = opened({ roads: ROADS, zones, od: trips, houses });
    const { report } = await place({
      ...SPEC,
      zones: { kind: 'table', table: 'zones', geometry: 'area', nameColumn: 'code', peopleColumn: 'pop' },
      trips: { kind: 'table', table: 'od', originColumn: 'o', destinationColumn: 'd', tripsColumn: 'n', per: 'day' },
      buildings: { table: 'houses', geometry: 'geom', heightColumn: 'hauteur', heightM: 12 },
    });
    expect(report).toMatchObject({ isUsable: true, zones: 2, people: 500, trips: 400, hasFacades: true, buildings: 1 });
    expect(report?.issues).toEqual([{ code: 'trips-unknown-zone', severity: 'warning', detail: 'C (7)' }]);
  });
});
