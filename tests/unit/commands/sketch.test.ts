import { describe, expect, it } from 'vitest';
import { pickOnMap } from '../../../app/commands/pick-on-map.ts';
import {
  insertSketchPoint,
  moveSketchPoint,
  openSketch,
  readPlace,
  removeSketchPoint,
} from '../../../app/commands/sketch.ts';
import type { LonLat } from '../../../app/core/models/scenario/superblock-ring.ts';
import { measureSketch, type SketchShape } from '../../../app/state/sketch.ts';
import { testApp } from '../../builders/app-context.ts';

const A: LonLat = [2.16, 41.39];
const B: LonLat = [2.17, 41.39];
const C: LonLat = [2.17, 41.4];

function measuring(shape: SketchShape = 'line') {
  const app = testApp();
  openSketch(app, { shape, points: [], layerId: null, featureId: null });
  return { app, points: () => app.store.getState().sketch?.points };
}

describe('places put on the map', () => {
  it('come from clicks while a sketch is open, and nothing is picked meanwhile', () => {
    const { app, points } = measuring();
    pickOnMap(app, { layerId: 'buildings', featureId: 'b1' }, A);
    pickOnMap(app, null, B);
    pickOnMap(app, null, null);
    expect(points()).toEqual([A, B]);
    expect(app.store.getState().selected).toBeNull();
  });

  it('are inserted, moved and removed, each with its way back', () => {
    const { app, points } = measuring();
    pickOnMap(app, null, A);
    pickOnMap(app, null, C);
    const inserted = insertSketchPoint(app, 1, B);
    expect(points()).toEqual([A, B, C]);
    moveSketchPoint(app, 0, C);
    removeSketchPoint(app, 2);
    expect(points()).toEqual([C, B]);
    inserted.undo?.();
    expect(points()).toEqual([A, C]);
  });

  it('of a sketch that was closed do not come back', () => {
    const { app } = measuring();
    const added = pickOnMap(app, null, A);
    openSketch(app, null);
    added.undo?.();
    expect(app.store.getState().sketch).toBeNull();
  });

  it('are typed as latitude and longitude, with points or with commas', () => {
    expect(readPlace(' 41.39, 2.16 ')).toEqual([2.16, 41.39]);
    expect(readPlace('41,39; 2,16')).toEqual([2.16, 41.39]);
    expect(readPlace('91, 0')).toBeNull();
    expect(readPlace('here')).toBeNull();
  });
});

describe('measures on the map', () => {
  // A hundredth of a degree at 41.39° N: 836.37 m along the parallel (a cos φ / √(1 − e² sin² φ)) and 1,110.62 m north.
  it('are metres on the ellipsoid', () => {
    const { legsM, lengthM } = measureSketch({ shape: 'line', points: [A, B, C] });
    expect(legsM[0]).toBeCloseTo(836.37, 1);
    expect(legsM[1]).toBeCloseTo(1110.62, 1);
    expect(lengthM).toBeCloseTo(legsM[0]! + legsM[1]!, 6);
  });

  it('of an area go round it, and what crosses itself has none', () => {
    const D: LonLat = [2.16, 41.4];
    const { areaM2, legsM } = measureSketch({ shape: 'area', points: [A, B, C, D] });
    expect(legsM).toHaveLength(4);
    expect(areaM2! / 10_000).toBeCloseTo(92.9, 0);
    expect(measureSketch({ shape: 'area', points: [A, C, B, D] })).toMatchObject({ areaM2: null, isCrossed: true });
    expect(measureSketch({ shape: 'area', points: [A, B] }).areaM2).toBeNull();
  });
});
