/** What a run of the chain says, as columns: the tables `scenario_links`, `scenario_receptors` and `scenario_totals` are made of them. */

/** By link, in the order of the `streets` table. Yearly mean days unless said otherwise. */
export interface LinkResults {
  readonly vehPerDay: Float64Array;
  readonly peakVehPerHour: Float64Array;
  /** Mean journey speed by day, km/h. */
  readonly speedKmh: Float64Array;
  /** Flow over capacity in the peak hour, 1. */
  readonly saturation: Float64Array;
  /** Exhaust and wear of the link, g/day; CO2 kg/day. */
  readonly noxGPerDay: Float64Array;
  readonly pm10GPerDay: Float64Array;
  readonly pm25GPerDay: Float64Array;
  readonly co2KgPerDay: Float64Array;
}

/** By receptor, in the order of the place's receptors: yearly means at the façade, 2 m above the ground. */
export interface ReceptorResults {
  readonly no2UgM3: Float64Array;
  readonly pm10UgM3: Float64Array;
  readonly pm25UgM3: Float64Array;
  /** Day-evening-night level, dB(A). */
  readonly ldenDb: Float64Array;
  /** Level of the night, 23–7 h, dB(A). */
  readonly lnightDb: Float64Array;
  /** Most of a clear, calm summer night's warmth above the country around, K. */
  readonly heatIslandK: Float64Array;
}

export interface ScenarioTotals {
  readonly vehKmPerDay: number;
  readonly vehHoursPerDay: number;
  readonly tripsPerDay: number;
  readonly noxKgPerDay: number;
  readonly pm10KgPerDay: number;
  readonly pm25KgPerDay: number;
  readonly co2TonnesPerDay: number;
  /** Population-weighted means at façades. */
  readonly no2MeanUgM3: number;
  readonly pm10MeanUgM3: number;
  readonly pm25MeanUgM3: number;
  /** Most that a clear, calm summer night is warmer in the streets where people live than in the country, K. */
  readonly heatIslandMeanK: number;
  readonly population: number;
  /** The same for residents up to 14 and from 65. */
  readonly childrenNo2MeanUgM3: number;
  readonly elderlyNo2MeanUgM3: number;
  /** Persons whose façade is above the EU value of 2030 for NO2 (20 µg/m³). */
  readonly peopleAboveNo2: number;
  readonly childrenAboveNo2: number;
  readonly elderlyAboveNo2: number;
  /** Persons whose façade is above a value for noise, by `NOISE_LIMITS`. */
  readonly peopleAboveLden: number;
  readonly peopleAboveLdenEnd: number;
  readonly peopleAboveLnight: number;
  readonly peopleAboveLnightEnd: number;
}

/** UCUM. */
export const TOTAL_UNITS: Readonly<Record<keyof ScenarioTotals, string>> = {
  vehKmPerDay: '{veh}.km/d',
  vehHoursPerDay: '{veh}.h/d',
  tripsPerDay: '{trip}/d',
  co2TonnesPerDay: 't/d',
  noxKgPerDay: 'kg/d',
  pm10KgPerDay: 'kg/d',
  pm25KgPerDay: 'kg/d',
  no2MeanUgM3: 'ug/m3',
  childrenNo2MeanUgM3: 'ug/m3',
  elderlyNo2MeanUgM3: 'ug/m3',
  pm10MeanUgM3: 'ug/m3',
  pm25MeanUgM3: 'ug/m3',
  peopleAboveNo2: '{person}',
  childrenAboveNo2: '{person}',
  elderlyAboveNo2: '{person}',
  peopleAboveLden: '{person}',
  peopleAboveLdenEnd: '{person}',
  peopleAboveLnight: '{person}',
  peopleAboveLnightEnd: '{person}',
  heatIslandMeanK: 'K',
  population: '{person}',
};

/** A total's name in SQL: `no2MeanUgM3` is `no2_mean_ug_m3`. */
export function totalInSql(name: keyof ScenarioTotals): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Totals that differ from draw to draw. How warm nights get hangs on nothing that is drawn. */
export const DRAWN_TOTALS = [
  'vehKmPerDay',
  'vehHoursPerDay',
  'tripsPerDay',
  'co2TonnesPerDay',
  'noxKgPerDay',
  'pm10KgPerDay',
  'pm25KgPerDay',
  'no2MeanUgM3',
  'childrenNo2MeanUgM3',
  'elderlyNo2MeanUgM3',
  'pm10MeanUgM3',
  'pm25MeanUgM3',
  'peopleAboveNo2',
  'childrenAboveNo2',
  'elderlyAboveNo2',
  'peopleAboveLden',
  'peopleAboveLdenEnd',
  'peopleAboveLnight',
  'peopleAboveLnightEnd',
] as const satisfies readonly (keyof ScenarioTotals)[];
export type DrawnTotal = (typeof DRAWN_TOTALS)[number];

/**
 * Levels that people are counted above, dB(A). The guideline is what health asks; from the level of the directive on,
 * people are to be counted and mapped.
 *
 * Source: WHO Environmental Noise Guidelines for the European Region (2018), road traffic; Directive 2002/49/EC,
 * Annex VI.
 */
export const NOISE_LIMITS = [
  { total: 'peopleAboveLden', level: 'lden', source: 'who-2018', valueDb: 53 },
  { total: 'peopleAboveLdenEnd', level: 'lden', source: 'eu-2002', valueDb: 55 },
  { total: 'peopleAboveLnight', level: 'lnight', source: 'who-2018', valueDb: 45 },
  { total: 'peopleAboveLnightEnd', level: 'lnight', source: 'eu-2002', valueDb: 50 },
] as const;

export interface ScenarioResult {
  readonly links: LinkResults;
  readonly receptors: ReceptorResults;
  readonly totals: ScenarioTotals;
  readonly relativeGap: number;
  /** Trips that have no way any more because streets were closed; they are in no figure. */
  readonly unservedTripsPerDay: number;
}
