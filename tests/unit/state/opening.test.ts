import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../app/state/app-store.ts';
import { hasOpened, noteOpening } from '../../../app/state/opening.ts';

describe('the opening of the page', () => {
  it('is noted piece by piece', () => {
    const store = createAppStore();
    noteOpening(store, { databaseBytes: 1_000, databaseTotalBytes: 4_000 });
    noteOpening(store, { layersDone: 2, layersAll: 10 });
    expect(store.getState().opening).toEqual({
      layersDone: 2,
      layersAll: 10,
      databaseBytes: 1_000,
      databaseTotalBytes: 4_000,
      databaseReady: false,
    });
  });

  it('ends when the database and every layer are there, whichever comes last', () => {
    const store = createAppStore();
    noteOpening(store, { databaseReady: true });
    expect(store.getState().opening).not.toBeNull();
    noteOpening(store, { layersDone: 10, layersAll: 10 });
    expect(store.getState().opening).toBeNull();
  });

  it('is over once: a database that is started again opens nothing', () => {
    const store = createAppStore();
    noteOpening(store, { databaseReady: true });
    expect(hasOpened(store)).toBe(false);
    noteOpening(store, { layersDone: 10, layersAll: 10 });
    expect(hasOpened(store)).toBe(true);
    noteOpening(store, { databaseBytes: 1_000, databaseTotalBytes: 4_000 });
    expect(store.getState().opening).toBeNull();
  });
});
