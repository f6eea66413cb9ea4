/** Times as people read them. All arguments are ms UTC; the zone is an IANA name. */

import { inLocale } from './locale.ts';

function formatter(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return inLocale(`time ${key}`, (locale) => new Intl.DateTimeFormat(locale, options));
}

/** `09:05:12` */
export function clockTime(timeMs: number, timeZone: string): string {
  return formatter(`t${timeZone}`, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(timeMs);
}

/** `09:05` */
export function shortTime(timeMs: number, timeZone: string): string {
  return formatter(`m${timeZone}`, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(timeMs);
}

/** `Thu, 7 Nov 2024` */
export function day(timeMs: number, timeZone: string): string {
  return formatter(`d${timeZone}`, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(timeMs);
}

/** `7 Nov, 09:05` */
export function dayAndTime(timeMs: number, timeZone: string): string {
  return formatter(`b${timeZone}`, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(timeMs);
}

/** `09:05:12` on the wall of whoever looks. */
export function wallTime(timeMs: number): string {
  return formatter('w', { timeStyle: 'medium' }).format(timeMs);
}

/** The zone's short name at that time: `CET`, `CEST`, `UTC`. */
export function zoneName(timeMs: number, timeZone: string): string {
  const parts = formatter(`z${timeZone}`, { timeZone, timeZoneName: 'short', hour: '2-digit' }).formatToParts(timeMs);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** `2024-11-07 08:05:12` in UTC, as the tables show it; milliseconds only where there are any. */
export function isoTime(timeMs: number): string {
  if (!Number.isFinite(timeMs) || Math.abs(timeMs) > 8.64e15) return '';
  const text = new Date(timeMs).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, timeMs % 1000 === 0 ? 19 : 23)}`;
}

/** Ms of the zone's last midnight at or before a time. */
export function startOfDay(timeMs: number, timeZone: string): number {
  const parts = formatter(`s${timeZone}`, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    numberingSystem: 'latn',
  }).formatToParts(timeMs);
  const told = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const [hours, minutes, seconds] = [told('hour'), told('minute'), told('second')];
  return timeMs - ((hours * 60 + minutes) * 60 + seconds) * 1000 - (timeMs % 1000);
}
