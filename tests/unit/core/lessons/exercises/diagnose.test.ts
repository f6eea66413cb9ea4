import { describe, expect, it } from 'vitest';
import { compareTables } from '../../../../../app/core/lessons/exercises/compare-tables.ts';
import { diagnose } from '../../../../../app/core/lessons/exercises/diagnose.ts';
import type { Cell } from '../../../../../app/core/store/database.ts';
import { answer, rules } from '../../../../builders/answers.ts';
import type { ColumnSpec } from '../../../../builders/result-table.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = Date.UTC(2026, 2, 29);
const COLUMNS: readonly ColumnSpec[] = [
  ['sensor_id', 'text'],
  ['hour', 'time'],
  ['no2', 'number'],
  ['o3', 'number'],
];
const KEY = rules({ key: ['sensor_id', 'hour'], tolerance: { absolute: 1e-6, relative: 0 } });

type Row = [string, number, number | null, number | null];
const ROWS: readonly Row[] = Array.from({ length: 24 }, (_, i) => [
  `s${i % 2}`,
  DAY_MS + (i >> 1) * HOUR_MS,
  20.123 + i * 1.7,
  61.456 - i * 0.9,
]);

function findings(change: (row: Row, i: number) => readonly Cell[] | null, extra: readonly (readonly Cell[])[] = []) {
  const expected = answer(COLUMNS, ROWS);
  const rows = ROWS.map((row, i) => change([...row], i)).filter((row) => row !== null);
  const found = answer(COLUMNS, [...rows, ...extra]);
  return diagnose(expected, found, compareTables(expected, found, KEY), KEY).map(({ code, values }) => ({
    code,
    ...values,
  }));
}

describe('what the checker sees by itself', () => {
  it('keys that are local times', () => {
    const [first] = findings(([sensor, hour, no2, o3]) => [sensor, hour + HOUR_MS, no2, o3]);
    expect(first).toEqual({ code: 'times-shifted', column: 'hour', minutes: 60 });
  });
  it('parts per billion left as they are', () => {
    expect(findings(([sensor, hour, no2, o3]) => [sensor, hour, no2! / 1.9125, o3])).toEqual([
      { code: 'unit-factor', column: 'no2', factor: 0.52288, unit: 'ppb NO2 → µg/m³ (20 °C, 1013 hPa)' },
    ]);
  });
  it('values that are rounded', () => {
    expect(findings(([sensor, hour, no2, o3]) => [sensor, hour, Number(no2!.toFixed(1)), o3])).toEqual([
      { code: 'rounded', column: 'no2', digits: 1 },
    ]);
  });
  it('two columns in each other’s place', () => {
    expect(findings(([sensor, hour, no2, o3]) => [sensor, hour, o3, no2])).toEqual([
      { code: 'columns-swapped', column: 'no2', other: 'o3' },
    ]);
  });
  it('values that are all off by the same', () => {
    expect(findings(([sensor, hour, no2, o3]) => [sensor, hour, no2! + 5, o3])).toEqual([
      { code: 'constant-difference', column: 'no2', difference: 5 },
    ]);
  });
  it('a few values that are off alike, and says no more of them than that', () => {
    expect(findings(([sensor, hour, no2, o3], i) => [sensor, hour, i < 2 ? no2! + 5 : no2, o3])).toEqual([
      { code: 'values-wrong', column: 'no2', count: 2, rows: 24 },
    ]);
  });
  it('nothing where something should be', () => {
    expect(findings(([sensor, hour, no2, o3], i) => [sensor, hour, i < 3 ? null : no2, o3])).toEqual([
      { code: 'null-wrong', column: 'no2', count: 3 },
    ]);
  });
  it('some values that are merely wrong, with how many', () => {
    expect(findings(([sensor, hour, no2, o3], i) => [sensor, hour, i < 2 ? no2! * (3 + i) : no2, o3])).toEqual([
      { code: 'values-wrong', column: 'no2', count: 2, rows: 24 },
    ]);
  });
  it('rows that are missing, doubled and too many', () => {
    const changed = findings((row, i) => (i < 2 ? null : row), [[...ROWS[5]!], ['s9', DAY_MS, 1, 1]]);
    expect(changed).toEqual([
      { code: 'rows-doubled', count: 1 },
      { code: 'rows-missing', count: 2, expectedRows: 24 },
      { code: 'rows-extra', count: 1, expectedRows: 24 },
    ]);
  });
  it('no rows at all, and columns that are not there', () => {
    expect(findings(() => null)).toEqual([{ code: 'no-rows' }]);
    const expected = answer(COLUMNS, ROWS);
    const found = answer([['sensor_id', 'text']], [['s0']]);
    expect(diagnose(expected, found, compareTables(expected, found, KEY), KEY)).toEqual([
      { code: 'columns-missing', values: { columns: 'hour, no2, o3' } },
    ]);
  });
  it('a kind of value that is another', () => {
    const expected = answer([['at', 'time']], [[DAY_MS]]);
    const found = answer([['at', 'text']], [['2026-03-29']]);
    expect(diagnose(expected, found, compareTables(expected, found, rules()), rules())).toEqual([
      { code: 'wrong-kind', values: { column: 'at', expected: 'time', found: 'text' } },
    ]);
  });
});
