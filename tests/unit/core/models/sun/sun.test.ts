import { describe, expect, it } from 'vitest';
import { createObstacles, type Prism } from '../../../../../app/core/models/sun/obstacles.ts';
import { sunPosition } from '../../../../../app/core/models/sun/solar-position.ts';
import {
  facingOfWallDeg,
  shadowLengthM,
  skyViewFactor,
  startSunHours,
  sunHours,
} from '../../../../../app/core/models/sun/sun-hours.ts';

const box = (x0: number, y0: number, x1: number, y1: number, topM: number): Prism => ({
  rings: [
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
      [x0, y0],
    ],
  ],
  topM,
});

describe('the sun over Barcelona', () => {
  it.each([
    ['2026-06-21T12:00:00Z', 72.0, 185.46, 6.5],
    ['2026-12-21T12:00:00Z', 25.14, 182.75, 42.6],
    ['2026-12-21T09:00:00Z', 14.28, 140.44, 78.6],
    ['2026-03-20T09:00:00Z', 31.71, 123.95, 32.4],
  ])('at %s stands %d° high at %d°, and 20 m throw %d m', (time, altitude, azimuth, shadow) => {
    const sun = sunPosition(Date.parse(time), 2.1686, 41.3874);
    // The expected figures come from a formula good to half a degree.
    expect(Math.abs(sun.altitudeDeg - altitude)).toBeLessThan(0.5);
    expect(Math.abs(sun.azimuthDeg - azimuth)).toBeLessThan(0.5);
    expect(Math.abs(shadowLengthM(20, sun.altitudeDeg) - shadow)).toBeLessThan(1.5);
  });

  it('agrees with the published example of the Solar Position Algorithm', () => {
    // I. Reda, A. Andreas, NREL/TP-560-34302: Golden, Colorado, zenith 50.11162°, azimuth 194.34024°.
    const sun = sunPosition(Date.parse('2003-10-17T19:30:30Z'), -105.1786, 39.742476);
    expect(Math.abs(90 - sun.apparentAltitudeDeg - 50.11162)).toBeLessThan(0.02);
    expect(Math.abs(sun.azimuthDeg - 194.34024)).toBeLessThan(0.02);
  });

  it('is overhead at the equator at the equinox, and rises in the east', () => {
    expect(sunPosition(Date.parse('2026-03-20T12:07:30Z'), 0, 0).altitudeDeg).toBeGreaterThan(89.5);
    expect(Math.abs(sunPosition(Date.parse('2026-03-20T06:30:00Z'), 0, 0).azimuthDeg - 90)).toBeLessThan(1);
  });
});

describe('the horizon of buildings', () => {
  const tower = createObstacles([box(-5, 10, 5, 20, 30)]);

  it('rises to the tower’s top over its near wall', () => {
    expect(tower.horizonTangent(0, 0, 0, 0)).toBeCloseTo(3, 12);
    expect(tower.horizonTangent(0, 0, 10, 0)).toBeCloseTo(2, 12);
    expect(tower.horizonTangent(0, 0, 30, 0)).toBe(0);
  });

  it('is level where nothing stands', () => {
    expect(tower.horizonTangent(0, 0, 0, 180)).toBe(0);
    expect(tower.horizonTangent(0, 0, 0, 45)).toBe(0);
    expect(createObstacles([]).horizonTangent(0, 0, 0, 0)).toBe(0);
  });

  it('finds a higher building behind a lower one, from far away and from outside the grid', () => {
    const row = createObstacles([box(-5, 10, 5, 20, 5), box(-50, 900, 50, 910, 700)]);
    expect(row.horizonTangent(0, 0, 0, 0)).toBeCloseTo(700 / 900, 12);
    expect(row.horizonTangent(0, -2000, 0, 0)).toBeCloseTo(700 / 2900, 12);
  });

  it('gives what a search over every wall gives', () => {
    const prisms = Array.from({ length: 120 }, (_, i) => {
      const x = ((i * 73) % 400) - 200;
      const y = ((i * 151) % 400) - 200;
      return box(x, y, x + 6 + (i % 17), y + 4 + (i % 11), 5 + (i % 23));
    });
    const all = createObstacles(prisms);
    const each = prisms.map((prism) => createObstacles([prism]));
    for (let i = 0; i < 60; i++) {
      const from = [((i * 37) % 500) - 250, ((i * 91) % 500) - 250, i % 4] as const;
      const azimuth = (i * 67) % 360;
      const expected = Math.max(...each.map((one) => one.horizonTangent(...from, azimuth)));
      expect(all.horizonTangent(...from, azimuth)).toBe(expected);
    }
  });
});

describe('sky view', () => {
  it('is whole in the open', () => {
    expect(skyViewFactor(createObstacles([]), 0, 0, 0)).toBe(1);
  });

  it.each([
    [20, 0.4472],
    [10, Math.SQRT1_2],
  ])('in the middle of a long street 20 m wide and %d m high is %d', (height, factor) => {
    const street = createObstacles([box(-30, -3000, -10, 3000, height), box(10, -3000, 30, 3000, height)]);
    expect(Math.abs(skyViewFactor(street, 0, 0, 0, 720) - factor)).toBeLessThan(0.002);
  });
});

describe('hours of sun', () => {
  const day = { dayStartMs: Date.parse('2026-06-21T00:00:00Z'), lonDeg: 2.1686, latDeg: 41.3874 };
  const at = (zM: number, facingDeg: number, yM = 0) => ({
    count: 1,
    xM: Float64Array.of(0),
    yM: Float64Array.of(yM),
    zM: Float64Array.of(zM),
    facingDeg: Float64Array.of(facingDeg),
  });

  it('on open ground last from sunrise to sunset', () => {
    const hours = sunHours(createObstacles([]), at(0, Number.NaN), { ...day, leastAltitudeDeg: 0, stepMinutes: 5 })[0]!;
    expect(Math.abs(hours - 15.2)).toBeLessThan(0.3);
  });

  it('on a north façade in December are none, on a south façade the whole day', () => {
    const december = { ...day, dayStartMs: Date.parse('2026-12-21T00:00:00Z') };
    expect(sunHours(createObstacles([]), at(5, 0), december)[0]).toBe(0);
    expect(sunHours(createObstacles([]), at(5, 180), december)[0]).toBeGreaterThan(8);
  });

  it('fall behind a building to the south, less so higher up', () => {
    const south = createObstacles([box(-100, -30, 100, -20, 20)]);
    const december = { ...day, dayStartMs: Date.parse('2026-12-21T00:00:00Z') };
    const low = sunHours(south, at(1, 180), december)[0]!;
    const high = sunHours(south, at(19, 180), december)[0]!;
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(low + 4);
  });

  it('come step by step, and are what they are at once', () => {
    const run = startSunHours(createObstacles([]), at(0, Number.NaN), day);
    const shares = [run.next(), run.next(), run.next()];
    expect(shares).toEqual([1 / 96, 2 / 96, 3 / 96]);
    while (run.next() < 1);
    expect(run.hours).toEqual(sunHours(createObstacles([]), at(0, Number.NaN), day));
    expect(run.next()).toBe(1);
  });
});

describe('the way a wall faces', () => {
  it('is to the right of its direction', () => {
    expect(facingOfWallDeg(0, 0, 0, 10)).toBeCloseTo(90, 9);
    expect(facingOfWallDeg(0, 0, 10, 0)).toBeCloseTo(180, 9);
    expect(facingOfWallDeg(10, 0, 0, 0)).toBeCloseTo(0, 9);
  });
});
