import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FilterPart,
  placeColumns,
  readFilter,
  withoutPart,
  withPart,
  writeFilter,
} from '../../../../app/core/store/brushed-filter.ts';

const YEARS: FilterPart = { type: 'span', column: 'year', low: 1900, high: 1940.5 };
const USES: FilterPart = { type: 'choice', column: 'use', values: ["l'office", 'a, b'] };
const VIEW: FilterPart = { type: 'view', place: 'box', box: [2.1, 41.3, 2.2, 41.4] };

describe('a filter that is brushed', () => {
  it('is SQL that anybody can read', () => {
    expect(withPart('', YEARS)).toBe('("year" >= 1900 AND "year" <= 1940.5)');
    expect(withPart('', USES)).toBe(`(CAST("use" AS VARCHAR) IN ('l''office', 'a, b'))`);
    expect(withPart('', VIEW)).toBe('(max_lon >= 2.1 AND min_lon <= 2.2 AND max_lat >= 41.3 AND min_lat <= 41.4)');
  });

  it('joins with what a person wrote, whose comment and whose OR stay theirs', () => {
    const both = withPart('floors > 3 OR dwellings > 9 -- large', YEARS);
    expect(both).toBe('("year" >= 1900 AND "year" <= 1940.5) AND (floors > 3 OR dwellings > 9)');
    expect(withoutPart(both, 'year')).toBe('(floors > 3 OR dwellings > 9)');
  });

  it('has one part a column, and one for the view', () => {
    const wider: FilterPart = { ...YEARS, high: 2000 };
    const filter = withPart(withPart(withPart('', YEARS), VIEW), wider);
    expect(readFilter(filter)).toEqual({ parts: [VIEW, wider], rest: '' });
    expect(withoutPart(filter, null)).toBe('("year" >= 1900 AND "year" <= 2000)');
  });

  it('leaves a condition alone in which a part of ours is bound to something else', () => {
    const written = '("year" >= 1900 AND "year" <= 1940) AND floors > 3 OR use = 1';
    expect(readFilter(written)).toEqual({ parts: [], rest: written });
    const either = '("year" >= 1900 AND "year" <= 1940) OR floors > 3';
    expect(readFilter(either)).toEqual({ parts: [], rest: either });
  });

  it('reads back whatever it wrote', () => {
    const column = fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
    const part: fc.Arbitrary<FilterPart> = fc.oneof(
      fc.record({ type: fc.constant('span' as const), column, low: number, high: number }),
      fc.record({
        type: fc.constant('choice' as const),
        column,
        values: fc.array(
          fc.string().filter((text) => !text.includes('\0')),
          { minLength: 1, maxLength: 4 },
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
        expect(readFilter(writeFilter({ parts, rest: 'a < 1 OR b' })).parts).toEqual(parts);
      }),
    );
  });

  it('goes by what a table knows of its places', () => {
    expect(placeColumns(new Set(['min_lon', 'min_lat', 'max_lon', 'max_lat', 'geom']))).toBe('box');
    expect(placeColumns(new Set(['centroid_lon', 'centroid_lat']))).toBe('centre');
    expect(placeColumns(new Set(['geom']))).toBe('geometry');
    expect(placeColumns(new Set(['name']))).toBeNull();
  });
});
