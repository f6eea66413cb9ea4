/**
 * FAIRMODE's modelling quality indicator: the model's error measured in units of what the measurement itself is worth.
 *
 * U95(O) = U_r · √((1 − α²)·O² + α²·RV²)                     hourly or daily values
 * U95(O) = U_r · √((1 − α²)·O²/N_p + α²·RV²/N_np)            yearly means
 * MQI = |O − M| / (β·U95), of a series RMSE / (β·RMS of U95); β = 2
 * A model is fit for purpose when at least 90 % of the stations have MQI ≤ 1.
 * Concentrations in µg/m³. Valid for the pollutants below with a year of data; with fewer stations than ten the 90 %
 * mean all or all but one.
 *
 * Source: FAIRMODE, Guidance Document on Modelling Quality Objectives and Benchmarking (v2.1; NO2 as in v3.2).
 */
export interface MeasurementUncertainty {
  readonly relative: number;
  readonly alpha: number;
  readonly referenceUgM3: number;
  readonly proportional: number;
  readonly nonProportional: number;
}

export type FairmodePollutant = 'no2' | 'o3' | 'pm10' | 'pm25';

export const MEASUREMENT_UNCERTAINTY: Readonly<Record<FairmodePollutant, MeasurementUncertainty>> = {
  no2: { relative: 0.24, alpha: 0.2, referenceUgM3: 200, proportional: 5.2, nonProportional: 5.5 },
  o3: { relative: 0.18, alpha: 0.79, referenceUgM3: 120, proportional: 11, nonProportional: 3 },
  pm10: { relative: 0.28, alpha: 0.13, referenceUgM3: 50, proportional: 30, nonProportional: 0.25 },
  pm25: { relative: 0.36, alpha: 0.3, referenceUgM3: 25, proportional: 30, nonProportional: 0.25 },
};

const BETA = 2;
export const STATIONS_NEEDED = 0.9;

/** Expanded uncertainty in µg/m³ of one measured value, or of a yearly mean. */
export function measurementUncertaintyUgM3(pollutant: FairmodePollutant, observedUgM3: number, yearly = false): number {
  const { relative, alpha, referenceUgM3, proportional, nonProportional } = MEASUREMENT_UNCERTAINTY[pollutant];
  const first = ((1 - alpha * alpha) * observedUgM3 * observedUgM3) / (yearly ? proportional : 1);
  const second = (alpha * alpha * referenceUgM3 * referenceUgM3) / (yearly ? nonProportional : 1);
  return relative * Math.sqrt(first + second);
}

/** MQI of a yearly mean at one station. */
export function yearlyQualityIndicator(
  pollutant: FairmodePollutant,
  observedUgM3: number,
  modelledUgM3: number,
): number {
  return Math.abs(observedUgM3 - modelledUgM3) / (BETA * measurementUncertaintyUgM3(pollutant, observedUgM3, true));
}

/** MQI of a series at one station; null without a pair. */
export function seriesQualityIndicator(
  pollutant: FairmodePollutant,
  observedUgM3: ArrayLike<number>,
  modelledUgM3: ArrayLike<number>,
): number | null {
  let errors = 0;
  let uncertainties = 0;
  let pairs = 0;
  for (let i = 0; i < observedUgM3.length; i++) {
    const error = modelledUgM3[i]! - observedUgM3[i]!;
    if (!Number.isFinite(error)) continue;
    const uncertainty = measurementUncertaintyUgM3(pollutant, observedUgM3[i]!);
    errors += error * error;
    uncertainties += uncertainty * uncertainty;
    pairs++;
  }
  return pairs === 0 ? null : Math.sqrt(errors / uncertainties) / BETA;
}

/** True when enough stations have an indicator of 1 or less. False without stations. */
export function isFitForPurpose(indicators: readonly number[]): boolean {
  if (indicators.length === 0) return false;
  return indicators.filter((indicator) => indicator <= 1).length / indicators.length >= STATIONS_NEEDED;
}
