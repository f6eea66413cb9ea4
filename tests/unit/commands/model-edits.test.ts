import { describe, expect, it } from 'vitest';
import { addEdit } from '../../../app/commands/add-edit.ts';
import { analyseSun, cancelSun } from '../../../app/commands/analyse-sun.ts';
import { beginEdit } from '../../../app/commands/begin-edit.ts';
import { addRingCorner, beginRing, leaveRing, moveRingCorner, takeRing } from '../../../app/commands/draw-ring.ts';
import { followTrips, leaveTrips } from '../../../app/commands/follow-trips.ts';
import { pickOnMap } from '../../../app/commands/pick-on-map.ts';
import type { Ports } from '../../../app/commands/ports.ts';
import { readCorner } from '../../../app/commands/read-corner.ts';
import { setDistrictEdit } from '../../../app/commands/set-district-edit.ts';
import { setFleet } from '../../../app/commands/set-fleet.ts';
import { readStreets } from '../../../app/commands/street-book.ts';
import { toggleTurn } from '../../../app/commands/toggle-turn.ts';
import { undoChange } from '../../../app/commands/undo-change.ts';
import type { ScenarioEdit } from '../../../app/core/models/scenario/edits.ts';
import { streetBook } from '../../../app/core/models/scenario/street-book.ts';
import { ringProblem } from '../../../app/core/models/scenario/superblock-ring.ts';
import { WhatIfError } from '../../../app/core/models/scenario/what-if.ts';
import { chosenScenario } from '../../../app/state/chosen-scenario.ts';
import { modelLooks } from '../../../app/state/model-looks.ts';
import { isFollowed } from '../../../app/state/street-trips.ts';
import { noticeKeys, type TestApp, testApp } from '../../builders/app-context.ts';
import { fakeWhatIf, STREETS } from '../../builders/what-if.ts';

const NUMBERS = { speedKmh: 20, lanes: 1, trees: 30, euros: 2.5, penaltyS: null };
const CORNERS = [
  [2.16, 41.39],
  [2.17, 41.39],
  [2.165, 41.4],
] as const;

async function appWithScenario(edits: readonly ScenarioEdit[] = [], ports: Partial<Ports> = {}): Promise<TestApp> {
  const scenarios = [{ id: 'scenario-1', name: 'Calm', edits }];
  const app = testApp(ports, { form: 'model', scenarios, scenarioId: 'scenario-1' });
  await readStreets(app.ports);
  return app;
}
const edits = (app: TestApp) => chosenScenario(app.store.getState())?.edits;
const draft = (app: TestApp) => app.store.getState().draftEdit;

describe('an area drawn on the map', () => {
  it('has a corner where the ground was clicked, whatever stands there, and each can be taken back', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'superblock');
    beginRing(app);
    for (const corner of CORNERS) app.history.record(pickOnMap(app, { layerId: 'buildings', featureId: 'b' }, corner));
    expect(draft(app)?.ring).toEqual(CORNERS);
    // A click into the sky is no corner.
    pickOnMap(app, null, null);
    undoChange(app);
    expect(draft(app)?.ring).toEqual(CORNERS.slice(0, 2));
    moveRingCorner(app, 0, [2.161, 41.391]);
    expect(draft(app)?.ring?.[0]).toEqual([2.161, 41.391]);
  });

  it('becomes a superblock of what lies inside', async () => {
    const asked: unknown[] = [];
    const whatIf = fakeWhatIf({
      inside: async (ring) => {
        asked.push(ring);
        return { streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: ['n2'] };
      },
    });
    const app = await appWithScenario([], { whatIf });
    beginEdit(app, 'superblock');
    for (const corner of CORNERS) addRingCorner(app, corner);
    await takeRing(app).finished;
    expect(asked).toEqual([CORNERS]);
    expect(draft(app)).toEqual({
      kind: 'superblock',
      streetIds: ['a-1', 'b-up', 'b-down'],
      crossingIds: ['n2'],
    });
    addEdit(app, 'scenario-1', NUMBERS);
    expect(edits(app)).toEqual([{ kind: 'superblock', streetIds: ['a-1', 'b-up', 'b-down'], crossingIds: ['n2'] }]);
  });

  it('adds its streets to those picked for another change, and ends', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'toll');
    pickOnMap(app, { layerId: 'streets', featureId: 'c-1' });
    for (const corner of CORNERS) addRingCorner(app, corner);
    await takeRing(app).finished;
    expect(draft(app)).toEqual({ kind: 'toll', streetIds: ['c-1', 'a-1', 'b-up', 'b-down'], crossingIds: [] });
    addEdit(app, 'scenario-1', NUMBERS);
    expect(edits(app)).toEqual([{ kind: 'toll', streetIds: ['c-1', 'a-1', 'b-up', 'b-down'], euros: 2.5 }]);
  });

  it('with nothing inside says so, and stays to be mended', async () => {
    const whatIf = fakeWhatIf({ inside: async () => ({ streetIds: [], crossingIds: [] }) });
    const app = await appWithScenario([], { whatIf });
    beginEdit(app, 'close-street');
    for (const corner of CORNERS) addRingCorner(app, corner);
    await takeRing(app).finished;
    expect(noticeKeys(app)).toEqual(['notice.ring-nothing']);
    expect(draft(app)?.ring).toEqual(CORNERS);
    leaveRing(app);
    expect(draft(app)).toEqual({ kind: 'close-street', streetIds: [], crossingIds: [] });
  });

  it('is none of two corners, or with edges that cross', () => {
    expect(ringProblem(CORNERS.slice(0, 2))).toBe('few');
    expect(ringProblem(CORNERS)).toBeNull();
    const bowTie = [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ] as const;
    expect(ringProblem(bowTie)).toBe('crossed');
    const dented = [
      [0, 0],
      [2, 0],
      [2, 2],
      [1, 1],
      [0, 2],
    ] as const;
    expect(ringProblem(dented)).toBeNull();
  });
});

describe('a corner that is typed', () => {
  const book = streetBook(STREETS);
  it.each([
    ['41.3917, 2.1649', [2.1649, 41.3917]],
    [' 41.3917° 2.1649° ', [2.1649, 41.3917]],
    ['41,3917; 2,1649', [2.1649, 41.3917]],
    ['41,3917 2,1649', [2.1649, 41.3917]],
    ['2.1649, 41.3917', 'far'],
    ['41.3917', 'bad'],
    ['Carrer del Bruc', 'bad'],
    ['99, 2', 'bad'],
    ['', 'bad'],
  ] as const)('%s', (text, corner) => {
    expect(readCorner(text, book)).toEqual(corner);
  });
});

describe('a rule for turns', () => {
  it('is for the turns chosen, out of the picked streets', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'turn-rule');
    pickOnMap(app, { layerId: 'streets', featureId: 'a-1' });
    addEdit(app, 'scenario-1', NUMBERS);
    expect(edits(app)).toEqual([]);
    toggleTurn(app, { fromId: 'a-1', toId: 'b-down' });
    app.history.record(toggleTurn(app, { fromId: 'a-1', toId: 'a-2' }));
    undoChange(app);
    addEdit(app, 'scenario-1', { ...NUMBERS, penaltyS: 40 });
    expect(edits(app)).toEqual([{ kind: 'turn-rule', turns: [{ fromId: 'a-1', toId: 'b-down' }], penaltyS: 40 }]);
  });

  it('loses a turn that is chosen again', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'turn-rule');
    toggleTurn(app, { fromId: 'a-1', toId: 'b-down' });
    toggleTurn(app, { fromId: 'a-1', toId: 'b-down' });
    expect(draft(app)?.turns).toEqual([]);
  });
});

describe('another mix of vehicles', () => {
  const half = { 'car-battery': 0.5, 'car-petrol-euro6': 0.5 };
  it('comes before the sliders that change it further, once, and can be taken back', async () => {
    const app = await appWithScenario([
      { kind: 'close-street', streetIds: ['a-1'] },
      { kind: 'electrify', share: 0.3 },
    ]);
    setFleet(app, 'scenario-1', { 'car-battery': 1 });
    app.history.record(setFleet(app, 'scenario-1', half));
    expect(edits(app)?.map(({ kind }) => kind)).toEqual(['close-street', 'change-fleet', 'electrify']);
    expect(edits(app)?.[1]).toEqual({ kind: 'change-fleet', fleet: half });
    setFleet(app, 'scenario-1', null);
    expect(edits(app)).toHaveLength(2);
  });
});

describe('a charge by the kilometre', () => {
  it('is set in cents and kept in euros', async () => {
    const app = await appWithScenario();
    setDistrictEdit(app, 'scenario-1', 'distance-charge', 25);
    expect(edits(app)).toEqual([{ kind: 'distance-charge', eurosPerKm: 0.25 }]);
    setDistrictEdit(app, 'scenario-1', 'distance-charge', 0);
    expect(edits(app)).toEqual([]);
  });
});

describe('trips through a street', () => {
  it('are asked for both directions, and shown on the map until the scenario changes', async () => {
    const asked: unknown[] = [];
    const models = fakeWhatIf();
    const whatIf = fakeWhatIf({
      through: async (scenario, streetIds) => {
        asked.push([scenario.id, streetIds]);
        return models.through(scenario, streetIds);
      },
    });
    const app = await appWithScenario([], { whatIf });
    await followTrips(app, 'b-up').finished;
    expect(asked).toEqual([['scenario-1', ['b-up', 'b-down']]]);
    expect(app.store.getState().streetTrips).toMatchObject({ status: 'done', streetId: 'b-up' });
    expect(modelLooks(app.store.getState()).through).toBe(true);
    setDistrictEdit(app, 'scenario-1', 'electrify', 10);
    expect(isFollowed(app.store.getState())).toBe(false);
    leaveTrips(app);
    expect(app.store.getState().streetTrips.summary).toBeNull();
  });

  it('that cannot be followed say why', async () => {
    const whatIf = fakeWhatIf({
      through: async () => {
        throw new WhatIfError('worker-failed', 'out of memory');
      },
    });
    const app = await appWithScenario([], { whatIf });
    await followTrips(app, 'a-1').finished;
    expect(app.store.getState().streetTrips.problem).toEqual({ code: 'worker-failed', detail: 'out of memory' });
  });
});

describe('the sun', () => {
  it('is called off while it is followed, and the figures of before stand again', async () => {
    const models = fakeWhatIf();
    let slow = false;
    const whatIf = fakeWhatIf({
      sun: (day, options) =>
        slow
          ? new Promise((_, reject) => options?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
          : models.sun(day, options),
    });
    const app = await appWithScenario([], { whatIf });
    await analyseSun(app, Date.UTC(2024, 2, 21)).finished;
    const { summary } = app.store.getState().placeAnalyses.sun;
    slow = true;
    const { finished } = analyseSun(app, Date.UTC(2024, 5, 21));
    expect(app.store.getState().placeAnalyses.sun.status).toBe('running');
    cancelSun(app);
    await finished;
    expect(app.store.getState().placeAnalyses.sun).toMatchObject({ status: 'done', summary, problem: null });
  });
});
