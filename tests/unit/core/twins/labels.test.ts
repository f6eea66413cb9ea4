import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalFrame } from '../../../../app/core/geo/local-frame.ts';
import { declutter } from '../../../../app/core/twins/declutter.ts';
import { labelAnchors } from '../../../../app/core/twins/label-anchors.ts';
import { layerChunks } from '../../../../app/core/twins/layer-chunks.ts';

const frame = createLocalFrame({ lon: 2.16, lat: 41.39 });
const at = (east: number, north: number) => frame.toLonLat(east, north).slice(0, 2);
const feature = (geometry: object, properties: object = {}) => ({ type: 'Feature', geometry, properties }) as never;
const place = (places: Float32Array, index: number) => [...places.subarray(index * 3, index * 3 + 3)].map(Math.round);
const noHeight = () => 0;

describe('A label stands', () => {
  it('in the middle of a block, on its roof', () => {
    const ring = [at(0, 0), at(40, 0), at(40, 20), at(0, 20), at(0, 0)];
    const block = feature({ type: 'Polygon', coordinates: [ring] }, { height_m: 12 });
    const chunks = layerChunks('extrusion', [block], frame, noHeight);
    expect(place(labelAnchors(chunks, false, Uint32Array.of(0)), 0)).toEqual([20, 10, 12]);
  });
  it('inside an area whose middle lies beside it', () => {
    const ring = [at(0, 0), at(100, 0), at(100, 10), at(10, 10), at(10, 100), at(0, 100), at(0, 0)];
    const corner = feature({ type: 'Polygon', coordinates: [ring] });
    const [east, north] = place(
      labelAnchors(layerChunks('surface', [corner], frame, noHeight), false, Uint32Array.of(0)),
      0,
    );
    expect((east! >= 0 && east! <= 100 && north! >= 0 && north! <= 10) || (east! <= 10 && north! <= 100)).toBe(true);
  });
  it('half way along a line', () => {
    const line = feature({ type: 'LineString', coordinates: [at(0, 0), at(50, 0), at(50, 50), at(100, 50)] });
    const [east, north] = place(labelAnchors(layerChunks('line', [line], frame, noHeight), true, Uint32Array.of(0)), 0);
    expect(Math.abs(east! - 50)).toBeLessThanOrEqual(3);
    expect(north! >= 0 && north! <= 50).toBe(true);
  });
  it('nowhere for a feature that is not drawn, and for the wanted ones only', () => {
    const ring = [at(0, 0), at(40, 0), at(40, 20), at(0, 0)];
    const drawn = feature({ type: 'Polygon', coordinates: [ring] });
    const chunks = layerChunks('surface', [feature(null as never), drawn], frame, noHeight);
    const places = labelAnchors(chunks, false, Uint32Array.of(0, 1));
    expect(Number.isNaN(places[0])).toBe(true);
    expect(Number.isNaN(places[3])).toBe(false);
    expect(labelAnchors(chunks, false, Uint32Array.of(1))).toHaveLength(3);
  });
});

const boxesOf = (...boxes: readonly (readonly [number, number, number, number])[]) => Float32Array.from(boxes.flat());
const PICTURE = { width: 400, height: 300, most: 10 };

describe('Labels of a picture', () => {
  it('are drawn in their order, none over another', () => {
    const boxes = boxesOf([10, 10, 60, 26], [50, 20, 100, 36], [60, 26, 120, 42], [200, 10, 250, 26]);
    expect(declutter(boxes, PICTURE)).toEqual([0, 2, 3]);
  });
  it('lie wholly in it and are no more than there may be', () => {
    const boxes = boxesOf(
      [-1, 10, 60, 26],
      [10, 10, 60, 26],
      [380, 10, 401, 26],
      [Number.NaN, 0, 1, 1],
      [70, 10, 90, 26],
    );
    expect(declutter(boxes, PICTURE)).toEqual([1, 4]);
    expect(declutter(boxes, { ...PICTURE, most: 1 })).toEqual([1]);
  });
  it('never overlap, and leave away only what has no room', () => {
    const box = fc.tuple(
      fc.integer({ min: 0, max: 380 }),
      fc.integer({ min: 0, max: 280 }),
      fc.integer({ min: 5, max: 200 }),
    );
    fc.assert(
      fc.property(fc.array(box, { maxLength: 40 }), (places) => {
        const boxes = boxesOf(...places.map(([x, y, wide]) => [x, y, x + wide, y + 16] as const));
        const shown = declutter(boxes, { ...PICTURE, most: 100 });
        const meets = (a: number, b: number) =>
          boxes[a * 4]! < boxes[b * 4 + 2]! &&
          boxes[a * 4 + 2]! > boxes[b * 4]! &&
          boxes[a * 4 + 1]! < boxes[b * 4 + 3]! &&
          boxes[a * 4 + 3]! > boxes[b * 4 + 1]!;
        const isIn = (a: number) => boxes[a * 4 + 2]! <= 400 && boxes[a * 4 + 3]! <= 300;
        for (let a = 0; a < places.length; a++) {
          const isShown = shown.includes(a);
          const before = shown.filter((b) => b < a);
          expect(isShown).toBe(isIn(a) && before.every((b) => !meets(a, b)));
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
