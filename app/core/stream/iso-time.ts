/**
 * Times on the wire: ISO 8601 with a zone (`Z` or an offset). A time without a zone means a different moment in every
 * city, so it is refused rather than guessed; so is a day that the calendar does not have.
 */
const ISO_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d\d:?\d\d)$/;
const LONGEST = 40;

/** Milliseconds UTC, or null. Fractions beyond the millisecond are cut. */
export function parseIsoTime(text: string): number | null {
  if (text.length > LONGEST) return null;
  const match = ISO_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 59) return null;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const check = new Date(midnight);
  if (check.getUTCMonth() !== Number(month) - 1 || check.getUTCDate() !== Number(day)) return null;
  const offsetMinutes = zoneOffsetMinutes(zone!);
  if (offsetMinutes === null) return null;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const time = midnight + ((h * 60 + m - offsetMinutes) * 60 + s) * 1000 + milliseconds;
  return time < 0 ? null : time;
}

function zoneOffsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
