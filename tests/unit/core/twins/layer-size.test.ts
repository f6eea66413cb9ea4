import { describe, expect, it } from 'vitest';
import { featureLabels, featureSizes } from '../../../../app/core/twins/feature-extras.ts';
import { lineWidthsM, readSize, type StyledSize, sizeOf, sizeSql } from '../../../../app/core/twins/layer-size.ts';
import { labelsSql, PLAIN_STYLE, readStyle } from '../../../../app/core/twins/layer-style.ts';
import { legendSize } from '../../../../app/core/twins/legend-size.ts';

const BY_PEOPLE: StyledSize = { type: 'column', name: 'people', low: 100, high: 300, small: 4, large: 20 };

describe('The size of a feature', () => {
  it('lies between the small and the large one as its value does between the ends', () => {
    expect([100, 200, 300].map((value) => sizeOf(BY_PEOPLE, value))).toEqual([4, 12, 20]);
  });
  it('stays at the ends beyond them, and is the smaller one without a value', () => {
    expect([0, 1_000, null, Number.NaN].map((value) => sizeOf(BY_PEOPLE, value))).toEqual([4, 20, 4, 4]);
    expect(sizeOf({ ...BY_PEOPLE, small: 20, large: 4 }, null)).toBe(4);
  });
  it('is the middle one where all values are the same', () => {
    expect(sizeOf({ ...BY_PEOPLE, low: 7, high: 7 }, 7)).toBe(12);
  });
  it('is asked of the table as a number, whatever the column is called', () => {
    expect(sizeSql('t', { ...BY_PEOPLE, name: 'a"b' })).toBe(
      'SELECT feature_id, TRY_CAST("a""b" AS DOUBLE) AS value FROM "t"',
    );
    expect(sizeSql('t', { type: 'fixed', size: 9 })).toBeNull();
  });
  it('comes in the order of the features, and as usual while its values are awaited', () => {
    const values = new Map([['b', 300]]);
    expect(featureSizes(['a', 'b'], BY_PEOPLE, values)).toEqual(Float32Array.of(4, 20));
    expect(featureSizes(['a', 'b'], BY_PEOPLE, null)).toBeNull();
    expect(featureSizes(['a', 'b'], { type: 'fixed', size: 9 }, null)).toBe(9);
  });
  it('is a width of lines, row by row', () => {
    expect(lineWidthsM(BY_PEOPLE, [100, null, 300n])).toEqual(Float64Array.of(4, 4, 20));
    expect(lineWidthsM({ type: 'fixed', size: 2.5 }, ['a', 'b'])).toEqual(Float64Array.of(2.5, 2.5));
    expect(lineWidthsM(null, [1])).toBeNull();
  });
  it('is told by the legend at both ends and in the middle', () => {
    const legend = legendSize({ shape: 'point', style: { ...PLAIN_STYLE, size: BY_PEOPLE } });
    expect(legend).toEqual({
      attribute: 'people',
      sizeUnit: 'px',
      steps: [
        { value: 100, size: 4 },
        { value: 200, size: 12 },
        { value: 300, size: 20 },
      ],
    });
    expect(legendSize({ shape: 'line', style: { ...PLAIN_STYLE, size: { type: 'fixed', size: 3 } } })).toBeNull();
    expect(legendSize({ shape: 'surface', style: { ...PLAIN_STYLE, size: BY_PEOPLE } })).toBeNull();
  });
});

describe('Size and labels of a former visit', () => {
  it('come back as they were', () => {
    const style = { ...PLAIN_STYLE, size: BY_PEOPLE, labels: 'name' };
    expect(readStyle(JSON.parse(JSON.stringify(style)))).toEqual(style);
  });
  it.each([
    { type: 'fixed', size: -1 },
    { type: 'fixed', size: 1e9 },
    { ...BY_PEOPLE, low: null },
    { ...BY_PEOPLE, name: '' },
    'large',
    null,
  ])('are as usual where they make no sense: %j', (size) => {
    expect(readSize(size)).toBeNull();
  });
  it('of a style that older pages wrote are none', () => {
    const { size: _size, labels: _labels, ...older } = PLAIN_STYLE;
    expect(readStyle(older)).toEqual(PLAIN_STYLE);
  });
});

describe('Labels', () => {
  it('are texts of a column of the features that the filter leaves, and no more than can be held', () => {
    expect(labelsSql('t', { labels: 'na"me', filter: 'a > 0 -- some' })).toBe(
      'SELECT feature_id, CAST("na""me" AS VARCHAR) AS value\n' +
        'FROM "t" WHERE "na""me" IS NOT NULL AND (\na > 0 -- some\n) LIMIT 10000',
    );
    expect(labelsSql('t', PLAIN_STYLE)).toBeNull();
  });
  it('are one line each, cut where they are long, and left away where they are empty', () => {
    const texts = new Map([
      ['a', ' Plaça\n\tReial\u0000 '],
      ['b', 'x'.repeat(60)],
      ['c', ' \u200b '],
      ['gone', 'nobody'],
    ]);
    const labels = featureLabels(['z', 'a', 'b', 'c'], texts)!;
    expect([...labels.features]).toEqual([1, 2]);
    expect(labels.texts).toEqual(['Plaça Reial', `${'x'.repeat(39)}…`]);
    expect(featureLabels(['z'], texts)).toBeNull();
  });
});
