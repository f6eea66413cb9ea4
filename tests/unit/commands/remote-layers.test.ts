import { describe, expect, it } from 'vitest';
import {
  addRemoteLayer,
  removeRemoteLayer,
  setRemoteOpacity,
  switchRemoteLayer,
} from '../../../app/commands/change-remote-layers.ts';
import { hostOf, readRemoteLayers } from '../../../app/core/twins/remote-layer.ts';
import { savedRemoteLayers } from '../../../app/state/remote-layers.ts';
import { type TestApp, testApp } from '../../builders/app-context.ts';

const TILES = { type: 'xyz', template: 'https://{s}.Tiles.example/{z}/{x}/{y}.png' } as const;
const listed = (app: TestApp) => app.store.getState().remoteLayers;
const add = (app: TestApp) => addRemoteLayer(app, { name: 'Map', attribution: 'City', picture: TILES });

describe('layers by address', () => {
  it('are listed switched off, and only a switch changes that', () => {
    const app = testApp();
    add(app);
    expect(listed(app)).toEqual([
      { id: 'remote-1', name: 'Map', attribution: 'City', picture: TILES, opacity: 1, on: false, problem: null },
    ]);
    switchRemoteLayer(app, 'remote-1', true);
    expect(listed(app)[0]?.on).toBe(true);
  });

  it('come back switched off: after a reload, and when their removal is undone', () => {
    const app = testApp();
    add(app);
    switchRemoteLayer(app, 'remote-1', true);
    setRemoteOpacity(app, 'remote-1', 0.5);
    const { remoteLayers } = savedRemoteLayers((key) => app.ports.settings.get(key));
    expect(remoteLayers.map(({ name, opacity, on }) => ({ name, opacity, on }))).toEqual([
      { name: 'Map', opacity: 0.5, on: false },
    ]);
    const removal = removeRemoteLayer(app, 'remote-1');
    expect(listed(app)).toEqual([]);
    removal.undo?.();
    expect(listed(app).map(({ on }) => on)).toEqual([false]);
  });

  it('stay on while something else of them is taken back, and a switch itself is no step back', () => {
    const app = testApp();
    add(app);
    expect(switchRemoteLayer(app, 'remote-1', true).undo).toBeUndefined();
    const change = setRemoteOpacity(app, 'remote-1', 0.5);
    change.undo?.();
    expect(listed(app)[0]).toMatchObject({ on: true, opacity: 1 });
  });

  it('are read from elsewhere as foreign input', () => {
    const good = { id: 'a', name: 'A', picture: TILES, opacity: 2, on: true };
    expect(
      readRemoteLayers([
        good,
        good,
        null,
        { ...good, id: 'b', picture: { type: 'xyz', template: 'javascript:alert(1)' } },
        { ...good, id: 'c', picture: { type: '3d-tiles', address: 'https://user:word@host/tileset.json' } },
        { ...good, id: 'd', picture: { type: 'wmts', template: 'https://h/{TileRow}', matrices: 'no' } },
      ]).map(({ id, on, opacity }) => ({ id, on, opacity })),
    ).toEqual([{ id: 'a', on: false, opacity: 1 }]);
    expect(readRemoteLayers('no list')).toEqual([]);
  });

  it('say which host is asked', () => {
    expect(hostOf(TILES)).toBe('tiles.example');
    expect(hostOf({ type: 'wms', address: 'https://maps.example:8443/wms?map=x', layer: null })).toBe(
      'maps.example:8443',
    );
  });
});
