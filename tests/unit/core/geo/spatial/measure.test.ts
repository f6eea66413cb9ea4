/** Measures on the Earth against values others have published and formulae of their own. */
import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import type { Geometry, Position } from '../../../../../app/core/geo/geojson.ts';
import { areaM2 } from '../../../../../app/core/geo/measures.ts';
import { readWkt } from '../../../../../app/core/geo/read-wkt.ts';
import { geodesicM, geodesicPoint } from '../../../../../app/core/geo/spatial/geodesic.ts';
import {
  azimuth,
  interpolated,
  lengthOfM,
  perimeterOfM,
  requireDegrees,
} from '../../../../../app/core/geo/spatial/measure.ts';
import { differenceOf, intersectionOf } from '../../../../../app/core/geo/spatial/overlay.ts';

describe('distances between points', () => {
  it.each<[Position, Position, number]>([
    // C. F. F. Karney, GeodTest.dat (2010), first line; and the flight JFK–LHR of GeographicLib's manual.
    [[0, 36.530042355041], [5.76234469467651, -48.16427077909777], 9398502.0434687],
    [[-73.8, 40.6], [-0.5, 51.6], 5551759.400319],
    // ICSM, Geocentric Datum of Australia technical manual: Flinders Peak to Buninyong.
    [[144.42486788888888, -37.95103341666667], [143.92649552777777, -37.65282113888889], 54972.271],
  ])('%j to %j is as published', (from, to, metres) => {
    expect(geodesicM(from[0]!, from[1]!, to[0]!, to[1]!)).toBeCloseTo(metres, metres > 1e6 ? 5 : 2);
  });

  it('are an arc of the equator, of a meridian, and the shorter way to the other side of the Earth', () => {
    // a π / 180; the meridian quadrant of WGS84.
    expect(geodesicM(10, 0, 11, 0)).toBeCloseTo((6_378_137 * Math.PI) / 180, 6);
    expect(geodesicM(10, 0, 10, 90)).toBeCloseTo(10_001_965.7293, 4);
    expect(geodesicM(0, 0, 180, 0)).toBeCloseTo(2 * 10_001_965.7293, 3);
  });

  it('go the short way round across 180°', () => {
    expect(geodesicM(179.9, 10, -179.9, 10)).toBeCloseTo(geodesicM(0, 10, 0.2, 10), 6);
  });
});

/** Area between two parallels on the ellipsoid, per radian of longitude: b²/2 (sin φ/(1 − e² sin² φ) + atanh(e sin φ)/e). */
function zone(latitude: number): number {
  const e = Math.sqrt((2 - 1 / 298.257223563) / 298.257223563);
  const b = 6_378_137 * (1 - 1 / 298.257223563);
  const s = Math.sin((latitude * Math.PI) / 180);
  return ((b * b) / 2) * (s / (1 - (e * s) ** 2) + Math.atanh(e * s) / e);
}

describe('areas', () => {
  it('of a box between parallels are those of the ellipsoid’s zones', () => {
    const exact = (zone(42) - zone(41)) * (Math.PI / 180);
    expect(areaM2(readWkt('POLYGON((2 41, 3 41, 3 42, 2 42, 2 41))')) / exact).toBeCloseTo(1, 12);
  });

  it('of an eighth of the Earth are an eighth of its surface', () => {
    // 510,065,621,724,088 m² (National Imagery and Mapping Agency TR8350.2 rounds to 510,065,622 km²).
    const eighth = readWkt('POLYGON((0 0, 90 0, 90 90, 0 90, 0 0))');
    expect((areaM2(eighth) * 8) / 510_065_621_724_088).toBeCloseTo(1, 12);
  });

  it('are Karney’s areas of geodesics, once an edge is drawn in short pieces: 200 shapes', () => {
    const corner = fc.tuple(
      fc.double({ min: 2, max: 2.3, noNaN: true }),
      fc.double({ min: 41, max: 41.3, noNaN: true }),
    );
    fc.assert(
      fc.property(corner, corner, corner, (...corners) => {
        const polygon = geodesic.Geodesic.WGS84.Polygon(false);
        for (const [i, [x, y]] of corners.entries()) {
          const [toX, toY] = corners[(i + 1) % 3]!;
          for (let k = 0; k < 300; k++) polygon.AddPoint(y + ((toY - y) * k) / 300, x + ((toX - x) * k) / 300);
        }
        const exact = Math.abs(polygon.Compute(false, true).area!);
        const ours = areaM2({ type: 'Polygon', coordinates: [[...corners, corners[0]]] });
        expect(Math.abs(ours - exact)).toBeLessThan(exact * 1e-6 + 50);
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  it('add up, however a shape is cut', () => {
    const whole = readWkt('POLYGON((2 41, 2.3 41.1, 2.2 41.4, 2.05 41.3, 2 41))');
    const knife = readWkt('POLYGON((1.9 41.05, 2.4 41.2, 2.4 41.5, 1.9 41.5, 1.9 41.05))');
    const sum = areaM2(intersectionOf(whole, knife)) + areaM2(differenceOf(whole, knife));
    expect(sum / areaM2(whole)).toBeCloseTo(1, 9);
  });

  it('leave holes out, whichever way rings are wound', () => {
    const whole = areaM2(readWkt('POLYGON((2 41, 2.01 41, 2.01 41.01, 2 41.01, 2 41))'));
    const hole = areaM2(readWkt('POLYGON((2.002 41.002, 2.004 41.002, 2.004 41.004, 2.002 41.002))'));
    const holed = (inner: string) => areaM2(readWkt(`POLYGON((2 41, 2.01 41, 2.01 41.01, 2 41.01, 2 41), (${inner}))`));
    expect(holed('2.002 41.002, 2.004 41.002, 2.004 41.004, 2.002 41.002')).toBeCloseTo(whole - hole, 5);
    expect(holed('2.002 41.002, 2.004 41.004, 2.004 41.002, 2.002 41.002')).toBeCloseTo(whole - hole, 5);
  });

  it('across the antimeridian are those of the same shape elsewhere', () => {
    const box = (west: number, east: number) =>
      readWkt(`POLYGON((${west} 10, ${east} 10, ${east} 11, ${west} 11, ${west} 10))`);
    expect(areaM2(box(179.5, -179.5))).toBeCloseTo(areaM2(box(2, 3)), 3);
    expect(areaM2(box(179.5, 180.5))).toBeCloseTo(areaM2(box(2, 3)), 3);
  });
});

describe('the examples of the PostGIS manual', () => {
  it('ST_Length of a geography', () => {
    const line = readWkt('LINESTRING(-72.1260 42.45, -72.1240 42.45666, -72.123 42.1546)');
    expect(lengthOfM(line)).toBeCloseTo(34_310.5703627288, 6);
  });

  it('ST_Area and ST_Perimeter of a geography', () => {
    const parcel = readWkt(
      'POLYGON((-71.1776848522251 42.3902896512902, -71.1776843766326 42.3903829478009, -71.1775844305465 42.3903826677917, -71.1775825927231 42.3902893647987, -71.1776848522251 42.3902896512902))',
    );
    expect(areaM2(parcel)).toBeCloseTo(86.2776044979692, 5);
    expect(perimeterOfM(parcel)).toBeCloseTo(37.3790462565251, 7);
  });
});

describe('directions and places along lines', () => {
  it('are clockwise from north, and nothing between a place and itself', () => {
    expect(azimuth([2, 0], [2, 1])).toBe(0);
    expect(azimuth([2, 0], [3, 0])).toBeCloseTo(Math.PI / 2, 12);
    expect(azimuth([2, 0], [2, -1])).toBeCloseTo(Math.PI, 12);
    expect(azimuth([2, 0], [1, 0])).toBeCloseTo((3 * Math.PI) / 2, 12);
    expect(azimuth([2, 41], [2, 41])).toBeNull();
  });

  it('share the length by metres, not by degrees', () => {
    const line: Position[] = [
      [2, 0],
      [2, 60],
      [2, 60.5],
    ];
    const [, lat] = interpolated(line, 0.25)!;
    expect(geodesicM(2, 0, 2, lat!)).toBeCloseTo(lengthOfM({ type: 'LineString', coordinates: line }) / 4, 5);
    expect(interpolated(line, 0)).toEqual([2, 0]);
    expect(interpolated(line, 1)).toEqual([2, 60.5]);
    expect(interpolated([], 0.5)).toBeNull();
  });

  it('go on along the geodesic', () => {
    const [lon, lat] = geodesicPoint([-73.8, 40.6], [-0.5, 51.6], 5_551_759.400319);
    expect(lon).toBeCloseTo(-0.5, 9);
    expect(lat).toBeCloseTo(51.6, 9);
  });
});

it('refuses to measure what cannot be degrees', () => {
  expect(() => requireDegrees({ minX: 430_000, minY: 4_582_000, maxX: 431_000, maxY: 4_583_000 })).toThrow(/degrees/);
  expect(() => requireDegrees({ minX: 179, minY: 0, maxX: 181, maxY: 1 })).not.toThrow();
});

it('measures nothing of what has no such measure', () => {
  const line: Geometry = readWkt('LINESTRING(2 41, 2.1 41)');
  const area: Geometry = readWkt('POLYGON((2 41, 2.01 41, 2.01 41.01, 2 41))');
  expect([areaM2(line), perimeterOfM(line), lengthOfM(area)]).toEqual([0, 0, 0]);
  expect([areaM2, lengthOfM, perimeterOfM].map((of) => of(readWkt('POLYGON EMPTY')))).toEqual([0, 0, 0]);
});
