/** Differences as people read them: a sign, few digits, absolute and relative. */

import { inLocale } from './locale.ts';

const MINUS = '\u2212';

/** Three significant digits, thousands whole: `812,300`, `41.2`, `0.43`. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 100 ? 0 : size >= 1 ? 1 : 2;
  const text = inLocale(
    `figure ${maximumFractionDigits}`,
    (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits }),
  ).format(size);
  return value < 0 && !/^[0.,]+$/.test(text) ? `${MINUS}${text}` : text;
}

/** With its sign: `+3.2`, `−0.43`, `0`. */
export function signedFigure(value: number): string {
  const text = figure(value);
  return value > 0 && !/^[0.,]+$/.test(text) ? `+${text}` : text;
}

/** `−3.2 %`; empty where there was nothing to compare with. */
export function relativeChange(before: number, after: number): string {
  if (before === 0) return '';
  return `${signedFigure(((after - before) / before) * 100)} %`;
}
