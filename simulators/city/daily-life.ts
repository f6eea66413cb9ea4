/** Bikes, bins and parking: what people do by the hour, in the weather. Shares and sizes are synthetic. */
import { MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { exp } from '../../app/core/base/portable-math.ts';
import { dayTypeOf, hourlyShare } from '../../app/core/models/demand-profile.ts';
import { localMoment, timeOfLocal } from './local-time.ts';
import { normalAt, smoothAt, uniformAt } from './seeded-noise.ts';
import type { Weather } from './weather.ts';

function bell(hours: number, centre: number, width: number): number {
  // The clock is a ring: 23:30 is near 00:30.
  const apart = Math.abs(hours - centre);
  const z = Math.min(apart, 24 - apart) / width;
  return exp(-(z * z) / 2);
}

/** Bicycles per hour past a counter: two commuting peaks, a late midday on weekends; rain takes up to half of them. */
export function bikesPerHour(key: number, timeMs: number, weather: Weather): number {
  const { day, hours } = localMoment(timeMs);
  const busiest = 110 + 220 * uniformAt(key, 0);
  const shape =
    dayTypeOf(day) === 'weekday'
      ? 0.06 + bell(hours, 8.6, 0.9) + 0.35 * bell(hours, 14.2, 1.6) + 0.95 * bell(hours, 18.4, 1.4)
      : 0.06 + 0.7 * bell(hours, 12.8, 2.2) + 0.5 * bell(hours, 18.5, 2);
  const rain = 1 - 0.5 * Math.min(1, weather.rainMmPerHour / 1.5);
  const comfort = Math.min(1.1, Math.max(0.6, 0.75 + 0.017 * (weather.temperatureC - 5)));
  return busiest * shape * rain * comfort * Math.max(0.6, 1 + 0.08 * smoothAt(key, timeMs, 2 * MS_PER_HOUR));
}

/** Free spaces of a kerb with `capacity` spaces: fullest at night and in the late morning. */
export function freeSpaces(key: number, timeMs: number, capacity: number): number {
  const { day, hours } = localMoment(timeMs);
  const weekend = dayTypeOf(day) !== 'weekday';
  const occupied =
    0.8 +
    0.13 * bell(hours, 2.5, 3.6) +
    (weekend ? 0.04 : 0.13) * bell(hours, 11.5, 1.8) +
    0.07 * bell(hours, 17.5, 1.6) -
    0.05 * bell(hours, 7.6, 0.9) +
    0.05 * (uniformAt(key, 1) - 0.5) +
    0.035 * smoothAt(key, timeMs, 0.7 * MS_PER_HOUR);
  const share = Math.min(1, Math.max(0.4, occupied));
  return Math.round(capacity * (1 - share));
}

/** People's waste through the day, cumulated over whole hours, 0 at midnight and 1 at the end of the day. */
const WASTE_UNTIL: readonly number[] = (() => {
  const until = [0];
  for (let hour = 0; hour < 24; hour++) until.push(until[hour]! + hourlyShare('weekday', hour));
  return until.map((sum) => sum / until[24]!);
})();

function wasteUntil(hours: number): number {
  const hour = Math.min(23, Math.floor(hours));
  return WASTE_UNTIL[hour]! + (hours - hour) * (WASTE_UNTIL[hour + 1]! - WASTE_UNTIL[hour]!);
}

/** How full a bin is, 0–1: it fills with the day's life and is emptied in the night, some bins every second night. */
export function binFill(key: number, timeMs: number): number {
  const everyDays = uniformAt(key, 0) < 0.65 ? 1 : 2;
  const emptiedAt = Math.round((22 + 5.5 * uniformAt(key, 1)) * 12) / 12;
  const phase = everyDays === 1 ? 0 : Math.floor(uniformAt(key, 2) * 2);
  const { day, hours } = localMoment(timeMs);
  // The night of day d is emptied at `emptiedAt` hours after d's midnight, possibly on the next calendar day.
  let night = day;
  while ((night + phase) % everyDays !== 0 || timeOfNight(night, emptiedAt) > timeMs) night--;
  const wholeDays = day - night - (emptiedAt >= 24 ? 1 : 0);
  const filled = wholeDays + wasteUntil(hours) - wasteUntil(emptiedAt % 24);
  const perDay = ((0.55 + 0.4 * uniformAt(key, 3)) / everyDays) * Math.max(0.4, 1 + 0.15 * normalAt(key, night));
  return Math.min(1, Math.max(0, 0.03 + perDay * filled));
}

function timeOfNight(day: number, hours: number): number {
  return timeOfLocal(day + Math.floor(hours / 24), hours % 24);
}
