import { describe, expect, it } from 'vitest';
import type { Database, ResultTable } from '../../../app/core/store/database.ts';
import { keepSceneInStep } from '../../../app/state/scene-sync.ts';
import { testApp } from '../../builders/app-context.ts';
import { resultTable } from '../../builders/result-table.ts';
import { fakeDatabase, fakeScene, VIRTUAL_NOW_MS } from '../../builders/ui-ports.ts';

const NO2 = resultTable(
  [
    ['feature_id', 'text'],
    ['value', 'number'],
    ['time', 'time'],
  ],
  [['air-001', 41, VIRTUAL_NOW_MS]],
);

/** A clock that stands still: what is put off stays put off. */
function standingScheduler() {
  let work: (() => void)[] = [];
  return {
    now: () => 0,
    after(_delayMs: number, next: () => void) {
      work.push(next);
      return () => {
        work = work.filter((waiting) => waiting !== next);
      };
    },
  };
}

function inStep(database: Database, layers: Parameters<typeof testApp>[1]) {
  const app = testApp({ database }, layers);
  const sync = keepSceneInStep({
    store: app.store,
    database,
    renderer: fakeScene(),
    clock: app.ports.clock,
    scheduler: standingScheduler(),
    onProblem: () => {},
    onRecolour: () => {},
  });
  return { app, sync };
}

const layer = (live: boolean) => {
  const sensors = testApp()
    .store.getState()
    .layers.find(({ id }) => id === 'sensors')!;
  return { ...sensors, values: { sql: 'SELECT values_of_sensors', live } };
};

describe('keeping the scene in step with the state', () => {
  it('tells how fresh the values of a layer are', async () => {
    const { app, sync } = inStep(fakeDatabase([[/values_of_sensors/, NO2]]), { layers: [layer(true)] });
    await expect
      .poll(() => app.store.getState().layerValues)
      .toEqual({ sensors: { newestMs: VIRTUAL_NOW_MS, features: 1 } });
    sync.stop();
  });

  it('asks for values that do not change until they are there, and no more', async () => {
    let answer: ResultTable = resultTable([]);
    const database = fakeDatabase([[/values_of_sensors/, () => answer]]);
    const { app, sync } = inStep(database, { layers: [layer(false)] });
    await expect.poll(() => database.asked.length).toBe(1);
    answer = NO2;
    database.change('sensors');
    // The clock stands still, so a resting query never wakes: a new wish of the state is what asks again.
    app.store.setState({ layers: [{ ...layer(false), values: { sql: 'SELECT values_of_sensors, 2', live: false } }] });
    await expect.poll(() => app.store.getState().layerValues.sensors?.features).toBe(1);
    const asked = database.asked.length;
    database.change('sensors');
    await Promise.resolve();
    expect(database.asked.length).toBe(asked);
    sync.stop();
  });
});
