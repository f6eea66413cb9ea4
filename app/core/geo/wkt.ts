/** Well-known text (OGC 06-103r4), the form of geometry in files for people and spreadsheets: `POINT (2.1649 41.3917)`. */
import type { Geometry, Position } from './geojson.ts';

/** Collections nested deeper only occur in hostile input and are written empty. */
const MAX_DEPTH = 16;

/** Numbers in their shortest exact form; a height makes it `POINT Z`. A point without two finite numbers is empty. */
export function writeWkt(geometry: Geometry, depth = 0): string {
  const tag = geometry.type.toUpperCase();
  if (geometry.type === 'GeometryCollection') {
    const parts = depth < MAX_DEPTH ? geometry.geometries.map((part) => writeWkt(part, depth + 1)) : [];
    return `${tag} ${group(parts)}`;
  }
  const high = hasHeight(geometry.coordinates);
  const head = high ? `${tag} Z` : tag;
  const point = (position: Position) => numbers(position, high);
  const line = (positions: readonly Position[]) => group(positions.map(point));
  const rings = (lines: readonly (readonly Position[])[]) => group(lines.map(line));
  switch (geometry.type) {
    case 'Point':
      return `${head} ${group(isEmpty(geometry.coordinates) ? [] : [point(geometry.coordinates)])}`;
    case 'MultiPoint':
      return `${head} ${group(geometry.coordinates.map((at) => group(isEmpty(at) ? [] : [point(at)])))}`;
    case 'LineString':
      return `${head} ${line(geometry.coordinates)}`;
    case 'MultiLineString':
    case 'Polygon':
      return `${head} ${rings(geometry.coordinates)}`;
    case 'MultiPolygon':
      return `${head} ${group(geometry.coordinates.map(rings))}`;
  }
}

function group(parts: readonly string[]): string {
  return parts.length === 0 ? 'EMPTY' : `(${parts.join(', ')})`;
}

function isEmpty(position: Position): boolean {
  return !Number.isFinite(position[0]) || !Number.isFinite(position[1]);
}

function numbers(position: Position, high: boolean): string {
  const [x = 0, y = 0, z = 0] = position;
  return high ? `${x} ${y} ${z}` : `${x} ${y}`;
}

type Nested = number | readonly Nested[];

/** True where any position has a third number: then all of them are written with one. */
function hasHeight(coordinates: readonly Nested[]): boolean {
  if (typeof coordinates[0] === 'number') return coordinates.length > 2;
  return coordinates.some((inner) => typeof inner !== 'number' && hasHeight(inner));
}
