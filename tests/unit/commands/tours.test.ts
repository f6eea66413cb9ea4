import { describe, expect, it } from 'vitest';
import { leaveTour } from '../../../app/commands/leave-tour.ts';
import { resetTourStep } from '../../../app/commands/reset-tour-step.ts';
import { moveTour, setTourStep } from '../../../app/commands/set-tour-step.ts';
import { startTour } from '../../../app/commands/start-tour.ts';
import { readTour } from '../../../app/core/lessons/tours/read-tour.ts';
import type { Tour } from '../../../app/core/lessons/tours/tour.ts';
import { colouredBy } from '../../../app/core/twins/layer-attributes.ts';
import { shippedTourPlace } from '../../../app/core/twins/tour-place.ts';
import type { AppState } from '../../../app/state/app-state.ts';
import { noteOpening } from '../../../app/state/opening.ts';
import { isTourScenario, readKeptTour, TOUR_FIELDS, TOUR_KEY } from '../../../app/state/tour.ts';
import { momentAt } from '../../../app/state/tour-scene.ts';
import { noticeKeys, type TestApp, testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase, fakeStream, VIRTUAL_NOW_MS } from '../../builders/ui-ports.ts';

const CAMERA = 'camera: { lon: 2.1, lat: 41.3, height: 500, heading: 10, pitch: -40 }';
const step = (...block: string[]) => ['## Step', '```yaml', ...block, '```', 'Look.', ''];
const FILE = [
  ...['---', 'id: walk', 'title: A walk', 'minutes: 9', 'language: en', 'summary: Around.', '---', ''],
  ...step('form: 3d', CAMERA, 'minutes: 2', 'shadows: yes', 'time: "08:30"', 'layers: [buildings, trees]'),
  ...step(
    'form: layers',
    'minutes: 3',
    'layers: [streets, sensors]',
    'colour: { sensors: laeq, streets: plain }',
    'compare: { layer: sensors, left: no2, right: laeq }',
    'speed: 600',
  ),
  ...step('form: layers', 'sql: SELECT 1 AS one'),
  ...step('form: layers', 'sql: SELECT feature_id, value FROM near', 'on-map: buildings'),
  ...step('form: model', 'show: swipe', 'measure: lden', 'tab: results'),
].join('\n');

function written(): Tour {
  const { value, issues } = readTour(FILE, shippedTourPlace());
  if (value === null) throw new Error(issues.map(({ detail }) => detail).join('\n'));
  return value;
}

async function begun(given: Parameters<typeof testApp>[0] = {}, state: Partial<AppState> = {}): Promise<TestApp> {
  const tours = { list: async () => [], read: async () => written() };
  const app = testApp({ tours, ...given }, state);
  noteOpening(app.store, { databaseReady: true, layersAll: 1, layersDone: 1 });
  await startTour(app, 'walk').finished;
  return app;
}

const pickOf = (state: AppState) => Object.fromEntries(TOUR_FIELDS.map((field) => [field, state[field]]));
const visible = ({ store }: TestApp) =>
  store
    .getState()
    .layers.filter((layer) => layer.visible)
    .map(({ id }) => id);
const settled = ({ store }: TestApp) =>
  new Promise<void>((resolve) => {
    const isReady = () => store.getState().tour?.status === 'ready';
    if (isReady()) return resolve();
    const stop = store.subscribe(() => {
      if (!isReady()) return;
      stop();
      resolve();
    });
  });

describe('a tour', () => {
  it('begins with its first step and all that it says', async () => {
    const app = await begun({}, { place: 'data', shadows: false });
    await settled(app);
    expect(app.store.getState()).toMatchObject({
      started: true,
      form: '3d',
      place: null,
      shadows: true,
      view: { lon: 2.1, lat: 41.3, heightM: 500, headingDeg: 10, pitchDeg: -40 },
      // 09:05 UTC is 10:05 in the city: half past eight was at 07:30 UTC.
      momentMs: Date.UTC(2024, 10, 7, 7, 30),
      tour: { stepIndex: 0, problem: null },
    });
    expect(visible(app)).toEqual(['trees', 'buildings']);
  });

  it('leaves nothing of a step in the next one, whichever way it comes', async () => {
    const app = await begun();
    await settled(app);
    const first = pickOf(app.store.getState());
    moveTour(app, 1);
    await settled(app);
    expect(app.store.getState()).toMatchObject({
      form: 'layers',
      shadows: false,
      momentMs: null,
      comparison: { layerId: 'sensors', left: 'no2', right: 'laeq' },
    });
    expect(visible(app)).toEqual(['streets', 'sensors']);
    const coloured = app.store.getState().layers.map((layer) => [layer.id, colouredBy(layer)]);
    expect(Object.fromEntries(coloured)).toMatchObject({ sensors: 'laeq', streets: null });
    setTourStep(app, 4);
    await settled(app);
    expect(app.store.getState()).toMatchObject({
      form: 'model',
      place: 'model',
      modelTab: 'results',
      modelView: { show: 'swipe', measure: 'lden' },
      comparison: null,
    });
    setTourStep(app, 0);
    await settled(app);
    expect(pickOf(app.store.getState())).toEqual(first);
  });

  it('stays where it is before its first and after its last step', async () => {
    const app = await begun();
    moveTour(app, -1);
    expect(app.store.getState().tour?.stepIndex).toBe(0);
    setTourStep(app, 4);
    moveTour(app, 1);
    expect(app.store.getState().tour?.stepIndex).toBe(4);
  });

  it('gives back what was there before, the person’s own layers among it', async () => {
    const state: Partial<AppState> = {
      form: 'layers',
      place: 'stream',
      draft: 'SELECT 7',
      selected: { layerId: 'sensors', featureId: 'air-001' },
      split: 0.3,
    };
    const app = testApp({ tours: { list: async () => [], read: async () => written() } }, state);
    noteOpening(app.store, { databaseReady: true, layersAll: 1, layersDone: 1 });
    const [streets] = app.store.getState().layers;
    const own = { ...streets!, id: 'mine', table: 'mine', kind: 'imported' as const, visible: true };
    app.store.setState((now) => ({ layers: [...now.layers, own] }));
    const before = pickOf(app.store.getState());
    await startTour(app, 'walk').finished;
    expect(visible(app)).not.toContain('mine');
    setTourStep(app, 2);
    await settled(app);
    expect(app.store.getState().draft).toBe('SELECT 1 AS one');
    leaveTour(app);
    expect(pickOf(app.store.getState())).toEqual(before);
    expect(app.store.getState().tour).toBeNull();
    expect(app.ports.settings.get(TOUR_KEY)).toBe('');
    expect(app.ports.settings.get('draft')).toBe('SELECT 7');
  });

  it('takes its scenarios with it and leaves the person’s', async () => {
    const mine = { id: 'scenario-1', name: 'Mine', edits: [] };
    const app = await begun({}, { scenarios: [mine], scenarioId: 'scenario-1' });
    app.store.setState(({ scenarios }) => ({ scenarios: [...scenarios, { id: 'tour-1', name: 'T', edits: [] }] }));
    leaveTour(app);
    expect(app.store.getState()).toMatchObject({ scenarios: [mine], scenarioId: 'scenario-1' });
    expect(JSON.parse(app.ports.settings.get('scenarios') ?? '[]')).toEqual([mine]);
    expect(isTourScenario(mine)).toBe(false);
  });

  it('runs a step’s query below the map', async () => {
    const database = fakeDatabase([[/SELECT 1 AS one/, resultTable([['one', 'number']], [[1]])]]);
    const app = await begun({ database });
    setTourStep(app, 2);
    await settled(app);
    expect(app.store.getState()).toMatchObject({ place: 'query', query: { status: 'done', sql: 'SELECT 1 AS one' } });
    expect(app.results.table?.rowCount).toBe(1);
  });

  it('says it where a query fails, and goes on', async () => {
    const database = fakeDatabase([[/SELECT 1/, new Error('no such table')]]);
    const app = await begun({ database });
    setTourStep(app, 2);
    await settled(app);
    expect(app.store.getState().tour?.problem).toEqual({ what: 'sql', detail: 'no such table' });
    moveTour(app, 1);
    expect(app.store.getState().tour?.problem).toBeNull();
  });

  it('colours a layer by a step’s rows, without the editor', async () => {
    const rows = [
      ['building-1', 10],
      ['building-2', 90],
    ];
    const columns = [
      ['feature_id', 'text'],
      ['value', 'number'],
    ] as const;
    const app = await begun({ database: fakeDatabase([[/FROM near/, resultTable(columns, rows)]]) });
    setTourStep(app, 3);
    await settled(app);
    const buildings = app.store.getState().layers.find(({ id }) => id === 'buildings');
    expect(app.store.getState().place).toBeNull();
    expect(buildings).toMatchObject({
      kind: 'derived',
      colour: { type: 'ramp', attribute: 'value', low: 10, high: 90 },
    });
    expect(noticeKeys(app)).toEqual([]);
  });

  it('sets the clock where it may, and puts it back', async () => {
    const stream = fakeStream();
    const app = await begun({ stream });
    setTourStep(app, 1);
    app.store.setState(({ clock }) => ({ clock: { ...clock!, speed: 600 } }));
    moveTour(app, 1);
    expect(stream.requests).toEqual([
      { type: 'speed', speed: 600 },
      { type: 'speed', speed: 60 },
    ]);
    const participant = fakeStream(undefined, false);
    setTourStep(await begun({ stream: participant }), 1);
    expect(participant.requests).toEqual([]);
  });

  it('is reset to the step as it begins, and mends what was broken', async () => {
    const stream = fakeStream();
    const app = await begun({ stream });
    app.store.setState(({ tour }) => ({ form: 'model', tour: { ...tour!, disturbed: true } }));
    resetTourStep(app);
    expect(app.store.getState()).toMatchObject({ form: '3d', tour: { disturbed: false } });
    expect(stream.requests).toContainEqual({ type: 'stop-all' });
  });

  it('that cannot be read is a notice and changes nothing', async () => {
    const read = async () => {
      throw new Error('line 3: no');
    };
    const app = testApp({ tours: { list: async () => [], read } }, { form: 'layers' });
    await startTour(app, 'walk').finished;
    expect(noticeKeys(app)).toEqual(['notice.tour-failed']);
    expect(app.store.getState()).toMatchObject({ form: 'layers', tour: null });
  });

  it('remembers its step for a reload, and reads what it remembers as foreign', async () => {
    const app = await begun();
    setTourStep(app, 3);
    expect(readKeptTour(app.ports.settings.get(TOUR_KEY))).toMatchObject({ name: 'walk', stepIndex: 3 });
    for (const odd of [
      null,
      '',
      'x',
      '{}',
      '[]',
      '{"name":"../x","stepIndex":0,"startedAtMs":1}',
      '{"name":"a","stepIndex":-1,"startedAtMs":1}',
    ]) {
      expect(readKeptTour(odd)).toBeNull();
    }
  });
});

it('a time of day is the last one there was', () => {
  expect(momentAt(10 * 60, VIRTUAL_NOW_MS, 'Europe/Madrid')).toBe(Date.UTC(2024, 10, 7, 9));
  expect(momentAt(16 * 60 + 30, VIRTUAL_NOW_MS, 'Europe/Madrid')).toBe(Date.UTC(2024, 10, 6, 15, 30));
});
