import { describe, expect, it } from 'vitest';
import { readWkt } from '../../../../app/core/geo/read-wkt.ts';
import { writeWkb } from '../../../../app/core/geo/wkb.ts';
import { wkbHead } from '../../../../app/core/geo/wkb-head.ts';

describe('how a geometry begins', () => {
  it.each([
    ['POINT(2.16491234567 41.3917)', 'POINT (2.164912 41.3917)'],
    ['POINT EMPTY', 'POINT EMPTY'],
    ['LINESTRING(1 2, 3 4)', 'LINESTRING (1 2, 3 4)'],
    ['LINESTRING(1 2, 3 4, 5 6, 7 8)', 'LINESTRING (1 2, 3 4, 5 6, …'],
    ['POLYGON((0 0, 1 0, 1 1, 0 0))', 'POLYGON ((0 0, 1 0, 1 1, …'],
    ['POLYGON Z ((0 0 9, 1 0 9, 1 1 9, 0 0 9))', 'POLYGON ((0 0, 1 0, 1 1, …'],
    ['POLYGON EMPTY', 'POLYGON EMPTY'],
    ['MULTIPOINT(1 2, 3 4)', 'MULTIPOINT ((1 2), …'],
    ['MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))', 'MULTIPOLYGON (((0 0, 1 0, 1 1, …'],
    ['GEOMETRYCOLLECTION(POINT(1 2))', 'GEOMETRYCOLLECTION (POINT (1 2))'],
    ['MULTIPOINT(1 2)', 'MULTIPOINT ((1 2))'],
  ])('%s', (wkt, head) => {
    expect(wkbHead(writeWkb(readWkt(wkt)))).toBe(head);
  });

  it('is nothing for bytes that are no geometry, or not all there', () => {
    expect(wkbHead(new Uint8Array([]))).toBeNull();
    expect(wkbHead(new Uint8Array([1, 255, 3, 4, 5, 6]))).toBeNull();
    expect(wkbHead(new TextEncoder().encode('POINT(1 2)'))).toBeNull();
    expect(wkbHead(writeWkb(readWkt('POINT(1 2)')).subarray(0, 12))).toBeNull();
  });
});
