/** The city's own day and hour: Central European Time with the summer time of the European Union. */
import { MS_PER_DAY, MS_PER_HOUR } from '../../app/core/base/clock.ts';

const WINTER_OFFSET_MS = MS_PER_HOUR;

export interface LocalMoment {
  /** Days since 1970-01-01 on the local calendar. */
  readonly day: number;
  /** Hours since local midnight by the clock on the wall, 0 ≤ hours < 24. */
  readonly hours: number;
}

let knownYear = Number.NaN;
let summerFrom = 0;
let summerUntil = 0;

/** Last Sunday of March 01:00 UTC to last Sunday of October 01:00 UTC (Directive 2000/84/EC). */
function isSummerTime(timeMs: number): boolean {
  const year = new Date(timeMs).getUTCFullYear();
  if (year !== knownYear) {
    summerFrom = lastSunday(year, 2) + MS_PER_HOUR;
    summerUntil = lastSunday(year, 9) + MS_PER_HOUR;
    knownYear = year;
  }
  return timeMs >= summerFrom && timeMs < summerUntil;
}

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0);
  return last - new Date(last).getUTCDay() * MS_PER_DAY;
}

export function localMoment(timeMs: number): LocalMoment {
  const local = timeMs + utcOffsetMs(timeMs);
  const day = Math.floor(local / MS_PER_DAY);
  return { day, hours: (local - day * MS_PER_DAY) / MS_PER_HOUR };
}

/** What the clock on the wall is ahead of UTC, ms. */
export function utcOffsetMs(timeMs: number): number {
  return WINTER_OFFSET_MS + (isSummerTime(timeMs) ? MS_PER_HOUR : 0);
}

/** The UTC time of a local day and hour; the hour that summer time skips counts as the one after it. */
export function timeOfLocal(day: number, hours: number): number {
  const winter = day * MS_PER_DAY + hours * MS_PER_HOUR - WINTER_OFFSET_MS;
  return isSummerTime(winter - MS_PER_HOUR) ? winter - MS_PER_HOUR : winter;
}

/** Day of the year as a fraction, 0 ≤ fraction < 1. */
export function yearFraction(timeMs: number): number {
  const year = new Date(timeMs).getUTCFullYear();
  const start = Date.UTC(year, 0, 1);
  return (timeMs - start) / (Date.UTC(year + 1, 0, 1) - start);
}
