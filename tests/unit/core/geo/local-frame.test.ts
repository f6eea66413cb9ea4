import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalFrame, toEarthCentred } from '../../../../app/core/geo/local-frame.ts';

const frame = createLocalFrame({ lon: 2.1649, lat: 41.3917 });

describe('local frame', () => {
  it('puts its origin at nought', () => {
    for (const metres of frame.toLocal(2.1649, 41.3917)) expect(metres).toBeCloseTo(0, 6);
  });

  it('has the ellipsoid’s length of a thousandth of a degree: 83.6 m east and 111.1 m north at 41.39°', () => {
    const [east] = frame.toLocal(2.1659, 41.3917);
    const [, north] = frame.toLocal(2.1649, 41.3927);
    expect(east).toBeCloseTo(83.64, 1);
    expect(north).toBeCloseTo(111.06, 1);
  });

  it('keeps height as height, and lets the ground fall away by 7.8 cm at one kilometre', () => {
    expect(frame.toLocal(2.1649, 41.3917, 25)[2]).toBeCloseTo(25, 6);
    const [lon, lat] = frame.toLonLat(1000, 0);
    expect(frame.toLocal(lon, lat)[2]).toBeCloseTo(-0.0783, 3);
  });

  it('comes back to the same degrees and height within a tenth of a millimetre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.9, max: 2.5, noNaN: true }),
        fc.double({ min: 41.2, max: 41.6, noNaN: true }),
        fc.double({ min: -50, max: 500, noNaN: true }),
        (lon, lat, height) => {
          const back = frame.toLonLat(...frame.toLocal(lon, lat, height));
          expect(back[0]).toBeCloseTo(lon, 9);
          expect(back[1]).toBeCloseTo(lat, 9);
          expect(back[2]).toBeCloseTo(height, 4);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('finds the point on the ground when no height is given', () => {
    const [lon, lat, height] = frame.toLonLat(20_000, -15_000);
    expect(Math.abs(height)).toBeLessThan(0.001);
    const [east, north] = frame.toLocal(lon, lat);
    expect(east).toBeCloseTo(20_000, 3);
    expect(north).toBeCloseTo(-15_000, 3);
  });

  it('knows the ends of the Earth’s axes', () => {
    expect(toEarthCentred(0, 0, 0)).toEqual([6378137, 0, 0]);
    expect(toEarthCentred(0, 90, 0)[2]).toBeCloseTo(6356752.314, 3);
  });
});
