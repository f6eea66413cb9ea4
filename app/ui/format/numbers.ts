/** Numbers as people read them, in tabular figures. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const compactFormat = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

/** `12,345` */
export function count(value: number): string {
  return whole.format(value);
}

/** `12.3k`-like for diagrams; exact below ten thousand. */
export function compactCount(value: number): string {
  return Math.abs(value) < 10_000 ? whole.format(value) : compactFormat.format(value);
}

/** Thousands as `1.5k`: for the ticks of a scale. */
export function shortCount(value: number): string {
  return compactFormat.format(value).toLowerCase();
}

/** Four significant digits, whole numbers whole: `41.25`, `1,832`, `0.004`. */
export function quantity(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return whole.format(value);
  return Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4 ? value.toPrecision(4) : significant.format(value);
}

/** `1.4 MB`, in powers of ten. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${whole.format(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : whole.format(value)} ${units[unit]}`;
}

/** `180 ms`, `2.4 s`, `3 min` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
