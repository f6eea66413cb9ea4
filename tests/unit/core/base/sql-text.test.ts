import { describe, expect, it } from 'vitest';
import {
  columnList,
  numberLiteral,
  quoteIdentifier,
  quoteText,
  timestampLiteral,
} from '../../../../app/core/base/sql-text.ts';

describe('pieces of SQL made from data', () => {
  it('quotes identifiers by doubling their quotes', () => {
    expect(quoteIdentifier('name')).toBe('"name"');
    expect(quoteIdentifier('a"; DROP TABLE x; --')).toBe('"a""; DROP TABLE x; --"');
  });

  it('quotes texts by doubling their apostrophes and leaves backslashes alone', () => {
    expect(quoteText("Carrer d'Aragó")).toBe("'Carrer d''Aragó'");
    expect(quoteText("\\'")).toBe("'\\'''");
  });

  it('refuses what SQL cannot hold', () => {
    expect(() => quoteIdentifier('')).toThrow(RangeError);
    expect(() => quoteIdentifier('a\0b')).toThrow(RangeError);
    expect(() => quoteText('a\0b')).toThrow(RangeError);
  });

  it('writes doubles with an exponent, so that they are not decimals', () => {
    expect(numberLiteral(1.5)).toBe('1.5e+0');
    expect(numberLiteral(-0)).toBe('-0.0e0');
    expect(numberLiteral(Number.NaN)).toBe('NULL::DOUBLE');
  });

  it('writes times as whole microseconds', () => {
    expect(timestampLiteral(1_730_966_400_000)).toBe('make_timestamp(1730966400000000)');
    expect(timestampLiteral(Number.NaN)).toBe('NULL::TIMESTAMP');
  });

  it('lists columns', () => {
    expect(columnList(['a', 'b'])).toBe('"a", "b"');
    expect(columnList(['a', 'b'], 's.')).toBe('s."a", s."b"');
  });
});
