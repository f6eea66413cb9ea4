/**
 * How much warmer a street gets than the country around it on a clear, calm day, at most.
 *
 * UHI_max = (2 − SVF − f_veg) · (S · DTR³ / U)^¼      K
 * SVF sky view factor; f_veg share of vegetation around (500 m); S mean solar radiation of the day over ρ·c_p, K·m/s;
 * DTR difference of the day's highest and lowest rural temperature, K; U mean rural wind at 10 m, m/s.
 * Valid for 0.2 ≤ SVF ≤ 0.9, 0 ≤ f_veg ≤ 0.4, U over about 1 m/s, mid-latitude summer days; error ±0.9 K (north-west
 * European cities). It cannot tell one side of a street from the other, nor what a person feels: that needs radiation.
 *
 * Source: N. Theeuwes et al., Int. J. Climatol. 37 (2017) 443–454.
 */
import { pow } from '../../base/portable-math.ts';

export interface HeatDay {
  /** 24 h mean, W/m². */
  readonly solarWM2: number;
  readonly dailyRangeK: number;
  readonly windMS: number;
}

/** A clear, calm summer day of the synthetic city: an assumption. */
export const CLEAR_SUMMER_DAY: HeatDay = { solarWM2: 300, dailyRangeK: 9, windMS: 2.5 };

/** ρ·c_p of air, J/(m³·K). */
const HEAT_CAPACITY = 1.2 * 1005;
const LEAST_WIND_MS = 0.5;

/** K above the country; never below 0. */
export function heatIslandMaxK(skyView: number, vegetationShare: number, day: HeatDay): number {
  const { solarWM2, dailyRangeK, windMS } = day;
  const kinematic = Math.max(0, solarWM2) / HEAT_CAPACITY;
  const range = Math.max(0, dailyRangeK);
  const drive = (kinematic * range * range * range) / Math.max(LEAST_WIND_MS, windMS);
  return Math.max(0, 2 - skyView - vegetationShare) * pow(drive, 0.25);
}
