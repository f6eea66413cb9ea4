import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../../../app/core/geo/geojson.ts';
import { areaM2, boundingBox, centroid, lengthM } from '../../../../app/core/geo/measures.ts';
import { lengthOfM } from '../../../../app/core/geo/spatial/measure.ts';

const SQUARE: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [2, 41],
      [2.01, 41],
      [2.01, 41.01],
      [2, 41.01],
      [2, 41],
    ],
  ],
};
const SQUARE_WITH_HOLE: Geometry = {
  type: 'Polygon',
  coordinates: [
    SQUARE.coordinates[0]!,
    [
      [2, 41],
      [2, 41.01],
      [2.005, 41.01],
      [2.005, 41],
      [2, 41],
    ],
  ],
};

describe('measures on the Earth', () => {
  it('gives the area of a hundredth of a degree square at 41° N', () => {
    expect(areaM2(SQUARE)).toBeCloseTo(934_284.309, 2);
  });

  it('takes holes out of an area, whichever way the rings are wound', () => {
    const reversed: Geometry = { ...SQUARE, coordinates: [[...SQUARE.coordinates[0]!].reverse()] };
    expect(areaM2(SQUARE_WITH_HOLE)).toBeCloseTo(areaM2(SQUARE) / 2, 3);
    expect(areaM2(reversed)).toBeCloseTo(areaM2(SQUARE), 6);
  });

  it('measures a degree of latitude, and one of longitude, as the ellipsoid has them', () => {
    const line = (...coordinates: [number, number][]): Geometry => ({ type: 'LineString', coordinates });
    expect(lengthM(line([2, 0], [3, 0]))).toBeCloseTo(111_319.491, 3);
    expect(lengthM(line([2, 0], [2, 90]))).toBeCloseTo(10_001_965.73, 1);
    expect(lengthM(line([179.5, 0], [-179.5, 0]))).toBeCloseTo(111_319.491, 3);
  });

  it('gives lengths of a city’s edges as geodesics do, to a millionth: 500 lines', () => {
    const corner = fc.tuple(
      fc.double({ min: 2.1, max: 2.2, noNaN: true }),
      fc.double({ min: 41.3, max: 41.4, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(corner, { minLength: 2, maxLength: 8 }), (coordinates) => {
        const line: Geometry = { type: 'LineString', coordinates };
        expect(Math.abs(lengthM(line) - lengthOfM(line))).toBeLessThanOrEqual(lengthOfM(line) * 1e-6);
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it('adds up the lines of a collection and leaves polygons out of a length', () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [2, 41],
        [2, 41.001],
      ],
    };
    const both: Geometry = { type: 'GeometryCollection', geometries: [line, SQUARE, line] };
    expect(lengthM(both)).toBeCloseTo(2 * lengthM(line), 9);
    expect(lengthM(SQUARE)).toBe(0);
    expect(areaM2(line)).toBe(0);
  });

  it('finds the box round a geometry, and none round an empty one', () => {
    expect(boundingBox(SQUARE)).toEqual([2, 41, 2.01, 41.01]);
    expect(boundingBox({ type: 'MultiPoint', coordinates: [] })).toBeNull();
  });
});

describe('centroid', () => {
  it('weighs a polygon by its area with the hole taken out', () => {
    const [lon, lat] = centroid(SQUARE_WITH_HOLE)!;
    expect(lon).toBeCloseTo(2.0075, 9);
    expect(lat).toBeCloseTo(41.005, 9);
  });

  it('does not move when a ring is closed with extra vertices on one side', () => {
    const dense: Geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [2, 0],
          [3, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
      ],
    };
    const [lon, lat] = centroid(dense)!;
    expect(lon).toBeCloseTo(2, 12);
    expect(lat).toBeCloseTo(2, 12);
  });

  it('weighs lines by their length and points alike', () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [2, 41],
        [2, 41.01],
        [2, 41.04],
      ],
    };
    expect(centroid(line)![1]).toBeCloseTo(41.02, 6);
    expect(
      centroid({
        type: 'MultiPoint',
        coordinates: [
          [0, 0],
          [1, 0],
          [2, 3],
        ],
      }),
    ).toEqual([1, 1]);
  });

  it('falls back to the vertices of a polygon that has no area, and to nothing for an empty geometry', () => {
    expect(
      centroid({
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [3, 1],
            [1, 1],
          ],
        ],
      })![1],
    ).toBe(1);
    expect(centroid({ type: 'GeometryCollection', geometries: [] })).toBeNull();
  });
});
