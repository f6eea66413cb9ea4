import { Bool, Float64, Int32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { decodeResult } from '../../../../app/adapters/duckdb/result-table.ts';
import { featureColours } from '../../../../app/core/twins/feature-colours.ts';
import type { ColourRule } from '../../../../app/core/twins/layer-spec.ts';
import { readValues } from '../../../../app/core/twins/value-binding.ts';
import { RAMP } from '../../../builders/layers.ts';

const USES: ColourRule = {
  type: 'categories',
  attribute: 'use',
  categories: [
    { value: 'flats', colour: '#010203', label: 'Flats' },
    { value: 'школа', colour: '#040506', label: 'School' },
  ],
};

const IDS = ['b-1', 'b-2', 'дом-3', '🏠', 'b-22'];

/** The colours of a query's answer as it comes from the database, and as its cells say them one by one. */
function bothWays(
  ids: readonly (string | null)[],
  values: readonly unknown[],
  type: Utf8 | Float64 | Int32,
  rule: ColourRule,
) {
  const table = new Table({
    feature_id: vectorFromArray(ids, new Utf8()),
    value: vectorFromArray(values as never[], type),
  });
  const answer = { ipc: tableToIPC(table, 'stream'), rowCount: ids.length, truncated: false, elapsedMs: 0 };
  const result = decodeResult(answer);
  const { raw: _raw, ...plain } = result;
  const quick = readValues(result).values;
  expect(quick).toHaveProperty('result');
  return {
    quick: [...featureColours(IDS, rule, quick)],
    plain: [...featureColours(IDS, rule, readValues(plain).values)],
  };
}

describe('colours read from a query’s buffers', () => {
  it('are those of its cells, for texts in any script and rows in any order', () => {
    const { quick, plain } = bothWays(
      ['🏠', 'b-22', 'дом-3', null, 'b-9', 'b-1'],
      ['школа', 'flats', 'flats', 'flats', 'flats', null],
      new Utf8(),
      USES,
    );
    expect(quick).toEqual(plain);
    expect(quick).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 255, 4, 5, 6, 255, 1, 2, 3, 255]);
  });

  it('are those of its cells, for numbers and NULL', () => {
    const { quick, plain } = bothWays(['b-1', 'b-2', '🏠'], [5, null, 80], new Float64(), RAMP);
    expect(quick).toEqual(plain);
    expect([quick[3], quick[7], quick[15]]).toEqual([255, 0, 255]);
    expect(bothWays(['b-1'], [45], new Int32(), RAMP).quick.slice(0, 4)).toEqual(
      bothWays(['b-1'], [45], new Float64(), RAMP).plain.slice(0, 4),
    );
  });

  it('let a later row of a feature win', () => {
    const { quick, plain } = bothWays(['b-1', 'b-1'], ['flats', 'школа'], new Utf8(), USES);
    expect(quick).toEqual(plain);
    expect(quick.slice(0, 4)).toEqual([4, 5, 6, 255]);
  });

  it('are right for more texts than are remembered', () => {
    const ids = IDS.concat(Array.from({ length: 60 }, (_, i) => `x-${i}`)).reverse();
    const { quick, plain } = bothWays(
      ids,
      ids.map((id) => (id.startsWith('x') ? `other ${id}` : 'flats')),
      new Utf8(),
      USES,
    );
    expect(quick).toEqual(plain);
    expect(quick.slice(0, 4)).toEqual([1, 2, 3, 255]);
  });

  it('fall back to cells for any other type', () => {
    const table = new Table({
      feature_id: vectorFromArray(['b-1'], new Utf8()),
      value: vectorFromArray([true], new Bool()),
    });
    const result = decodeResult({ ipc: tableToIPC(table, 'stream'), rowCount: 1, truncated: false, elapsedMs: 0 });
    expect(readValues(result).values).toEqual(new Map([['b-1', 'true']]));
  });
});
