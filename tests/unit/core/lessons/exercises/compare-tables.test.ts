import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTables, firstDifferences, isSame } from '../../../../../app/core/lessons/exercises/compare-tables.ts';
import { answer, rules } from '../../../../builders/answers.ts';
import type { ColumnSpec } from '../../../../builders/result-table.ts';

const MEANS: readonly ColumnSpec[] = [
  ['sensor_id', 'text'],
  ['mean', 'number'],
];
const expected = answer(MEANS, [
  ['a', 40.25],
  ['b', 12],
  ['c', null],
]);
const byKey = rules({ key: ['sensor_id'], tolerance: { absolute: 0.01, relative: 0 } });

describe('columns', () => {
  it('go by name whatever their case and order, then by position', () => {
    const other = answer(
      [
        ['Mean', 'number'],
        ['SENSOR_ID', 'text'],
      ],
      [
        [40.25, 'a'],
        [12, 'b'],
        [null, 'c'],
      ],
    );
    expect(isSame(compareTables(expected, other, byKey))).toBe(true);
    const unnamed = answer(
      [
        ['sensor_id', 'text'],
        ['avg("value")', 'number'],
      ],
      expected.rows,
    );
    expect(isSame(compareTables(expected, unnamed, byKey))).toBe(true);
  });
  it('may be more than asked for, and are named then', () => {
    const more = answer(
      [...MEANS, ['n', 'number']],
      [
        ['a', 40.25, 1],
        ['b', 12, 1],
        ['c', null, 1],
      ],
    );
    const comparison = compareTables(expected, more, byKey);
    expect([isSame(comparison), comparison.extraColumns]).toEqual([true, ['n']]);
  });
  it('are missing where neither name nor position gives one', () => {
    expect(compareTables(expected, answer([['sensor_id', 'text']], [['a']]), byKey).columnOf).toEqual([0, -1]);
  });
  it('of another kind are not compared', () => {
    const text = answer(
      [
        ['sensor_id', 'text'],
        ['mean', 'text'],
      ],
      [['a', '40.25']],
    );
    expect(compareTables(expected, text, byKey).wrongKinds).toEqual([1]);
  });
});

describe('rows by their key', () => {
  it('with one wrong value are one wrong row, shown in its place', () => {
    const given = answer(MEANS, [
      ['b', 12.005],
      ['a', 41],
      ['c', null],
    ]);
    const comparison = compareTables(expected, given, byKey);
    expect([comparison.rightRows, comparison.missing, comparison.extra]).toEqual([2, [], []]);
    expect(firstDifferences(expected, given, comparison)).toEqual([
      { type: 'wrong', row: 1, expected: ['a', 40.25], found: ['a', 41], columns: [1] },
    ]);
  });
  it('are missing, too many or there twice', () => {
    const given = answer(MEANS, [
      ['a', 40.25],
      ['a', 40.25],
      ['x', 1],
      ['c', null],
    ]);
    const { missing, extra, doubled, rightRows } = compareTables(expected, given, byKey);
    expect({ missing, extra, doubled, rightRows }).toEqual({ missing: [1], extra: [1, 2], doubled: [1], rightRows: 2 });
  });
  it('are right where an alternative is', () => {
    const alternatives = answer(MEANS, [['a', 99]]);
    const given = answer(MEANS, [
      ['a', 99],
      ['b', 12],
      ['c', null],
    ]);
    expect(isSame(compareTables(expected, given, byKey, alternatives))).toBe(true);
    expect(isSame(compareTables(expected, given, byKey))).toBe(false);
  });
});

describe('values', () => {
  const one = (value: number | null) => answer([['v', 'number']], [[value]]);
  const compare = (wanted: number | null, given: number | null, absolute: number, relative = 0) =>
    isSame(compareTables(one(wanted), one(given), rules({ tolerance: { absolute, relative } })));
  it('agree within absolute plus relative tolerance, and are never rounded first', () => {
    expect(compare(100, 100.5, 0.5)).toBe(true);
    expect(compare(100, 100.500001, 0.5)).toBe(false);
    expect(compare(200, 201, 0, 0.005)).toBe(true);
    expect(compare(200, 201.1, 0, 0.005)).toBe(false);
    // Rounded to whole numbers these two would be 1 and 2.
    expect(compare(1.4999, 1.5001, 0.001)).toBe(true);
  });
  it('of nothing are nothing, and NaN is NaN', () => {
    expect(compare(null, null, 1)).toBe(true);
    expect(compare(null, 0, 1)).toBe(false);
    expect(compare(0, null, 1)).toBe(false);
    expect(compare(Number.NaN, Number.NaN, 0)).toBe(true);
    expect(compare(Number.NaN, 0, 1e9)).toBe(false);
  });
  it('of time have their tolerance in seconds', () => {
    const time = (ms: number) => answer([['at', 'time']], [[ms]]);
    const within = rules({ tolerances: { at: { absolute: 2, relative: 0.5 } } });
    expect(isSame(compareTables(time(1_000_000), time(1_002_000), within))).toBe(true);
    expect(isSame(compareTables(time(1_000_000), time(1_002_001), within))).toBe(false);
  });
});

describe('order', () => {
  const sorted = answer([['n', 'number']], [[1], [2], [3]]);
  const turned = answer([['n', 'number']], [[3], [2], [1]]);
  it('counts where it is part of the task, and only there', () => {
    expect(isSame(compareTables(sorted, turned, rules()))).toBe(true);
    const comparison = compareTables(sorted, turned, rules({ ordered: true }));
    expect([comparison.isDisordered, comparison.rightRows]).toEqual([true, 3]);
  });
});

describe('any table', () => {
  const cells = fc.tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.option(fc.double({ min: -50, max: 50, noNaN: true }), { nil: null }),
  );
  const tables = fc.array(cells, { minLength: 1, maxLength: 12 });
  const loose = rules({ tolerance: { absolute: 1e-6, relative: 0 } });

  it('is itself in any order', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat()), (rows, numbers) => {
        const shuffled = rows
          .map((row) => [numbers.next().value as number, row] as const)
          .sort(([a], [b]) => a - b)
          .map(([, row]) => row);
        expect(isSame(compareTables(answer(MEANS, rows), answer(MEANS, shuffled), loose))).toBe(true);
      }),
    );
  });
  it('is not itself with a row left out, doubled or changed beyond the tolerance', () => {
    fc.assert(
      fc.property(tables, fc.nat(), (rows, pick) => {
        const at = pick % rows.length;
        const whole = answer(MEANS, rows);
        const same = (other: typeof rows) => isSame(compareTables(whole, answer(MEANS, other), loose));
        expect(same(rows.filter((_row, i) => i !== at))).toBe(false);
        expect(same([...rows, rows[at]!])).toBe(false);
        expect(same(rows.map((row, i) => (i === at ? [row[0], 1000] : row)))).toBe(false);
      }),
    );
  });
});
