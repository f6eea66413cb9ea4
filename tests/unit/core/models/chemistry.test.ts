import { describe, expect, it } from 'vitest';
import { streetGases } from '../../../../app/core/models/chemistry.ts';

describe('street chemistry', () => {
  const no2 = (addedNoxUgM3: number, radiationWM2: number) =>
    streetGases({
      backgroundNoxUgM3: 35,
      backgroundNo2UgM3: 28,
      backgroundO3UgM3: 50,
      addedNoxUgM3,
      primaryNo2Share: 0.2,
      temperatureK: 293.15,
      radiationWM2,
      residenceS: 78,
    }).no2UgM3;

  it.each([
    [0, 27.566],
    [20, 36.672],
    [40, 44.995],
    [80, 59.741],
  ])('by day turns %d µg/m³ of added NOx into %d µg/m³ of NO2', (added, expected) => {
    expect(no2(added, 300)).toBeCloseTo(expected, 2);
  });

  it.each([
    [0, 31.0],
    [20, 41.052],
    [40, 50.081],
    [80, 65.649],
  ])('by night turns %d µg/m³ of added NOx into %d µg/m³ of NO2', (added, expected) => {
    expect(no2(added, 0)).toBeCloseTo(expected, 2);
  });

  it('agrees with the reference subroutine: 35.19899 ppb NO2 and 13.80101 ppb O3', () => {
    const gases = streetGases({
      backgroundNoxUgM3: 20 * 1.913,
      backgroundNo2UgM3: 15 * 1.913,
      backgroundO3UgM3: 25 * 1.996,
      addedNoxUgM3: 60 * 1.913,
      primaryNo2Share: 0.15,
      temperatureK: 288.15,
      radiationWM2: 300,
      residenceS: 20 / 0.2273,
    });
    expect(gases.no2UgM3 / 1.913).toBeCloseTo(35.19899, 4);
    expect(gases.o3UgM3 / 1.996).toBeCloseTo(13.80101, 4);
  });

  it('takes ozone for the nitrogen dioxide it makes', () => {
    const quiet = streetGases(airWith(5));
    const busy = streetGases(airWith(90));
    expect(busy.no2UgM3).toBeGreaterThan(quiet.no2UgM3);
    expect(busy.o3UgM3).toBeLessThan(quiet.o3UgM3);
  });
});

function airWith(addedNoxUgM3: number) {
  return {
    backgroundNoxUgM3: 35,
    backgroundNo2UgM3: 28,
    backgroundO3UgM3: 50,
    addedNoxUgM3,
    primaryNo2Share: 0.15,
    temperatureK: 293.15,
    radiationWM2: 300,
    residenceS: 78,
  };
}
