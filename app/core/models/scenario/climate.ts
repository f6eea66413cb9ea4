/**
 * The yearly mean weather and background that the chain stands on where no measurements are given: a Mediterranean
 * coastal city, synthetic, like the district itself. All of it is an assumption and shown as one.
 */
import type { Assumption } from '../assumption.ts';
import { type WindRose, windRose } from '../street-air/wind-rose.ts';

export interface YearlyClimate {
  readonly rose: WindRose;
  readonly temperatureC: number;
  /** Mean of day and night. */
  readonly radiationWM2: number;
  /** µg/m³; NOx counted as NO2. */
  readonly background: {
    readonly noxUgM3: number;
    readonly no2UgM3: number;
    readonly o3UgM3: number;
    readonly pm10UgM3: number;
    readonly pm25UgM3: number;
  };
}

/** Eight sectors from north: land breeze from the north-west, sea breeze from south and south-west. */
export const MEDITERRANEAN_CLIMATE: YearlyClimate = {
  rose: windRose(
    [0.1, 0.07, 0.08, 0.09, 0.17, 0.2, 0.11, 0.18],
    [
      { roofMS: 1.5, share: 0.45 },
      { roofMS: 3.5, share: 0.55 },
    ],
  ),
  temperatureC: 16.6,
  radiationWM2: 190,
  background: { noxUgM3: 17, no2UgM3: 14, o3UgM3: 55, pm10UgM3: 18, pm25UgM3: 10 },
};

const assumed = (key: string, value: number, unit: string, source: string): Assumption => ({
  key: `climate.${key}`,
  value,
  unit,
  source,
  kind: 'assumption',
});

const { background } = MEDITERRANEAN_CLIMATE;

export const CLIMATE_ASSUMPTIONS: readonly Assumption[] = [
  assumed('background-no2', background.no2UgM3, 'ug/m3', 'Urban background of the synthetic city'),
  assumed('background-nox', background.noxUgM3, 'ug/m3', 'Urban background of the synthetic city, counted as NO2'),
  assumed('background-o3', background.o3UgM3, 'ug/m3', 'Urban background of the synthetic city'),
  assumed('background-pm25', background.pm25UgM3, 'ug/m3', 'Urban background of the synthetic city'),
  assumed('background-pm10', background.pm10UgM3, 'ug/m3', 'Urban background of the synthetic city'),
  assumed('temperature', MEDITERRANEAN_CLIMATE.temperatureC, 'Cel', 'Yearly mean of the synthetic weather'),
  assumed('radiation', MEDITERRANEAN_CLIMATE.radiationWM2, 'W/m2', 'Yearly mean of the synthetic weather'),
];
