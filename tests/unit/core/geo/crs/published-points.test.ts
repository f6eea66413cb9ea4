import { beforeAll, describe, expect, it } from 'vitest';
import { type CrsDefinitions, loadCrsDefinitions } from '../../../../../app/core/geo/crs/definitions.ts';
import { CRS84, createCrsTransform, transformFlat } from '../../../../../app/core/geo/crs.ts';

let definitions: CrsDefinitions;
beforeAll(async () => {
  definitions = await loadCrsDefinitions();
});

/** To degrees on the system's own datum: without the shift, on its own meridian. */
const onOwnDatum = (code: number) => {
  const listed = definitions.get(code)!;
  const ellipsoid = /\+(?:ellps=\S+|a=\S+ \+rf=\S+)/.exec(listed.shape)![0];
  return createCrsTransform(
    { ...listed, proj: listed.shape },
    { ...CRS84, proj: `+proj=longlat ${ellipsoid} +no_defs` },
  );
};
const degrees = (d: number, minutes: number, seconds: number) => d + minutes / 60 + seconds / 3600;

/**
 * Projections alone: worked examples of IOGP, Geomatics Guidance Note 7, part 2 (the method's section in brackets), whose
 * parameters are those of a listed system.
 */
const EXAMPLES: readonly (readonly [
  what: string,
  code: number,
  lon: number,
  lat: number,
  x: number,
  y: number,
  withinM: number,
])[] = [
  ['oblique stereographic, RD New (3.3.2)', 28992, 6, 53, 196105.283, 557057.739, 0.01],
  [
    'transverse Mercator, British National Grid (3.5.3.1)',
    27700,
    degrees(0, 30, 0),
    degrees(50, 30, 0),
    577274.99,
    69740.5,
    0.01,
  ],
  // Ordnance Survey, A guide to coordinate systems in Great Britain, annexe C: Caister water tower.
  [
    'British National Grid at Caister',
    27700,
    degrees(1, 43, 4.5177),
    degrees(52, 39, 27.2531),
    651409.903,
    313177.27,
    0.01,
  ],
  ['Lambert azimuthal equal area, Europe (3.4.2)', 3035, 5, 50, 3962799.45, 2999718.85, 0.01],
  [
    'Lambert conic conformal, Belgian Lambert 72 (3.1.1.4)',
    31370,
    degrees(5, 48, 26.533),
    degrees(50, 40, 46.461),
    251763.2,
    153034.13,
    // The example is of the older EPSG:31300, which turns by 29.2985″ what EPSG:31370 has in its meridian.
    0.1,
  ],
  ['pseudo-Mercator (3.2.1.2)', 3857, -degrees(100, 20, 0), degrees(24, 22, 54.433), -11169055.58, 2800000, 0.01],
];

describe('projections agree with the worked examples of EPSG’s guidance note', () => {
  it.each(EXAMPLES)('%s', (_what, code, lon, lat, x, y, withinM) => {
    const transform = code === 3857 ? createCrsTransform(definitions.get(3857)!, CRS84) : onOwnDatum(code);
    const [toX, toY] = transform.inverse(lon, lat)!;
    expect(Math.hypot(toX - x, toY - y)).toBeLessThan(withinM);
    const [backLon, backLat] = transform.forward(x, y)!;
    expect(backLon).toBeCloseTo(lon, 6);
    expect(backLat).toBeCloseTo(lat, 6);
  });

  it('Krovak east–north (3.2.5 of older editions: southing 1050538.63, westing 568991.00)', () => {
    const [x, y] = onOwnDatum(5514).inverse(degrees(16, 50, 59.179), degrees(50, 12, 32.442))!;
    expect(Math.abs(x - -568991)).toBeLessThan(0.02);
    expect(Math.abs(y - -1050538.63)).toBeLessThan(0.02);
  });

  it('Krovak southing, westing keeps its order', () => {
    const [x, y] = onOwnDatum(5513).inverse(degrees(16, 50, 59.179), degrees(50, 12, 32.442))!;
    expect(Math.abs(x - 1050538.63)).toBeLessThan(0.02);
    expect(Math.abs(y - 568991)).toBeLessThan(0.02);
  });
});

/** Whole transformations to WGS 84 or ETRS89, as national agencies publish them for a known place. */
const PLACES: readonly (readonly [
  what: string,
  code: number,
  lon: number,
  lat: number,
  x: number,
  y: number,
  withinM: number,
])[] = [
  // Kadaster: the tower of Amersfoort, origin of the Dutch system.
  ['RD New at Amersfoort', 28992, 5.387203657, 52.155172897, 155000, 463000, 0.5],
  // swisstopo, approximate formulas, worked example: 8°43′49.79″, 46°02′38.87″ is 700,000 / 100,000.
  ['Swiss LV03', 21781, degrees(8, 43, 49.79), degrees(46, 2, 38.87), 700000, 100000, 1.5],
  ['Swiss LV95', 2056, degrees(8, 43, 49.79), degrees(46, 2, 38.87), 2700000, 1100000, 1.5],
  ['Lambert-93, its origin', 2154, 3, 46.5, 700000, 6600000, 0.01],
  ['UTM 32, its axis', 25832, 9, 0, 500000, 0, 0.01],
];

describe('whole transformations agree with published places', () => {
  it.each(PLACES)('%s', (_what, code, lon, lat, x, y, withinM) => {
    const [toX, toY] = createCrsTransform(CRS84, definitions.get(code)!).forward(lon, lat)!;
    expect(Math.hypot(toX - x, toY - y)).toBeLessThan(withinM);
  });

  it('the Paris meridian and the datum of NTF move a place by degrees and by tens of metres', () => {
    const toDegrees = createCrsTransform(definitions.get(27572)!, CRS84);
    // The false origin of Lambert II: the Paris meridian, 2°20′14.025″ E, at 52 grads north, on NTF, shifted by EPSG:1193.
    const [lon, lat] = toDegrees.forward(600000, 2200000)!;
    expect(lon).toBeCloseTo(2.3365336, 6);
    expect(lat).toBeCloseTo(46.7999488, 6);
  });
});

describe('grads and feet', () => {
  it('geographic NTF on the Paris meridian is in grads', () => {
    const [lon, lat] = createCrsTransform(definitions.get(4807)!, CRS84).forward(0, 52)!;
    expect(lon).toBeCloseTo(2.3365336, 6);
    expect(lat).toBeCloseTo(46.7999488, 6);
  });

  it('New York’s state plane is in US feet', () => {
    const listed = definitions.get(2263)!;
    expect(listed.unit).toBe('other');
    const [x, y] = createCrsTransform(CRS84, listed).forward(-74, 40.1666666666667)!;
    expect(x).toBeCloseTo(984250, 0);
    expect(y).toBeCloseTo(0, 0);
  });
});

describe('many points at once', () => {
  it('are transformed in place, a part of them if asked, and those without a place become NaN', () => {
    const transform = createCrsTransform(definitions.get(25831)!, CRS84);
    const xy = Float64Array.of(430164.372950341, 4581940.39758424, Number.NaN, 1, 430410.479322632, 4580721.83280599);
    expect(transformFlat(transform, xy, 0, 2)).toBe(1);
    expect(xy[0]).toBeCloseTo(2.16473952857229, 8);
    expect(xy[1]).toBeCloseTo(41.3859611263672, 8);
    expect(xy.subarray(2, 4)).toEqual(Float64Array.of(Number.NaN, Number.NaN));
    expect(xy[4]).toBe(430410.479322632);
    expect(transformFlat(transform, xy, 2)).toBe(0);
    expect(xy[4]).toBeCloseTo(2.16782268565759, 8);
  });
});
