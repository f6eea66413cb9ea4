import { describe, expect, it } from 'vitest';
import { streetGases } from '../../../../app/core/models/chemistry.ts';
import { leewardUgM3, streetIncrementUgM3, windwardUgM3 } from '../../../../app/core/models/dispersion.ts';
import { emissionFactorGPerKm, lineSourceUgPerMS } from '../../../../app/core/models/emissions.ts';

describe('emission', () => {
  it('gives the tabulated NOx of the fleet at the tabulated speeds', () => {
    expect([10, 15, 20, 25, 30, 40, 50].map((speed) => emissionFactorGPerKm('nox', speed))).toEqual([
      0.435, 0.372, 0.331, 0.3, 0.277, 0.243, 0.222,
    ]);
  });

  it('interpolates between speeds and holds the end values outside', () => {
    expect(emissionFactorGPerKm('nox', 35)).toBeCloseTo(0.26, 10);
    expect(emissionFactorGPerKm('nox', 3)).toBe(0.435);
    expect(emissionFactorGPerKm('nox', 90)).toBe(0.222);
  });

  it('has more wear than exhaust in its particles', () => {
    expect(emissionFactorGPerKm('pm10', 20)).toBeCloseTo(0.03465, 10);
    expect(emissionFactorGPerKm('pm25', 20)).toBeCloseTo(0.02115, 10);
  });

  it('makes 81.02 µg/(m·s) of 20,000 vehicles a day at 0.35 g/km', () => {
    expect(lineSourceUgPerMS(20_000 / 24, 0.35)).toBeCloseTo(81.0185, 4);
  });
});

describe('dispersion in a street canyon', () => {
  const canyon = { widthM: 20, heightM: 20 };
  const receptor = { distanceM: 10, heightM: 1.5 };

  it.each([
    [1, 31.22, 17.49],
    [2, 18.73, 10.49],
    [4, 10.41, 5.83],
  ])('at %d m/s adds %d µg/m³ leeward and %d windward to the test street', (wind, leeward, windward) => {
    expect(leewardUgM3(81.0185, wind, receptor)).toBeCloseTo(leeward, 1);
    expect(windwardUgM3(81.0185, wind, canyon, receptor)).toBeCloseTo(windward, 1);
  });

  it('is the mean of both sides when the wind blows along the street', () => {
    const along = streetIncrementUgM3(81.0185, 2, 0, canyon, receptor);
    expect(along).toBeCloseTo((18.73 + 10.49) / 2, 1);
    expect(streetIncrementUgM3(81.0185, 2, 1, canyon, receptor)).toBeCloseTo(18.73, 1);
    expect(streetIncrementUgM3(81.0185, 2, -1, canyon, receptor)).toBeCloseTo(10.49, 1);
  });
});

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
