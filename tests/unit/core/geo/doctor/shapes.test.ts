import { describe, expect, it } from 'vitest';
import { countsOf, examined, polygon, square, turned } from '../../../../builders/doctor-sources.ts';

const point = { type: 'Point', coordinates: [2.1, 41.4] };

async function counts(geometry: unknown) {
  return countsOf((await examined([geometry])).report);
}

async function mended(geometry: unknown) {
  return (await examined([geometry])).geometryAt(0);
}

describe('a sound shape', () => {
  it.each([
    point,
    {
      type: 'MultiPoint',
      coordinates: [
        [2, 41],
        [2, 42],
      ],
    },
    {
      type: 'LineString',
      coordinates: [
        [2, 41],
        [2, 42],
      ],
    },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [2, 41],
          [2, 42],
        ],
        [
          [3, 41],
          [3, 42],
        ],
      ],
    },
    polygon(square(2, 41, 1), turned(square(2.2, 41.2, 0.2))),
    { type: 'MultiPolygon', coordinates: [[square(2, 41, 1)], [square(4, 41, 1)]] },
    { type: 'GeometryCollection', geometries: [point, polygon(square(2, 41, 1))] },
  ])('of type $type comes out as it went in', async (geometry) => {
    const file = await examined([geometry]);
    expect(file.geometryAt(0)).toEqual(geometry);
    expect(file.report).toMatchObject({ outcome: 'loads', features: 1, drawable: 1, leftOut: [] });
  });
});

describe('what is no shape', () => {
  it.each([
    [null, 'null-geometry'],
    [undefined, 'null-geometry'],
    ['POINT(2 41)', 'bad-geometry'],
    [[2, 41], 'bad-geometry'],
    [{ type: 'Circle', coordinates: [2, 41] }, 'bad-geometry'],
    [{ type: 'Point' }, 'bad-geometry'],
    [{ type: 'Point', coordinates: '2,41' }, 'bad-geometry'],
    [{ type: 'Point', coordinates: [[2, 41]] }, 'bad-geometry'],
    [{ type: 'LineString', coordinates: [2, 41] }, 'bad-geometry'],
    [{ type: 'Polygon', coordinates: square(2, 41, 1) }, 'bad-geometry'],
    [{ type: 'MultiPolygon', coordinates: [square(2, 41, 1)] }, 'bad-geometry'],
    [{ type: 'Point', coordinates: [] }, 'empty-coordinates'],
    [{ type: 'Polygon', coordinates: [[]] }, 'empty-coordinates'],
    [{ type: 'MultiPolygon', coordinates: [[]] }, 'empty-coordinates'],
    [{ type: 'GeometryCollection', geometries: [] }, 'empty-coordinates'],
    [{ type: 'GeometryCollection', geometries: [false] }, 'bad-geometry'],
    [{ type: 'Point', coordinates: [2] }, 'bad-coordinate'],
    [{ type: 'Point', coordinates: [2, null] }, 'bad-coordinate'],
    [{ type: 'Point', coordinates: [Number.NaN, 41] }, 'bad-coordinate'],
    [{ type: 'Point', coordinates: [2, 'forty'] }, 'bad-coordinate'],
    [{ type: 'Point', coordinates: [-1.7976931348623157e308, 41] }, 'bad-coordinate'],
    [
      {
        type: 'LineString',
        coordinates: [
          [2, 41],
          [2, Number.POSITIVE_INFINITY],
        ],
      },
      'bad-coordinate',
    ],
    [{ type: 'LineString', coordinates: [[2, 41]] }, 'too-few-points'],
    [
      {
        type: 'LineString',
        coordinates: [
          [2, 41],
          [2, 41],
        ],
      },
      'zero-length-line',
    ],
    [
      polygon([
        [2, 41],
        [3, 41],
        [2, 41],
      ]),
      'too-few-points',
    ],
    [
      polygon([
        [2, 41],
        [3, 41],
      ]),
      'too-few-points',
    ],
    [
      polygon([
        [2, 41],
        [3, 41],
        [4, 41],
        [2, 41],
      ]),
      'zero-area-ring',
    ],
    [
      polygon([
        [2, 41],
        [2, 41],
        [2, 41],
        [2, 41],
      ]),
      'zero-area-ring',
    ],
  ])('%j is left out as %s, and the row stays', async (geometry, code) => {
    const file = await examined([geometry, point]);
    expect(file.count).toBe(2);
    expect(file.geometryAt(0)).toBeNull();
    expect(file.report).toMatchObject({
      outcome: 'loads-with-issues',
      features: 2,
      drawable: 1,
      leftOut: [{ code, count: 1 }],
    });
    const issue = file.report.issues.find((found) => found.code === code);
    expect(issue).toMatchObject({ count: 1, firstFeatures: [1], positions: [{ byteOffset: 0, line: 1, column: 1 }] });
  });

  it('in one part costs that part only', async () => {
    const parts = {
      type: 'MultiPolygon',
      coordinates: [
        [square(2, 41, 1)],
        [
          [
            [5, 41],
            [6, Number.NaN],
            [6, 42],
            [5, 41],
          ],
        ],
      ],
    };
    expect(await mended(parts)).toEqual({ type: 'MultiPolygon', coordinates: [[square(2, 41, 1)]] });
    expect(await counts(parts)).toMatchObject({ 'bad-coordinate': 1 });
  });

  it('in a hole costs its polygon: nobody knows what it would cover', async () => {
    const holed = polygon(square(2, 41, 1), [
      [2.1, 41.1],
      [2.2, 'x'],
      [2.2, 41.2],
      [2.1, 41.1],
    ] as never);
    expect(await mended(holed)).toBeNull();
  });

  it('nested beyond measure is told like the rest', async () => {
    let deep: unknown = point;
    for (let i = 0; i < 500; i++) deep = { type: 'GeometryCollection', geometries: [deep] };
    expect(await counts(deep)).toMatchObject({ 'bad-geometry': 1, 'nested-collection': 1 });
  });
});

describe('rings', () => {
  it('that run the wrong way are counted by ring and turned', async () => {
    const wrong = polygon(turned(square(2, 41, 1)), square(2.2, 41.2, 0.2), square(2.6, 41.6, 0.2));
    expect(await counts(wrong)).toEqual({ 'clockwise-outer-ring': 1, 'counter-clockwise-hole': 2 });
    expect(await mended(wrong)).toEqual(
      polygon(square(2, 41, 1), turned(square(2.2, 41.2, 0.2)), turned(square(2.6, 41.6, 0.2))),
    );
    expect((await examined([wrong])).report.outcome).toBe('loads');
  });

  it('of a few units in the last place keep their direction, where floating-point sums see nothing', async () => {
    const [x, y, step] = [4.7, 50.88, 2 ** -50];
    const tiny = [
      [x, y],
      [x + 4 * step, y + 64 * step],
      [x + 8 * step, y + 8 * step],
      [x, y],
    ];
    expect(await counts(polygon(tiny))).toEqual({ 'clockwise-outer-ring': 1 });
    expect(await counts(polygon(turned(tiny)))).toEqual({});
  });

  it('that are open are closed', async () => {
    const open = polygon(square(2, 41, 1).slice(0, 4));
    expect(await counts(open)).toEqual({ 'unclosed-ring': 1 });
    expect(await mended(open)).toEqual(polygon(square(2, 41, 1)));
    expect((await examined([open])).report.outcome).toBe('loads-with-issues');
  });

  it('with repeated points are counted once each', async () => {
    const [a, b, c, d] = square(2, 41, 1) as [number[], number[], number[], number[]];
    const repeated = polygon([a, b, b, b, c, d, d, a], turned(square(2.2, 41.2, 0.2)));
    expect(await counts(repeated)).toEqual({ 'repeated-points': 1 });
    expect(await mended(repeated)).toEqual(polygon(square(2, 41, 1), turned(square(2.2, 41.2, 0.2))));
  });
});

describe('positions', () => {
  it('written as text are read', async () => {
    const text = { type: 'Point', coordinates: ['2.1', ' 41.4 '] };
    expect(await mended(text)).toEqual(point);
    expect(await counts(text)).toEqual({ 'text-coordinates': 1 });
  });

  it('keep their heights', async () => {
    const high = {
      type: 'LineString',
      coordinates: [
        [2, 41, 12.5],
        [2, 42, 13],
      ],
    };
    expect(await mended(high)).toEqual(high);
    expect(await counts(high)).toEqual({ 'z-values': 1 });
  });

  it.each([-1000, -9999, -99, -32768, 1e38, 9999, null, 'high'])(
    'with the height %j have an unknown one',
    async (z) => {
      const line = {
        type: 'LineString',
        coordinates: [
          [2, 41, 5],
          [2, 42, z],
        ],
      };
      expect(await mended(line)).toEqual({
        type: 'LineString',
        coordinates: [
          [2, 41],
          [2, 42],
        ],
      });
      expect(await counts(line)).toEqual({ 'z-values': 1, 'sentinel-z': 1 });
    },
  );

  it.each([-430, 0, 8848])('%s m above the sea is a height like others', async (z) => {
    expect(await counts({ type: 'Point', coordinates: [2, 41, z] })).toEqual({ 'z-values': 1 });
  });

  it('with and without height stay without', async () => {
    const mixed = {
      type: 'LineString',
      coordinates: [
        [2, 41, 5],
        [2, 42],
      ],
    };
    expect(await counts(mixed)).toEqual({ 'z-values': 1, 'mixed-dimensions': 1 });
    expect(await mended(mixed)).toEqual({
      type: 'LineString',
      coordinates: [
        [2, 41],
        [2, 42],
      ],
    });
  });

  it('of four numbers lose the fourth', async () => {
    expect(await counts({ type: 'Point', coordinates: [2, 41, 5, 7] })).toEqual({ 'z-values': 1, 'measure-values': 1 });
  });
});

describe('collections', () => {
  it('inside collections are made flat', async () => {
    const nested = {
      type: 'GeometryCollection',
      geometries: [point, { type: 'GeometryCollection', geometries: [point] }],
    };
    expect(await mended(nested)).toEqual({ type: 'GeometryCollection', geometries: [point, point] });
    expect(await counts(nested)).toEqual({ 'geometry-collection': 1, 'nested-collection': 1 });
  });
});
