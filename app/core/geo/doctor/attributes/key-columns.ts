/** Which columns name things instead of measuring them, told by their names and by what they hold. */
import type { Cell, ColumnCells } from './column-cells.ts';
import { snakeCase } from './column-names.ts';
import { DIGITS_ONLY, LEADING_ZERO, scanNumber } from './number-text.ts';
import { isNothing } from './value-words.ts';

/** Words of a name that say: digits here are a code, not a measure. */
const CODE_WORDS = new Set(
  `id ids code codes codi codigo codice cod cd kod kode koodi key clef cle clave clau chave chiave schlussel kennung
  kennziffer ref refcat reference referencia riferimento referenz fips nuts lau ags insee siren siret istat gid fid oid
  pk uid uuid guid uri urn ean isbn nif cif zip zipcode postcode postal postleitzahl plz postnummer cp cap tel telefon
  telefono telefoon telephone phone fax objectid osmid globalid`.split(/\s+/),
);

/** Abbreviations that stand before a word without anything between: `IDARBRE`, `CODCOMM`. */
const CODE_START = /^(id|cod|cd)\p{L}{2,}/u;

/** Whether a column's name says that it holds codes. */
export function isCodeName(source: string): boolean {
  return snakeCase(source)
    .split('_')
    .some((word) => CODE_WORDS.has(word) || CODE_START.test(word));
}

/** All texts of this many digits and more are as wide as each other: a postcode, a municipality, a telephone. */
const CODE_WIDTH = 5;
/** A column of so many rows with two values only is a switch, not a measure. */
const SWITCH_ROWS = 20;

/**
 * Whether texts of digits are codes: by the name; by a zero in front of one of them; where all of them are digits and
 * there is one value only, or two in twenty rows and more, or all have the same five or more digits.
 */
export function holdsCodes(source: string, cells: ColumnCells, texts: readonly string[] | null): boolean {
  if (isCodeName(source)) return true;
  let onlyDigits = true;
  let width = 0;
  const plain = cells.everyText((text) => {
    if (isNothing(text)) return true;
    const scanned = scanNumber(text);
    if ((scanned & LEADING_ZERO) !== 0) return false;
    if ((scanned & DIGITS_ONLY) === 0) onlyDigits = false;
    const length = text.trim().length;
    width = width === 0 || width === length ? length : -1;
    return true;
  });
  if (!plain) return true;
  if (!onlyDigits) return false;
  if (texts !== null && texts.length === 1) return cells.filled > 1;
  if (texts !== null && texts.length === 2 && cells.filled >= SWITCH_ROWS) return true;
  return width >= CODE_WIDTH;
}

/**
 * Whole names by which a file says: this tells my features apart. A name with more in it (`ID_SOURCE`, `TARGET_FID`,
 * `station_id`) usually points at something else, which may repeat.
 */
const KEY_NAMES = new Set(
  `id identifier identifikator identificador identificatie identifiant identificativo identificatore kennung key code
  codi codigo codice kode uuid guid uid gml_id globalid global_id objectid object_id fid gid oid pk ogc_fid inspire_id
  feature_id lokaal_id schlussel clave clau clef referencia_cadastral refcat`.split(/\s+/),
);

export interface RepeatedValue {
  readonly value: string;
  /** Rows that hold it, the first two. */
  readonly rows: readonly [number, number];
}

/** Most values of a key that are looked at. */
const MOST_KEYS = 3_000_000;

/**
 * Values that occur more than once in a column which tells features apart: its whole name says so, and more than half of
 * its values are different (a `code` with five values for a thousand features is a kind, not a key). Empty for any other.
 */
export function repeatedKeyValues(source: string, cells: ColumnCells): readonly RepeatedValue[] {
  if (!KEY_NAMES.has(snakeCase(source)) || cells.filled > MOST_KEYS) return [];
  const first = new Map<Cell, number>();
  const repeated = new Map<Cell, RepeatedValue>();
  let filled = 0;
  cells.each((cell, row) => {
    if (typeof cell === 'string' && isNothing(cell)) return true;
    filled += 1;
    const before = first.get(cell);
    if (before === undefined) first.set(cell, row);
    else if (!repeated.has(cell)) repeated.set(cell, { value: String(cell), rows: [before, row] });
    return true;
  });
  return first.size * 2 > filled ? [...repeated.values()] : [];
}
