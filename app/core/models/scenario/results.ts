/** What a run of the chain says, as columns: the tables `scenario_links` and `scenario_receptors` are made of them. */

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
  /** Most of a clear, calm summer night's warmth above the country around, K. */
  readonly heatIslandK: Float64Array;
}

export interface ScenarioTotals {
  readonly vehKmPerDay: number;
  readonly vehHoursPerDay: number;
  readonly tripsPerDay: number;
  readonly noxKgPerDay: number;
  readonly pm25KgPerDay: number;
  readonly co2TonnesPerDay: number;
  /** Population-weighted means at façades. */
  readonly no2MeanUgM3: number;
  readonly pm25MeanUgM3: number;
  /** Most that a clear, calm summer night is warmer in the streets where people live than in the country, K. */
  readonly heatIslandMeanK: number;
  readonly population: number;
  /** Persons whose façade is above the EU value of 2030 for NO2 (20 µg/m³) and the WHO guideline for noise (53 dB). */
  readonly peopleAboveNo2: number;
  readonly peopleAboveLden: number;
}

export interface ScenarioResult {
  readonly links: LinkResults;
  readonly receptors: ReceptorResults;
  readonly totals: ScenarioTotals;
  readonly relativeGap: number;
  /** Trips that have no way any more because streets were closed; they are in no figure. */
  readonly unservedTripsPerDay: number;
}
