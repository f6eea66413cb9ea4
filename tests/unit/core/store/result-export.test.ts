import { describe, expect, it } from 'vitest';
import { writeWkb } from '../../../../app/core/geo/wkb.ts';
import type { Cell, ColumnType, ResultTable } from '../../../../app/core/store/database.ts';
import { geometrySource, toCsv, toGeoJson } from '../../../../app/core/store/result-export.ts';

function table(columns: readonly [string, ColumnType][], rows: readonly (readonly Cell[])[]): ResultTable {
  return {
    columns: columns.map(([name, type]) => ({ name, type, sqlType: '' })),
    rowCount: rows.length,
    truncated: false,
    elapsedMs: 0,
    cell: (row, column) => rows[row]?.[column] ?? null,
  };
}

describe('a result as CSV', () => {
  it('quotes by RFC 4180, writes times in ISO 8601 and NULL as nothing', () => {
    const result = table(
      [
        ['name', 'text'],
        ['time', 'time'],
        ['value', 'number'],
        ['wide', 'number'],
        ['good', 'boolean'],
        ['geom', 'blob'],
      ],
      [
        ['a "b", c\nd', Date.UTC(2024, 10, 7, 8), -1.5, 9_007_199_254_740_993n, true, new Uint8Array([1, 255])],
        [null, null, null, null, null, null],
      ],
    );
    expect(toCsv(result)).toBe(
      'name,time,value,wide,good,geom\r\n"a ""b"", c\nd",2024-11-07T08:00:00.000Z,-1.5,9007199254740993,true,01ff\r\n,,,,,\r\n',
    );
  });

  it('writes a geometry as well-known text, and what is none as it is', () => {
    const geom = writeWkb({
      type: 'LineString',
      coordinates: [
        [2.1649, 41.3917],
        [2.165, 41.392],
      ],
    });
    const result = table([['geom', 'blob']], [[geom], [null], [new Uint8Array([7])]]);
    expect(toCsv(result)).toBe('geom\r\n"LINESTRING (2.1649 41.3917, 2.165 41.392)"\r\n\r\n07\r\n');
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['\tx', "'\tx"],
    ['a=1', 'a=1'],
  ])('leaves no formula in %s', (text, field) => {
    expect(toCsv(table([['x', 'text']], [[text]]))).toBe(`x\r\n${field}\r\n`);
  });

  it('guards the header as well', () => {
    expect(toCsv(table([['=1+1', 'number']], []))).toBe("'=1+1\r\n");
  });
});

describe('a result as GeoJSON', () => {
  it('takes WKB and keeps the other columns as properties', () => {
    const geom = writeWkb({ type: 'Point', coordinates: [2.16490001234, 41.3917] });
    const result = table(
      [
        ['feature_id', 'text'],
        ['geom', 'blob'],
        ['time', 'time'],
        ['__proto__', 'text'],
      ],
      [['b-1', geom, 0, 'x']],
    );
    const parsed = JSON.parse(toGeoJson(result)!);
    expect(parsed.features).toHaveLength(1);
    expect(parsed.features[0].id).toBe('b-1');
    expect(parsed.features[0].geometry).toEqual({ type: 'Point', coordinates: [2.1649, 41.3917] });
    expect(Object.entries(parsed.features[0].properties)).toEqual([
      ['feature_id', 'b-1'],
      ['time', '1970-01-01T00:00:00.000Z'],
      ['__proto__', 'x'],
    ]);
  });

  it('takes a pair of degree columns; what is no place has no geometry', () => {
    const result = table(
      [
        ['Lon', 'number'],
        ['Lat', 'number'],
      ],
      [
        [2.1, 41.3],
        [430_000, 4_580_000],
        [null, 1],
      ],
    );
    const geometries = JSON.parse(toGeoJson(result)!).features.map((f: { geometry: unknown }) => f.geometry);
    expect(geometries).toEqual([{ type: 'Point', coordinates: [2.1, 41.3] }, null, null]);
  });

  it('is refused where nothing has a place', () => {
    const result = table([['a', 'number']], [[1]]);
    expect([geometrySource(result), toGeoJson(result)]).toEqual([null, null]);
  });
});

describe('geometry in a result', () => {
  const point = writeWkb({ type: 'Point', coordinates: [2.1649, 41.3917] });

  it('is found by what the column holds, whatever it is called', () => {
    const columns: [string, ColumnType][] = [
      ['photo', 'blob'],
      ['st_buffer(geom, 10)', 'blob'],
      ['geom', 'blob'],
    ];
    const named = table(columns, [[new Uint8Array([7, 7]), point, point]]);
    expect(geometrySource(named)).toEqual({ type: 'wkb', column: 2 });
    const other = table(columns, [
      [new Uint8Array([7, 7]), null, null],
      [null, point, null],
    ]);
    expect(geometrySource(other)).toEqual({ type: 'wkb', column: 1 });
    expect(geometrySource(table(columns, [[new Uint8Array([7, 7]), null, null]]))).toBeNull();
  });

  it('is written as text wherever a feature has more than one', () => {
    const result = table(
      [
        ['geom', 'blob'],
        ['middle', 'blob'],
      ],
      [[point, point]],
    );
    expect(JSON.parse(toGeoJson(result)!).features[0].properties).toEqual({ middle: 'POINT (2.1649 41.3917)' });
    expect(toCsv(result)).toBe('geom,middle\r\nPOINT (2.1649 41.3917),POINT (2.1649 41.3917)\r\n');
  });
});
