import { describe, expect, it } from 'vitest';
import { addEdit } from '../../../app/commands/add-edit.ts';
import { beginEdit } from '../../../app/commands/begin-edit.ts';
import { chooseScenario } from '../../../app/commands/choose-scenario.ts';
import { deleteScenario } from '../../../app/commands/delete-scenario.ts';
import { duplicateScenario } from '../../../app/commands/duplicate-scenario.ts';
import { exportScenario } from '../../../app/commands/export-scenario.ts';
import { importScenario } from '../../../app/commands/import-scenario.ts';
import { newScenario } from '../../../app/commands/new-scenario.ts';
import { pickOnMap } from '../../../app/commands/pick-on-map.ts';
import { redoChange } from '../../../app/commands/redo-change.ts';
import { removeEdit } from '../../../app/commands/remove-edit.ts';
import { renameScenario } from '../../../app/commands/rename-scenario.ts';
import { dialPercent, setDistrictEdit } from '../../../app/commands/set-district-edit.ts';
import { readStreets } from '../../../app/commands/street-book.ts';
import { undoChange } from '../../../app/commands/undo-change.ts';
import type { ScenarioEdit } from '../../../app/core/models/scenario/edits.ts';
import { chosenScenario } from '../../../app/state/chosen-scenario.ts';
import { savedScenarios } from '../../../app/state/saved-scenarios.ts';
import { noticeKeys, type TestApp, testApp } from '../../builders/app-context.ts';

const NUMBERS = { speedKmh: 20, lanes: 1, trees: 30, euros: 2, penaltyS: null };

async function appWithScenario(edits: readonly ScenarioEdit[] = []): Promise<TestApp> {
  const scenarios = [{ id: 'scenario-1', name: 'Calm', edits }];
  const app = testApp({}, { form: 'model', scenarios, scenarioId: 'scenario-1' });
  await readStreets(app.ports);
  return app;
}
const edits = (app: TestApp) => chosenScenario(app.store.getState())?.edits;
const street = (featureId: string) => ({ layerId: 'streets', featureId });

describe('scenarios', () => {
  it('begin empty, are looked at, and are there at the next visit', () => {
    const app = testApp();
    newScenario(app, 'Calm centre');
    expect(chosenScenario(app.store.getState())).toEqual({ id: 'scenario-1', name: 'Calm centre', edits: [] });
    expect(savedScenarios(app.ports.settings.get)).toEqual({
      scenarios: [{ id: 'scenario-1', name: 'Calm centre', edits: [] }],
      scenarioId: 'scenario-1',
    });
  });

  it('never share an id, not even after one was deleted', () => {
    const app = testApp();
    for (const name of ['A', 'B', 'C']) newScenario(app, name);
    deleteScenario(app, 'scenario-1');
    newScenario(app, 'D');
    expect(app.store.getState().scenarios.map(({ id }) => id)).toEqual(['scenario-2', 'scenario-3', 'scenario-4']);
  });

  it('are duplicated with their edits, and then go their own ways', async () => {
    const app = await appWithScenario([{ kind: 'electrify', share: 0.5 }]);
    duplicateScenario(app, 'scenario-1', 'Calm, copy');
    removeEdit(app, 'scenario-2', 0);
    expect(app.store.getState().scenarios.map((scenario) => [scenario.name, scenario.edits.length])).toEqual([
      ['Calm', 1],
      ['Calm, copy', 0],
    ]);
  });

  it('are renamed, but not to nothing', async () => {
    const app = await appWithScenario();
    renameScenario(app, 'scenario-1', '  Quiet  ');
    renameScenario(app, 'scenario-1', '   ');
    expect(chosenScenario(app.store.getState())?.name).toBe('Quiet');
  });

  it('come back when a deletion is undone, and go again when that is done again', async () => {
    const app = await appWithScenario([{ kind: 'electrify', share: 0.5 }]);
    app.history.record(deleteScenario(app, 'scenario-1'));
    expect(app.store.getState().scenarioId).toBeNull();
    undoChange(app);
    expect(edits(app)).toEqual([{ kind: 'electrify', share: 0.5 }]);
    redoChange(app);
    expect(app.store.getState().scenarios).toEqual([]);
    redoChange(app);
    expect(noticeKeys(app)).toContain('notice.nothing-to-redo');
  });

  it('travel as a file from one browser to another', async () => {
    const app = await appWithScenario([{ kind: 'evaporation', share: 0.1 }]);
    exportScenario(app, 'scenario-1');
    const [file] = app.ports.files.saved;
    expect([file?.name, file?.mediaType]).toEqual(['maqueta-calm.json', 'application/json']);
    const other = testApp();
    importScenario(other, String(file?.content));
    expect(chosenScenario(other.store.getState())).toEqual({
      id: 'scenario-1',
      name: 'Calm',
      edits: [{ kind: 'evaporation', share: 0.1 }],
    });
    importScenario(other, '{"type":"FeatureCollection"}');
    expect(noticeKeys(other)).toEqual(['notice.scenario-unreadable']);
    expect(other.store.getState().scenarios).toHaveLength(1);
  });
});

describe('an edit of streets', () => {
  it('takes the streets clicked on the map, both directions together, and lays them back', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'close-street');
    pickOnMap(app, street('b-down'));
    pickOnMap(app, street('a-1'));
    expect(app.store.getState().draftEdit?.streetIds).toEqual(['b-down', 'b-up', 'a-1']);
    pickOnMap(app, street('b-up'));
    expect(app.store.getState().draftEdit?.streetIds).toEqual(['a-1']);
    expect(app.store.getState().selected).toBeNull();
    app.history.record(addEdit(app, 'scenario-1', NUMBERS));
    expect(edits(app)).toEqual([{ kind: 'close-street', streetIds: ['a-1'] }]);
    expect(app.store.getState().draftEdit).toBeNull();
    undoChange(app);
    expect(edits(app)).toEqual([]);
  });

  it('keeps what was picked when another edit is chosen, with its own number', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'close-street');
    pickOnMap(app, street('a-1'));
    beginEdit(app, 'slow-street');
    addEdit(app, 'scenario-1', NUMBERS);
    expect(edits(app)).toEqual([{ kind: 'slow-street', streetIds: ['a-1'], speedKmh: 20 }]);
  });

  it('one-way closes the other direction, and says where there is none', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'one-way');
    pickOnMap(app, street('a-1'));
    expect(noticeKeys(app)).toEqual(['notice.already-one-way']);
    pickOnMap(app, street('b-up'));
    addEdit(app, 'scenario-1', NUMBERS);
    expect(edits(app)).toEqual([{ kind: 'one-way', streetIds: ['b-up'], closedIds: ['b-down'] }]);
  });

  it('is nothing without streets', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'plant-trees');
    addEdit(app, 'scenario-1', NUMBERS);
    expect(edits(app)).toEqual([]);
  });

  it('is given up with the scenario it was for', async () => {
    const app = await appWithScenario();
    beginEdit(app, 'close-street');
    chooseScenario(app, null);
    expect(app.store.getState().draftEdit).toBeNull();
  });

  it('leaves clicks to the inspector when none is begun, and in the other forms', async () => {
    const app = await appWithScenario();
    pickOnMap(app, street('a-1'));
    expect(app.store.getState().selected).toEqual(street('a-1'));
    beginEdit(app, 'close-street');
    app.store.setState({ form: 'layers' });
    pickOnMap(app, street('a-2'));
    expect(app.store.getState().selected).toEqual(street('a-2'));
  });
});

describe('a change of the whole district', () => {
  it('is one edit a slider, in its place, and none at zero', async () => {
    const app = await appWithScenario();
    setDistrictEdit(app, 'scenario-1', 'electrify', 40);
    setDistrictEdit(app, 'scenario-1', 'demand-through', -20);
    setDistrictEdit(app, 'scenario-1', 'electrify', 60);
    expect(edits(app)).toEqual([
      { kind: 'electrify', share: 0.6 },
      { kind: 'change-demand', trips: 'through', factor: 0.8 },
    ]);
    expect(dialPercent(edits(app)!, 'demand-through')).toBe(-20);
    expect(dialPercent(edits(app)!, 'demand-all')).toBe(0);
    setDistrictEdit(app, 'scenario-1', 'electrify', 0);
    expect(edits(app)?.map(({ kind }) => kind)).toEqual(['change-demand']);
  });

  it('stays within what can be said, evaporation within a fifth', async () => {
    const app = await appWithScenario();
    setDistrictEdit(app, 'scenario-1', 'evaporation', 90);
    setDistrictEdit(app, 'scenario-1', 'demand-all', Number.NaN);
    expect(edits(app)).toEqual([{ kind: 'evaporation', share: 0.2 }]);
  });

  it('is one step back after a drag, and one forward to its end', async () => {
    const app = await appWithScenario();
    for (const percent of [5, 10, 15]) {
      app.history.record(setDistrictEdit(app, 'scenario-1', 'electrify', percent));
    }
    undoChange(app);
    expect(edits(app)).toEqual([]);
    redoChange(app);
    expect(edits(app)).toEqual([{ kind: 'electrify', share: 0.15 }]);
  });
});
