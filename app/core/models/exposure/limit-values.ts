/**
 * What the law allows and what health would ask, µg/m³. A value always goes with its year and text: the same street can
 * be lawful today and not in 2030.
 *
 * Source: Directive 2008/50/EC, Annexes XI and XIV; Directive (EU) 2024/2881, Annex I (from 1 January 2030); WHO global
 * air quality guidelines (2021).
 */
export type LimitSource = 'eu-2008' | 'eu-2030' | 'who-2021';
export type LimitedPollutant = 'no2' | 'pm10' | 'pm25';

export interface LimitValue {
  readonly source: LimitSource;
  readonly pollutant: LimitedPollutant;
  readonly period: 'year' | 'day' | 'hour';
  readonly valueUgM3: number;
  /** Days or hours a year on which the value may be exceeded; 0 for yearly means. */
  readonly exceedancesAllowed: number;
}

const limit = (
  source: LimitSource,
  pollutant: LimitedPollutant,
  period: LimitValue['period'],
  valueUgM3: number,
  exceedancesAllowed = 0,
): LimitValue => ({ source, pollutant, period, valueUgM3, exceedancesAllowed });

export const LIMIT_VALUES: readonly LimitValue[] = [
  limit('eu-2008', 'no2', 'year', 40),
  limit('eu-2008', 'no2', 'hour', 200, 18),
  limit('eu-2008', 'pm10', 'year', 40),
  limit('eu-2008', 'pm10', 'day', 50, 35),
  limit('eu-2008', 'pm25', 'year', 25),
  limit('eu-2030', 'no2', 'year', 20),
  limit('eu-2030', 'no2', 'day', 50, 18),
  limit('eu-2030', 'no2', 'hour', 200, 3),
  limit('eu-2030', 'pm10', 'year', 20),
  limit('eu-2030', 'pm10', 'day', 45, 18),
  limit('eu-2030', 'pm25', 'year', 10),
  limit('eu-2030', 'pm25', 'day', 25, 18),
  limit('who-2021', 'no2', 'year', 10),
  limit('who-2021', 'no2', 'day', 25, 3),
  limit('who-2021', 'pm10', 'year', 15),
  limit('who-2021', 'pm10', 'day', 45, 3),
  limit('who-2021', 'pm25', 'year', 5),
  limit('who-2021', 'pm25', 'day', 15, 3),
];

/** The yearly limit, or null where a source has none. */
export function yearlyLimitUgM3(source: LimitSource, pollutant: LimitedPollutant): number | null {
  const found = LIMIT_VALUES.find(
    (value) => value.source === source && value.pollutant === pollutant && value.period === 'year',
  );
  return found === undefined ? null : found.valueUgM3;
}
