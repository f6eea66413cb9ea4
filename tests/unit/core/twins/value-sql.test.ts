import { describe, expect, it } from 'vitest';
import { columnSql, sensorSql } from '../../../../app/core/twins/value-sql.ts';

describe('the SQL of values', () => {
  it('quotes the names it is given', () => {
    expect(columnSql('build"ings', 'year')).toBe('SELECT feature_id, "year" AS value FROM "build""ings"');
    expect(sensorSql("no2' OR '1", null)).toContain("property = 'no2'' OR ''1'");
  });

  it('refuses what SQL cannot hold', () => {
    expect(() => columnSql('buildings', 'a\0b')).toThrow(RangeError);
    expect(() => columnSql('', 'year')).toThrow(RangeError);
    expect(() => sensorSql('no\0', null)).toThrow(RangeError);
  });

  it('finds nothing at a moment that is none', () => {
    expect(sensorSql('no2', Number.NaN)).toContain('phenomenon_time <= NULL::TIMESTAMP');
  });
});
