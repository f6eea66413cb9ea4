import { describe, expect, it } from 'vitest';
import { readWkt } from '../../../app/core/geo/read-wkt.ts';
import { writeWkb } from '../../../app/core/geo/wkb.ts';
import { geometryText } from '../../../app/ui/format/cells.ts';
import { functionsFor } from '../../../app/ui/query/function-list.tsx';
import { wordCompletion } from '../../../app/ui/query/sql-dialect.ts';

describe('functions in the query panel', () => {
  it('are found by name, by another name and by what they compute', () => {
    const names = (search: string) => functionsFor(search).map(({ name }) => name);
    expect(names('st_dw')).toEqual(['ST_DWithin']);
    expect(names('st_makepoint')).toEqual(['ST_Point']);
    expect(names('shortest way')).toEqual(['ST_Distance']);
    expect(names('no such thing')).toEqual([]);
  });

  it('are offered with what they take, give and mean', () => {
    expect(wordCompletion('st_area', 'keyword')).toEqual({
      label: 'ST_Area',
      detail: '(geom GEOMETRY) → DOUBLE',
      info: 'The area on the ground, holes taken out; 0 for points and lines. The same as the column area_m2. (m²)',
      type: 'function',
      apply: 'ST_Area(',
    });
    expect(wordCompletion('select', 'keyword')).toEqual({ label: 'select', type: 'keyword' });
  });
});

it('a cell of geometry shows how it begins, other bytes their size', () => {
  expect(geometryText(writeWkb(readWkt('POINT(2.17 41.38)')))).toBe('POINT (2.17 41.38)');
  expect(geometryText(new Uint8Array([7, 7]))).toBe('2 B');
  expect(geometryText(null)).toBe('NULL');
});
