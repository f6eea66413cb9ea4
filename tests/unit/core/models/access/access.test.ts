import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entranceOf } from '../../../../../app/core/models/access/entrances.ts';
import {
  accessTimes,
  completeness,
  coverageByCategory,
  giniOf,
} from '../../../../../app/core/models/access/fifteen-minutes.ts';
import {
  createWalkingSearch,
  placeOnNetwork,
  type WalkingNetwork,
} from '../../../../../app/core/models/access/walking-network.ts';

/** A grid of `size` × `size` crossings, 100 m apart. */
function grid(size: number): WalkingNetwork {
  const x: number[] = [];
  const y: number[] = [];
  const a: number[] = [];
  const b: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      x.push(column * 100);
      y.push(row * 100);
      const node = row * size + column;
      if (column + 1 < size) {
        a.push(node);
        b.push(node + 1);
      }
      if (row + 1 < size) {
        a.push(node);
        b.push(node + size);
      }
    }
  }
  return {
    nodeCount: size * size,
    xM: Float64Array.from(x),
    yM: Float64Array.from(y),
    edgeA: Int32Array.from(a),
    edgeB: Int32Array.from(b),
    edgeLengthM: new Float64Array(a.length).fill(100),
  };
}

describe('walking distance', () => {
  const network = grid(11);
  const search = createWalkingSearch(network);
  const at = (x: number, y: number) => placeOnNetwork(network, x, y)!;

  it('goes round the blocks', () => {
    const places = [at(1000, 1000)];
    const distances = search.distancesTo(places);
    expect(distances[0]).toBeCloseTo(2000, 9);
    expect(search.distanceFrom(at(50, 0), places, distances)).toBeCloseTo(1950, 9);
  });

  it('is the way between two places of one street, with the steps off it', () => {
    const places = [at(20, 5)];
    expect(search.distanceFrom(at(70, -5), places, search.distancesTo(places))).toBeCloseTo(60, 9);
  });

  it('is that of the nearest of several places', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 0, max: 120 }),
        (points, node) => {
          const places = points.map(([x, y]) => at(x, y));
          const together = search.distancesTo(places)[node]!;
          const apart = Math.min(...places.map((place) => search.distancesTo([place])[node]!));
          expect(together).toBeCloseTo(apart, 6);
        },
      ),
      { seed: 20241107, numRuns: 60 },
    );
  });

  it('is endless where no street leads', () => {
    const split: WalkingNetwork = {
      nodeCount: 4,
      xM: Float64Array.of(0, 100, 500, 600),
      yM: new Float64Array(4),
      edgeA: Int32Array.of(0, 2),
      edgeB: Int32Array.of(1, 3),
      edgeLengthM: Float64Array.of(100, 100),
    };
    expect(createWalkingSearch(split).distancesTo([placeOnNetwork(split, 0, 0)!])[2]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the door of a building', () => {
  const network = grid(3);
  const widths = new Float64Array(network.edgeA.length).fill(20);
  const box = (x0: number, y0: number, x1: number, y1: number) =>
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ] as const;

  it('is in the middle of the façade on the street, whichever street its middle is nearer to', () => {
    // Along the street at y = 0, deep into the block: its middle is 40 m from it and 35 m from the street at x = 0.
    const door = entranceOf(network, widths, box(25, 10, 45, 70))!;
    expect([door.xM, door.yM]).toEqual([35, 10]);
    expect(door.place).toMatchObject({ alongM: 35, offM: 0 });
  });

  it('is on the chamfered corner of a block', () => {
    const chamfered = [
      [24, 10],
      [40, 10],
      [40, 40],
      [10, 40],
      [10, 24],
    ] as const;
    const door = entranceOf(network, widths, chamfered)!;
    expect(door.place.offM).toBe(0);
    expect([door.xM, door.yM]).toEqual([32, 10]);
  });

  it('in a courtyard is as far from the street as it is behind the façades', () => {
    const door = entranceOf(network, widths, box(45, 40, 55, 50))!;
    expect(door.place.offM).toBe(30);
  });

  it('is nowhere without streets or corners', () => {
    const none = { ...network, edgeA: new Int32Array(0), edgeB: new Int32Array(0), edgeLengthM: new Float64Array(0) };
    expect(entranceOf(none, new Float64Array(0), box(0, 0, 1, 1))).toBeNull();
    expect(entranceOf(network, widths, [])).toBeNull();
  });
});

describe('access', () => {
  const network = grid(31);
  const origin = (x: number, y: number, population: number) => ({
    place: placeOnNetwork(network, x, y)!,
    xM: x,
    yM: y,
    population,
  });
  const school = { ...placeOnNetwork(network, 1500, 1500)!, xM: 1500, yM: 1500 };

  it('within 15 minutes is a diamond of 64 % of the circle', () => {
    const origins = Array.from({ length: 31 * 31 }, (_, i) => origin((i % 31) * 100, Math.floor(i / 31) * 100, 1));
    const times = accessTimes(network, origins, [{ name: 'school', places: [school] }], { crossingS: 0 });
    const walked = coverageByCategory(times.minutes, 1, origins, 15)[0]! * origins.length;
    const buffered = coverageByCategory(times.straightMinutes, 1, origins, 15)[0]! * origins.length;
    // 12 steps of 100 m each way: 2·12² + 2·12 + 1 crossings.
    expect(walked).toBe(313);
    expect(walked / buffered).toBeGreaterThan(0.6);
    expect(walked / buffered).toBeLessThan(0.68);
  });

  it('counts the people, not the places', () => {
    const origins = [origin(1500, 1400, 900), origin(0, 0, 100)];
    const times = accessTimes(network, origins, [{ name: 'school', places: [school] }]);
    expect(coverageByCategory(times.minutes, 1, origins, 15)).toEqual([0.9]);
    expect(Array.from(completeness(times.minutes, 1, 15))).toEqual([1, 0]);
  });

  it('is slower for the elderly and through crossings with lights', () => {
    const origins = [origin(1500, 1000, 1)];
    const places = [{ name: 'school', places: [school] }];
    const adult = accessTimes(network, origins, places, { crossingS: 0 }).minutes[0]!;
    expect(adult).toBeCloseTo(6, 9);
    expect(accessTimes(network, origins, places, { crossingS: 15 }).minutes[0]!).toBeGreaterThan(adult + 1);
    expect(accessTimes(network, origins, places, { speedMS: 0.9, crossingS: 0 }).minutes[0]!).toBeCloseTo(9.259, 2);
  });

  it('is endless to a category without places', () => {
    const times = accessTimes(network, [origin(0, 0, 1)], [{ name: 'none', places: [] }]);
    expect(times.minutes[0]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('inequality', () => {
  it('is 0 when all have the same and high when one has all', () => {
    expect(giniOf([5, 5, 5], [1, 2, 3])).toBeCloseTo(0, 12);
    expect(giniOf([0, 0, 0, 8], [1, 1, 1, 1])).toBeCloseTo(0.75, 12);
    expect(giniOf([1, 2, 3, 4], [1, 1, 1, 1])).toBeCloseTo(0.25, 12);
    expect(giniOf([], [])).toBe(0);
    // Who has no way has no time that could be compared.
    expect(giniOf([5, 5, Number.POSITIVE_INFINITY], [1, 1, 8])).toBeCloseTo(0, 12);
  });
});
