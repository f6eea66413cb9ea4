import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ReadCancelled } from '../../../../../app/core/geo/doctor/feature-source.ts';
import { collectionText, latin1, namesOf, openFile, pointText, utf16 } from '../../../../builders/opened-file.ts';

const three = [pointText('a'), pointText('b'), pointText('c')];

describe('GeoJSON is read as cities have it', () => {
  it('as a collection, with the place of each feature', async () => {
    const { source, features, codes } = await openFile(
      `{"type":"FeatureCollection","features":[\n  ${three[0]},\n  ${three[1]}]}`,
    );
    expect(source.head).toEqual({ format: 'geojson', wrapping: 'none', encoding: 'utf-8', layer: null, layers: [] });
    expect(codes).toEqual([]);
    expect(features).toEqual([
      {
        number: 1,
        position: { byteOffset: 43, line: 2, column: 3 },
        properties: { name: 'a' },
        geometry: { type: 'Point', coordinates: [2.17, 41.39] },
      },
      {
        number: 2,
        position: { byteOffset: 43 + three[0]!.length + 4, line: 3, column: 3 },
        properties: { name: 'b' },
        geometry: { type: 'Point', coordinates: [2.17, 41.39] },
      },
    ]);
  });

  it.each([
    ['one feature', three[0]!, 'geojson', ['a']],
    ['a list of features', `[${three.join(',')}]`, 'geojson', ['a', 'b', 'c']],
    ['lines', three.join('\n'), 'geojson-newline-delimited', ['a', 'b', 'c']],
    ['lines that end in CRLF', `${three.join('\r\n')}\r\n`, 'geojson-newline-delimited', ['a', 'b', 'c']],
    ['a text sequence', three.map((text) => `\x1e${text}\n`).join(''), 'geojson-text-sequence', ['a', 'b', 'c']],
    [
      'features printed over several lines, one after the other',
      three.map((text) => JSON.stringify(JSON.parse(text), null, 2)).join('\n'),
      'geojson-newline-delimited',
      ['a', 'b', 'c'],
    ],
    ['collections one after the other', `${collectionText(three)}\n${collectionText(three)}`, 'geojson', [...'abcabc']],
  ])('as %s', async (_what, text, format, names) => {
    const { source, features, issues } = await openFile(text);
    expect(source.head.format).toBe(format);
    expect(namesOf(features)).toEqual(names);
    expect(features.map(({ number }) => number)).toEqual(names.map((_name, index) => index + 1));
    expect(issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('as a bare geometry, alone or among features', async () => {
    const alone = await openFile('{"type":"GeometryCollection","geometries":[]}');
    expect(alone.features[0]!.geometry).toEqual({ type: 'GeometryCollection', geometries: [] });
    expect(alone.codes).toEqual(['bare-geometry']);
    const among = await openFile(collectionText([three[0]!, '{"type":"Point","coordinates":[1,2]}']));
    expect(among.features[1]!.geometry).toEqual({ type: 'Point', coordinates: [1, 2] });
    expect(among.issues).toMatchObject([{ code: 'bare-geometry', featureNumber: 2 }]);
  });

  it('with its reference system before or behind the features', async () => {
    const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25831"}}';
    const before = await openFile(collectionText(three, `${crs},`));
    const behind = await openFile(`${collectionText(three).slice(0, -1)},${crs}}`);
    const declared = { text: 'urn:ogc:def:crs:EPSG::25831', form: 'name' };
    expect([before.source.declaredCrs(), behind.source.declaredCrs()]).toEqual([declared, declared]);
  });

  it.each([
    ['{"type":"EPSG","properties":{"code":"28356"}}', 'EPSG:28356', ['old-style-crs-member']],
    ['{"type":"EPSG","properties":{"code":28356}}', 'EPSG:28356', ['old-style-crs-member']],
    [
      '{"type":"OGC","properties":{"urn":"urn:ogc:def:crs:OGC:1.3:CRS84"}}',
      'urn:ogc:def:crs:OGC:1.3:CRS84',
      ['old-style-crs-member'],
    ],
    [
      '{"type":"link","properties":{"href":"http://a.example/crs/1"}}',
      'http://a.example/crs/1',
      ['old-style-crs-member'],
    ],
    ['"EPSG:2154"', 'EPSG:2154', ['old-style-crs-member']],
    ['null', undefined, []],
    ['[1]', undefined, []],
  ])('with the crs member %s', async (member, text, codes) => {
    const opened = await openFile(collectionText(three, `"crs":${member},`));
    expect(opened.source.declaredCrs()?.text).toBe(text);
    expect(opened.codes).toEqual(codes);
  });

  it('with name and box of the collection', async () => {
    const { source } = await openFile(collectionText(three, '"name":"Arbres","bbox":[1,2,3,4],'));
    expect(source.members?.()).toEqual({ name: 'Arbres', bbox: [1, 2, 3, 4] });
  });

  it('from a script, saying what was cut away', async () => {
    for (const text of [
      `var districts = ${collectionText(three)};\n`,
      `// made by hand\nexport const districts = ${collectionText(three)}`,
      `callback(${collectionText(three)});`,
      `window.data["map"] = ${collectionText(three)};`,
    ]) {
      const { features, codes } = await openFile(text);
      expect([namesOf(features), codes]).toEqual([['a', 'b', 'c'], ['javascript-assignment']]);
    }
  });

  it('from gzip', async () => {
    const { source, features, codes } = await openFile(
      gzipSync(new TextEncoder().encode(collectionText(three))),
      'trees.geojson.gz',
    );
    expect([source.head.wrapping, namesOf(features), codes]).toEqual(['gzip', ['a', 'b', 'c'], ['gzip']]);
  });

  it('with JSON-FG places where the geometries are null, in the system they name', async () => {
    const feature = `{"type":"Feature","properties":{},"geometry":null,"place":{"type":"Point","coordinates":[85000,446000]}}`;
    const before = await openFile(collectionText([feature], '"coordRefSys":"[EPSG:28992]",'));
    const behind = await openFile(`${collectionText([feature]).slice(0, -1)},"coordRefSys":"[EPSG:28992]"}`);
    for (const { source, features, codes } of [before, behind]) {
      expect(features[0]!.geometry).toEqual({ type: 'Point', coordinates: [85000, 446000] });
      expect(source.declaredCrs()).toEqual({ text: 'EPSG:28992', form: 'name' });
      expect(codes).toEqual(['json-fg']);
    }
    const nameless = await openFile(collectionText([feature]));
    expect(nameless.features[0]!.geometry).toBeNull();
  });

  it('although a property is called type or features', async () => {
    const text = collectionText([
      '{"type":"Feature","geometry":null,"properties":{"type":"Topology","features":[1],"arcs":[],"objects":{}}}',
    ]);
    const { source, features } = await openFile(text);
    expect([source.head.format, features.length]).toEqual(['geojson', 1]);
  });

  it('with __proto__ and constructor as mere data', async () => {
    const { features } = await openFile(
      collectionText(['{"type":"Feature","geometry":null,"properties":{"__proto__":{"admin":true},"constructor":1}}']),
    );
    const properties = features[0]!.properties as object;
    expect(Object.keys(properties)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('to the end only once nobody called it off', async () => {
    await expect(openFile(collectionText(three), 'a.geojson', { isCancelled: () => true })).rejects.toThrow(
      ReadCancelled,
    );
  });
});

describe('what is wrong with single features is told, and costs only these', () => {
  it('a member that stands twice', async () => {
    const twice = '{"type":"Feature","geometry":null,"properties":{"name":"x","name":"y","n\\u0061me":"z"}}';
    const { issues } = await openFile(collectionText([three[0]!, twice]));
    expect(issues).toMatchObject([{ code: 'duplicate-json-keys', featureNumber: 2, detail: 'name' }]);
  });

  it('members that GeoJSON has no place for', async () => {
    const { issues } = await openFile('{"type":"Feature","geometry":null,"properties":null,"styles":{},"name":1}');
    expect(issues).toMatchObject([{ code: 'foreign-members', featureNumber: 1, detail: 'styles, name' }]);
  });

  it('an id or a box that is none', async () => {
    const { features, codes } = await openFile(
      '{"type":"Feature","id":{"a":1},"bbox":[1,2,3],"geometry":null,"properties":null}',
    );
    expect([features[0]!.id, codes]).toEqual([undefined, ['bbox-member-wrong', 'bad-feature-id']]);
  });

  it('an element that is no feature', async () => {
    const { features, issues } = await openFile(collectionText([three[0]!, 'null', '{"type":"feature"}', three[1]!]));
    expect(namesOf(features)).toEqual(['a', undefined, undefined, 'b']);
    expect(features.map(({ unreadable }) => unreadable)).toEqual([undefined, true, true, undefined]);
    expect(issues).toMatchObject([
      { code: 'not-a-feature', featureNumber: 2, detail: 'null' },
      { code: 'not-a-feature', featureNumber: 3, detail: 'type "feature"' },
    ]);
  });

  it.each([
    ['a word', '{"type":"Feature","properties":{"a":None},"geometry":null}', '"None" is neither a number nor text'],
    [
      'an object without a name',
      '{"type":"Feature","properties":{{"a":1}},"geometry":null}',
      'a name in double quotes',
    ],
    [
      'a missing bracket',
      '{"type":"Feature","properties":{"a":1,"geometry":null}',
      'it is not closed before the next feature begins',
    ],
    [
      'a bracket too few in the coordinates',
      '{"type":"Feature","properties":{},"geometry":{"coordinates":[[1,2]}}',
      'a comma or "]" was expected',
    ],
    ['an open quote', '{"type":"Feature","properties":{"a":"x},"geometry":null}', 'a comma or "}" was expected'],
  ])('a feature with %s', async (_what, broken, sentence) => {
    const { features, issues } = await openFile(collectionText([three[0]!, broken, three[1]!, three[2]!]));
    expect(namesOf(features)).toEqual(['a', undefined, 'b', 'c']);
    expect(features[1]!.unreadable).toBe(true);
    expect(issues[0]).toMatchObject({ code: 'broken-feature', severity: 'warning', featureNumber: 2 });
    expect(issues[0]!.detail).toContain(sentence);
  });

  it('a comma too many or too few between features', async () => {
    const { features, codes } = await openFile(
      `{"type":"FeatureCollection","features":[${three[0]} ${three[1]},${three[2]},]}`,
    );
    expect([namesOf(features), codes]).toEqual([
      ['a', 'b', 'c'],
      ['json-mended', 'json-mended'],
    ]);
  });

  it('a broken line among lines', async () => {
    const { features, codes } = await openFile(
      `${three[0]}\n{"type":"Feature","properties":{\n${three[1]}\n${three[2]}`,
    );
    expect([namesOf(features), codes]).toEqual([
      ['a', undefined, 'b', 'c'],
      ['newline-delimited', 'broken-feature'],
    ]);
  });

  it('hundreds that do not close, one in the other: no bomb', async () => {
    const broken = Array.from({ length: 500 }, () => '{"type":"Feature","properties":{"a":1},"geometry":null');
    const { features, codes } = await openFile(collectionText([three[0]!, ...broken, three[1]!]));
    expect([features.length, features.filter(({ unreadable }) => !unreadable).length]).toEqual([502, 2]);
    expect(codes).not.toContain('too-deep');
  });

  it('one whose type comes last, where each begins its line', async () => {
    const late = (end: string) =>
      `\n {"properties":{"name":"z"},"geometry":{"type":"Point","coordinates":[1,2]${end},"type":"Feature"}`;
    const { features } = await openFile(collectionText([late('}'), late(''), late('}'), late('}')]));
    expect(namesOf(features)).toEqual(['z', undefined, 'z', 'z']);
  });

  it('and where nothing tells the rest apart, that it is lost', async () => {
    const late = (end: string) =>
      `{"properties":{"name":"z"},"geometry":{"type":"Point","coordinates":[1,2]${end},"type":"Feature"}`;
    const { features, codes } = await openFile(collectionText([late('}'), late(''), late('}')]));
    expect([namesOf(features), codes]).toEqual([
      ['z', undefined],
      ['broken-feature', 'truncated-file'],
    ]);
  });

  it('no more than twenty times one by one', async () => {
    const { issues } = await openFile(collectionText(Array.from({ length: 50 }, () => '5').concat(three)));
    expect(issues).toHaveLength(21);
    expect(issues[20]).toEqual({ code: 'not-a-feature', severity: 'warning', count: 30 });
  });
});

describe('a file that cannot be read is refused with line and column', () => {
  it.each([
    [
      '{"type":"Feature",\n "properties":{{"a":1}},"geometry":null}',
      'malformed-json',
      'line 2, column 16: a name in double quotes was expected, but "{" stands here',
    ],
    [
      '{"type":"MultiPoint"\n"coordinates":[]}',
      'malformed-json',
      'line 2, column 1: a comma or "}" was expected, but "coordinates" stands here',
    ],
    ['{"type":"FeatureCollection","features":[', 'malformed-json', undefined],
    ['{"type":"FeatureCollection","features":{}}', 'not-geojson', '"features" is no list'],
    ['{"type":"FeatureCollection"}', 'not-geojson', 'a collection without "features"'],
    ['{"zoo":{"animals":[]}}', 'not-geojson', 'This is JSON, but not GeoJSON: it has no features'],
    ['[1,2,3]', 'not-geojson', 'This is JSON, but not GeoJSON: it has no features'],
  ])('%s', async (text, code, detail) => {
    const { issues } = await openFile(text);
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(errors.map((issue) => issue.code)).toEqual([code]);
    if (detail !== undefined) expect(errors[0]!.detail).toBe(detail);
  });

  it('nested deeper than anything real', async () => {
    const deep = `{"type":"Feature","geometry":null,"properties":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await openFile(deep)).codes).toEqual(['too-deep']);
    expect((await openFile('['.repeat(1_000_000))).codes).toEqual(['too-deep']);
    expect((await openFile(collectionText([three[0]!, deep, three[1]!]))).codes).toEqual(['too-deep']);
  });

  it('with one text of tens of megabytes', async () => {
    const { codes } = await openFile(
      collectionText([`{"type":"Feature","geometry":null,"properties":{"a":"${'x'.repeat(20_000_000)}"}}`]),
    );
    expect(codes).toEqual(['too-large']);
  });

  it('packed so that it expands three hundred times and more', async () => {
    const { codes } = await openFile(gzipSync(new Uint8Array(20_000_000).fill(0x20)));
    expect(codes).toEqual(['gzip', 'expands-too-much']);
  });
});

describe('what Python writes where there is no number', () => {
  it('is nothing, and said', async () => {
    const { features, issues } = await openFile(
      collectionText([
        three[0]!,
        '{"type":"Feature","properties":{"a":NaN,"b":-Infinity,"c":"NaN \\" NaN"},"geometry":{"type":"Point","coordinates":[1,2]}}',
      ]),
    );
    expect(features[1]).toMatchObject({ properties: { a: null, b: null, c: 'NaN " NaN' } });
    expect(issues).toMatchObject([
      { code: 'json-mended', featureNumber: 2, detail: 'NaN stands for a number; it was left out' },
    ]);
  });
});

describe('a file that was cut off keeps what stands before the cut', () => {
  const text = collectionText(three, '"name":"Bäume",');
  const bytes = new TextEncoder().encode(text);
  const ends = three.map((_three, index) => bytes.length - 2 - (2 - index) * (three[0]!.length + 1));

  it('at any byte', async () => {
    for (let cut = 1; cut < bytes.length; cut++) {
      const { features, codes } = await openFile(bytes.slice(0, cut));
      const whole = ends.filter((end) => end <= cut).length;
      expect(namesOf(features)).toEqual(['a', 'b', 'c'].slice(0, whole));
      expect(codes).toEqual([whole > 0 ? 'truncated-file' : 'malformed-json']);
    }
  });

  it('also within gzip', async () => {
    const packed = gzipSync(
      new TextEncoder().encode(
        collectionText(Array.from({ length: 5_000 }, (_item, index) => pointText(`tree ${index * index}`))),
      ),
    );
    const { features, codes } = await openFile(packed.slice(0, packed.length >> 1));
    expect(features.length).toBeGreaterThan(1_000);
    expect(codes).toEqual(['gzip', 'truncated-file', 'truncated-file']);
  });
});

describe('any encoding a city uses', () => {
  const text = collectionText([pointText('Plaça'), pointText('Straße')]);

  it.each([
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`), 'utf-8', ['byte-order-mark']],
    ['UTF-16 little-endian with a mark', utf16(text, false, true), 'utf-16le', ['byte-order-mark']],
    ['UTF-16 big-endian with a mark', utf16(text, true, true), 'utf-16be', ['byte-order-mark']],
    ['UTF-16 little-endian', utf16(text, false, false), 'utf-16le', ['not-utf8']],
    ['UTF-16 big-endian', utf16(text, true, false), 'utf-16be', ['not-utf8']],
    ['Windows-1252', latin1(text), 'windows-1252', ['not-utf8']],
  ])('%s', async (_name, bytes, encoding, codes) => {
    const opened = await openFile(bytes);
    expect([opened.source.head.encoding, namesOf(opened.features), opened.codes]).toEqual([
      encoding,
      ['Plaça', 'Straße'],
      codes,
    ]);
    const [, second] = opened.features;
    const width = encoding.startsWith('utf-16') ? 2 : 1;
    const mark = codes[0] === 'byte-order-mark' ? (width === 1 ? 3 : 2) : 0;
    const column = text.lastIndexOf('{"type":"Feature"') + 1;
    const extra = encoding === 'utf-8' ? 1 : 0;
    expect(second!.position).toEqual({ byteOffset: mark + (column - 1) * width + extra, line: 1, column });
  });

  it('two letters of Windows-1252 at the end of a megabyte of ASCII', async () => {
    const many = collectionText(Array.from({ length: 9_000 }, () => pointText('a')).concat(pointText('Köln')));
    const { features, issues } = await openFile(latin1(many));
    expect(namesOf(features).at(-1)).toBe('Köln');
    expect(issues).toMatchObject([{ code: 'not-utf8', position: { byteOffset: many.indexOf('ö') } }]);
  });

  it('two in one file, telling the first byte that does not fit', async () => {
    const mixed = Uint8Array.from([
      ...new TextEncoder().encode(`[${pointText('Plaça')},`),
      ...latin1(`${pointText('Straße')}]`),
    ]);
    const { features, issues } = await openFile(mixed);
    expect(namesOf(features)).toEqual(['Plaça', 'Straße']);
    expect(issues).toMatchObject([
      { code: 'undecodable-bytes', count: 1, position: { byteOffset: mixed.lastIndexOf(0xdf) }, detail: '0xDF' },
    ]);
  });

  it('none that a byte fits: its position is told', async () => {
    const bytes = latin1(collectionText([pointText('caf\xe9 \x81')]));
    const { features, issues } = await openFile(bytes);
    expect(namesOf(features)).toEqual(['café \u0081']);
    expect(issues[1]).toMatchObject({ code: 'undecodable-bytes', position: { byteOffset: bytes.indexOf(0x81) } });
  });
});

describe('whatever is dropped', () => {
  it('never throws', async () => {
    const signs = '{}[],:"\\ \n\x1e0-1.eE' + 'Feature type null é';
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.string({ unit: fc.constantFrom(...signs), maxLength: 400 }).map((text) => new TextEncoder().encode(text)),
        ),
        async (bytes) => {
          const { issues, features } = await openFile(bytes, 'a.geojson');
          expect(features.length > 0 || issues.some(({ severity }) => severity === 'error')).toBe(true);
        },
      ),
      { seed: 7, numRuns: 400 },
    );
  });

  it('loses no feature unreported when one sign of it is changed', async () => {
    const text = collectionText(three);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'{}[],:"\\ x1'), async (at, sign) => {
        const { features, issues } = await openFile(text.slice(0, at) + sign + text.slice(at + 1));
        const good = features.filter(({ unreadable }) => !unreadable).length;
        expect(good === 3 || issues.some(({ severity }) => severity !== 'info')).toBe(true);
      }),
      { seed: 7, numRuns: 600 },
    );
  });
});
