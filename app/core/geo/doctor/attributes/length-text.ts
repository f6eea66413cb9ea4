/** Lengths as people write them: `12`, `12,5 m`, `40 ft`, `39'4"`, `350 cm`. */
import { FITS_COMMA, FITS_DOT, readNumber, scanNumber } from './number-text.ts';

const METRES: Readonly<Record<string, number>> = {
  m: 1,
  mt: 1,
  mts: 1,
  meter: 1,
  meters: 1,
  metre: 1,
  metres: 1,
  metros: 1,
  metri: 1,
  cm: 0.01,
  dm: 0.1,
  mm: 0.001,
  km: 1000,
  ft: 0.3048,
  feet: 0.3048,
  foot: 0.3048,
  "'": 0.3048,
};
const INCH_M = 0.0254;

const WITH_UNIT = /^([^a-z'"]*[\d]) ?([a-z']{1,6})\.?$/i;
const FEET_AND_INCHES = /^(\d{1,4})' ?(\d{1,2}(?:\.\d+)?)"$/;

export interface ReadLength {
  readonly value: number;
  /** Metres that one of the text's own unit is; null where it names none. */
  readonly perUnitM: number | null;
}

/** A small number: a comma is a decimal sign unless both conventions fit, when a dot is. */
function plain(text: string): number | null {
  const fits = scanNumber(text);
  if (fits === 0) return null;
  return readNumber(
    text,
    (fits & FITS_DOT) !== 0 && (fits & FITS_COMMA) !== 0
      ? text.includes(',')
        ? ','
        : '.'
      : (fits & FITS_DOT) !== 0
        ? '.'
        : ',',
  );
}

/** Null where a text is no length. Heights have no thousands, so `1.575` is one and a half metres here. */
export function readLength(text: string): ReadLength | null {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 24) return null;
  const bare = plain(trimmed);
  if (bare !== null) return { value: bare, perUnitM: null };
  const imperial = FEET_AND_INCHES.exec(trimmed);
  if (imperial !== null) {
    return { value: Number(imperial[1]) + (Number(imperial[2]) * INCH_M) / METRES.ft!, perUnitM: METRES.ft! };
  }
  const match = WITH_UNIT.exec(trimmed);
  const unit = match?.[2]?.toLowerCase() ?? '';
  const value = match === null || !Object.hasOwn(METRES, unit) ? null : plain(match[1]!.trim());
  return value === null ? null : { value, perUnitM: METRES[unit]! };
}
