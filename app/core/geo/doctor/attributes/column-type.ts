/**
 * What a column is, decided over all its values at once. A type is given only where every value fits it; one that does
 * not leaves the whole column text, so that nothing is lost.
 */
import type { ColumnReport, DoctorCode } from '../report.ts';
import type { Cell, ColumnCells } from './column-cells.ts';
import { type DayOrder, dateMs, scanDate } from './date-text.ts';
import type { ColumnValue } from './imported-column.ts';
import { holdsCodes } from './key-columns.ts';
import { type DecimalSign, DIGITS_ONLY, FITS_COMMA, FITS_DOT, readNumber, scanNumber } from './number-text.ts';
import { isNothing, isNothingAmongValues, TRUTH_WORDS } from './value-words.ts';

export type ColumnType = ColumnReport['type'];

export interface DecidedColumn {
  readonly type: ColumnType;
  /** A cell as a value of that type. */
  read(cell: Cell): ColumnValue;
  /** What has to be said about the column. */
  readonly codes: readonly DoctorCode[];
}

/** Whole numbers up to here may be identifiers; beyond they are physics. */
const LARGEST_IDENTIFIER = 2 ** 64;

const readText = (cell: Cell): ColumnValue =>
  typeof cell === 'string' ? (isNothing(cell) ? null : cell) : String(cell);

const asText = (...codes: DoctorCode[]): DecidedColumn => ({ type: 'VARCHAR', read: readText, codes });

/** The column's texts that say something, each at least once, as far as they are remembered. */
function sayingTexts(cells: ColumnCells): readonly string[] | null {
  return cells.distinctTexts?.filter((text) => !isNothingAmongValues(text)) ?? null;
}

function asNumbers(cells: ColumnCells, decimal: DecimalSign): DecidedColumn {
  const read = (cell: Cell): number | null => {
    if (typeof cell === 'number') return cell;
    return typeof cell !== 'string' || isNothingAmongValues(cell) ? null : readNumber(cell, decimal);
  };
  let whole = true;
  let unsafe = false;
  let beyond = false;
  cells.each((cell) => {
    const value = read(cell);
    if (value === null || Number.isSafeInteger(value)) return true;
    if (!Number.isInteger(value)) whole = false;
    else if (Math.abs(value) <= LARGEST_IDENTIFIER) unsafe = true;
    else beyond = true;
    return whole;
  });
  if (whole && unsafe && !beyond) return asText(...(cells.numbers > 0 ? (['large-integers'] as const) : []));
  const codes: readonly DoctorCode[] =
    cells.texts > 0 && cells.everyText(isNothingAmongValues) === false ? ['numeric-strings'] : [];
  return { type: whole && !beyond ? 'BIGINT' : 'DOUBLE', read, codes };
}

/** Null where not every text is a number. */
function numbersOf(source: string, cells: ColumnCells): DecidedColumn | null {
  if (cells.texts === 0) return asNumbers(cells, '.');
  const texts = sayingTexts(cells);
  if (texts !== null && texts.length === 0) return cells.numbers === 0 ? null : asNumbers(cells, '.');
  let fits = FITS_DOT | FITS_COMMA;
  let onlyDigits = true;
  const every = cells.everyText((text) => {
    if (isNothingAmongValues(text)) return true;
    const scanned = scanNumber(text);
    if (scanned === 0) return false;
    fits &= scanned;
    if ((scanned & DIGITS_ONLY) === 0) onlyDigits = false;
    return fits !== 0;
  });
  if (!every) return null;
  if (cells.numbers === 0 && holdsCodes(source, cells, texts)) return asText();
  // Beside numbers that JSON wrote with a dot, and where only digits stand, there is nothing to decide.
  if (fits === (FITS_DOT | FITS_COMMA) && !onlyDigits)
    return neutralOnly(cells) ? asNumbers(cells, '.') : asText('ambiguous-numbers');
  return asNumbers(cells, fits === FITS_COMMA ? ',' : '.');
}

/** Whether thousands are divided by spaces or apostrophes alone, which no convention reads otherwise. */
function neutralOnly(cells: ColumnCells): boolean {
  return cells.everyText((text) => isNothingAmongValues(text) || !/[.,]/.test(text));
}

function truthsOf(cells: ColumnCells): DecidedColumn | null {
  const texts = sayingTexts(cells);
  if (texts === null || texts.length < 2 || texts.length > 6) return null;
  const words = new Set(texts.map((text) => text.trim().toLowerCase().normalize('NFC')));
  const pair = words.size === 2 ? TRUTH_WORDS.find(([yes, no]) => words.has(yes) && words.has(no)) : undefined;
  if (pair === undefined) return null;
  return {
    type: 'BOOLEAN',
    read: (cell) => {
      if (typeof cell !== 'string' || isNothingAmongValues(cell)) return null;
      return cell.trim().toLowerCase().normalize('NFC') === pair[0];
    },
    codes: [],
  };
}

function datesOf(cells: ColumnCells): DecidedColumn | null {
  let orders: readonly DayOrder[] | null = null;
  let dotted = true;
  let withTime = false;
  let zoned = 0;
  let timed = 0;
  const every = cells.everyText((text) => {
    if (isNothingAmongValues(text)) return true;
    const date = scanDate(text);
    if (date === null) return false;
    orders = orders === null ? date.orders : orders.filter((order) => date.orders.includes(order));
    if (!text.includes('.')) dotted = false;
    if (date.timeMs !== null) {
      withTime = true;
      timed += 1;
      if (date.zoneMin !== null) zoned += 1;
    }
    return orders.length > 0;
  });
  const fitting = orders as readonly DayOrder[] | null;
  if (!every || fitting === null) return null;
  // Some times with a zone and some without: they cannot stand on one clock.
  if (zoned > 0 && zoned < timed) return asText('mixed-zones');
  if (fitting.length > 1 && !dotted) return asText('ambiguous-dates');
  const order = fitting[0]!;
  return {
    type: withTime ? 'TIMESTAMP' : 'DATE',
    read: (cell) => {
      const date = typeof cell === 'string' ? scanDate(cell) : null;
      return date === null ? null : dateMs(date, order);
    },
    codes: [],
  };
}

/** The type of a column, and how its cells are read. */
export function decideColumn(source: string, cells: ColumnCells): DecidedColumn {
  const { numbers, booleans, texts } = cells;
  if (numbers + booleans + texts === 0) return asText();
  if (booleans > 0) {
    const bare = texts === 0 || cells.everyText(isNothingAmongValues);
    if (numbers > 0 || !bare) return asText('mixed-types');
    return { type: 'BOOLEAN', read: (cell) => (typeof cell === 'boolean' ? cell : null), codes: [] };
  }
  const asNumber = numbersOf(source, cells);
  if (asNumber !== null) return asNumber;
  if (numbers > 0) return asText('mixed-types');
  return truthsOf(cells) ?? datesOf(cells) ?? asText();
}
