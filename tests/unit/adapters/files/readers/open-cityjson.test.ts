import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../builders/opened-file.ts';

/** Corners of a block: 0–3 below, 4–7 above, in millimetres from 1,000 m east and 2,000 m north. */
const corners = (width: number, depth: number, height: number, base = 0) =>
  [base, base + height].flatMap((z) => [
    [0, 0, z],
    [width, 0, z],
    [width, depth, z],
    [0, depth, z],
  ]);
const BLOCK = [[[0, 3, 2, 1]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]];
const transform = { scale: [0.001, 0.001, 0.001], translate: [1_000, 2_000, 0] };
const solid = (given: object = {}) => ({ type: 'Solid', lod: '1.2', boundaries: [BLOCK], ...given });
const city = (objects: object, given: object = {}) =>
  JSON.stringify({
    type: 'CityJSON',
    version: '2.0',
    transform,
    CityObjects: objects,
    vertices: corners(10_000, 5_000, 9_500, 2_000),
    ...given,
  });
const footprint = {
  type: 'Polygon',
  coordinates: [
    [
      [1000, 2000],
      [1010, 2000],
      [1010, 2005],
      [1000, 2005],
      [1000, 2000],
    ],
  ],
};
/** Rings may begin anywhere: as a set of corners with the area that they enclose. */
const cornersOf = (geometry: unknown) =>
  (geometry as { coordinates: number[][][] }).coordinates.map((ring) => [...new Set(ring.map(String))].toSorted());

describe('CityJSON', () => {
  it('becomes footprints with base and height, attributes and the system', async () => {
    const { source, features, codes } = await openFile(
      city(
        { house: { type: 'Building', attributes: { year: 1900 }, geometry: [solid()] } },
        { metadata: { title: 'Block', referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/25831' } },
      ),
      'block.city.json',
    );
    expect(source.head.format).toBe('cityjson');
    expect(source.declaredCrs()).toEqual({ text: 'https://www.opengis.net/def/crs/EPSG/0/25831', form: 'name' });
    expect(source.members?.()).toEqual({ name: 'Block' });
    expect(codes).toEqual([]);
    expect(features).toHaveLength(1);
    expect(features[0]).toMatchObject({
      number: 1,
      id: 'house',
      properties: { year: 1900, object_type: 'Building', lod: 1.2, base_height: 2, height: 9.5 },
    });
    expect(cornersOf(features[0]!.geometry)).toEqual(cornersOf(footprint));
  });

  it('takes the ground that the meaning of the faces tells, and keeps roofs and walls of level 2', async () => {
    const semantics = {
      surfaces: [{ type: 'GroundSurface' }, { type: 'RoofSurface' }, { type: 'WallSurface' }],
      values: [[0, 1, 2, 2, 2, 2]],
    };
    const { features } = await openFile(
      city({ a: { type: 'Building', geometry: [solid({ lod: '2.2', semantics })] } }),
    );
    expect(cornersOf(features[0]!.geometry)).toEqual(cornersOf(footprint));
    expect(features[0]!.surfaces?.map(({ meaning }) => meaning)).toEqual([
      'GroundSurface',
      'RoofSurface',
      ...Array.from({ length: 4 }, () => 'WallSurface'),
    ]);
    expect(features[0]!.surfaces![1]!.rings).toEqual([
      [
        [1000, 2000, 11.5],
        [1010, 2000, 11.5],
        [1010, 2005, 11.5],
        [1000, 2005, 11.5],
        [1000, 2000, 11.5],
      ],
    ]);
  });

  it('joins faces that share edges into one footprint, holes included', async () => {
    // A frame of four faces around a court.
    const vertices = [
      [0, 0, 0],
      [9, 0, 0],
      [9, 9, 0],
      [0, 9, 0],
      [3, 3, 0],
      [6, 3, 0],
      [6, 6, 0],
      [3, 6, 0],
    ].map((p) => p.map((v) => v * 1_000));
    const faces = [[[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]];
    const { features } = await openFile(
      city({ a: { type: 'Road', geometry: [{ type: 'MultiSurface', lod: '1', boundaries: faces }] } }, { vertices }),
    );
    const geometry = features[0]!.geometry as { type: string; coordinates: number[][][] };
    expect(geometry.type).toBe('Polygon');
    expect(cornersOf(geometry)).toEqual([
      ['1000,2000', '1000,2009', '1009,2000', '1009,2009'],
      ['1003,2003', '1003,2006', '1006,2003', '1006,2006'],
    ]);
  });

  it('makes two rings where faces touch in one corner', async () => {
    const vertices = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [2, 1],
      [2, 2],
      [1, 2],
    ].map(([x, y]) => [x! * 1_000, y! * 1_000, 0]);
    const faces = [[[0, 1, 2, 3]], [[2, 4, 5, 6]]];
    const { features } = await openFile(
      city({ a: { type: 'Road', geometry: [{ type: 'MultiSurface', lod: '1', boundaries: faces }] } }, { vertices }),
    );
    const { type, coordinates } = features[0]!.geometry as { type: string; coordinates: number[][][][] };
    expect([type, coordinates.map((polygon) => polygon.map((ring) => ring.length))]).toEqual([
      'MultiPolygon',
      [[5], [5]],
    ]);
  });

  it('takes the roof of a solid whose bottom was left away', async () => {
    const { features, codes } = await openFile(
      city({ a: { type: 'Building', geometry: [solid({ boundaries: [BLOCK.slice(1)] })] } }),
    );
    expect([cornersOf(features[0]!.geometry), codes]).toEqual([cornersOf(footprint), ['solid-not-closed']]);
  });

  it('draws one level of detail and says that there are several', async () => {
    const { features, issues } = await openFile(
      city({ a: { type: 'Building', geometry: [solid(), solid({ lod: '2.2' }), solid({ lod: '3' })] } }),
    );
    expect(features[0]!.properties).toMatchObject({ lod: 2.2 });
    expect(issues).toMatchObject([{ code: 'several-lods', detail: '1.2, 2.2, 3' }]);
  });

  it('gives parts the attributes of their building, which they stand for', async () => {
    const { features } = await openFile(
      city({
        house: {
          type: 'Building',
          attributes: { year: 1900, use: 'home' },
          children: ['part'],
          geometry: [{ type: 'MultiSurface', lod: '0', boundaries: [[[0, 1, 2, 3]]] }],
        },
        part: { type: 'BuildingPart', parents: ['house'], attributes: { use: 'shop' }, geometry: [solid()] },
        group: { type: 'CityObjectGroup', children: ['house'] },
      }),
    );
    expect(features.map(({ id }) => id)).toEqual(['part']);
    expect(features[0]!.properties).toMatchObject({ year: 1900, use: 'shop', parent: 'house' });
  });

  it('puts templates where their instances stand', async () => {
    const { features } = await openFile(
      city(
        {
          tree: {
            type: 'SolitaryVegetationObject',
            geometry: [
              {
                type: 'GeometryInstance',
                template: 0,
                boundaries: [2],
                transformationMatrix: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
              },
            ],
          },
        },
        {
          'geometry-templates': {
            templates: [{ type: 'MultiSurface', lod: '1', boundaries: [[[0, 1, 2]]] }],
            'vertices-templates': [
              [0, 0, 0],
              [1, 0, 0],
              [0, 1, 4],
            ],
          },
        },
      ),
    );
    expect(cornersOf(features[0]!.geometry)).toEqual([['1010,2005', '1010,2007', '1012,2005']]);
    expect(features[0]!.properties).toMatchObject({ base_height: 2, height: 4, lod: 1 });
  });

  it('of version 1.0 may have coordinates as they are, and levels as numbers', async () => {
    const { features, codes } = await openFile(
      city(
        { a: { type: 'Building', geometry: [solid({ lod: 1 })] } },
        { version: '1.0', transform: undefined, vertices: corners(10, 5, 3) },
      ),
    );
    expect(features[0]!.properties).toMatchObject({ height: 3, lod: 1 });
    expect(codes).toEqual([]);
  });

  it('comes line by line', async () => {
    const feature = (id: string) =>
      JSON.stringify({
        type: 'CityJSONFeature',
        id,
        CityObjects: { [id]: { type: 'Building', geometry: [solid()] } },
        vertices: corners(1_000, 1_000, 3_000),
      });
    const lines = [
      city({}, { vertices: [] }),
      feature('a'),
      '{"type":"CityJSONFeatur","CityObjects":{}}',
      '{"type":',
      feature('b'),
    ];
    const { source, features, issues } = await openFile(lines.join('\n'), 'city.jsonl');
    expect(source.head.format).toBe('cityjson');
    expect(features.map(({ id, unreadable }) => id ?? unreadable)).toEqual(['a', true, true, 'b']);
    expect(features[3]!.position).toMatchObject({ line: 5, column: 1 });
    expect(issues).toMatchObject([
      { code: 'not-a-feature', featureNumber: 2, detail: 'line 3: type "CityJSONFeatur"' },
      { code: 'broken-feature', featureNumber: 3, detail: 'line 4 is no JSON' },
    ]);
  });

  it.each([
    ['a version that is not known', city({}, { version: '0.9' }), 'unsupported-version', 'CityJSON 0.9'],
    ['no transform', city({}, { transform: undefined }), 'missing-part', 'the member "transform"'],
    ['no vertices', city({}, { vertices: undefined }), 'missing-part', 'the member "vertices"'],
    ['an end too early', city({ a: {} }).slice(0, -30), 'malformed-json', undefined],
  ])('with %s is refused', async (_what, text, code, detail) => {
    const { issues } = await openFile(text);
    expect(issues).toMatchObject([{ code, severity: 'error', ...(detail === undefined ? {} : { detail }) }]);
  });

  it.each([
    [
      'vertices that are missing',
      { type: 'Building', geometry: [solid({ boundaries: [[[[0, 1, 99]], ...BLOCK]] })] },
      'broken-reference',
      'vertex 99 of 8',
    ],
    ['a type that nobody knows', { type: 'Bilding', geometry: [solid()] }, 'unknown-object-type', 'Bilding'],
    ['two volumes of one level', { type: 'Building', geometry: [solid(), solid()] }, 'same-lod-twice', '1.2'],
    [
      'a face missing',
      { type: 'Building', geometry: [solid({ boundaries: [BLOCK.slice(1)] })] },
      'solid-not-closed',
      undefined,
    ],
    [
      'a shape that nobody knows',
      { type: 'Building', geometry: [{ type: 'Curve', lod: '1' }] },
      'unsupported-geometry',
      'Curve',
    ],
  ])('tells of %s and keeps the rest', async (_what, object, code, detail) => {
    const { features, issues } = await openFile(city({ a: object, b: { type: 'Building', geometry: [solid()] } }));
    expect(features).toHaveLength(2);
    expect(issues).toMatchObject([{ code, featureNumber: 1, ...(detail === undefined ? {} : { detail }) }]);
  });

  it('tells of what stands behind its end and is not read', async () => {
    const { issues } = await openFile(`${city({})}"metadata":{}}`);
    expect(issues).toMatchObject([{ code: 'truncated-file', position: { byteOffset: city({}).length } }]);
  });

  it('tells of an identifier that stands twice', async () => {
    const text = city({ a: { type: 'Building' }, b: { type: 'Building' } }).replace('"b":', '"a":');
    expect((await openFile(text)).issues).toMatchObject([{ code: 'duplicate-json-keys', detail: 'a' }]);
  });

  it('never throws, whatever it holds', async () => {
    const names = [
      'type',
      'geometry',
      'boundaries',
      'lod',
      'attributes',
      'children',
      'parents',
      'semantics',
      'template',
    ];
    const values = ['Solid', 'MultiSurface', 'GeometryInstance', 'Building', '1'];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(...values),
        fc.integer({ min: -1, max: 9 }),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, value, async (a, b) => {
        const { features } = await openFile(city({ a: a ?? 1, b: { type: 'Building', geometry: [b] } }));
        expect(features.length).toBeGreaterThan(0);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
