/**
 * A mean day of the year in four parts, each with its mean flow: the busiest hour of a working day by itself, since its
 * delay grows faster than its traffic, and what is left of the day, the evening and the night as noise law has them. A
 * Saturday carries 0.85 and a Sunday 0.70 of a working day; neither has such a peak.
 */
import { hourlyShare, PEAK_HOUR_SHARE } from '../demand-profile.ts';

/** The busiest hour of a working day, local time. */
export const PEAK_HOUR = 18;
const WORKING_DAYS = 5 / 7;
const WEEK_FACTOR = (5 + 0.85 + 0.7) / 7;

/** Vehicles (or trips) of a mean day for each one in the busiest hour. */
export const MEAN_DAY_PER_PEAK = WEEK_FACTOR / PEAK_HOUR_SHARE;

export interface DayPart {
  readonly name: 'peak' | 'day' | 'evening' | 'night';
  /** Of a mean day. */
  readonly hours: number;
  /** Flow over that of the busiest hour. */
  readonly perPeak: number;
  /** Which of noise law's three parts it belongs to. */
  readonly noise: 0 | 1 | 2;
}

/** Day, evening and night of noise law, hours. */
export const NOISE_HOURS = [12, 4, 8] as const;

function meanPerPeak(from: number, hours: number): number {
  let share = 0;
  for (let i = 0; i < hours; i++) share += hourlyShare('weekday', (from + i) % 24);
  return (share * MEAN_DAY_PER_PEAK) / hours;
}

const DAY_PER_PEAK = meanPerPeak(7, NOISE_HOURS[0]);
/** Mean flow of the day's twelve hours over that of the busiest hour. */
export const DAYTIME_PER_PEAK = DAY_PER_PEAK;

export const DAY_PARTS: readonly DayPart[] = [
  { name: 'peak', hours: WORKING_DAYS, perPeak: 1, noise: 0 },
  {
    name: 'day',
    hours: NOISE_HOURS[0] - WORKING_DAYS,
    perPeak: (DAY_PER_PEAK * NOISE_HOURS[0] - WORKING_DAYS) / (NOISE_HOURS[0] - WORKING_DAYS),
    noise: 0,
  },
  { name: 'evening', hours: NOISE_HOURS[1], perPeak: meanPerPeak(19, NOISE_HOURS[1]), noise: 1 },
  { name: 'night', hours: NOISE_HOURS[2], perPeak: meanPerPeak(23, NOISE_HOURS[2]), noise: 2 },
];
