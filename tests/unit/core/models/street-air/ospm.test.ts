import { describe, expect, it } from 'vitest';
import { OSPM, ospmDirection } from '../../../../../app/core/models/street-air/ospm.ts';
import { type Canyon, trafficTurbulenceMS } from '../../../../../app/core/models/street-air/street-air.ts';

/** The reference street: W = H = 20 m, 56.65 m to each end, 1,000 light and 50 heavy vehicles an hour at 30 km/h. */
const CANYON: Canyon = { widthM: 20, heightM: 20, halfLengthM: 56.65, axisDeg: 0 };
const TURBULENCE = trafficTurbulenceMS({ lightVehPerHour: 1000, heavyVehPerHour: 50, speedKmh: 30 }, 20);

/** Roof wind m/s, angle to the axis in degrees, dilution at the leeward and windward façade in s/m². */
const SINGLE_DIRECTIONS: readonly (readonly [number, number, number, number])[] = [
  [1, 90, 0.556262, 0.097874],
  [1, 60, 0.54808, 0.073481],
  [1, 45, 0.557209, 0.05361],
  [1, 30, 0.58261, 0.362541],
  [1, 10, 0.639174, 0.643668],
  [2, 90, 0.542546, 0.219971],
  [2, 60, 0.416017, 0.08012],
  [2, 45, 0.403162, 0.042891],
  [2, 30, 0.435555, 0.023603],
  [2, 10, 0.474503, 0.478617],
  [3, 90, 0.408071, 0.156813],
  [3, 60, 0.316993, 0.05474],
  [3, 45, 0.311787, 0.029015],
  [3, 30, 0.343044, 0.015911],
  [3, 10, 0.379747, 0.38336],
  [5, 90, 0.271383, 0.097745],
  [5, 60, 0.214717, 0.03329],
  [5, 45, 0.213981, 0.017548],
  [5, 30, 0.239346, 0.009603],
  [5, 10, 0.268735, 0.27153],
];

/** Mean over the sector: roof wind, direction relative to the axis, left façade, right façade. */
const SECTORS: readonly (readonly [number, number, number, number])[] = [
  [1, 0, 0.60077, 0.60077],
  [1, 45, 0.20769, 0.57071],
  [1, 90, 0.0897, 0.5526],
  [1, 270, 0.5526, 0.0897],
  [2, 0, 0.4144, 0.4144],
  [2, 45, 0.10045, 0.42913],
  [2, 90, 0.15754, 0.4838],
  [2, 270, 0.4838, 0.15754],
  [3, 0, 0.32823, 0.32823],
  [3, 45, 0.07178, 0.33258],
  [3, 90, 0.11059, 0.36487],
  [3, 270, 0.36487, 0.11059],
  [5, 0, 0.23007, 0.23007],
  [5, 45, 0.04561, 0.22876],
  [5, 90, 0.06832, 0.24408],
  [5, 270, 0.24408, 0.06832],
];

describe('OSPM', () => {
  it('takes 0.170783 m/s of turbulence from the reference traffic', () => {
    expect(TURBULENCE).toBeCloseTo(0.170783, 6);
  });

  it.each(SINGLE_DIRECTIONS)('at %d m/s and %d° gives %d s/m² leeward, %d windward', (wind, degrees, lee, windward) => {
    const result = ospmDirection(CANYON, 2, wind, (degrees * Math.PI) / 180, TURBULENCE);
    expect(Math.abs(result.leeward / lee - 1)).toBeLessThan(1e-4);
    expect(Math.abs(result.windward / windward - 1)).toBeLessThan(1e-4);
  });

  it.each(SECTORS)(
    'over a sector at %d m/s from %d° gives %d on the left and %d on the right',
    (wind, from, left, right) => {
      const at = (side: 'left' | 'right') =>
        OSPM.dilutionSPerM2(CANYON, side, 2, { roofMS: wind, fromDeg: from }, TURBULENCE);
      expect(Math.abs(at('left') / left - 1)).toBeLessThan(0.01);
      expect(Math.abs(at('right') / right - 1)).toBeLessThan(0.01);
    },
  );

  it('is the same whichever way round the axis is named', () => {
    const wind = { roofMS: 3, fromDeg: 100 };
    const turned: Canyon = { ...CANYON, axisDeg: 180 };
    expect(OSPM.dilutionSPerM2(turned, 'left', 2, wind, TURBULENCE)).toBeCloseTo(
      OSPM.dilutionSPerM2(CANYON, 'right', 2, wind, TURBULENCE),
      9,
    );
  });
});
