import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../../../app/core/geo/geojson.ts';
import { readWkb, writeWkb } from '../../../../app/core/geo/wkb.ts';
import { anySimpleGeometry } from '../../../builders/geometries.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

const collection = fc.array(anySimpleGeometry, { maxLength: 4 }).map(
  (geometries): Geometry => ({
    type: 'GeometryCollection',
    geometries: [...geometries, { type: 'GeometryCollection', geometries }],
  }),
);

describe('well-known binary', () => {
  it('writes POINT (1 2) as PostGIS does', () => {
    expect(hex(writeWkb({ type: 'Point', coordinates: [1, 2] }))).toBe('0101000000000000000000f03f0000000000000040');
  });

  it('writes LINESTRING Z (1 2 3, 4 5 6) with the ISO code 1002', () => {
    const written = writeWkb({
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    expect(hex(written).slice(0, 18)).toBe('01ea03000002000000');
    expect(written.length).toBe(5 + 4 + 2 * 24);
  });

  it('gives back every kind of geometry as it was', () => {
    fc.assert(
      fc.property(fc.oneof(anySimpleGeometry, collection), (geometry) => {
        const result = readWkb(writeWkb(geometry));
        expect(result.issues).toEqual([]);
        expect(result.value).toStrictEqual(geometry);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('gives back an empty point as an empty point', () => {
    expect(readWkb(writeWkb({ type: 'Point', coordinates: [] })).value).toEqual({ type: 'Point', coordinates: [] });
  });

  it('reads big-endian bytes and EWKB with an SRID and a height', () => {
    expect(readWkb(bytes('00000000013ff00000000000004000000000000000')).value).toEqual({
      type: 'Point',
      coordinates: [1, 2],
    });
    const ewkb = '01010000a0e6100000000000000000f03f00000000000000400000000000000840';
    expect(readWkb(bytes(ewkb)).value).toEqual({ type: 'Point', coordinates: [1, 2, 3] });
  });

  it('drops a measure', () => {
    const pointM = '01d1070000000000000000f03f00000000000000400000000000000840';
    expect(readWkb(bytes(pointM)).value).toEqual({ type: 'Point', coordinates: [1, 2] });
  });

  it('says that bytes are too short wherever they are cut, and never throws', () => {
    const whole = writeWkb({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
    });
    for (let length = 0; length < whole.length; length++) {
      const result = readWkb(whole.slice(0, length));
      expect(result.value).toBeNull();
      expect(result.issues[0]?.code).toBe('wkb-too-short');
    }
  });

  it('does not believe a count of four thousand million points', () => {
    expect(readWkb(bytes('0102000000ffffffff')).issues[0]?.code).toBe('wkb-too-short');
  });

  it('refuses an unknown type, a wrong part and a collection nested without end', () => {
    expect(readWkb(bytes('0111000000')).issues[0]?.code).toBe('wkb-unknown-type');
    const lineInMultiPoint = `010400000001000000${hex(writeWkb({ type: 'LineString', coordinates: [] }))}`;
    expect(readWkb(bytes(lineInMultiPoint)).issues[0]?.code).toBe('wkb-unknown-type');
    expect(readWkb(bytes('010700000001000000'.repeat(40))).issues[0]?.code).toBe('wkb-too-deep');
  });

  it('reads from the middle of a larger buffer', () => {
    const point = writeWkb({ type: 'Point', coordinates: [3, 4] });
    const larger = new Uint8Array(point.length + 10);
    larger.set(point, 7);
    expect(readWkb(larger.subarray(7, 7 + point.length)).value).toEqual({ type: 'Point', coordinates: [3, 4] });
  });
});
