/**
 * Dates that stand as text: ISO 8601 with or without a time and a zone, and day, month and year in either order. Two-digit
 * years, months alone and bare numbers (years, epoch seconds) are not read as dates: each may mean something else.
 */

export type DayOrder = 'ymd' | 'dmy' | 'mdy';

export interface ScannedDate {
  /** Orders that fit this text; several where it does not say which. */
  readonly orders: readonly DayOrder[];
  /** The three numbers in the text's order; a four-digit year first or last. */
  readonly parts: readonly [number, number, number];
  /** Milliseconds of the day; null where there is a date only. */
  readonly timeMs: number | null;
  /** Minutes east of UTC; null where nothing is said. */
  readonly zoneMin: number | null;
}

const DATE =
  /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:(?:[T ]|, ?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY_MS = 86_400_000;

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= DAYS[month - 1]! + (leap && month === 2 ? 1 : 0);
}

function zoneMinutes(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone.toUpperCase() === 'Z' || zone.toUpperCase() === 'UTC') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return zone[0] === '-' ? -minutes : minutes;
}

/** Null where a text is no date; its order may still be open. */
export function scanDate(text: string): ScannedDate | null {
  // Most texts of most columns end here, before the pattern is tried.
  const first = text.charCodeAt(0);
  if (text.length < 8 || text.length > 40 || first < 48 || first > 57) return null;
  const match = DATE.exec(text.trim());
  if (match === null) return null;
  const [, a, sign, b, c, hours, minutes, seconds, fraction, zone] = match as unknown as string[];
  const parts: [number, number, number] = [Number(a), Number(b), Number(c)];
  const orders: DayOrder[] = [];
  if (a!.length === 4 && c!.length <= 2) {
    if (isDay(parts[0], parts[1], parts[2])) orders.push('ymd');
  } else if (c!.length === 4 && a!.length <= 2) {
    if (isDay(parts[2], parts[1], parts[0])) orders.push('dmy');
    // Nobody writes month.day.year with dots.
    if (sign !== '.' && isDay(parts[2], parts[0], parts[1])) orders.push('mdy');
  }
  if (orders.length === 0) return null;
  let timeMs: number | null = null;
  if (hours !== undefined) {
    const [h, m, s] = [Number(hours), Number(minutes), Number(seconds ?? 0)];
    const millis = Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
    timeMs = ((h * 60 + m) * 60 + s) * 1000 + millis;
    // 24:00 is midnight at the end of the day.
    if (m > 59 || s > 59 || timeMs > DAY_MS) return null;
  }
  return { orders, parts, timeMs, zoneMin: zoneMinutes(zone) };
}

/** Milliseconds since 1970 UTC; a text without a zone is taken as UTC, a date without a time as its midnight. */
export function dateMs(date: ScannedDate, order: DayOrder): number {
  const [a, b, c] = date.parts;
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  // Not by `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  return date.timeMs === null ? midnight : midnight + date.timeMs - (date.zoneMin ?? 0) * 60_000;
}
