/**
 * The air that reaches a district from the city around it, as one can foretell it from weather and traffic alone.
 *
 * NO2 = (4 + 21·T) · s / ((0.55 + 0.35·U) · (0.85 + 0.5·Sun))     NOx = NO2 · (1.15 + 0.25·T)         µg/m³
 * O3 (ppb) = 31 + 13·Sun + U·(1 − Sun) + o − 0.9·NO2 (ppb), at least 2
 * PM = (13 + d + 6·T) / ((0.6 + 0.25·U) · (1 + 0.35·rain));  PM10 = PM + 4, PM2.5 = 0.58·PM + 1.5     µg/m³
 * T traffic of the city an hour before, 1 in the busiest hour of a working day; U wind above the roofs m/s; Sun global
 * radiation over 700 W/m², at most 1; rain mm/h. s, o, d are what no formula foretells: 1, 0, 0 on average.
 * Nitrogen oxides follow the traffic and thin out with wind and daytime mixing; ozone is what NO2 leaves of the oxidant,
 * so the two run in anti-phase; particles follow stability and are washed out by rain.
 * Valid for a city of the western Mediterranean; hour by hour it is off by a quarter (NO2) to a third (particles).
 *
 * Source: ours, set to usual values of such a city; an assumption as a whole.
 */
import type { Assumption } from '../assumption.ts';
import { UG_M3_PER_PPB } from '../chemistry.ts';

export interface BackgroundAir {
  /** µg/m³; NOx counted as NO2. */
  readonly noxUgM3: number;
  readonly no2UgM3: number;
  readonly o3UgM3: number;
  readonly pm10UgM3: number;
  readonly pm25UgM3: number;
}

export interface RegionalWeather {
  /** Above the roofs. */
  readonly windMS: number;
  readonly radiationWM2: number;
  readonly rainMmPerHour: number;
}

/** What no formula foretells. */
export interface RegionalScatter {
  /** Factor on nitrogen dioxide. */
  readonly nitrogen: number;
  readonly oxidantPpb: number;
  readonly dustUgM3: number;
}

const USUAL: RegionalScatter = { nitrogen: 1, oxidantPpb: 0, dustUgM3: 0 };

/** How far the formula is off, relative, and for how long it stays so: judged from the scatter of urban background stations. */
export const REGIONAL_ERROR = { nitrogen: 0.25, particles: 0.3, nitrogenMemoryH: 8, particlesMemoryH: 36 } as const;

export const REGIONAL_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'evaluation.regional-error',
    value: REGIONAL_ERROR.nitrogen,
    unit: '1',
    range: [0.15, 0.4],
    source: 'Relative error of the background formula for NOx, lasting about 8 hours: judgement',
    kind: 'assumption',
  },
  {
    key: 'evaluation.regional-error-particles',
    value: REGIONAL_ERROR.particles,
    unit: '1',
    range: [0.15, 0.4],
    source: 'Relative error of the background formula for particles, lasting about a day and a half: judgement',
    kind: 'assumption',
  },
];

export function regionalBackground(
  { windMS, radiationWM2, rainMmPerHour }: RegionalWeather,
  trafficLevel: number,
  { nitrogen, oxidantPpb, dustUgM3 }: RegionalScatter = USUAL,
): BackgroundAir {
  const sun = Math.min(1, radiationWM2 / 700);
  const thinning = (0.55 + 0.35 * windMS) * (0.85 + 0.5 * sun);
  const no2 = ((4 + 21 * trafficLevel) * nitrogen) / thinning;
  const oxidant = 31 + 13 * sun + 2 * windMS * (1 - sun) * 0.5 + oxidantPpb;
  const o3Ppb = Math.max(2, oxidant - (0.9 * no2) / UG_M3_PER_PPB.no2);
  const washed = 1 / (1 + 0.35 * rainMmPerHour);
  const still = 1 / (0.6 + 0.25 * windMS);
  const pm10 = Math.max(4, (13 + dustUgM3 + 6 * trafficLevel) * still * washed);
  return {
    noxUgM3: no2 * (1.15 + 0.25 * trafficLevel),
    no2UgM3: no2,
    o3UgM3: o3Ppb * UG_M3_PER_PPB.o3,
    pm10UgM3: pm10 + 4,
    pm25UgM3: pm10 * 0.58 + 1.5,
  };
}
