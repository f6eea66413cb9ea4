import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { writeWkb } from '../../../../../app/core/geo/wkb.ts';
import { openFile } from '../../../../builders/opened-file.ts';

const point = (x: number, y: number) => ({ type: 'Point' as const, coordinates: [x, y] });

/** `geo`: what the metadata say; null for none. */
function geoParquet(columns: ColumnSource[], geo: object | null, rowGroupSize = 1_000): Uint8Array {
  const kvMetadata = geo === null ? [] : [{ key: 'geo', value: JSON.stringify(geo) }];
  return new Uint8Array(parquetWriteBuffer({ columnData: columns, kvMetadata, rowGroupSize }));
}

const wkb = (...shapes: ReturnType<typeof point>[]): ColumnSource => ({
  name: 'geometry',
  data: shapes.map((shape) => writeWkb(shape)),
  type: 'BYTE_ARRAY',
});
const metadata = (column: object = {}) => ({
  version: '1.1.0',
  primary_column: 'geometry',
  columns: { geometry: { encoding: 'WKB', geometry_types: [], ...column } },
});

describe('GeoParquet', () => {
  it('is read with its attributes, longitude and latitude being what is meant', async () => {
    const bytes = geoParquet(
      [
        wkb(point(2.17, 41.39), point(2.18, 41.4)),
        { name: 'name', data: ['Plaça', 'Carrer'], type: 'STRING' },
        { name: 'levels', data: [5n, 2n ** 60n], type: 'INT64' },
        { name: 'built', data: [new Date('2024-05-31T12:00:00Z'), null], type: 'TIMESTAMP', nullable: true },
      ],
      metadata(),
    );
    const { source, features, codes } = await openFile(bytes, 'trees.parquet');
    expect(source.head.format).toBe('geoparquet');
    expect(source.declaredCrs()).toEqual({ text: 'OGC:CRS84', form: 'name' });
    expect(source.members?.()).toEqual({ name: 'trees' });
    expect(features).toEqual([
      {
        number: 1,
        position: null,
        geometry: point(2.17, 41.39),
        properties: { name: 'Plaça', levels: 5, built: '2024-05-31T12:00:00.000Z' },
      },
      {
        number: 2,
        position: null,
        geometry: point(2.18, 41.4),
        properties: { name: 'Carrer', levels: '1152921504606846976', built: null },
      },
    ]);
    expect(codes).toEqual([]);
  });

  it.each([
    [
      'an identifier',
      { crs: { type: 'ProjectedCRS', id: { authority: 'EPSG', code: 25831 } } },
      { text: 'EPSG:25831', form: 'name' },
    ],
    [
      'a definition',
      { crs: { type: 'ProjectedCRS', name: 'Own' } },
      { text: '{"type":"ProjectedCRS","name":"Own"}', form: 'projjson' },
    ],
    ['that nobody knows', { crs: null }, null],
  ])('names its system by %s', async (_what, column, declared) => {
    const { source } = await openFile(geoParquet([wkb(point(1, 2))], metadata(column)), 'a.parquet');
    expect(source.declaredCrs()).toEqual(declared);
  });

  it('reads coordinates that stand as lists of numbers', async () => {
    const column: ColumnSource = {
      name: 'geometry',
      data: [
        [1, 2],
        [3, 4],
      ],
    };
    const { features } = await openFile(geoParquet([column], metadata({ encoding: 'point' })), 'a.parquet');
    expect(features.map(({ geometry }) => geometry)).toEqual([point(1, 2), point(3, 4)]);
  });

  it('without metadata takes the column that is called geometry', async () => {
    const { source, features } = await openFile(geoParquet([wkb(point(1, 2))], null), 'a.parquet');
    expect([features[0]!.geometry, source.declaredCrs()]).toEqual([point(1, 2), null]);
    const rows = await openFile(geoParquet([{ name: 'flow', data: [1, 2] }], null), 'a.parquet');
    expect([rows.features.length, rows.codes]).toEqual([2, ['no-coordinate-columns']]);
  });

  it('takes a column whose type is geometry, in the system of the type', async () => {
    const column: ColumnSource = { name: 'shape', data: [point(1, 2)], type: 'GEOMETRY' };
    const { source, features } = await openFile(geoParquet([column], null), 'a.parquet');
    expect(features[0]).toMatchObject({ geometry: point(1, 2), properties: {} });
    expect(source.declaredCrs()).toEqual({ text: 'OGC:CRS84', form: 'name' });
  });

  it('comes in groups of rows, one after the other', async () => {
    const shapes = Array.from({ length: 25 }, (_shape, index) => point(index, index));
    const { features } = await openFile(geoParquet([wkb(...shapes)], metadata(), 10), 'a.parquet');
    expect(features.map(({ number }) => number)).toEqual(shapes.map((_shape, index) => index + 1));
    expect(features.map(({ geometry }) => geometry)).toEqual(shapes);
  });

  it('tells of a shape that is broken and of a file that is', async () => {
    const broken: ColumnSource = { name: 'geometry', data: [writeWkb(point(1, 2)).slice(0, 12)], type: 'BYTE_ARRAY' };
    expect((await openFile(geoParquet([broken], metadata()), 'a.parquet')).issues).toMatchObject([
      { code: 'bad-geometry', featureNumber: 1 },
    ]);
    const whole = geoParquet([wkb(point(1, 2))], metadata());
    for (let cut = 8; cut < whole.length; cut += 7)
      expect((await openFile(whole.slice(0, cut), 'a.parquet')).codes).toEqual(['unreadable-file']);
  });
});
