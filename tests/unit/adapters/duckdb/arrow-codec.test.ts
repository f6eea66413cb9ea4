import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeColumns } from '../../../../app/adapters/duckdb/arrow-codec.ts';
import { bytesAt, columnOf, pickRows, readStream, timeMsAt } from '../../../../app/adapters/duckdb/arrow-rows.ts';
import { decodeResult } from '../../../../app/adapters/duckdb/result-table.ts';
import type { Column } from '../../../../app/core/store/column-batch.ts';
import type { Cell } from '../../../../app/core/store/database.ts';

interface Row {
  readonly text: string | null;
  readonly double: number | null;
  readonly integer: number | null;
  readonly flag: boolean | null;
  readonly timeMs: number | null;
  readonly blob: Uint8Array | null;
}

function columns(rows: readonly Row[]): Column[] {
  const valid = (of: (row: Row) => unknown) => Uint8Array.from(rows, (row) => (of(row) === null ? 0 : 1));
  return [
    { name: 'text', type: 'text', values: rows.map((row) => row.text) },
    {
      name: 'double',
      type: 'double',
      values: Float64Array.from(rows, (row) => row.double ?? 0),
      valid: valid((row) => row.double),
    },
    {
      name: 'integer',
      type: 'integer',
      values: Int32Array.from(rows, (row) => row.integer ?? 0),
      valid: valid((row) => row.integer),
    },
    { name: 'flag', type: 'boolean', values: rows.map((row) => row.flag) },
    { name: 'time', type: 'timestamp', values: Float64Array.from(rows, (row) => row.timeMs ?? Number.NaN) },
    { name: 'blob', type: 'blob', values: rows.map((row) => row.blob) },
  ];
}

function cells(ipc: Uint8Array): Cell[][] {
  const result = decodeResult({ ipc, rowCount: Number.POSITIVE_INFINITY, truncated: false, elapsedMs: 0 });
  return Array.from({ length: result.rowCount }, (_row, row) =>
    result.columns.map((_c, column) => result.cell(row, column)),
  );
}

const asCells = (row: Row): Cell[] => [row.text, row.double, row.integer, row.flag, row.timeMs, row.blob];
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const rowArbitrary: fc.Arbitrary<Row> = fc.record({
  text: nullable(fc.string({ unit: 'grapheme' })),
  double: nullable(fc.double({ noNaN: true })),
  integer: nullable(fc.integer()),
  flag: nullable(fc.boolean()),
  timeMs: nullable(fc.integer({ min: -4e12, max: 4e12 })),
  blob: nullable(fc.uint8Array({ maxLength: 9 })),
});

describe('columns as Arrow bytes', () => {
  it('come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 40 }), (rows) => {
        const ipc = encodeColumns({ table: 't', rowCount: rows.length, columns: columns(rows) });
        expect(cells(ipc)).toEqual(rows.map(asCells));
      }),
      { seed: 20241107, numRuns: 150 },
    );
  });

  it('may be longer than the rows that count', () => {
    const ipc = encodeColumns({
      table: 't',
      rowCount: 1,
      columns: [{ name: 'a', type: 'double', values: Float64Array.of(1, 2, 3) }],
    });
    expect(cells(ipc)).toEqual([[1]]);
  });

  it('refuse what no caller should hand over', () => {
    const short: Column = { name: 'a', type: 'double', values: Float64Array.of(1) };
    expect(() => encodeColumns({ table: 't', rowCount: 2, columns: [short] })).toThrow('has 1 values for 2 rows');
    expect(() => encodeColumns({ table: 't', rowCount: 1, columns: [short, short] })).toThrow('two columns');
  });
});

describe('rows of an Arrow batch', () => {
  it('are picked in any order and column by column', () => {
    fc.assert(
      fc.property(
        fc.array(rowArbitrary, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (rows, picks) => {
          const [batch] = readStream(encodeColumns({ table: 't', rowCount: rows.length, columns: columns(rows) }));
          const at = picks.map((n) => n % rows.length);
          const picked = cells(pickRows(batch!, at, ['blob', 'time', 'flag', 'integer', 'double', 'text']));
          expect(picked).toEqual(at.map((i) => asCells(rows[i]!).reverse()));
        },
      ),
      { seed: 20241107, numRuns: 150 },
    );
  });

  it('are read in place', () => {
    const [batch] = readStream(
      encodeColumns({
        table: 't',
        rowCount: 2,
        columns: [
          { name: 'a', type: 'text', values: ['ñ', null] },
          { name: 't', type: 'timestamp', values: Float64Array.of(1_730_966_400_000, Number.NaN) },
        ],
      }),
    );
    const text = columnOf(batch!, 'a');
    const time = columnOf(batch!, 't');
    expect([bytesAt(text, 0), bytesAt(text, 1), timeMsAt(time, 0), timeMsAt(time, 1)]).toEqual([
      new Uint8Array([0xc3, 0xb1]),
      null,
      1_730_966_400_000,
      Number.NaN,
    ]);
    expect(() => columnOf(batch!, 'b')).toThrow('column b is missing');
    expect(() => timeMsAt(text, 0)).toThrow('is not a timestamp');
  });
});
