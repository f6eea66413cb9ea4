import { describe, expect, it } from 'vitest';
import { colourLayerBy } from '../../../app/commands/colour-layer-by.ts';
import { compareAttributes, setSplit } from '../../../app/commands/compare-attributes.ts';
import { moveLayer } from '../../../app/commands/move-layer.ts';
import { setLayerOpacity } from '../../../app/commands/set-layer-opacity.ts';
import { setLayerVisibility } from '../../../app/commands/set-layer-visibility.ts';
import { type TestApp, testApp } from '../../builders/app-context.ts';

const layer = (app: TestApp, id: string) => app.store.getState().layers.find((candidate) => candidate.id === id)!;
const ids = (app: TestApp) =>
  [...app.store.getState().layers].sort((a, b) => a.order - b.order).map((candidate) => candidate.id);

describe('changing layers', () => {
  it('hides a layer and shows it again on undo', () => {
    const app = testApp();
    const change = setLayerVisibility(app, 'trees', false);
    expect(layer(app, 'trees').visible).toBe(false);
    change.undo?.();
    expect(layer(app, 'trees').visible).toBe(true);
  });

  it('keeps opacity between 0 and 1 and refuses what is no number', () => {
    const app = testApp();
    setLayerOpacity(app, 'trees', 7);
    expect(layer(app, 'trees').opacity).toBe(1);
    setLayerOpacity(app, 'trees', 0.25);
    setLayerOpacity(app, 'trees', Number.NaN);
    expect(layer(app, 'trees').opacity).toBe(0.25);
  });

  it('does nothing for a layer that is not there', () => {
    const app = testApp();
    const before = app.store.getState().layers;
    const change = setLayerVisibility(app, 'castles', false);
    expect(app.store.getState().layers).toEqual(before);
    expect(change.undo).toBeUndefined();
  });

  it('colours a layer by an attribute, which also shows it', () => {
    const app = testApp();
    colourLayerBy(app, 'census_sections', 'population');
    const { colour, visible, values } = layer(app, 'census_sections');
    expect(colour).toMatchObject({ type: 'ramp', attribute: 'population' });
    expect(visible).toBe(true);
    expect(values?.sql).toContain('"population"');
  });

  it('makes a layer plain again, without a query left behind', () => {
    const app = testApp();
    colourLayerBy(app, 'buildings', null);
    expect(layer(app, 'buildings').colour).toEqual({ type: 'plain' });
    expect(layer(app, 'buildings').values).toBeUndefined();
  });

  it('moves a layer by one place, and the ends stay ends', () => {
    const app = testApp();
    expect(ids(app).slice(-3)).toEqual(['buildings', 'facilities', 'sensors']);
    moveLayer(app, 'buildings', 'up');
    expect(ids(app).slice(-3)).toEqual(['facilities', 'buildings', 'sensors']);
    moveLayer(app, 'sensors', 'up');
    expect(ids(app).at(-1)).toBe('sensors');
  });

  it('takes back a move without undoing what was changed since', () => {
    const app = testApp();
    const move = moveLayer(app, 'buildings', 'up');
    setLayerOpacity(app, 'buildings', 0.5);
    move.undo?.();
    expect(ids(app).slice(-3)).toEqual(['buildings', 'facilities', 'sensors']);
    expect(layer(app, 'buildings').opacity).toBe(0.5);
  });

  it('compares two attributes and ends it', () => {
    const app = testApp();
    const comparison = { layerId: 'buildings', left: 'year', right: 'floors' };
    compareAttributes(app, comparison);
    expect(app.store.getState().comparison).toEqual(comparison);
    compareAttributes(app, null);
    expect(app.store.getState().comparison).toBeNull();
  });

  it('keeps the split line on the map', () => {
    const app = testApp();
    setSplit(app, 1.7);
    expect(app.store.getState().split).toBe(1);
    setSplit(app, Number.NaN);
    expect(app.store.getState().split).toBe(1);
  });
});
