/**
 * How a day's traffic spreads over its hours.
 *
 * share(h): percent of the trips of a working day in hour h of local time, summing to 100. A Saturday carries 0.85 of
 * a working day, a Sunday 0.70, both two hours later (late to bed, late to rise).
 * Valid as an urban average; single streets differ.
 *
 * Source: an urban weekday profile of counts, rounded; the factors are synthetic.
 */
export type DayType = 'weekday' | 'saturday' | 'sunday';

const WEEKDAY_PERCENT = [
  1.3, 0.9, 0.6, 0.5, 0.7, 1.5, 3.2, 5.4, 6.4, 5.9, 5.4, 5.4, 5.5, 5.6, 5.6, 5.5, 5.8, 6.4, 6.8, 6.5, 5.5, 4.1, 3.3,
  2.2,
] as const;
const WEEKEND_SHIFT_H = 2;
const DAY_FACTOR: Readonly<Record<DayType, number>> = { weekday: 1, saturday: 0.85, sunday: 0.7 };

/** The busiest hour of a working day as a share of that day's trips. */
export const PEAK_HOUR_SHARE = 0.068;

/** Trips in a whole hour (0–23, local time) as a share of all trips of a working day. */
export function hourlyShare(dayType: DayType, hour: number): number {
  const shift = dayType === 'weekday' ? 0 : WEEKEND_SHIFT_H;
  return (WEEKDAY_PERCENT[(hour - shift + 24) % 24]! / 100) * DAY_FACTOR[dayType];
}

/**
 * The part of the trips between homes and elsewhere that leads away from home in an hour, 0–1: 0.55 in the morning,
 * 0.45 in the evening, even between. Source: the usual 55/45 split of peak hours.
 */
export function awayFromHomeShare(hour: number): number {
  if (hour >= 6 && hour < 11) return 0.55;
  if (hour >= 16 && hour < 22) return 0.45;
  return 0.5;
}

/** Day of the local calendar since 1970-01-01, which was a Thursday. */
export function dayTypeOf(day: number): DayType {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 ? 'sunday' : weekday === 6 ? 'saturday' : 'weekday';
}

/** The two hours whose middles lie around a moment, and how far it is from the first to the second, 0–1. */
export interface HoursAround {
  readonly earlierType: DayType;
  readonly earlierHour: number;
  readonly laterType: DayType;
  readonly laterHour: number;
  readonly share: number;
}

/** `hours` since local midnight, 0 ≤ hours < 24. */
export function hoursAround(day: number, hours: number): HoursAround {
  const place = hours - 0.5;
  const index = Math.floor(place);
  const share = place - index;
  if (index < 0) {
    return { earlierType: dayTypeOf(day - 1), earlierHour: 23, laterType: dayTypeOf(day), laterHour: 0, share };
  }
  const type = dayTypeOf(day);
  if (index === 23) return { earlierType: type, earlierHour: 23, laterType: dayTypeOf(day + 1), laterHour: 0, share };
  return { earlierType: type, earlierHour: index, laterType: type, laterHour: index + 1, share };
}

/** Traffic of the whole city at a moment, 1 in the busiest hour of a working day. */
export function trafficLevel({ earlierType, earlierHour, laterType, laterHour, share }: HoursAround): number {
  const earlier = hourlyShare(earlierType, earlierHour);
  return (earlier + share * (hourlyShare(laterType, laterHour) - earlier)) / PEAK_HOUR_SHARE;
}
