import fc from 'fast-check';
import type { Geometry } from '../../app/core/geo/geojson.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const position = fc.tuple(number, number);
const line = fc.array(position, { maxLength: 6 });
const polygon = fc.array(line, { maxLength: 3 });

/** Any geometry but a collection, empty and degenerate ones included. */
export const anySimpleGeometry: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  polygon.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
  line.map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
  polygon.map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
  fc.array(polygon, { maxLength: 3 }).map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
);
