import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../../../../app/core/geo/geojson.ts';
import { BOUNDARY, EXTERIOR, INTERIOR, PolygonLocator } from '../../../../../app/core/geo/spatial/locate.ts';
import { isOnSegment, orientation } from '../../../../../app/core/geo/spatial/orientation.ts';

describe('the side of a line', () => {
  it('is exact where rounding would decide', () => {
    // 0.5 + i·2⁻⁵³ and its like beside the line from (12, 12) to (24, 24).
    const ulp = 2 ** -53;
    for (let i = 0; i < 32; i++) {
      for (let j = 0; j < 32; j++) {
        const side = Math.sign(orientation(12, 12, 24, 24, 0.5 + i * ulp, 0.5 + j * ulp));
        // Above one half, steps are two of these: odd ones round to even.
        const [x, y] = [0.5 + i * ulp, 0.5 + j * ulp];
        expect(side).toBe(Math.sign(y - x));
      }
    }
  });

  it('stays exact for places a millionth of a degree apart, and for tiny numbers', () => {
    expect(orientation(0.1, 0.1, 0.3, 0.3, 0.2, 0.2)).toBe(0);
    expect(isOnSegment(0.1, 0.1, 0.3, 0.3, 0.2, 0.2)).toBe(true);
    expect(isOnSegment(0.1, 0.1, 0.3, 0.3, 0.4, 0.4)).toBe(false);
    expect(Math.sign(orientation(1e-200, 0, 0, 0, 0, 1e-200))).toBe(-1);
  });
});

describe('a large border', () => {
  /** A comb of many teeth: a ray crosses hundreds of edges. */
  const teeth = 200;
  const comb: Position[] = [[0, 0]];
  for (let i = 0; i < teeth; i++) comb.push([i, i % 2 === 0 ? 10 : 1]);
  comb.push([teeth - 1, 0], [0, 0]);

  it('gives the same places through its index as edge by edge: 3,000 points', () => {
    const indexed = new PolygonLocator([comb]);
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: -1, max: teeth, noNaN: true }), fc.integer({ min: 0, max: teeth })),
        fc.oneof(fc.double({ min: -1, max: 11, noNaN: true }), fc.integer({ min: 0, max: 10 })),
        (x, y) => {
          // A new one has not been asked often enough for an index.
          expect(indexed.locate(x, y)).toBe(new PolygonLocator([comb]).locate(x, y));
        },
      ),
      { seed: 12, numRuns: 3_000 },
    );
  });

  it('knows its tips, its valleys and its teeth', () => {
    const locator = new PolygonLocator([comb]);
    for (let round = 0; round < 5; round++) {
      expect(locator.locate(100, 10)).toBe(BOUNDARY);
      expect(locator.locate(101, 1)).toBe(BOUNDARY);
      expect(locator.locate(100, 9.5)).toBe(INTERIOR);
      expect(locator.locate(101, 9.5)).toBe(EXTERIOR);
      expect(locator.locate(101, 0.5)).toBe(INTERIOR);
      expect(locator.locate(-0.1, 5)).toBe(EXTERIOR);
    }
  });
});
