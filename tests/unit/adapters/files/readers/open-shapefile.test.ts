import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { latin1, openFile } from '../../../../builders/opened-file.ts';
import { dbaseTable, type Shape, shapeFile } from '../../../../builders/shapefile.ts';

const square = (x: number, y: number, size: number) => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
  [x, y],
];
const points: Shape[] = [
  { type: 1, parts: [[[1, 2]]] },
  { type: 1, parts: [[[3, 4]]] },
];
const names = dbaseTable(
  [
    { name: 'NAME', type: 'C', length: 10 },
    { name: 'FLOORS', type: 'N', length: 4 },
    { name: 'BUILT', type: 'D', length: 8 },
    { name: 'OPEN', type: 'L', length: 1 },
  ],
  [
    ['Plaza', '   3', '20240531', 'T'],
    ['', '****', '', '?'],
  ],
);
const text = (value: string) => new TextEncoder().encode(value);
const UTM = 'PROJCS["ETRS89_UTM_zone_31N",GEOGCS["GCS_ETRS_1989"]]';

describe('a shapefile', () => {
  it('comes zipped, with its table and its system', async () => {
    const zip = zipSync({ 'city/trees.shp': shapeFile(points), 'city/trees.DBF': names, 'city/trees.prj': text(UTM) });
    const { source, features, codes } = await openFile(zip, 'trees.zip');
    expect(source.head).toEqual({
      format: 'shapefile',
      wrapping: 'zip',
      encoding: 'windows-1252',
      layer: 'city/trees.shp',
      layers: ['city/trees.shp'],
    });
    expect(source.declaredCrs()).toEqual({ text: UTM, form: 'wkt' });
    expect(features).toEqual([
      {
        number: 1,
        position: { byteOffset: 100 },
        geometry: { type: 'Point', coordinates: [1, 2] },
        properties: { NAME: 'Plaza', FLOORS: 3, BUILT: '2024-05-31', OPEN: true },
      },
      {
        number: 2,
        position: { byteOffset: 128 },
        geometry: { type: 'Point', coordinates: [3, 4] },
        properties: { NAME: null, FLOORS: null, BUILT: null, OPEN: null },
      },
    ]);
    expect(codes).toEqual([]);
  });

  it('comes as loose files, whichever of them was dropped first', async () => {
    const files = new Map([
      ['trees.shp', shapeFile(points)],
      ['Trees.dbf', names],
      ['trees.prj', text(UTM)],
    ]);
    for (const [name, bytes] of files) {
      const { source, features } = await openFile(bytes, name, { siblings: files });
      expect([source.head.format, features.length, source.declaredCrs()?.form]).toEqual(['shapefile', 2, 'wkt']);
      expect((features[0]!.properties as { NAME: string }).NAME).toBe('Plaza');
    }
  });

  it('may lie several times in one archive: each is a layer', async () => {
    const zip = zipSync({
      'a.shp': shapeFile(points),
      'b.shp': shapeFile(points.slice(1)),
      '__MACOSX/._b.shp': text('x'),
    });
    const first = await openFile(zip, 'two.zip');
    expect([first.source.head.layers, first.source.head.layer, first.features.length]).toEqual([
      ['a.shp', 'b.shp'],
      'a.shp',
      2,
    ]);
    expect(first.codes).toEqual(['several-layers', 'missing-attributes']);
    const second = await openFile(zip, 'two.zip', { layer: 'b.shp' });
    expect([second.source.head.layer, second.features.length]).toEqual(['b.shp', 1]);
  });

  it('puts holes into the smallest shell around them, whatever their order', async () => {
    const hole = (x: number, y: number, size: number) => square(x, y, size).toReversed();
    const { features } = await openFile(
      shapeFile([
        { type: 5, parts: [hole(2, 2, 1), square(0, 0, 10), square(20, 0, 10), hole(22, 2, 1), hole(40, 0, 1)] },
      ]),
      'a.shp',
    );
    expect(features[0]!.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [[square(0, 0, 10), hole(2, 2, 1)], [square(20, 0, 10), hole(22, 2, 1)], [hole(40, 0, 1)]],
    });
  });

  it('whose rings all turn the wrong way is told apart by what lies within', async () => {
    const turned = (x: number, y: number, size: number) => square(x, y, size).toReversed();
    const { features } = await openFile(
      shapeFile([{ type: 5, parts: [turned(0, 0, 10), turned(2, 2, 1), turned(20, 0, 5)] }]),
      'a.shp',
    );
    expect(features[0]!.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [[turned(0, 0, 10), turned(2, 2, 1)], [turned(20, 0, 5)]],
    });
  });

  it('has heights, lines of several parts, several points and nothing at all', async () => {
    const line = [
      [0, 0, 5],
      [1, 1, 6],
    ];
    const { features } = await openFile(
      shapeFile([
        { type: 11, parts: [[[1, 2, 3]]] },
        { type: 13, parts: [line] },
        { type: 13, parts: [line, line] },
        {
          type: 18,
          parts: [
            [
              [1, 2, 3],
              [4, 5, 6],
            ],
          ],
        },
        { type: 0, parts: [] },
      ]),
      'a.shp',
    );
    expect(features.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [1, 2, 3] },
      { type: 'LineString', coordinates: line },
      { type: 'MultiLineString', coordinates: [line, line] },
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      null,
    ]);
  });

  it.each([
    ['a .cpg with UTF-8', 'UTF-8', text('Köln'), 0, 'Köln'],
    ['a .cpg with Latin 1', 'ISO 88591', latin1('Köln'), 0, 'Köln'],
    ['a .cpg with Cyrillic', '1251', Uint8Array.from([0xcc, 0xe8, 0xf0]), 0, 'Мир'],
    ['UTF-8 that nobody told of', null, text('Köln'), 0, 'Köln'],
    ['a head that tells Windows', null, latin1('Köln'), 0x57, 'Köln'],
    ['a head that tells DOS', null, Uint8Array.from([0x4b, 0x94, 0x6c, 0x6e]), 0x02, 'Köln'],
    ['nothing', null, latin1('Köln'), 0, 'Köln'],
  ])('has its text in the encoding of %s', async (_what, label, cell, driver, name) => {
    const table = dbaseTable([{ name: 'NAME', type: 'C', length: 10 }], [[cell], [cell]], driver);
    const files = { 'a.shp': shapeFile(points), 'a.dbf': table, ...(label === null ? {} : { 'a.cpg': text(label) }) };
    const { features } = await openFile(zipSync(files), 'a.zip');
    expect(features[0]!.properties).toEqual({ NAME: name });
  });

  it('leaves away rows that are deleted, and says so', async () => {
    const table = dbaseTable([{ name: 'NAME', type: 'C', length: 4 }], [[null, 'gone'], ['here']]);
    const { features, codes } = await openFile(zipSync({ 'a.shp': shapeFile(points), 'a.dbf': table }), 'a.zip');
    expect(features.map(({ properties }) => properties)).toEqual([{ NAME: 'here' }]);
    expect(codes).toEqual(['deleted-rows']);
  });

  it('names the part that is missing', async () => {
    const alone = await openFile(names, 'trees.dbf');
    const zipped = await openFile(zipSync({ 'trees.dbf': names, 'trees.prj': text(UTM) }), 'trees.zip');
    for (const { issues } of [alone, zipped])
      expect(issues).toMatchObject([{ code: 'missing-part', severity: 'error', detail: '.shp beside trees.dbf' }]);
  });

  it('that was cut off keeps its first shapes', async () => {
    const bytes = shapeFile(points);
    for (let cut = 101; cut < bytes.length; cut++) {
      const { features, codes } = await openFile(bytes.slice(0, cut), 'a.shp');
      expect([features.length, codes]).toEqual([
        cut < 128 ? 0 : 1,
        cut === 128 ? ['missing-attributes'] : ['missing-attributes', 'truncated-file'],
      ]);
    }
  });

  it('never throws, whatever its bytes', async () => {
    const whole = shapeFile([{ type: 5, parts: [square(0, 0, 10), square(2, 2, 1)] }, ...points]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 28, max: whole.length - 1 }), fc.nat(255)), { maxLength: 8 }),
        async (changes) => {
          const bytes = whole.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const { features } = await openFile(bytes, 'a.shp');
          expect(features.length).toBeLessThan(10);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe('an archive', () => {
  it('with one file to read is that file', async () => {
    const zip = zipSync({
      'readme.md': text('hello'),
      'data/trees.geojson': text('{"type":"Point","coordinates":[1,2]}'),
    });
    const { source, features } = await openFile(zip, 'trees.zip');
    expect([source.head.format, source.head.wrapping, features.length]).toEqual(['geojson', 'zip', 1]);
  });

  it.each([
    ['word/document.xml', 'This is a Word document'],
    ['xl/workbook.xml', 'This is an Excel workbook. Save the sheet as CSV (UTF-8)'],
    ['doc.kml', 'This is KMZ or KML. Open it in QGIS and save it as GeoJSON or GeoPackage'],
    ['city.gdb/a0001.gdbtable', 'This is an Esri file geodatabase'],
    ['notes.md', 'The archive holds nothing that can be read: notes.md'],
  ])('with %s is named', async (name, sentence) => {
    const { issues } = await openFile(zipSync({ [name]: text('x') }), 'a.zip');
    expect(issues).toMatchObject([{ code: 'unknown-format', severity: 'error' }]);
    expect(issues[0]!.detail).toContain(sentence);
  });

  it('within an archive is opened, but not without end', async () => {
    const wrap = (bytes: Uint8Array) => zipSync({ 'a.geojson.gz': gzipSync(bytes) });
    const file = text('{"type":"Point","coordinates":[1,2]}');
    expect((await openFile(wrap(file), 'a.zip')).features).toHaveLength(1);
    expect((await openFile(wrap(wrap(file)), 'a.zip')).issues.at(-1)).toMatchObject({
      code: 'unknown-format',
      detail: 'This is an archive within archives. Unpack it first and choose the file inside',
    });
  });

  it('that expands a thousand times is refused before it is unpacked', async () => {
    const { codes } = await openFile(zipSync({ 'a.geojson': new Uint8Array(20_000_000) }), 'a.zip');
    expect(codes).toEqual(['expands-too-much']);
  });

  it('may hold a table that is nearly all blanks', async () => {
    const rows = Array.from({ length: 5_000 }, () => ['']);
    const table = dbaseTable([{ name: 'NOTE', type: 'C', length: 254 }], rows);
    const zip = zipSync({ 'a.shp': shapeFile(rows.map(() => ({ type: 0, parts: [] }))), 'a.dbf': table });
    const { features, codes } = await openFile(zip, 'a.zip');
    expect(features).toHaveLength(5_000);
    expect(codes).not.toContain('expands-too-much');
  });

  it('is read for its data, whatever is packed beside it', async () => {
    const data = text('\ufeff\ufeff{"type":"Point","coordinates":[1,2]}');
    const files = { 'LICENSE.txt': text('CC BY'), 'metadata.json': text('{"title":"Trees"}'), 'trees.json': data };
    const { features, codes } = await openFile(zipSync(files), 'a.zip');
    expect([features.length, codes]).toEqual([1, ['byte-order-mark', 'bare-geometry']]);
    expect((await openFile(zipSync({ 'notes.txt': text('lon;lat\n1;2\n') }), 'a.zip')).features).toHaveLength(1);
  });

  it('that is broken is refused', async () => {
    const zip = zipSync({ 'a.geojson': text('{"type":"Point","coordinates":[1,2]}') });
    expect((await openFile(zip.slice(0, 40), 'a.zip')).codes).toEqual(['unreadable-archive']);
  });
});
