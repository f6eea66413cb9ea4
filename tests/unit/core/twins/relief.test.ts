import { describe, expect, it } from 'vitest';
import { crowding, heightBytes, makeRelief, type Relief, shadowHeights } from '../../../../app/core/twins/relief.ts';
import { boxMesh } from '../../../builders/layers.ts';

const TOWER = boxMesh([{ x: 0, y: 0, size: 10, height: 20 }]);
const relief = makeRelief([TOWER], { headingDeg: 90, finestCellM: 1, mostCells: 512 })!;

/** The grid's value at a place in metres. */
function at(grid: Float32Array, east: number, north: number, of: Relief = relief): number {
  const u = east * of.cos + north * of.sin;
  const v = north * of.cos - east * of.sin;
  const column = Math.floor((u - of.minU) / of.cellM);
  const row = Math.floor((v - of.minV) / of.cellM);
  return grid[row * of.columns + column]!;
}

describe('the relief', () => {
  it('holds the top of what stands, and the ground elsewhere', () => {
    expect(at(relief.heights, 5, 5)).toBe(20);
    expect(at(relief.heights, 12, 5)).toBe(0);
  });

  it('is nothing where nothing stands', () => {
    expect(makeRelief([])).toBeNull();
  });

  it('coarsens its cells rather than growing without end', () => {
    const wide = makeRelief([boxMesh([{ x: 0, y: 0, size: 10_000, height: 5 }])], { mostCells: 256 })!;
    expect(wide.columns).toBeLessThanOrEqual(256);
    expect(wide.cellM).toBeGreaterThan(39);
  });

  it('turns with the street grid', () => {
    const turned = makeRelief([TOWER], { headingDeg: 45 })!;
    expect(at(turned.heights, 5, 5, turned)).toBe(20);
    expect(at(turned.heights, -3, -3, turned)).toBe(0);
  });
});

describe('shadows', () => {
  const half = Math.SQRT1_2;

  it('fall away from the sun as far as the tower is high when the sun stands at 45°', () => {
    const shadow = shadowHeights(relief, [0, -half, half]);
    // Five and a half metres behind the edge, less the half cell of the grid.
    expect(at(shadow, 5, 15.5)).toBeCloseTo(14, 1);
    expect(at(shadow, 5, 25.5)).toBeCloseTo(4, 1);
    expect(at(shadow, 5, 35)).toBeLessThan(0);
    expect(at(shadow, 5, -5)).toBeLessThan(0);
  });

  it('leave the roof that casts them in the light', () => {
    expect(at(shadowHeights(relief, [0, -half, half]), 5, 5)).toBeLessThan(20);
  });

  it('follow the sun round the compass', () => {
    const morning = shadowHeights(relief, [half, 0, half]);
    expect(at(morning, -5.5, 5)).toBeCloseTo(14, 1);
    expect(at(morning, 15, 5)).toBeLessThan(0);
    const slanting = shadowHeights(relief, [-0.5, -0.5, half]);
    expect(at(slanting, 14, 14)).toBeGreaterThan(8);
    expect(at(slanting, -4, -4)).toBeLessThan(0);
  });

  it('are none with the sun overhead or below the horizon', () => {
    expect(Math.max(...shadowHeights(relief, [0, 0, 1]))).toBe(0);
    expect(Math.max(...shadowHeights(relief, [0.9, 0, -0.4]))).toBe(0);
  });
});

describe('crowding', () => {
  it('is felt beside a tower and not far from it', () => {
    const around = crowding(relief, 14);
    expect(at(around, 12, 5)).toBeGreaterThan(3);
    expect(at(around, 60, 5)).toBe(0);
  });

  it('keeps the volume of what stands', () => {
    const sum = (grid: Float32Array) => grid.reduce((a, b) => a + b, 0);
    expect(sum(crowding(relief, 14))).toBeCloseTo(sum(relief.heights), -1);
  });
});

describe('heights as bytes', () => {
  it('clamp at the ends of their scale', () => {
    expect([...heightBytes(Float32Array.of(-4, 0, 10, 20, 50), 20)]).toEqual([0, 0, 128, 255, 255]);
  });
});
