import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../../../app/core/geo/geojson.ts';
import { holds, type Predicate, prepareGeometry } from '../../../../app/core/geo/spatial/prepared.ts';
import { SpatialMatcher } from '../../../../app/core/geo/spatial-matcher.ts';
import { writeWkb } from '../../../../app/core/geo/wkb.ts';
import { WkbBounds } from '../../../../app/core/geo/wkb-bounds.ts';
import { anySimpleGeometry } from '../../../builders/geometries.ts';

const bytesOf = (geometry: Geometry) => writeWkb(geometry);

describe('the box of WKB', () => {
  it('is that of the geometry, wherever it can be told', () => {
    const bounds = new WkbBounds();
    const geometry = fc.oneof(
      anySimpleGeometry,
      fc
        .array(anySimpleGeometry, { maxLength: 3 })
        .map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
    );
    fc.assert(
      fc.property(geometry, fc.nat({ max: 9 }), (shape, before) => {
        const wkb = bytesOf(shape);
        const bytes = new Uint8Array(before + wkb.length + 3);
        bytes.set(wkb, before);
        if (!bounds.read(bytes, before, before + wkb.length)) return;
        const { minX, minY, maxX, maxY } = bounds;
        expect(bounds.isEmpty ? null : { minX, minY, maxX, maxY }).toEqual(prepareGeometry(wkb).bounds);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('is told of points, lines and areas, with heights or without', () => {
    const boxOf = (geometry: Geometry) => {
      const wkb = bytesOf(geometry);
      const bounds = new WkbBounds();
      return bounds.read(wkb, 0, wkb.length) && [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY, bounds.isPoint];
    };
    expect([
      boxOf({ type: 'Point', coordinates: [2, 41] }),
      boxOf({
        type: 'LineString',
        coordinates: [
          [2, 41, 5],
          [1, 42, 7],
        ],
      }),
      boxOf({
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 3],
              [0, 0],
            ],
          ],
        ],
      }),
    ]).toEqual([
      [2, 41, 2, 41, true],
      [1, 41, 2, 42, false],
      [0, 0, 1, 3, false],
    ]);
  });

  it.each([
    ['cut short', Uint8Array.of(1, 1, 0, 0, 0, 0, 0)],
    ['of an unknown type', Uint8Array.of(1, 99, 0, 0, 0, 0, 0, 0, 0)],
    ['not finite', bytesOf({ type: 'Point', coordinates: [] })],
  ])('is left to the reader where the bytes are %s', (_what, bytes) => {
    expect(new WkbBounds().read(bytes, 0, bytes.length)).toBe(false);
  });
});

// Whole numbers of thousandths of a degree, so that shapes meet at corners and along edges.
const coordinate = fc.integer({ min: 0, max: 6 }).map((n) => n / 1000);
const position = fc.tuple(coordinate, coordinate);
const box = fc.tuple(position, fc.integer({ min: 1, max: 3 })).map(([[x, y], size]): Geometry => {
  const [east, north] = [x + size / 1000, y + size / 1000];
  const ring = [
    [x, y],
    [east, y],
    [east, north],
    [x, north],
    [x, y],
  ];
  return { type: 'Polygon', coordinates: [ring] };
});
const shape: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  box,
  fc
    .tuple(position, position)
    .filter(([[ax, ay], [bx, by]]) => ax !== bx || ay !== by)
    .map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  fc.array(position, { maxLength: 3 }).map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
);
const predicate = fc.constantFrom<Predicate>(
  ...(['contains', 'within', 'covers', 'coveredby', 'intersects'] as const),
  ...(['touches', 'crosses', 'overlaps', 'dwithin'] as const),
);

function matches(
  options: ConstructorParameters<typeof SpatialMatcher>[0],
  indexed: readonly Geometry[],
  probes: readonly Geometry[],
  metres: number,
): string[] {
  const matcher = new SpatialMatcher(options);
  indexed.forEach((geometry, i) => {
    const bytes = bytesOf(geometry);
    matcher.add(i, bytes, 0, bytes.length, metres);
  });
  while (matcher.pack());
  return probes.flatMap((geometry, i) => {
    const bytes = bytesOf(geometry);
    const count = matcher.lookUp(bytes, 0, bytes.length, metres);
    const found = Array.from({ length: count }, (_none, candidate) => matcher.test(candidate));
    return found.filter((match) => match >= 0).map((match) => `${match}-${i}`);
  });
}

describe('matching through the index', () => {
  it('finds the pairs that a test of every pair finds, whichever side is indexed', () => {
    const options = fc.record({
      predicate,
      indexed: fc.constantFrom('a' as const, 'b' as const),
      metresOf: fc.constantFrom('indexed' as const, 'probe' as const),
    });
    const shapes = fc.array(shape, { maxLength: 12 });
    fc.assert(
      fc.property(options, shapes, shapes, fc.constantFrom(0, 100, 300), (how, indexed, probes, metres) => {
        const expected = probes.flatMap((probe, i) =>
          indexed.flatMap((one, k) => {
            const [a, b] = [prepareGeometry(bytesOf(one)), prepareGeometry(bytesOf(probe))];
            const isMatch =
              how.indexed === 'a' ? holds(how.predicate, a, b, metres) : holds(how.predicate, b, a, metres);
            return isMatch ? [`${k}-${i}`] : [];
          }),
        );
        expect(matches(how, indexed, probes, metres).sort()).toEqual(expected.sort());
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it('goes on beyond one tree', () => {
    const places = Array.from(
      { length: 70_000 },
      (_none, i): Geometry => ({ type: 'Point', coordinates: [i / 1000, 0] }),
    );
    const probes = [places[0]!, places[32_768]!, places[69_999]!];
    expect(matches({ predicate: 'equals', indexed: 'a', metresOf: 'probe' }, places, probes, 0)).toEqual([
      '0-0',
      '32768-1',
      '69999-2',
    ]);
  });

  it('finds the same for many points as for few', () => {
    const squares = Array.from({ length: 40 }, (_none, i): Geometry => {
      const [x, y, size] = [(i % 8) / 100, Math.floor(i / 8) / 100, 0.004 + (i % 5) * 0.004];
      const ring = [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ];
      return { type: 'Polygon', coordinates: [ring] };
    });
    const points = Array.from(
      { length: 3_000 },
      (_none, i): Geometry => ({ type: 'Point', coordinates: [((i * 7) % 100) / 1000, ((i * 13) % 60) / 1000] }),
    );
    const how = { predicate: 'covers', indexed: 'a', metresOf: 'probe' } as const;
    const few = points.map((point) =>
      matches(how, squares, [point], 0)
        .map((pair) => pair.split('-')[0])
        .sort(),
    );
    const many = new Map(points.map((_point, i) => [i, [] as string[]]));
    for (const pair of matches(how, squares, points, 0)) {
      const [square, point] = pair.split('-');
      many.get(Number(point))!.push(square!);
    }
    expect([...many.values()].map((found) => found.sort())).toEqual(few);
    expect(few.flat().length).toBeGreaterThan(1_000);
  });

  it('takes empty geometries for equal, and for nothing else', () => {
    const empty: Geometry = { type: 'GeometryCollection', geometries: [] };
    const how = { indexed: 'b', metresOf: 'probe' } as const;
    expect([
      matches({ predicate: 'equals', ...how }, [empty], [empty], 0),
      matches({ predicate: 'intersects', ...how }, [empty], [empty], 0),
      matches({ predicate: 'dwithin', ...how }, [empty], [empty], 5),
    ]).toEqual([['0-0'], [], []]);
  });

  it('refuses what is no geometry, and coordinates that are no degrees where metres are asked for', () => {
    const how = { predicate: 'dwithin', indexed: 'a', metresOf: 'probe' } as const;
    const projected: Geometry = { type: 'Point', coordinates: [430_000, 4_580_000] };
    expect(() => new SpatialMatcher(how).add(0, Uint8Array.of(9, 9), 0, 2, 1)).toThrow('takes a geometry');
    expect(() => matches(how, [projected], [projected], 1)).toThrow('degrees');
  });
});
