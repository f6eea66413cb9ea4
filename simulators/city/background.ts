/**
 * The air that reaches the district from the city around it. Nitrogen oxides follow the city's traffic and thin out with
 * wind and daytime mixing; ozone is what nitrogen dioxide leaves of the oxidant, which grows with the sun, so the two
 * run in anti-phase. Particles follow stability and are washed out by rain.
 */
import { MS_PER_DAY, MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { UG_M3_PER_PPB } from '../../app/core/models/chemistry.ts';
import { keyOf, smoothAt } from './seeded-noise.ts';
import type { Weather } from './weather.ts';

export interface BackgroundAir {
  /** µg/m³; NOx counted as NO2. */
  readonly noxUgM3: number;
  readonly no2UgM3: number;
  readonly o3UgM3: number;
  readonly pm10UgM3: number;
  readonly pm25UgM3: number;
}

/** `trafficLevel` is the city's traffic an hour before, 1 in the busiest hour of a working day. */
export function createBackground(
  seed: number,
): (timeMs: number, weather: Weather, trafficLevel: number) => BackgroundAir {
  const region = keyOf(seed, 'background', 'region');
  const dust = keyOf(seed, 'background', 'dust');
  const sky = keyOf(seed, 'background', 'oxidant');
  return (timeMs, weather, trafficLevel) => {
    const sun = Math.min(1, weather.radiationWM2 / 700);
    const thinning = (0.55 + 0.35 * weather.windMS) * (0.85 + 0.5 * sun);
    const regional = Math.max(0.4, 1 + 0.18 * smoothAt(region, timeMs, 8 * MS_PER_HOUR));
    const no2 = ((4 + 21 * trafficLevel) * regional) / thinning;
    const oxidantPpb =
      31 + 13 * sun + 2 * weather.windMS * (1 - sun) * 0.5 + 3 * smoothAt(sky, timeMs, 20 * MS_PER_HOUR);
    const o3Ppb = Math.max(2, oxidantPpb - (0.9 * no2) / UG_M3_PER_PPB.no2);
    const washed = 1 / (1 + 0.35 * weather.rainMmPerHour);
    const still = 1 / (0.6 + 0.25 * weather.windMS);
    const pm10 = Math.max(4, (13 + 4 * smoothAt(dust, timeMs, 1.5 * MS_PER_DAY) + 6 * trafficLevel) * still * washed);
    return {
      noxUgM3: no2 * (1.15 + 0.25 * trafficLevel),
      no2UgM3: no2,
      o3UgM3: o3Ppb * UG_M3_PER_PPB.o3,
      pm10UgM3: pm10 + 4,
      pm25UgM3: pm10 * 0.58 + 1.5,
    };
  };
}
