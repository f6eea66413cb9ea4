import { describe, expect, it } from 'vitest';
import {
  firstStyle,
  type LayerStyle,
  PLAIN_STYLE,
  styledRule,
  styledValuesSql,
  type ValueSample,
} from '../../../../app/core/twins/layer-style.ts';

const column = { type: 'column', name: 'use' } as const;
const style = (changes: Partial<LayerStyle>): LayerStyle => ({ ...PLAIN_STYLE, value: column, ...changes });
const sampleOf = (...values: (number | string)[]): ValueSample => {
  const texts = new Map<string, number>();
  for (const value of values) texts.set(String(value), (texts.get(String(value)) ?? 0) + 1);
  return { numbers: Float64Array.from(values.filter((value) => typeof value === 'number')), texts };
};

describe('The values of a styled layer', () => {
  it('are a column, quoted whatever it is called', () => {
    expect(styledValuesSql('my "layer"', style({ value: { type: 'column', name: 'a"b' } }))).toBe(
      'SELECT feature_id, "a""b" AS value\nFROM "my ""layer"""',
    );
  });
  it('may be worked out and filtered, a comment at the end included', () => {
    const sql = styledValuesSql(
      't',
      style({ value: { type: 'expression', sql: 'a / b -- share' }, filter: 'a > 0 -- some' }),
    );
    expect(sql).toBe('SELECT feature_id, (\na / b -- share\n) AS value\nFROM "t"\nWHERE (\na > 0 -- some\n)');
  });
  it('of a plain layer are asked for only where it is filtered', () => {
    expect(styledValuesSql('t', PLAIN_STYLE)).toBeNull();
    expect(styledValuesSql('t', { ...PLAIN_STYLE, filter: 'x = 1' })).toBe(
      'SELECT feature_id, 1 AS value\nFROM "t"\nWHERE (\nx = 1\n)',
    );
  });
});

describe('The rule of a styled layer', () => {
  it('gives the most frequent values a colour each, and leaves the rarest unpainted', () => {
    const values = ['a', 'a', 'b', 'b', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const rule = styledRule(style({ as: 'categories' }), sampleOf(...values));
    expect(rule.type === 'categories' && rule.categories.map(({ value }) => value).join('')).toBe('bacdefg');
  });
  it('keeps the colours a person chose and gives none of them away twice', () => {
    const rule = styledRule(
      style({ as: 'categories', colours: { b: '#e69f00', toString: '#000000' } }),
      sampleOf('a', 'b'),
    );
    expect(rule.type === 'categories' && rule.categories.map(({ value, colour }) => [value, colour])).toEqual([
      ['a', '#56b4e9'],
      ['b', '#e69f00'],
    ]);
    const odd = styledRule(style({ as: 'categories' }), sampleOf('constructor'));
    expect(odd.type === 'categories' && odd.categories[0]!.colour).toBe('#e69f00');
  });
  it('makes classes or a ramp of numbers, and stays plain without any', () => {
    expect(styledRule(style({ method: 'equal', classes: 2, unit: 'm' }), sampleOf(0, 10))).toEqual({
      type: 'ramp',
      attribute: 'use',
      ramp: 'viridis',
      low: 0,
      high: 10,
      breaks: [5],
      unit: 'm',
    });
    expect(styledRule(style({ as: 'ramp' }), sampleOf(3, 4))).toMatchObject({ low: 3, high: 4, breaks: [] });
    expect(styledRule(style({ method: 'manual', breaks: [7] }), sampleOf(3, 4))).toMatchObject({
      high: 7,
      breaks: [7],
    });
    expect(styledRule(style({}), sampleOf('x'))).toEqual({ type: 'plain' });
  });
});

it('A column is first shown as classes where it measures, by value where it names', () => {
  expect(firstStyle(column, sampleOf(1.5, 2, 3), 'm')).toMatchObject({ as: 'classes', unit: 'm' });
  expect(firstStyle(column, sampleOf(1, 2, 3, 3), '').as).toBe('categories');
  expect(firstStyle(column, sampleOf('x', 'y'), '').as).toBe('categories');
  expect(firstStyle(column, sampleOf(...Array.from({ length: 30 }, (_, i) => i)), '').as).toBe('classes');
});
