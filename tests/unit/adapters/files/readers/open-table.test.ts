import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, openFile } from '../../../../builders/opened-file.ts';

const geometriesOf = async (text: string | Uint8Array, options = {}) =>
  (await openFile(text, 'a.csv', options)).features.map(({ geometry }) => geometry);
const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] });

describe('a table of text', () => {
  it('is read row by row, its cells as they came', async () => {
    const { source, features, issues } = await openFile('name,lon,lat\n"Gran Via, 1",2.17,41.39\nB,,\n', 'a.csv');
    expect(source.head).toEqual({
      format: 'csv',
      wrapping: 'none',
      encoding: 'utf-8',
      layer: null,
      layers: [],
      table: { columns: ['name', 'lon', 'lat'], place: { x: 'lon', y: 'lat' } },
    });
    expect(features).toEqual([
      {
        number: 1,
        position: null,
        geometry: point(2.17, 41.39),
        properties: { name: 'Gran Via, 1', lon: '2.17', lat: '41.39' },
      },
      { number: 2, position: null, geometry: null, properties: { name: 'B', lon: '', lat: '' } },
    ]);
    expect(issues).toEqual([{ code: 'coordinates-from-columns', severity: 'info', detail: '"lon" and "lat"' }]);
  });

  it.each([
    ['semicolons and decimal commas', 'Longitud;Latitud\n2,17;41,39\n'],
    ['tabs', 'lng\tlat\n2.17\t41.39\n'],
    ['bars', 'X|Y\n2.17|41.39\n'],
    ['a line that names the sign, as Excel writes it', 'sep=;\nLängengrad;Breitengrad\n2,17;41,39\n'],
    ['semicolons under names that hold commas', 'A,C,9;X,N,19,8;Y,N,19,8\na;2,17;41,39\n'],
    ['CRLF', 'id,long_wgs84,lat_wgs84\r\n1,2.17,41.39\r\n'],
    ['names that are not alike', 'lon_dd,latitude\n2.17,41.39\n'],
    ['metres and degrees, of which degrees are taken', 'UTM_X;UTM_Y;GEO_X;GEO_Y\n430000;4582000;2,17;41,39\n'],
    ['longitude last', 'lat,lon\n41.39,2.17\n'],
    ['degrees with sides', 'lat,lon\n41.39° N,2.17° E\n'],
    ['a shape as WKT', 'id;geom\n1;POINT (2.17 41.39)\n'],
    ['a shape in metres and in degrees', 'a;b\nPOINT (430000 4582000);POINT (2.17 41.39)\n'],
    ['a shape as GeoJSON', 'id;shape\n1;"{""type"":""Point"",""coordinates"":[2.17,41.39]}"\n'],
    ['a shape as hexadecimal WKB', 'id,wkb_geometry\n1,01010000005c8fc2f5285c014052b81e85ebb14440\n'],
    ['both in one cell, latitude first', 'name,geo_point_2d\nA,"41.39, 2.17"\n'],
  ])('finds places in %s', async (_what, text) => {
    expect(await geometriesOf(text)).toEqual([point(2.17, 41.39)]);
  });

  it.each([
    ['easting,northing', '430000.5,4582000'],
    ['Rechtswert;Hochwert', '430000,5;4582000'],
    ['Este;Norte', '430.000,5;4.582.000,0'],
    ['coord_x,coord_y', '430000.5,4582000'],
    ['XUTM;YUTM', "430'000.5;4'582'000.0"],
  ])('finds metres in %s', async (head, row) => {
    expect(await geometriesOf(`${head}\n${row}\n`)).toEqual([point(430000.5, 4582000)]);
  });

  it('makes a line of a list of places in one cell', async () => {
    const text = 'Tram,Coordenades\n1,"2.11,41.38,2.12,41.39,2.13,41.40"\n';
    expect(await geometriesOf(text)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [2.11, 41.38],
          [2.12, 41.39],
          [2.13, 41.4],
        ],
      },
    ]);
  });

  it('reads minutes and seconds', async () => {
    expect(await geometriesOf(`lat;lon\n41°23'24"N;0°30'W\n`)).toEqual([point(-0.5, 41.39)]);
  });

  it('says the system that EWKT names', async () => {
    const tabbed = await openFile('id\tgeom\n1\tSRID=25831;POINT (430000 4582000)\n', 'a.tsv');
    expect(tabbed.source.declaredCrs()).toEqual({ text: '25831', form: 'srid' });
  });

  it('keeps its rows where no places are found, or none are wanted', async () => {
    const { features, codes } = await openFile('street,flow\nA,12\nB,13\n', 'a.csv');
    expect([features.map(({ geometry }) => geometry), codes]).toEqual([[null, null], ['no-coordinate-columns']]);
    const none = await openFile('lon,lat\n1,2\n', 'a.csv', { columns: 'none' });
    expect([none.features[0]!.geometry, none.codes]).toEqual([null, []]);
  });

  it('takes the columns that a person chose', async () => {
    const text = 'lon,lat,a,b\n1,2,3,4\n';
    expect(await geometriesOf(text, { columns: { x: 'a', y: 'b' } })).toEqual([point(3, 4)]);
    expect(await geometriesOf('lon;lat;where\n1;2;POINT (3 4)\n', { columns: { geometry: 'where' } })).toEqual([
      point(3, 4),
    ]);
  });

  it('may have no head, a name twice, or none in a place', async () => {
    const headless = await openFile('A,1\nB,2\n', 'a.csv');
    expect(headless.features.map(({ properties }) => properties)).toEqual([
      { column_1: 'A', column_2: '1' },
      { column_1: 'B', column_2: '2' },
    ]);
    const twice = await openFile('a,a,,a\nw,x,y,z\n', 'a.csv');
    expect(twice.features[0]!.properties).toEqual({ a: 'w', a_2: 'x', column_3: 'y', a_3: 'z' });
  });

  it.each([
    ['in the first cell', 'Trees by street,,,\n"Source: survey, 2024",,,\nstreet,trees,lon,lat\nA,3,2.17,41.39\n'],
    [
      'in lines that nothing divides',
      `Trees by street\n\nSurvey 2024\nstreet;trees;lon;lat\nA;3;2,17;41,39\nB;4;;\n${'C;5;;\n'.repeat(9)}`,
    ],
  ])('may have its title over the names: %s', async (_where, text) => {
    const { features, issues } = await openFile(text, 'a.csv');
    expect(features[0]).toMatchObject({ geometry: point(2.17, 41.39), properties: { street: 'A', trees: '3' } });
    expect(issues).toMatchObject([{ code: 'title-rows', count: 2 }, { code: 'coordinates-from-columns' }]);
  });

  it('is not made of prose', async () => {
    const { codes } = await openFile('Licence\n\nYou may use it.\nAs is, and, as ever, without warranty.\n', 'a.txt');
    expect(codes).toEqual(['unknown-format']);
  });

  it('may be nothing but shapes, one a line', async () => {
    const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates });
    expect(await geometriesOf('LINESTRING (2 41, 2 42)\nLINESTRING (3 41, 3 42)\n')).toEqual([
      line([2, 41], [2, 42]),
      line([3, 41], [3, 42]),
    ]);
  });

  it('counts rows that are too short or too long, and cells that are no coordinate', async () => {
    const { features, issues } = await openFile('name,lon,lat\nA,1\nB,1,2,3\nC,x,2\nD,1,2\n', 'a.csv');
    expect(features.map(({ geometry }) => geometry)).toEqual([null, point(1, 2), null, point(1, 2)]);
    expect(issues).toMatchObject([
      { code: 'ragged-rows', count: 2 },
      { code: 'coordinates-from-columns' },
      { code: 'bad-coordinate', featureNumber: 1, detail: '1, ' },
      { code: 'bad-coordinate', featureNumber: 3, detail: 'x, 2' },
    ]);
  });

  it('is found in any encoding, and under another name', async () => {
    const { source, features } = await openFile(latin1('Straße;lon;lat\nKöln;1,5;2,5\n'), 'export.geojson');
    expect([source.head.format, source.head.encoding]).toEqual(['csv', 'windows-1252']);
    expect(features[0]!.properties).toEqual({ Straße: 'Köln', lon: '1,5', lat: '2,5' });
  });

  it('takes names as data, whatever they are', async () => {
    const { features } = await openFile('__proto__,constructor,lon,lat\n1,2,3,4\n', 'a.csv');
    expect(Object.entries(features[0]!.properties as object)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['lon', '3'],
      ['lat', '4'],
    ]);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'lonat,;\t"\n\r1.é(POINT'), maxLength: 200 }),
        async (text) => {
          const { features, issues } = await openFile(`lon,lat\n${text}`, 'a.csv');
          expect(features.length + issues.length).toBeGreaterThan(0);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('a file of another kind is named, with advice', () => {
  it.each([
    ['%PDF-1.7 …', 'This is a PDF document'],
    ['\x89PNG\r\n\x1a\n', 'This is a picture (PNG)'],
    ['AC1032\0\0\0', 'This is an AutoCAD drawing (DWG)'],
    ['<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">', 'This is KML. Open it in QGIS'],
    [
      '<wfs:FeatureCollection xmlns:gml="http://www.opengis.net/gml">',
      'This is GML. From a WFS, ask for outputFormat=application/json',
    ],
    ['<!DOCTYPE html><html>', 'This is a web page'],
    ['<CityModel xmlns="http://www.opengis.net/citygml/2.0">', 'This is CityGML. Convert it to CityJSON'],
    ['  0\nSECTION\n', 'This is an AutoCAD drawing (DXF)'],
    [
      '{"displayFieldName":"","geometryType":"esriGeometryPoint","features":[]}',
      'This is Esri JSON. Ask the service for f=geojson',
    ],
    ['{"asset":{"version":"1.0"},"geometricError":5,"root":{}}', 'This is a 3D Tiles tileset'],
    ['\0\x01\x02\x03\x04\x05\x06', 'This is a binary file of an unknown kind'],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n',
      'This is only a pointer to a large file (Git LFS)',
    ],
    ['Dear colleague', 'This text is neither GeoJSON nor a table with coordinates'],
  ])('%j', async (content, sentence) => {
    const { issues, features } = await openFile(latin1(content), 'districts.geojson');
    expect(features).toEqual([]);
    expect(issues).toMatchObject([{ code: 'unknown-format', severity: 'error' }]);
    expect(issues[0]!.detail).toContain(sentence);
  });

  it.each(['', '  \n', '\ufeff'])('an empty one too: %j', async (content) => {
    expect((await openFile(content)).codes).toContain('empty-file');
  });
});
