/**
 * Deaths a change of yearly mean concentration would avoid or add, per year, once it has lasted.
 *
 * ΔDeaths = N · y0 · (1 − e^{−β·ΔC}), β = ln(RR)/10        persons per year; ΔC = before − after, µg/m³
 * N people (30 years and older in the studies; here all adults stand in), y0 their yearly death rate, RR relative risk
 * per 10 µg/m³: PM2.5 1.08 (1.06–1.09), NO2 1.02 (1.01–1.04), all natural causes.
 *
 * NO2 and PM2.5 are two views of one traffic: their results are never added. Valid for populations of many thousands
 * and changes of a few µg/m³; for a single street it is an illustration.
 *
 * Source: J. Chen, G. Hoek, Environ. Int. 143 (2020) 105974 (PM2.5); P. Huangfu, R. Atkinson, Environ. Int. 144 (2020)
 * 105998 (NO2).
 */
import { exp, ln } from '../../base/portable-math.ts';
import type { Assumption } from '../assumption.ts';

export interface Interval {
  readonly central: number;
  readonly low: number;
  readonly high: number;
}

/** Relative risk of natural mortality per 10 µg/m³, with its 95 % interval. */
export const RELATIVE_RISK: Readonly<Record<'no2' | 'pm25', Interval>> = {
  no2: { central: 1.02, low: 1.01, high: 1.04 },
  pm25: { central: 1.08, low: 1.06, high: 1.09 },
};

export const HEALTH_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'health.death-rate',
    value: 0.0095,
    unit: '/a',
    range: [0.008, 0.012],
    source: 'Yearly deaths from natural causes per adult in a southern European city; judgement',
    kind: 'assumption',
  },
];

/** Deaths per year avoided (positive) or added (negative) by lowering the mean by `loweredUgM3`. */
export function avoidedDeathsPerYear(
  pollutant: 'no2' | 'pm25',
  people: number,
  loweredUgM3: number,
  deathRatePerYear: number = HEALTH_ASSUMPTIONS[0]!.value,
): Interval {
  const at = (relativeRisk: number) => people * deathRatePerYear * (1 - exp((-ln(relativeRisk) / 10) * loweredUgM3));
  const { central, low, high } = RELATIVE_RISK[pollutant];
  return { central: at(central), low: at(low), high: at(high) };
}
