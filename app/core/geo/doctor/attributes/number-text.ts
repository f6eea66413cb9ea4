/**
 * Numbers that stand as text. One text alone does not say whether `1.575` is one and a half or a thousand and a half:
 * a scan says which conventions a text fits, and the column as a whole decides (column-type.ts).
 */

/** Bits of a scan; 0: no number in any convention. */
export const FITS_DOT = 1;
export const FITS_COMMA = 2;
/** Nothing but digits, with or without a sign. */
export const DIGITS_ONLY = 4;
/** A zero before other digits: `0258`, `03.11`. A code, not a measure. */
export const LEADING_ZERO = 8;

export type DecimalSign = '.' | ',';

const ZERO = 48;
const NINE = 57;
const isDigit = (code: number) => code >= ZERO && code <= NINE;

/** Spaces and apostrophes that only ever divide thousands: plain, no-break and narrow spaces, both apostrophes. */
const isNeutral = (code: number) =>
  code === 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x27 || code === 0x2019;

const DOT = 0x2e;
const COMMA = 0x2c;

/** Longest text that is looked at: no measure needs more. */
const LONGEST = 40;

function scan(text: string): number {
  let at = 0;
  const first = text.charCodeAt(0);
  if (first === 0x2b || first === 0x2d || first === 0x2212) at = 1;
  const start = at;
  let digits = 0;
  /** Separators between thousands (of one kind), and the last separator with the digits behind it. */
  let groups = 0;
  let groupSign = 0;
  let lastSign = 0;
  let run = 0;
  let firstRun = -1;
  let evenGroups = true;
  let end = text.length;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      run += 1;
      digits += 1;
      continue;
    }
    if (code === 0x45 || code === 0x65) {
      end = at;
      break;
    }
    if (code !== DOT && code !== COMMA && !isNeutral(code)) return 0;
    if (firstRun === -1) firstRun = run;
    else {
      // What stood behind an earlier separator was a group of thousands.
      if (run !== 3) evenGroups = false;
      if (groups > 0 && groupSign !== lastSign) return 0;
      groups += 1;
      groupSign = lastSign;
    }
    lastSign = code;
    run = 0;
  }
  if (digits === 0) return 0;
  if (end < text.length && !isExponent(text, end + 1)) return 0;
  const integerRun = firstRun === -1 ? run : firstRun;
  const zero = integerRun > 1 && text.charCodeAt(start) === ZERO ? LEADING_ZERO : 0;
  if (firstRun === -1) return FITS_DOT | FITS_COMMA | zero | (end === text.length ? DIGITS_ONLY : 0);
  if (run === 0) return 0;
  const grouped = evenGroups && firstRun >= 1 && firstRun <= 3 && text.charCodeAt(start) !== ZERO;
  if (isNeutral(lastSign)) {
    const whole = grouped && run === 3 && (groups === 0 || groupSign === lastSign);
    return whole ? FITS_DOT | FITS_COMMA : 0;
  }
  let fits = 0;
  // The last separator as the decimal sign; what came before it divided thousands with another sign.
  if (groups === 0 || (grouped && groupSign !== lastSign)) fits |= lastSign === DOT ? FITS_DOT : FITS_COMMA;
  // The last separator as one between thousands, like all before it.
  if (grouped && run === 3 && end === text.length && (groups === 0 || groupSign === lastSign)) {
    fits |= lastSign === DOT ? FITS_COMMA : FITS_DOT;
  }
  return fits === 0 ? 0 : fits | zero;
}

function isExponent(text: string, from: number): boolean {
  let at = from;
  const sign = text.charCodeAt(at);
  if (sign === 0x2b || sign === 0x2d) at += 1;
  if (at >= text.length || text.length - at > 3) return false;
  for (; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

/** Which conventions a text fits, as bits; 0 where it is no number. Spaces around it do not count. */
export function scanNumber(text: string): number {
  const trimmed = text.trim();
  return trimmed.length === 0 || trimmed.length > LONGEST ? 0 : scan(trimmed);
}

/** The number that a text is under a convention which it fits (`scanNumber`); NaN otherwise. */
export function readNumber(text: string, decimal: DecimalSign): number {
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code) || code === 0x2d || code === 0x2b || code === 0x45 || code === 0x65) plain += text[at];
    else if (code === 0x2212) plain += '-';
    else if (text[at] === decimal) plain += '.';
  }
  return plain === '' ? Number.NaN : Number(plain);
}
