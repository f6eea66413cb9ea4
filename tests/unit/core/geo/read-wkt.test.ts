import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWkt, WktError } from '../../../../app/core/geo/read-wkt.ts';
import { writeWkt } from '../../../../app/core/geo/wkt.ts';
import { anySimpleGeometry } from '../../../builders/geometries.ts';

describe('reading well-known text', () => {
  it.each([
    ['POINT(2.1 41)', { type: 'Point', coordinates: [2.1, 41] }],
    ['  point ( -2.1e0   +41. ) ', { type: 'Point', coordinates: [-2.1, 41] }],
    ['SRID=4326;POINT Z (1 2 3)', { type: 'Point', coordinates: [1, 2, 3] }],
    ['POINTZ(1 2 3)', { type: 'Point', coordinates: [1, 2, 3] }],
    ['POINT(1 2 3)', { type: 'Point', coordinates: [1, 2, 3] }],
    ['POINT M (1 2 9)', { type: 'Point', coordinates: [1, 2] }],
    [
      'LINESTRING ZM (1 2 3 9, 4 5 6 9)',
      {
        type: 'LineString',
        coordinates: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
    ],
    ['POINT EMPTY', { type: 'Point', coordinates: [] }],
    [
      'MULTIPOINT(1 2, 3 4)',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    ['MULTIPOINT((1 2), EMPTY)', { type: 'MultiPoint', coordinates: [[1, 2], []] }],
    [
      'POLYGON((0 0,1 0,1 1,0 0),EMPTY)',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [],
        ],
      },
    ],
    [
      'GEOMETRYCOLLECTION(POINT(1 2), GEOMETRYCOLLECTION EMPTY)',
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [1, 2] },
          { type: 'GeometryCollection', geometries: [] },
        ],
      },
    ],
  ])('%s', (text, geometry) => {
    expect(readWkt(text)).toEqual(geometry);
  });

  it.each([
    ['', 0, 'the name of a geometry is missing'],
    ['CIRCLE(1 2)', 0, '"CIRCLE" is no kind of geometry'],
    ['POINT(1)', 7, 'a position has two or three numbers'],
    ['POINT 1 2', 5, 'a "(" is missing'],
    ['POINT(1 2', 9, 'a ")" is missing'],
    ['POINT(1 2) POINT(3 4)', 10, 'something follows after the geometry'],
    ['POINT(1,2)', 7, 'a position has two or three numbers'],
    ['POINT(1° 2°)', 7, 'what stands here belongs to no geometry'],
  ])('says where and why %j is none', (text, at, message) => {
    try {
      readWkt(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(WktError);
      expect({ at: (error as WktError).at, message: (error as WktError).message }).toEqual({ at, message });
    }
  });

  it('reads back what is written', () => {
    fc.assert(
      fc.property(anySimpleGeometry, (geometry) => {
        expect(writeWkt(readWkt(writeWkt(geometry)))).toBe(writeWkt(geometry));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('does not follow collections into the depth', () => {
    const deep = `${'GEOMETRYCOLLECTION('.repeat(10_000)}POINT(1 2)${')'.repeat(10_000)}`;
    expect(() => readWkt(deep)).toThrow(/too deep/);
  });
});
