import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streetGases, UG_M3_PER_PPB } from '../../../../../app/core/models/chemistry.ts';
import { baechlinNo2UgM3, rombergNo2UgM3 } from '../../../../../app/core/models/street-air/annual-no2.ts';
import { BOX, boxDilutionSPerM2 } from '../../../../../app/core/models/street-air/box.ts';
import { openRoadDilutionSPerM2 } from '../../../../../app/core/models/street-air/open-road.ts';
import { OSPM } from '../../../../../app/core/models/street-air/ospm.ts';
import type { Canyon } from '../../../../../app/core/models/street-air/street-air.ts';
import { STREET_SRI } from '../../../../../app/core/models/street-air/street-sri.ts';
import { meanDilutionSPerM2, windRose } from '../../../../../app/core/models/street-air/wind-rose.ts';

const SOURCE_UG_PER_M_S = 81.0185;
const CANYON: Canyon = { widthM: 20, heightM: 20, halfLengthM: 56.65, axisDeg: 0 };

describe('the box', () => {
  it.each([
    [0.15, 94.18, 42.21],
    [0.25, 56.51, 32.5],
    [0.4, 35.32, 24.16],
  ])('at u* %d m/s adds %d µg/m³ without and %d with 0.3 m/s along the street', (friction, still, ventilated) => {
    expect(SOURCE_UG_PER_M_S * boxDilutionSPerM2(CANYON, friction, 0)).toBeCloseTo(still, 1);
    expect(SOURCE_UG_PER_M_S * boxDilutionSPerM2(CANYON, friction, 0.3)).toBeCloseTo(ventilated, 1);
  });
});

describe('STREET-SRI', () => {
  it.each([
    [1, 31.22, 17.49],
    [2, 18.73, 10.49],
    [4, 10.41, 5.83],
  ])('at %d m/s from the right adds %d µg/m³ on the right and %d on the left', (wind, right, left) => {
    const at = (side: 'left' | 'right') =>
      SOURCE_UG_PER_M_S * STREET_SRI.dilutionSPerM2(CANYON, side, 1.5, { roofMS: wind, fromDeg: 90 }, 0);
    expect(at('right')).toBeCloseTo(right, 1);
    expect(at('left')).toBeCloseTo(left, 1);
  });

  it('is the mean of both sides when the wind blows along the street', () => {
    const along = SOURCE_UG_PER_M_S * STREET_SRI.dilutionSPerM2(CANYON, 'left', 1.5, { roofMS: 2, fromDeg: 0 }, 0);
    expect(along).toBeCloseTo((18.73 + 10.49) / 2, 1);
  });
});

describe('the open road', () => {
  it.each([
    [10, 15.76],
    [50, 4.55],
    [100, 2.33],
    [200, 1.19],
  ])('%d m downwind at 2 m/s adds %d µg/m³', (distance, increment) => {
    expect(SOURCE_UG_PER_M_S * openRoadDilutionSPerM2(distance, 2, Math.PI / 2)).toBeCloseTo(increment, 1);
  });
});

describe('NO2', () => {
  it.each([
    [20, 13.83, 14.89],
    [50, 28.86, 27.91],
    [100, 45.28, 43.18],
    [200, 63.42, 68.08],
  ])('of %d µg/m³ NOx in a year is %d after Romberg and %d after Bächlin', (nox, romberg, baechlin) => {
    expect(rombergNo2UgM3(nox)).toBeCloseTo(romberg, 2);
    expect(baechlinNo2UgM3(nox)).toBeCloseTo(baechlin, 2);
  });

  it.each([
    [20, 0, 17.1533],
    [20, 300, 15.0831],
    [20, 800, 13.2149],
    [40, 0, 25.9407],
    [40, 300, 23.0797],
    [80, 300, 35.1989],
    [150, 0, 53.5386],
    [150, 800, 47.4403],
  ])('with %d ppb NOx in the street and %d W/m² of sun is %d ppb in steady state', (nox, radiation, no2) => {
    const { no2UgM3 } = streetGases({
      backgroundNoxUgM3: 20 * UG_M3_PER_PPB.no2,
      backgroundNo2UgM3: 15 * UG_M3_PER_PPB.no2,
      backgroundO3UgM3: 25 * UG_M3_PER_PPB.o3,
      addedNoxUgM3: (nox - 20) * UG_M3_PER_PPB.no2,
      primaryNo2Share: 0.15,
      temperatureK: 288.15,
      radiationWM2: radiation,
      residenceS: 87.9883,
    });
    expect(Math.abs(no2UgM3 / UG_M3_PER_PPB.no2 / no2 - 1)).toBeLessThan(1e-4);
  });
});

describe('all three canyon models', () => {
  const models = [STREET_SRI, BOX, OSPM];
  const canyons = fc.record({
    widthM: fc.double({ min: 8, max: 50, noNaN: true }),
    heightM: fc.double({ min: 6, max: 40, noNaN: true }),
    halfLengthM: fc.double({ min: 30, max: 200, noNaN: true }),
    axisDeg: fc.double({ min: 0, max: 180, noNaN: true }),
  });
  const degrees = fc.double({ min: 0, max: 360, noNaN: true });
  const run = { seed: 20241107, numRuns: 150 };

  it('dilute more the stronger the wind above 2 m/s', () => {
    fc.assert(
      fc.property(canyons, degrees, fc.double({ min: 2.2, max: 10, noNaN: true }), (canyon, fromDeg, roofMS) => {
        const both = (model: (typeof models)[number], wind: number) =>
          model.dilutionSPerM2(canyon, 'left', 2, { roofMS: wind, fromDeg }, 0.17) +
          model.dilutionSPerM2(canyon, 'right', 2, { roofMS: wind, fromDeg }, 0.17);
        for (const model of models) expect(both(model, roofMS * 1.5)).toBeLessThan(both(model, roofMS));
      }),
      run,
    );
  });

  it('never give a higher façade more', () => {
    fc.assert(
      fc.property(canyons, degrees, fc.double({ min: 0.5, max: 10, noNaN: true }), (canyon, fromDeg, roofMS) => {
        for (const model of models) {
          let below = Number.POSITIVE_INFINITY;
          for (const heightM of [1.5, 4, 8, 14]) {
            const here = model.dilutionSPerM2(canyon, 'left', heightM, { roofMS, fromDeg }, 0.17);
            expect(here).toBeLessThanOrEqual(below * (1 + 1e-12));
            expect(here).toBeGreaterThanOrEqual(0);
            below = here;
          }
        }
      }),
      run,
    );
  });

  it('swap their façades when the wind turns round', () => {
    fc.assert(
      fc.property(canyons, degrees, fc.double({ min: 0.5, max: 10, noNaN: true }), (canyon, fromDeg, roofMS) => {
        for (const model of models) {
          const left = model.dilutionSPerM2(canyon, 'left', 2, { roofMS, fromDeg }, 0.17);
          const turned = model.dilutionSPerM2(canyon, 'right', 2, { roofMS, fromDeg: fromDeg + 180 }, 0.17);
          expect(turned).toBeCloseTo(left, 6);
        }
      }),
      run,
    );
  });

  it('agree on the reference street within a factor of three', () => {
    const mean = models.map(
      (model) =>
        (model.dilutionSPerM2(CANYON, 'left', 2, { roofMS: 2, fromDeg: 90 }, 0.17) +
          model.dilutionSPerM2(CANYON, 'right', 2, { roofMS: 2, fromDeg: 90 }, 0.17)) /
        2,
    );
    expect(Math.max(...mean) / Math.min(...mean)).toBeLessThan(3);
  });
});

describe('the wind rose', () => {
  it('weighs its classes by their share of the time', () => {
    const rose = windRose([3, 0, 1, 0], [{ roofMS: 2, share: 1 }]);
    expect(rose.map(({ fromDeg, share }) => [fromDeg, share])).toEqual([
      [0, 0.75],
      [90, 0],
      [180, 0.25],
      [270, 0],
    ]);
    const north = OSPM.dilutionSPerM2(CANYON, 'left', 2, { roofMS: 2, fromDeg: 0 }, 0.17);
    const south = OSPM.dilutionSPerM2(CANYON, 'left', 2, { roofMS: 2, fromDeg: 180 }, 0.17);
    expect(meanDilutionSPerM2(OSPM, CANYON, 'left', 2, rose, 0.17)).toBeCloseTo(0.75 * north + 0.25 * south, 12);
  });
});
