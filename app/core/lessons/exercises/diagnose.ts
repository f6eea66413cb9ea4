/** What the checker sees by itself in a comparison that failed: most telling first. */
import type { Cell } from '../../store/database.ts';
import { type AnswerTable, columnKey } from './answer-table.ts';
import type { Finding, FindingCode } from './check-report.ts';
import type { Comparison, ComparisonRules } from './compare-tables.ts';

/** Factors between units that are mixed up; the inverse is tried as well. */
const UNIT_FACTORS: readonly (readonly [factor: number, unit: string])[] = [
  [1.9125, 'ppb NO2 → µg/m³ (20 °C, 1013 hPa)'],
  [1.913, 'ppb NO2 → µg/m³ (20 °C, 1013 hPa)'],
  [1.88, 'ppb NO2 → µg/m³ (25 °C, 1013 hPa)'],
  [1.9957, 'ppb O3 → µg/m³ (20 °C, 1013 hPa)'],
  [3.6, 'm/s → km/h'],
  [1.609344, 'mph → km/h'],
  [100, '0–1 → %'],
  [60, 'min → s'],
  [3600, 'h → s'],
  [24, 'd → h'],
  [1000, 'kilo'],
  [1e6, 'mega'],
];
/** Factors within this share of each other are the same. */
const FACTOR_TOLERANCE = 2e-4;
const MOST_DIGITS = 6;
/** Of the rows that differ, the share that has to tell the same. */
const NEARLY_ALL = 0.9;
const MINUTE_MS = 60_000;
/** Whole offsets between time zones, and the quarter hours between them, minutes. */
const MOST_SHIFT_MINUTES = 14 * 60;

export function diagnose(
  expected: AnswerTable,
  found: AnswerTable,
  comparison: Comparison,
  rules: Pick<ComparisonRules, 'key'>,
): Finding[] {
  const findings: Finding[] = [];
  const say = (code: FindingCode, values: Finding['values'] = {}) => findings.push({ code, values });
  const { columnOf, wrongKinds, missing, extra, doubled } = comparison;
  const absent = expected.columns.filter((_column, i) => columnOf[i] === -1).map(({ name }) => name);
  if (absent.length > 0) say('columns-missing', { columns: absent.join(', ') });
  else if (found.rows.length === 0 && expected.rows.length > 0) say('no-rows');
  for (const i of wrongKinds) {
    const [wanted, given] = [expected.columns[i]!, found.columns[columnOf[i]!]!];
    say('wrong-kind', { column: wanted.name, expected: wanted.kind, found: given.kind });
  }
  if (findings.length > 0) return findings;

  const expectedRows = expected.rows.length;
  const shift = keyShift(expected, found, comparison, rules);
  if (shift !== null) say('times-shifted', shift);
  for (const finding of columnFindings(expected, found, comparison)) findings.push(finding);
  if (doubled.length > 0) say('rows-doubled', { count: doubled.length });
  if (missing.length > 0) say('rows-missing', { count: missing.length, expectedRows });
  if (extra.length > doubled.length) say('rows-extra', { count: extra.length - doubled.length, expectedRows });
  if (comparison.isDisordered) say('order');
  return findings;
}

interface Pairs {
  readonly column: string;
  readonly index: number;
  readonly expected: readonly Cell[];
  readonly found: readonly Cell[];
}

/** For each column the pairs of cells that differ. */
function differingPairs(expected: AnswerTable, found: AnswerTable, comparison: Comparison): Pairs[] {
  return expected.columns.flatMap(({ name }, index) => {
    const pairs = comparison.wrong.filter(({ columns }) => columns.includes(index));
    if (pairs.length === 0) return [];
    return {
      column: name,
      index,
      expected: pairs.map((pair) => expected.rows[pair.expected]![index]!),
      found: pairs.map((pair) => found.rows[pair.found]![comparison.columnOf[index]!]!),
    };
  });
}

function columnFindings(expected: AnswerTable, found: AnswerTable, comparison: Comparison): Finding[] {
  const rows = comparison.wrong.length + comparison.rightRows;
  const all = differingPairs(expected, found, comparison);
  const swapped = swappedColumns(expected, found, comparison, all);
  if (swapped !== null) return [swapped];
  return all.map((pairs): Finding => {
    const count = pairs.expected.length;
    return (
      nullFinding(pairs) ??
      timeFinding(pairs, expected.columns[pairs.index]!.kind) ??
      numberFinding(pairs, rows) ?? { code: 'values-wrong', values: { column: pairs.column, count, rows } }
    );
  });
}

function nullFinding({ column, expected, found }: Pairs): Finding | null {
  const odd = expected.filter((cell, i) => (cell === null) !== (found[i] === null)).length;
  return odd >= NEARLY_ALL * expected.length ? { code: 'null-wrong', values: { column, count: odd } } : null;
}

function timeFinding({ column, expected, found }: Pairs, kind: string): Finding | null {
  if (kind !== 'time') return null;
  const minutes = expected.map((cell, i) => (Number(found[i]) - Number(cell)) / MINUTE_MS);
  const shift = commonValue(minutes, 1e-9);
  return shift !== null && Number.isInteger(shift)
    ? { code: 'times-shifted', values: { column, minutes: shift } }
    : null;
}

function numberFinding({ column, expected, found }: Pairs, rows: number): Finding | null {
  const numbers = expected
    .map((cell, i) => [cell, found[i]!] as const)
    .filter((pair): pair is readonly [number, number] => pair.every((cell) => typeof cell === 'number'));
  // One value can be off by anything.
  if (numbers.length < 2 || numbers.length < NEARLY_ALL * expected.length) return null;
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    if (numbers.every(([wanted, given]) => given === Number(wanted.toFixed(digits)))) {
      return { code: 'rounded', values: { column, digits } };
    }
  }
  // A few rows that are off alike tell nothing of the column.
  if (expected.length < NEARLY_ALL * rows) return null;
  const factor = commonValue(
    numbers.filter(([wanted]) => wanted !== 0).map(([wanted, given]) => given / wanted),
    FACTOR_TOLERANCE,
  );
  const unit = factor === null ? null : knownFactor(factor);
  if (unit !== null) return { code: 'unit-factor', values: { column, factor: Number(factor!.toPrecision(5)), unit } };
  const difference = commonValue(
    numbers.map(([wanted, given]) => given - wanted),
    1e-6,
  );
  if (difference === null) return null;
  return { code: 'constant-difference', values: { column, difference: Number(difference.toPrecision(6)) } };
}

/** The value that nearly all share, or null. */
function commonValue(values: readonly number[], tolerance: number): number | null {
  if (values.length === 0) return null;
  const middle = [...values].sort((a, b) => a - b)[values.length >> 1]!;
  if (!Number.isFinite(middle) || middle === 0) return null;
  const alike = values.filter((value) => Math.abs(value - middle) <= tolerance * Math.abs(middle)).length;
  return alike >= NEARLY_ALL * values.length ? middle : null;
}

function knownFactor(factor: number): string | null {
  for (const [known, unit] of UNIT_FACTORS) {
    for (const candidate of [known, 1 / known]) {
      if (Math.abs(factor - candidate) <= FACTOR_TOLERANCE * candidate) return unit;
    }
  }
  return null;
}

function swappedColumns(
  expected: AnswerTable,
  found: AnswerTable,
  comparison: Comparison,
  all: readonly Pairs[],
): Finding | null {
  for (const one of all) {
    for (const other of all) {
      if (one.index >= other.index) continue;
      const holds = (column: Pairs, wanted: Pairs) =>
        comparison.wrong.every(({ expected: row, found: at }) => {
          const given = found.rows[at]![comparison.columnOf[column.index]!]!;
          return given === expected.rows[row]![wanted.index]!;
        });
      if (holds(one, other) && holds(other, one)) {
        return { code: 'columns-swapped', values: { column: one.column, other: other.column } };
      }
    }
  }
  return null;
}

/** A key column of times that would fit if all were moved by the same whole minutes. */
function keyShift(
  expected: AnswerTable,
  found: AnswerTable,
  { columnOf, missing, extra }: Comparison,
  { key }: Pick<ComparisonRules, 'key'>,
): Finding['values'] | null {
  if (missing.length === 0 && extra.length === 0) return null;
  const keys = new Set(key.map(columnKey));
  for (const [i, { name, kind }] of expected.columns.entries()) {
    if (kind !== 'time' || (keys.size > 0 && !keys.has(columnKey(name)))) continue;
    const wanted = timesOf(expected.rows.map((cells) => cells[i]!));
    const given = timesOf(found.rows.map((cells) => cells[columnOf[i]!]!));
    if (wanted.size === 0 || given.size === 0) continue;
    for (const difference of [Math.min(...given) - Math.min(...wanted), Math.max(...given) - Math.max(...wanted)]) {
      const minutes = difference / MINUTE_MS;
      if (minutes === 0 || !Number.isInteger(minutes) || Math.abs(minutes) > MOST_SHIFT_MINUTES) continue;
      const fitting = [...given].filter((time) => wanted.has(time - difference)).length;
      if (fitting >= NEARLY_ALL * given.size && given.size >= NEARLY_ALL * wanted.size)
        return { column: name, minutes };
    }
  }
  return null;
}

function timesOf(cells: readonly Cell[]): Set<number> {
  return new Set(cells.filter((cell): cell is number => typeof cell === 'number'));
}
