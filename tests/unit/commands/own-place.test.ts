import { describe, expect, it } from 'vitest';
import { addZoneCorner, beginZone, removeZone, takeZone } from '../../../app/commands/change-own-draft.ts';
import { chooseOwnPlace, leaveOwnPlace } from '../../../app/commands/choose-own-place.ts';
import { importTrips } from '../../../app/commands/import-trips.ts';
import { keepOwnPlace } from '../../../app/commands/keep-own-place.ts';
import { newScenario } from '../../../app/commands/new-scenario.ts';
import { readOwnTables } from '../../../app/commands/own-tables.ts';
import { pickOnMap } from '../../../app/commands/pick-on-map.ts';
import { writeWkb } from '../../../app/core/geo/wkb.ts';
import type { OwnPlaceReport } from '../../../app/core/models/own-place/own-place.ts';
import { buildOwnPlace } from '../../../app/core/models/own-place/own-place.ts';
import { WhatIfError } from '../../../app/core/models/scenario/what-if.ts';
import type { TableInfo } from '../../../app/core/store/database.ts';
import { hasFacades, modelStreets, newOwnPlace, OWN_PLACE_KEY, savedOwnPlace } from '../../../app/state/own-place.ts';
import { noticeKeys, testApp } from '../../builders/app-context.ts';
import { street, usualChoices } from '../../builders/own-streets.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase } from '../../builders/ui-ports.ts';
import { fakeWhatIf } from '../../builders/what-if.ts';

const SPEC = newOwnPlace('roads', 'geom', ['osm_id', 'highway']);
const CROSS = [
  street([
    [0, 0],
    [100, 0],
  ]),
  street([
    [100, 0],
    [100, 80],
  ]),
];
const reportOf = (features = CROSS): OwnPlaceReport =>
  buildOwnPlace({
    streets: features,
    choices: usualChoices(features),
    zones: { gridPeople: 100 },
    trips: { throughShare: 0.4 },
    buildings: null,
  }).report;
const LINKS = resultTable(
  [
    ['feature_id', 'text'],
    ['geom', 'blob'],
  ],
  [
    [
      'a:1',
      writeWkb({
        type: 'LineString',
        coordinates: [
          [2.16, 41.39],
          [2.161, 41.39],
        ],
      }),
    ],
  ],
);
const appWith = (report: OwnPlaceReport | Error) => {
  const whatIf = fakeWhatIf({
    usePlace: async (spec) => {
      if (report instanceof Error) throw report;
      return spec === null ? null : report;
    },
  });
  return testApp({ whatIf, database: fakeDatabase([[/own_streets/, LINKS]]) }, { form: 'model' });
};

describe('a place of one’s own', () => {
  it('takes the place of the shipped one, is kept, and has scenarios of its own', async () => {
    const app = appWith(reportOf());
    newScenario(app, 'In the Eixample');
    await chooseOwnPlace(app, SPEC).finished;
    const state = app.store.getState();
    expect(state.ownPlace).toMatchObject({ spec: SPEC, isReady: true, status: 'idle', report: { isUsable: true } });
    expect([state.scenarios, state.scenarioId, state.scenarioRun.shownKey]).toEqual([[], null, null]);
    expect([modelStreets(state), hasFacades(state)]).toEqual(['own_streets', false]);
    expect(savedOwnPlace(app.ports.settings.get).ownPlace).toMatchObject({ spec: SPEC, isReady: false });
    const layer = state.layers.find(({ id }) => id === 'own_streets');
    expect([layer?.kind, layer?.shape, layer?.table]).toEqual(['imported', 'line', 'own_streets']);
    newScenario(app, 'On our streets');
    await leaveOwnPlace(app).finished;
    const back = app.store.getState();
    expect(back.scenarios.map(({ name }) => name)).toEqual(['In the Eixample']);
    expect([back.ownPlace.spec, back.ownPlace.draft, modelStreets(back)]).toEqual([null, SPEC, 'streets']);
    expect(back.layers.some(({ id }) => id === 'own_streets')).toBe(false);
    await chooseOwnPlace(app, SPEC).finished;
    expect(app.store.getState().scenarios.map(({ name }) => name)).toEqual(['On our streets']);
  });

  it('leaves the place before where nothing can be driven on, and says why', async () => {
    const app = appWith(reportOf([]));
    await chooseOwnPlace(app, SPEC).finished;
    const { ownPlace } = app.store.getState();
    expect([ownPlace.spec, ownPlace.status]).toEqual([null, 'unusable']);
    expect(ownPlace.report?.issues.map(({ code }) => code)).toEqual(['streets-none']);
    expect(app.ports.settings.get(OWN_PLACE_KEY)).toBeNull();
  });

  it('says what the database said where a table cannot be read', async () => {
    const app = appWith(new WhatIfError('tables-unreachable', 'roads: no such table'));
    await chooseOwnPlace(app, SPEC).finished;
    const { ownPlace } = app.store.getState();
    expect([ownPlace.spec, ownPlace.status, ownPlace.problem]).toEqual([
      null,
      'failed',
      { code: 'tables-unreachable', detail: 'roads: no such table' },
    ]);
  });

  it('comes back with the next visit, or gives way to the shipped one with a notice', async () => {
    const saved = { ownPlace: { ...testApp().store.getState().ownPlace, spec: SPEC, draft: SPEC, isReady: false } };
    const good = appWith(reportOf());
    good.store.setState(saved);
    await keepOwnPlace(good).restored;
    expect(good.store.getState().ownPlace).toMatchObject({ spec: SPEC, isReady: true });
    const gone = appWith(new WhatIfError('tables-unreachable', 'roads'));
    gone.store.setState(saved);
    await keepOwnPlace(gone).restored;
    expect(gone.store.getState().ownPlace).toMatchObject({ spec: null, draft: SPEC, isReady: true, status: 'failed' });
    expect(noticeKeys(gone)).toEqual(['notice.own-place-gone']);
  });
});

describe('zones that are drawn', () => {
  it('are made of clicks on the map, named, and taken away again', () => {
    const app = testApp({}, { form: 'model' });
    app.store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, draft: SPEC } }));
    beginZone(app);
    for (const corner of [
      [2.1, 41.3],
      [2.2, 41.3],
      [2.2, 41.4],
    ] as const)
      pickOnMap(app, null, corner);
    takeZone(app, 'Port', 1200);
    beginZone(app);
    addZoneCorner(app, [2, 41]);
    takeZone(app, 'Too small', 5);
    const zones = () => app.store.getState().ownPlace.draft?.zones;
    expect(zones()).toEqual({
      kind: 'drawn',
      zones: [
        {
          name: 'Port',
          people: 1200,
          ring: [
            [2.1, 41.3],
            [2.2, 41.3],
            [2.2, 41.4],
          ],
        },
      ],
    });
    removeZone(app, 'Port');
    expect(zones()).toEqual({ kind: 'drawn', zones: [] });
  });
});

describe('a file of trips', () => {
  const imported = async (text: string) => {
    const database = fakeDatabase();
    const app = testApp({ database });
    app.store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, draft: SPEC } }));
    await importTrips(app, 'trips.csv', text).finished;
    return { asked: database.asked, trips: app.store.getState().ownPlace.draft?.trips, notices: noticeKeys(app) };
  };

  it('becomes a table of the person’s own, whatever its columns are called', async () => {
    const { asked, trips, notices } = await imported("Quelle;Ziel;Fahrten\nMitte;Süd;12,5\nSüd;O'Hara;x\n");
    expect(asked).toEqual([
      'CREATE TABLE "trips_1" (origin VARCHAR, destination VARCHAR, trips DOUBLE)',
      `INSERT INTO "trips_1" VALUES ('Mitte', 'Süd', 12.5), ('Süd', 'O''Hara', NULL)`,
    ]);
    expect(trips).toMatchObject({ kind: 'table', table: 'trips_1', per: 'day' });
    expect(notices).toEqual(['notice.trips-read']);
  });

  it('may be written as transport researchers do', async () => {
    const { asked } = await imported(
      '<NUMBER OF ZONES> 2\n<END OF METADATA>\nOrigin 1\n 2 : 30.0;\nOrigin 2\n 1 : 5;\n',
    );
    expect(asked[1]).toBe(`INSERT INTO "trips_1" VALUES ('1', '2', 30), ('2', '1', 5)`);
  });

  it('is refused in a sentence where it is none', async () => {
    const { asked, notices } = await imported('name,age\nAnna,12\n');
    expect([asked, notices]).toEqual([[], ['notice.trips-unreadable']]);
  });
});

describe('tables to choose from', () => {
  const table = (name: string, owner: 'house' | 'person', columns: TableInfo['columns']): TableInfo => ({
    name,
    type: 'table',
    rowCount: 3,
    columns,
    owner,
  });
  const GEOM = { name: 'geom', sqlType: 'BLOB' };
  const one = (geometry: Parameters<typeof writeWkb>[0]) => resultTable([['geom', 'blob']], [[writeWkb(geometry)]]);

  it('are those with geometry, and a person’s own; the models’ and the stream’s are not', async () => {
    const database = fakeDatabase(
      [
        [
          /"roads"/,
          one({
            type: 'MultiLineString',
            coordinates: [
              [
                [2, 41],
                [3, 41],
              ],
            ],
          }),
        ],
        [
          /"streets"/,
          one({
            type: 'LineString',
            coordinates: [
              [2, 41],
              [3, 41],
            ],
          }),
        ],
        [
          /"areas"/,
          one({
            type: 'Polygon',
            coordinates: [
              [
                [2, 41],
                [3, 41],
                [2, 42],
                [2, 41],
              ],
            ],
          }),
        ],
      ],
      [
        table('streets', 'house', [GEOM, { name: 'name', sqlType: 'VARCHAR' }]),
        table('residents', 'house', [{ name: 'id', sqlType: 'VARCHAR' }]),
        table('observations', 'house', [{ name: 'value', sqlType: 'DOUBLE' }]),
        table('scenario_links', 'house', [GEOM]),
        table('roads', 'person', [{ name: 'osm_id', sqlType: 'VARCHAR' }, GEOM]),
        table('areas', 'person', [GEOM]),
        table('od', 'person', [{ name: 'trips', sqlType: 'DOUBLE' }]),
      ],
    );
    const tables = await readOwnTables(database);
    expect(tables.map(({ name, shape, geometry }) => [name, shape, geometry])).toEqual([
      ['areas', 'surface', 'geom'],
      ['od', null, null],
      ['roads', 'line', 'geom'],
      ['streets', 'line', 'geom'],
    ]);
    const asked = database.asked.length;
    await readOwnTables(database);
    expect(database.asked).toHaveLength(asked);
  });
});
