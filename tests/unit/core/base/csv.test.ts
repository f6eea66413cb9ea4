import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../app/core/base/csv.ts';

const rowsOf = (text: string, delimiter = ',') => {
  const { value, issues } = readCsv(text, delimiter);
  const rows = Array.from({ length: value?.rowCount ?? 0 }, (_, row) => value!.columns.map((column) => column[row]));
  return { names: value?.names, rows, issues: issues.map(({ code, detail }) => [code, detail]) };
};

describe('reading CSV', () => {
  it('keeps cells as they came: spaces, zeros and words for nothing', () => {
    expect(rowsOf('code,name\n007, Ona \n,NULL\n')).toEqual({
      names: ['code', 'name'],
      rows: [
        ['007', ' Ona '],
        ['', 'NULL'],
      ],
      issues: [],
    });
  });

  it.each([
    ['LF', 'a;b\n1;2\n3;4'],
    ['CRLF', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['CR', 'a;b\r1;2\r3;4\r'],
    ['a byte order mark before the head', '\ufeffa;b\n1;2\n3;4\n'],
    ['an empty line between and at the end', 'a;b\n1;2\n\n3;4\n\n'],
  ])('takes %s', (_what, text) => {
    expect(rowsOf(text, ';')).toEqual({
      names: ['a', 'b'],
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
      issues: [],
    });
  });

  it('reads quoted cells with delimiters, line ends and doubled quotes inside', () => {
    expect(rowsOf('a,b\n"C/ Menta, 3, 2n","say ""hola"""\n"two\r\nlines",""\n').rows).toEqual([
      ['C/ Menta, 3, 2n', 'say "hola"'],
      ['two\r\nlines', ''],
    ]);
  });

  it('lets a quote in the middle of a cell, and what follows a closing one, be text', () => {
    expect(rowsOf('a,b\n2" pipe,"Ona" Puig\n').rows).toEqual([['2" pipe', 'Ona Puig']]);
  });

  it('fills short rows with nulls, cuts long ones, and names the line of each', () => {
    expect(rowsOf('a,b\n"x\ny",1\n2\n3,4,5\n')).toEqual({
      names: ['a', 'b'],
      rows: [
        ['x\ny', '1'],
        ['2', null],
        ['3', '4'],
      ],
      issues: [
        ['csv-ragged-row', '4'],
        ['csv-ragged-row', '5'],
      ],
    });
  });

  it('says when a file ends inside a quoted cell', () => {
    expect(rowsOf('a,b\n1,"open\n2,3').issues).toEqual([['csv-open-quote', undefined]]);
  });

  it.each(['', '\n1,2\n', 'a,,c\n', 'a,b,a\n'])('refuses the head of %j', (text) => {
    expect(rowsOf(text)).toMatchObject({ rows: [], issues: [['csv-bad-head', expect.any(String)]] });
  });

  it('keeps empty cells of a single column', () => {
    expect(rowsOf('a\n1\n\n2\n').rows).toEqual([['1'], [''], ['2']]);
  });

  it('says how far it is', () => {
    const told: number[][] = [];
    const text = `a\n${'1\n'.repeat(5_000)}`;
    readCsv(text, ',', (characters, rows) => told.push([characters, rows]));
    expect(told).toEqual([
      [8_194, 4_096],
      [10_002, 5_000],
    ]);
  });

  it('gives back whatever was written by the rules', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r', ' ') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), fc.constantFrom(',', ';'), (rows, delimiter) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = [['x', 'y'], ...rows].map((row) => row.map(quoted).join(delimiter)).join('\r\n');
        expect(rowsOf(text, delimiter)).toEqual({ names: ['x', 'y'], rows, issues: [] });
      }),
      { numRuns: 200, seed: 20241107 },
    );
  });
});
