/** Generators of shapes as no city should have them, and some cities do. Coordinates are in degrees. */
import fc from 'fast-check';

/** Few distinct places, so that points meet points and edges meet edges nearly always. */
export const gridPosition = (size: number, step: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: size }), fc.integer({ min: 0, max: size }))
    .map(([i, j]) => [2 + i * step, 41 + j * step]);

const closed = (positions: number[][]) => [...positions, [...positions[0]!]];

/** Closed, of at least three corners, however they cross. */
export const gridRing = (size: number, step: number, longest: number) =>
  fc.array(gridPosition(size, step), { minLength: 3, maxLength: longest }).map(closed);

/** Polygons and multi-polygons of such rings. */
export const gridPolygons = (size: number, step: number) =>
  fc.oneof(
    fc
      .array(gridRing(size, step, 7), { minLength: 1, maxLength: 3 })
      .map((rings) => ({ type: 'Polygon' as const, coordinates: rings })),
    fc
      .array(fc.array(gridRing(size, step, 6), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
      .map((parts) => ({ type: 'MultiPolygon' as const, coordinates: parts })),
  );

/** Anything where a number should be. */
const oddNumber = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -200, max: 200, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 180, -180, 90, -90, 181, 359.5, 5e-324, 1e-300) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1.7976931348623157e308) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, '2.5', 'x', '', true, {}, [], [1], undefined) },
);

const oddPosition = fc.oneof(
  { weight: 12, arbitrary: fc.array(oddNumber, { minLength: 2, maxLength: 2 }) },
  { weight: 3, arbitrary: fc.array(oddNumber, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.anything() },
);

const TYPES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];

const coordinates = fc.oneof(
  oddPosition,
  fc.array(oddPosition, { maxLength: 6 }),
  fc.array(fc.array(oddPosition, { maxLength: 6 }), { maxLength: 3 }),
  fc.array(fc.array(fc.array(oddPosition, { maxLength: 5 }), { maxLength: 2 }), { maxLength: 2 }),
);

/** Geometry-like values, wrong in every way that JSON allows. */
export const nastyGeometry: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  geometry: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constantFrom(...TYPES), coordinates }),
    fc.record({ type: fc.constantFrom(...TYPES, 'GeometryCollection', 'Curve', 'point', null) }),
    gridPolygons(4, 0.125),
    gridPolygons(3, 1e-13),
    fc.record({ type: fc.constant('GeometryCollection'), geometries: fc.array(tie('geometry'), { maxLength: 3 }) }),
    fc.anything(),
  ),
})).geometry;
