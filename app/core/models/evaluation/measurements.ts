/** What stations and weather gauges said, as the evaluation of the models reads it. Concentrations in µg/m³. */

export interface FitStation {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** The street it stands in; '' where it stands in none. */
  readonly streetId: string;
  readonly heightM: number;
}

/** Means of the hour that ends at `endMs`; NaN where nothing good was said. NOx counts as NO2. */
export interface StationHour {
  /** Number in the list of stations. */
  readonly station: number;
  readonly endMs: number;
  readonly noxUgM3: number;
  readonly no2UgM3: number;
  readonly pm10UgM3: number;
  readonly pm25UgM3: number;
}

/** Ten minutes of weather, mean of the gauges. */
export interface WeatherSlot {
  readonly fromMs: number;
  /** What the clock on the wall is ahead of UTC then, ms. */
  readonly utcOffsetMs: number;
  readonly roofMS: number;
  readonly fromDeg: number;
  readonly temperatureC: number;
  readonly rainMmPerHour: number;
}

export interface FitMeasurements {
  readonly stations: readonly FitStation[];
  readonly hours: readonly StationHour[];
  readonly weather: readonly WeatherSlot[];
  /** Gauges that the weather is the mean of. */
  readonly gauges: number;
  /** Values of the period that their quality flag kept out. */
  readonly flaggedOut: number;
}

export const SLOT_MS = 600_000;
