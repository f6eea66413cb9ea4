import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../../../app/core/base/random.ts';
import type { Geometry } from '../../../../../app/core/geo/geojson.ts';
import { areaM2 } from '../../../../../app/core/geo/measures.ts';
import { faultOf } from '../../../../../app/core/geo/spatial/validity.ts';
import { countsOf, examined, polygon, square, turned } from '../../../../builders/doctor-sources.ts';

async function examine(geometry: unknown) {
  const file = await examined([geometry]);
  return { counts: countsOf(file.report), shape: file.geometryAt(0)!, report: file.report };
}

/** Share of a square of side 1 at (2, 41) that the shape covers, to a thousandth (a degree north is a little larger). */
const share = (shape: Geometry) => areaM2(shape) / areaM2(polygon(square(2, 41, 1)) as Geometry);

describe('a polygon that crosses itself', () => {
  it('as a bow-tie keeps both wings, though its area is nothing on balance', async () => {
    const { counts, shape, report } = await examine(
      polygon([
        [2, 41],
        [3, 42],
        [3, 41],
        [2, 42],
        [2, 41],
      ]),
    );
    expect(counts).toEqual({ 'self-intersection': 1 });
    expect(report).toMatchObject({ outcome: 'loads-with-issues', drawable: 1 });
    expect(shape.type).toBe('MultiPolygon');
    expect(share(shape)).toBeCloseTo(0.5, 3);
  });

  it('by a spike loses the spike', async () => {
    const spiked = polygon([
      [2, 41],
      [3, 41],
      [3, 42],
      [2, 42],
      [2, 41.5],
      [1, 41.5],
      [2, 41.5],
      [2, 41],
    ]);
    const { counts, shape } = await examine(spiked);
    expect(counts).toEqual({ 'self-intersection': 1 });
    expect(share(shape)).toBeCloseTo(1, 6);
  });

  it('by a hole that crosses its border loses what the hole covers', async () => {
    const { counts, shape } = await examine(polygon(square(2, 41, 1), turned(square(2.5, 41.25, 0.75))));
    expect(counts).toEqual({ 'self-intersection': 1 });
    expect(share(shape)).toBeCloseTo(1 - 0.5 * 0.75, 2);
  });

  it('by parts that overlap covers once what both cover', async () => {
    const parts = {
      type: 'MultiPolygon',
      coordinates: [[square(2, 41, 1)], [square(2.5, 41, 0.5)], [square(2.75, 41.25, 0.5)]],
    };
    const { counts, shape } = await examine(parts);
    expect(counts).toEqual({ 'self-intersection': 1 });
    expect(share(shape)).toBeCloseTo(1 + 0.25 * 0.5, 3);
  });

  it('is not one of the others for it', async () => {
    const { report } = await examined([
      polygon(square(5, 41, 1)),
      polygon([
        [2, 41],
        [3, 42],
        [3, 41],
        [2, 42],
        [2, 41],
      ]),
    ]);
    expect(report.issues).toMatchObject([{ code: 'self-intersection', count: 1, firstFeatures: [2] }]);
  });

  it('keeps the heights of its corners, and crossings take that of the nearest', async () => {
    const { shape } = await examine(
      polygon([
        [2, 41, 10],
        [3, 42, 20],
        [3, 41, 30],
        [2, 42, 40],
        [2, 41, 10],
      ]),
    );
    const heights = new Set(
      (shape as { coordinates: number[][][][] }).coordinates.flat(2).map((position) => position[2]),
    );
    expect(heights.has(undefined)).toBe(false);
    for (const height of heights) expect([10, 20, 30, 40]).toContain(height);
  });
});

describe('a polygon that touches', () => {
  it('itself in a point becomes two parts or a hole, of the same area', async () => {
    const touching = polygon([
      [2, 41],
      [2.5, 41.5],
      [3, 41],
      [3, 42],
      [2.5, 41.5],
      [2, 42],
      [2, 41],
    ]);
    const { counts, shape } = await examine(touching);
    expect(counts).toEqual({ 'ring-self-touch': 1 });
    expect(share(shape)).toBeCloseTo(0.5, 3);
    expect(faultOf(shape)).toBeNull();
  });

  it('its hole in one point is sound', async () => {
    const { counts } = await examine(
      polygon(
        square(2, 41, 1),
        turned([
          [2, 41.5],
          [2.5, 41.25],
          [2.5, 41.75],
          [2, 41.5],
        ]),
      ),
    );
    expect(counts).toEqual({});
  });

  it('its hole in two points falls apart', async () => {
    const across = turned([
      [2, 41.5],
      [2.5, 41.25],
      [3, 41.5],
      [2.5, 41.75],
      [2, 41.5],
    ]);
    const { counts, shape } = await examine(polygon(square(2, 41, 1), across));
    expect(counts).toEqual({ 'ring-self-touch': 1 });
    expect(faultOf(shape)).toBeNull();
    expect(share(shape)).toBeCloseTo(0.75, 3);
  });

  it('another part in a point is sound', async () => {
    const { counts } = await examine({ type: 'MultiPolygon', coordinates: [[square(2, 41, 1)], [square(3, 42, 1)]] });
    expect(counts).toEqual({});
  });
});

describe('holes and parts', () => {
  it('a hole outside becomes a part of its own', async () => {
    const { counts, shape } = await examine(polygon(square(2, 41, 1), turned(square(4, 41, 0.5))));
    expect(counts).toEqual({ 'hole-outside-shell': 1 });
    expect(shape).toMatchObject({ type: 'MultiPolygon' });
    expect((shape as { coordinates: unknown[] }).coordinates).toHaveLength(2);
    expect(share(shape)).toBeCloseTo(1.25, 2);
  });

  it('a hole in a hole is all hole', async () => {
    const { counts, shape } = await examine(
      polygon(square(2, 41, 1), turned(square(2.25, 41.25, 0.5)), turned(square(2.4, 41.4, 0.1))),
    );
    expect(counts).toEqual({ 'overlapping-holes': 1 });
    expect(share(shape)).toBeCloseTo(0.75, 3);
  });

  it('a part on a part is covered once', async () => {
    const { counts, shape } = await examine({
      type: 'MultiPolygon',
      coordinates: [[square(2, 41, 1)], [square(2.2, 41.2, 0.5)]],
    });
    expect(counts).toEqual({ 'overlapping-parts': 1 });
    expect(share(shape)).toBeCloseTo(1, 6);
  });

  it('an island in a lake is sound', async () => {
    const lake = [square(2, 41, 1), turned(square(2.25, 41.25, 0.5))];
    const { counts } = await examine({ type: 'MultiPolygon', coordinates: [lake, [square(2.4, 41.4, 0.1)]] });
    expect(counts).toEqual({});
  });

  it('a hole without area is dropped, the polygon kept', async () => {
    const { counts, shape } = await examine(
      polygon(square(2, 41, 1), [
        [2.25, 41.25],
        [2.5, 41.5],
        [2.75, 41.75],
        [2.25, 41.25],
      ]),
    );
    expect(counts).toEqual({ 'zero-area-ring': 1 });
    expect(shape).toEqual(polygon(square(2, 41, 1)));
  });

  it('an outline out and back on the same way has no area', async () => {
    const { counts, shape } = await examine(
      polygon([
        [2, 41],
        [3, 41],
        [3, 42],
        [3, 41],
        [2, 41],
      ]),
    );
    expect(counts).toMatchObject({ 'zero-area-ring': 1 });
    expect(shape).toBeNull();
  });
});

describe('a tangle', () => {
  const random = randomFrom(20241107, 'tangle');
  const scribble = (corners: number) => {
    const ring = Array.from({ length: corners }, () => [2 + random.uniform(), 41 + random.uniform()]);
    return polygon([...ring, ring[0]!]);
  };

  it('of many crossings is left out at once, and said', async () => {
    const { counts, shape } = await examine(scribble(1_000));
    expect(counts).toMatchObject({ 'self-intersection': 1, 'repair-failed': 1 });
    expect(shape).toBeNull();
  });

  it('of some is mended', async () => {
    const { counts, shape } = await examine(scribble(20));
    expect(counts).toMatchObject({ 'self-intersection': 1 });
    expect(faultOf(shape)).toBeNull();
  });

  it('of long teeth beside each other is taken as it is', async () => {
    const teeth = Array.from({ length: 12_000 }, (_none, i) => [
      2 + i * 1e-5 + (i % 2) * 0.1,
      41 + i * 1e-5 - (i % 2) * 0.1,
    ]);
    const { counts, shape } = await examine(polygon([...teeth, [2.3, 41.5], teeth[0]!]));
    expect(counts).toMatchObject({ 'not-checked': 1 });
    expect(shape.type).toBe('Polygon');
  });
});
