import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../../../app/core/geo/geojson.ts';
import { writeWkt } from '../../../../app/core/geo/wkt.ts';
import { anySimpleGeometry } from '../../../builders/geometries.ts';

const any = fc.oneof(
  anySimpleGeometry,
  fc
    .array(anySimpleGeometry, { maxLength: 4 })
    .map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
);

function coordinatesOf(geometry: Geometry): number[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(coordinatesOf);
  return (geometry.coordinates as unknown[]).flat(4) as number[];
}

/** Depth after each parenthesis. */
function depths(text: string): number[] {
  let depth = 0;
  return [...text].flatMap((sign) => {
    if (sign !== '(' && sign !== ')') return [];
    depth += sign === '(' ? 1 : -1;
    return [depth];
  });
}

describe('well-known text', () => {
  it.each<[Geometry, string]>([
    [{ type: 'Point', coordinates: [2.1649, 41.3917] }, 'POINT (2.1649 41.3917)'],
    [{ type: 'Point', coordinates: [1, 2, 3] }, 'POINT Z (1 2 3)'],
    [{ type: 'Point', coordinates: [] }, 'POINT EMPTY'],
    [{ type: 'Point', coordinates: [Number.NaN, Number.NaN] }, 'POINT EMPTY'],
    [
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      'MULTIPOINT ((1 2), (3 4))',
    ],
    [
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4, 5],
        ],
      },
      'LINESTRING Z (1 2 0, 3 4 5)',
    ],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [0, 1],
            [0, 0],
          ],
        ],
      },
      'POLYGON ((0 0, 1 0, 0 1, 0 0))',
    ],
    [{ type: 'MultiPolygon', coordinates: [] }, 'MULTIPOLYGON EMPTY'],
    [
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
      'GEOMETRYCOLLECTION (POINT (1 2))',
    ],
  ])('writes %j as %s', (geometry, text) => {
    expect(writeWkt(geometry)).toBe(text);
  });

  it('closes every parenthesis it opens and holds the coordinates given, in their order', () => {
    fc.assert(
      fc.property(any, (geometry) => {
        const text = writeWkt(geometry);
        const found = depths(text);
        expect(found.every((depth) => depth >= 0)).toBe(true);
        expect(found.at(-1) ?? 0).toBe(0);
        const numbers = (text.match(/-?\d[\d.]*(?:e[+-]?\d+)?/g) ?? []).map(Number);
        // -0 is written as 0.
        expect(numbers).toEqual(coordinatesOf(geometry).map((value) => value + 0));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
