import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAttributeGatherer, MOST_COLUMNS } from '../../../../../../app/core/geo/doctor/attributes/gatherer.ts';
import type { ImportedColumn } from '../../../../../../app/core/geo/doctor/attributes/imported-column.ts';
import type { FileIssue } from '../../../../../../app/core/geo/doctor/feature-source.ts';

function gathered(...properties: readonly unknown[]) {
  const gatherer = createAttributeGatherer();
  for (const each of properties) gatherer.add(each);
  return gatherer.finish();
}

const column = (values: readonly unknown[], name = 'value') => gathered(...values.map((value) => ({ [name]: value })));
const valuesOf = ({ values }: ImportedColumn) => Array.from({ length: values.length }, (_, row) => values.at(row));
const typed = (values: readonly unknown[], name?: string) => {
  const { columns } = column(values, name);
  return [columns[0]!.type, ...valuesOf(columns[0]!)];
};
const count = (issues: readonly FileIssue[], code: string) =>
  issues.filter((issue) => issue.code === code).reduce((sum, issue) => sum + (issue.count ?? 1), 0);

const DAY = (text: string) => Date.parse(`${text}Z`);

describe('the type of a column', () => {
  it.each([
    ['decimal commas', ['12,5', '3', '1,25'], ['DOUBLE', 12.5, 3, 1.25]],
    ['thousands with dots, told by a comma elsewhere', ['1.575', '12,5'], ['DOUBLE', 1575, 12.5]],
    ['a decimal dot, told by another value', ['1.575', '12.5'], ['DOUBLE', 1.575, 12.5]],
    ['a decimal dot, told by a zero before it', ['0.575', '1.575'], ['DOUBLE', 0.575, 1.575]],
    ['thousands twice in one number', ['1.575.200', '3.100'], ['BIGINT', 1_575_200, 3100]],
    ['thousands divided by spaces and apostrophes', ['12 345', "1'000"], ['BIGINT', 12_345, 1000]],
    ['exponents', ['1.15224101308E7', '841099.89'], ['DOUBLE', 11_522_410.1308, 841_099.89]],
    ['a minus sign from a word processor', ['−3,5', '2,5'], ['DOUBLE', -3.5, 2.5]],
    ['numbers and texts of numbers', [3, '4'], ['BIGINT', 3, 4]],
    ['words for nothing among numbers', ['12', 'NA', '-', 'null', '', '7'], ['BIGINT', 12, null, null, null, null, 7]],
    ['whole numbers', [1, 2, null], ['BIGINT', 1, 2, null]],
    ['fractions', [1, 2.5], ['DOUBLE', 1, 2.5]],
    ['truths', [true, false, null], ['BOOLEAN', true, false, null]],
    ['yes and no in Catalan', ['Sí', 'No', ''], ['BOOLEAN', true, false, null]],
    ['oui et non', ['Oui', 'Non'], ['BOOLEAN', true, false]],
    ['ja und nein', ['nein', 'ja'], ['BOOLEAN', false, true]],
    ['days', ['2024-02-29', null], ['DATE', DAY('2024-02-29T00:00'), null]],
    ['days that carry a zone', ['2009-12-14Z'], ['DATE', DAY('2009-12-14T00:00')]],
    ['times with zones', ['2013-11-30T18:03:04+0100'], ['TIMESTAMP', DAY('2013-11-30T17:03:04')]],
    ['times without', ['2013-11-30 18:03'], ['TIMESTAMP', DAY('2013-11-30T18:03')]],
    [
      'day before month, told by the column',
      ['05/04/2020', '25/04/2020'],
      ['DATE', DAY('2020-04-05T00:00'), DAY('2020-04-25T00:00')],
    ],
    [
      'month before day, told by the column',
      ['05/04/2020', '04/25/2020'],
      ['DATE', DAY('2020-05-04T00:00'), DAY('2020-04-25T00:00')],
    ],
    ['day before month, as dots have it', ['05.04.2020'], ['DATE', DAY('2020-04-05T00:00')]],
  ])('reads %s', (_, values, expected) => {
    expect(typed(values)).toEqual(expected);
  });

  it.each([
    ['a dot that may be either', ['1.575', '2.300'], 'ambiguous-numbers'],
    ['a comma that may be either', ['1,575', '950'], 'ambiguous-numbers'],
    ['a day that may be either', ['05/04/2020', '06/04/2020'], 'ambiguous-dates'],
    ['times of which one has a zone', ['2020-01-01T10:00Z', '2020-01-01T10:00'], 'mixed-zones'],
    ['numbers and words', [3, 'three'], 'mixed-types'],
    ['truths and numbers', [true, 1], 'mixed-types'],
  ])('leaves %s as text and says so', (_, values, code) => {
    const { columns, issues } = column(values);
    expect(columns[0]!.type).toBe('VARCHAR');
    expect(valuesOf(columns[0]!)).toEqual(values.map(String));
    expect(issues.map((issue) => [issue.code, issue.count, issue.detail])).toContainEqual([code, 1, 'value']);
  });

  it.each([
    ['a month that does not exist', ['2020-13-01']],
    ['a day that does not exist', ['2023-02-29']],
    ['one word among numbers', ['12', '13', 'about 14']],
    ['milliseconds since 1970, which may be anything', ['1700000000000', '1700000000001']],
    ['south and north', ['S', 'N']],
    ['yes alone', ['yes', 'yes']],
    ['Naples', ['NA', 'RM', 'MI']],
    ['digits beyond what a number holds', ['12345678901234567890', '1']],
    ['a version', ['1.2.3', '1.2.4']],
  ])('leaves %s as it is', (_, values) => {
    expect(typed(values)).toEqual(['VARCHAR', ...values]);
  });

  it('says of numbers in the file that were too long for one', () => {
    const { columns, issues } = column([12_345_678_901_234_567_000, 1]);
    expect(columns[0]!.type).toBe('VARCHAR');
    expect(count(issues, 'large-integers')).toBe(1);
  });
});

describe('codes of digits', () => {
  it.each([
    ['zeros in front', 'municipality', ['0258', '0178', '555']],
    ['a zero in front of a decimal', 'BUURT', ['03.11', '13.11']],
    ['a name that says so', 'IDARBRE', ['248.10', '248.1', '3.5']],
    ['a name with a word that says so', 'c_postal_code', ['8', '12']],
    ['all of the same five digits', 'municipi', ['34017', '34012', '34027']],
    ['one value for all', 'GRUIX', ['6', '6', '6']],
    ['two values for many', 'SWITCH', Array.from({ length: 30 }, (_, row) => String((row % 2) * 7))],
  ])('stay text: %s', (_, name, values) => {
    const { columns, issues } = column(values, name);
    expect(columns[0]).toMatchObject({ type: 'VARCHAR', mendedNumbers: 0 });
    expect(count(issues, 'numeric-strings')).toBe(0);
  });

  it('are told from measures, which are counted by column', () => {
    const { columns, issues } = gathered(
      { people: '1304', area: '841099.8', code: '01', name: 'x' },
      { people: '690', area: '4105.35', code: '12', name: 'y' },
    );
    expect(columns.map(({ type, mendedNumbers }) => [type, mendedNumbers])).toEqual([
      ['BIGINT', 2],
      ['DOUBLE', 2],
      ['VARCHAR', 0],
      ['VARCHAR', 0],
    ]);
    expect(issues).toContainEqual({ code: 'numeric-strings', severity: 'info', count: 2, detail: 'people, area' });
  });
});

describe('names', () => {
  it('become safe and stay beside what the file calls them', () => {
    const { columns } = gathered({
      measuredHeight: 1,
      'addr:street': 2,
      'Höhe [m]': 3,
      Étages: 4,
      '2020': 5,
      'a.b': 6,
    });
    expect(columns.map(({ name, source }) => [name, source])).toEqual([
      // JavaScript puts names that are whole numbers first.
      ['c_2020', '2020'],
      ['measured_height', 'measuredHeight'],
      ['addr_street', 'addr:street'],
      ['hohe_m', 'Höhe [m]'],
      ['etages', 'Étages'],
      ['a_b', 'a.b'],
    ]);
  });

  it('that clash get a number, and it is said', () => {
    const { columns, issues } = gathered({ Name: 1, name: 2, 'NAME ': 3, name_2: 4 });
    expect(columns.map(({ name }) => name)).toEqual(['name', 'name_2', 'name_3', 'name_2_2']);
    expect(count(issues, 'name-clash')).toBe(3);
  });

  it('of SQL, of the house and of nothing at all find another', () => {
    const hostile = JSON.parse(
      '{"select":1,"geom":2,"":3,"🏠":4,"__proto__":5,"\\"; DROP TABLE x; --":6,"constructor":7}',
    );
    const { columns } = gathered(hostile);
    expect(columns.map(({ name }) => name)).toEqual([
      'file_select',
      'file_geom',
      'column_3',
      'column_4',
      'proto',
      'drop_table_x',
      'constructor',
    ]);
    expect(valuesOf(columns[4]!)).toEqual([5]);
  });

  it('are safe and different whatever the file calls them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 30 }), (names) => {
        const { columns } = gathered(Object.fromEntries(names.map((name) => [name, 1])));
        const safe = columns.map(({ name }) => name);
        expect(new Set(safe).size).toBe(safe.length);
        for (const name of safe) expect(name).toMatch(/^\p{L}[\p{L}\p{N}_]*$/u);
      }),
    );
  });
});

describe('nested values', () => {
  it('are flattened; lists and what lies too deep stay JSON', () => {
    const deep = { a: { b: { c: { d: { e: 1 } } } } };
    const { columns, issues } = gathered({ address: { street: 'Gran Via', no: 3 }, tags: ['a', 1], ...deep });
    expect(columns.map(({ name, source, values }) => [name, source, values.at(0)])).toEqual([
      ['address_street', 'address.street', 'Gran Via'],
      ['address_no', 'address.no', 3],
      ['tags', 'tags', '["a",1]'],
      ['a_b_c_d', 'a.b.c.d', '{"e":1}'],
    ]);
    expect(count(issues, 'nested-values')).toBe(1);
  });

  it('do not run into a name that holds a dot', () => {
    const { columns } = gathered({ a: { b: 1 }, 'a.b': 2 });
    expect(columns.map(({ name, values }) => [name, values.at(0)])).toEqual([
      ['a_b', 1],
      ['a_b_2', 2],
    ]);
  });
});

describe('keys', () => {
  const koeln = ['ST1', 'ST2', 'ST1', 'ST3', 'ST4', 'ST2', 'ST5', 'ST1'];

  it('that repeat are counted by value, with the feature that repeats it', () => {
    const { issues } = column(koeln, 'IDENTIFIER');
    expect(issues.filter(({ code }) => code === 'duplicate-key-values')).toEqual([
      { code: 'duplicate-key-values', severity: 'info', featureNumber: 3, detail: 'IDENTIFIER: ST1' },
      { code: 'duplicate-key-values', severity: 'info', featureNumber: 6, detail: 'IDENTIFIER: ST2' },
    ]);
  });

  it.each([
    ['a name', 'NAME', koeln],
    ['something that points elsewhere', 'ID_SOURCE', koeln],
    ['a kind', 'code', ['a', 'b', 'a', 'b', 'a', 'b']],
  ])('are not %s', (_, name, values) => {
    expect(count(column(values, name).issues, 'duplicate-key-values')).toBe(0);
  });
});

describe('a whole file', () => {
  it('keeps its rows: columns that come late or skip features have nothing there', () => {
    const { columns } = gathered({ a: 1 }, undefined, { b: 'x', a: 2 }, 'nonsense', null, { b: 'y' });
    expect(columns.map((each) => valuesOf(each))).toEqual([
      [1, null, 2, null, null, null],
      [null, null, 'x', null, null, 'y'],
    ]);
    // In any order.
    expect([5, 0, 2, 3].map((row) => columns[1]!.values.at(row))).toEqual(['y', null, 'x', null]);
  });

  it('says which features have no properties, and which have nonsense in their place', () => {
    const { issues } = gathered({}, undefined, 'nonsense', [1]);
    expect(issues.map(({ code, featureNumber }) => [code, featureNumber])).toEqual([
      ['missing-properties', 2],
      ['bad-properties', 3],
      ['bad-properties', 4],
    ]);
  });

  it(`keeps ${MOST_COLUMNS} columns and names the rest`, () => {
    const { columns, issues } = gathered(
      ...Array.from({ length: 101 }, (_, row) =>
        Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`c${row}_${at}`, at])),
      ),
    );
    expect(columns.length).toBe(MOST_COLUMNS);
    expect(count(issues, 'too-many-columns')).toBe(100);
  });

  it('loses no value that it leaves as text, and gives every row one', () => {
    const any = fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 30 }), (values) => {
        const { columns } = column(values);
        const read = valuesOf(columns[0]!);
        expect(read.length).toBe(values.length);
        if (columns[0]!.type !== 'VARCHAR') return;
        for (const [row, value] of values.entries()) if (read[row] !== null) expect(read[row]).toBe(String(value));
      }),
    );
  });
});
