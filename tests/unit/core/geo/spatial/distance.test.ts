import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../../../../app/core/geo/geojson.ts';
import { readWkt } from '../../../../../app/core/geo/read-wkt.ts';
import { geodesicM, geodesicPoint } from '../../../../../app/core/geo/spatial/geodesic.ts';
import {
  boundsGrownBy,
  distanceM,
  holds,
  nearest,
  PreparedGeometry,
} from '../../../../../app/core/geo/spatial/prepared.ts';

const of = (wkt: string) => new PreparedGeometry(readWkt(wkt));
const line = (coordinates: Position[]) => new PreparedGeometry({ type: 'LineString', coordinates });
const point = (lon: number, lat: number) => new PreparedGeometry({ type: 'Point', coordinates: [lon, lat] });

describe('the distance between shapes', () => {
  it('is the PostGIS manual’s, once its geodesic is drawn with straight pieces', () => {
    const [from, to] = [
      [-72.126, 42.45],
      [-72.123, 42.1546],
    ] as const;
    const length = geodesicM(...from, ...to);
    const pieces = Array.from({ length: 201 }, (_none, i) => geodesicPoint([...from], [...to], (length * i) / 200));
    expect(distanceM(point(-72.1235, 42.3521), line(pieces))).toBeCloseTo(123.802076746848, 3);
  });

  it('is nothing where they meet, cross or lie inside', () => {
    const square = of('POLYGON((2 41, 2.1 41, 2.1 41.1, 2 41.1, 2 41))');
    expect(distanceM(square, point(2.05, 41.05))).toBe(0);
    expect(distanceM(square, of('LINESTRING(1.9 41.05, 2.2 41.05)'))).toBe(0);
    expect(distanceM(of('POINT(2.1 41.1)'), square)).toBe(0);
    expect(distanceM(square, of('POLYGON((2.04 41.04, 2.06 41.04, 2.06 41.06, 2.04 41.04))'))).toBe(0);
  });

  it('is measured to the nearest edge, into a hole as well', () => {
    const ring = of(
      'POLYGON((2 41, 2.1 41, 2.1 41.1, 2 41.1, 2 41), (2.02 41.02, 2.08 41.02, 2.08 41.08, 2.02 41.08, 2.02 41.02))',
    );
    expect(distanceM(ring, point(2.05, 41.03))).toBeCloseTo(geodesicM(2.05, 41.02, 2.05, 41.03), 6);
  });

  it('is short across 180°, for points, lines and shapes cut there', () => {
    expect(distanceM(point(179.99, 0), point(-179.99, 0))).toBeCloseTo(geodesicM(0, 0, 0.02, 0), 6);
    expect(distanceM(of('LINESTRING(179.9 -1, 179.9 1)'), point(-179.9, 0))).toBeCloseTo(geodesicM(0, 0, 0.2, 0), 3);
    const cut = of('MULTIPOLYGON(((179 0, 180 0, 180 1, 179 1, 179 0)), ((-180 0, -179 0, -179 1, -180 1, -180 0)))');
    expect(distanceM(cut, point(-178.99, 0.5))).toBeCloseTo(geodesicM(0, 0.5, 0.01, 0.5), 3);
    expect(holds('dwithin', point(179.999, 0), point(-179.999, 0), 250)).toBe(true);
  });

  it('is nothing known to an empty shape, and no shape is near one', () => {
    expect(distanceM(of('POINT EMPTY'), point(2, 41))).toBeNull();
    expect(holds('dwithin', of('POLYGON EMPTY'), point(2, 41), 1e9)).toBe(false);
    expect(nearest(of('LINESTRING EMPTY'), point(2, 41))).toBeNull();
  });

  it('is never more than a thousandth of a per cent above the best of many samples: 300 pairs of lines', () => {
    const near = (spread: number) =>
      fc.tuple(
        fc.double({ min: 2, max: 2 + spread, noNaN: true }),
        fc.double({ min: 41, max: 41 + spread, noNaN: true }),
      );
    fc.assert(
      fc.property(near(0.3), near(0.3), near(0.3), near(0.3), (a, b, c, d) => {
        const found = distanceM(line([[...a], [...b]]), line([[...c], [...d]]))!;
        const on = (from: readonly number[], to: readonly number[], share: number) =>
          [from[0]! + (to[0]! - from[0]!) * share, from[1]! + (to[1]! - from[1]!) * share] as const;
        let best = Number.POSITIVE_INFINITY;
        for (let i = 0; i <= 40; i++) {
          for (let j = 0; j <= 40; j++) best = Math.min(best, geodesicM(...on(a, b, i / 40), ...on(c, d, j / 40)));
        }
        expect(found).toBeLessThanOrEqual(best * 1.00001 + 1e-6);
      }),
      { seed: 7, numRuns: 300 },
    );
  }, 60_000);

  it('agrees with nearness: 2,000 pairs of points at every distance', () => {
    const place = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -89, max: 89, noNaN: true }),
    );
    const step = fc.tuple(fc.double({ min: -5, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 360, noNaN: true }));
    fc.assert(
      fc.property(
        place,
        step,
        fc.double({ min: 0.999, max: 1.001, noNaN: true }),
        ([lon, lat], [power, turn], share) => {
          const size = 10 ** power;
          const other = point(
            lon + (size * Math.cos(turn)) / Math.cos((lat * Math.PI) / 180),
            Math.max(-90, Math.min(90, lat + size * Math.sin(turn))),
          );
          const metres = distanceM(point(lon, lat), other)!;
          if (Math.abs(share - 1) < 1e-9) return;
          expect(holds('dwithin', point(lon, lat), other, metres * share)).toBe(share > 1 || metres === 0);
        },
      ),
      { seed: 8, numRuns: 2_000 },
    );
  });
});

describe('a box grown by metres', () => {
  it('holds everything that near: 2,000 places in every direction', () => {
    const place = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -89.9, max: 89.9, noNaN: true }),
    );
    fc.assert(
      fc.property(place, fc.double({ min: 0.1, max: 2e6, noNaN: true }), place, ([lon, lat], metres, towards) => {
        const bounds = { minX: lon, minY: lat, maxX: lon, maxY: lat };
        const grown = boundsGrownBy(bounds, metres);
        const far = geodesicM(lon, lat, ...towards);
        const [x, y] = geodesicPoint([lon, lat], [...towards], Math.min(metres, far) * 0.9999999);
        expect(x! >= grown.minX && x! <= grown.maxX && y! >= grown.minY && y! <= grown.maxY).toBe(true);
      }),
      { seed: 9, numRuns: 2_000 },
    );
  });

  it('is not much larger than it must be', () => {
    const { minX, maxX, minY, maxY } = boundsGrownBy({ minX: 2, minY: 41, maxX: 2, maxY: 41 }, 1_000);
    expect(geodesicM(minX, 41, maxX, 41) / 2_000).toBeLessThan(1.01);
    expect(geodesicM(2, minY, 2, maxY) / 2_000).toBeLessThan(1.01);
  });
});
