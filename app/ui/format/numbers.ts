/** Numbers as people read them, in tabular figures. */

import { inLocale } from './locale.ts';

const numbers = (name: string, options: Intl.NumberFormatOptions) => () =>
  inLocale(name, (locale) => new Intl.NumberFormat(locale, options));

const whole = numbers('whole', { maximumFractionDigits: 0 });
const significant = numbers('significant', { maximumSignificantDigits: 4 });
const scientific = numbers('scientific', {
  notation: 'scientific',
  minimumSignificantDigits: 4,
  maximumSignificantDigits: 4,
});
const compactFormat = numbers('compact', { notation: 'compact', maximumFractionDigits: 1 });

/** `12,345` */
export function count(value: number): string {
  return whole().format(value);
}

/** As many digits after the point as asked for: `2.50`. */
export function fixed(value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false };
  return numbers(`fixed ${digits}`, options)().format(value);
}

/** `a, b, c`, as the language lists things. */
export function list(items: readonly string[]): string {
  return inLocale('list', (locale) => new Intl.ListFormat(locale, { type: 'unit' })).format(items);
}

/** `12.3k`-like for diagrams; exact below ten thousand. */
export function compactCount(value: number): string {
  return Math.abs(value) < 10_000 ? whole().format(value) : compactFormat().format(value);
}

/** Thousands as `1.5k`: for the ticks of a scale. */
export function shortCount(value: number): string {
  return compactFormat().format(value).toLowerCase();
}

/** Four significant digits, whole numbers whole: `41.25`, `1,832`, `0.004`. */
export function quantity(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return whole().format(value);
  return Math.abs(value) >= 1e6 || Math.abs(value) < 1e-6
    ? scientific().format(value).toLowerCase()
    : significant().format(value);
}

/** `1.4 MB`, in powers of ten. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${whole().format(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? fixed(value, 1) : whole().format(value)} ${units[unit]}`;
}

/** `180 ms`, `2.4 s`, `3 min` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${fixed(ms / 1000, 1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
