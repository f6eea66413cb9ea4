/** Shapes made of one: buffer, hull, box, simpler line, and the points that stand for a shape. */

import ConvexHull from 'jsts/org/locationtech/jts/algorithm/ConvexHull.js';
import InteriorPoint from 'jsts/org/locationtech/jts/algorithm/InteriorPoint.js';
import BufferOp from 'jsts/org/locationtech/jts/operation/buffer/BufferOp.js';
import { mapPositions } from '../crs.ts';
import type { Geometry, Position } from '../geojson.ts';
import { type TransverseMercator, toEastingNorthing, toLonLat } from '../transverse-mercator.ts';
import { cutAtAntimeridian, joinedAtAntimeridian } from './antimeridian.ts';
import { type Bounds, metresPerDegree } from './ellipsoid-scale.ts';
import { fromJsts, type JstsGeometry, toJsts } from './jsts-geometry.ts';
import { requireDegrees } from './measure.ts';
import { collected, intersectionOf } from './overlay.ts';
import { SpatialError } from './spatial-error.ts';

/** Longer edges are given vertices in between, so that they stay where they are in the other projection: to 2 cm. */
const LONGEST_EDGE_M = 1_000;
/** Beyond that distance from the middle the projection's scale is off by more than 0.3 %. */
const LARGEST_REACH_M = 500_000;

/**
 * Everything within `metres` of the shape (negative: the shape without its margin), curves as `segments` edges to a quarter
 * circle. Worked out in a transverse Mercator projection through the shape's middle: its scale is off by x²/2R² at x metres
 * east or west of it, 0.001 % at 30 km. The circle's edges cut it short by 0.5 % of the radius at most with 8 segments.
 */
export function buffered(geometry: Geometry, bounds: Bounds | null, metres: number, segments: number): Geometry {
  if (bounds === null) return { type: 'Polygon', coordinates: [] };
  requireDegrees(bounds);
  const whole = joinedAtAntimeridian(geometry, bounds);
  const box = boxOf(whole);
  const { east } = metresPerDegree((box.minY + box.maxY) / 2);
  const reach = ((box.maxX - box.minX) / 2) * east + Math.abs(metres);
  if (!(reach <= LARGEST_REACH_M)) {
    throw new SpatialError('is given for shapes up to 1,000 km wide, margin included');
  }
  const projection: TransverseMercator = {
    centralMeridianDeg: (box.minX + box.maxX) / 2,
    scale: 1,
    falseEastingM: 0,
    falseNorthingM: 0,
  };
  const plane = mapPositions(withShortEdges(whole), ([x, y]) => [...toEastingNorthing(projection, x!, y!)]);
  const grown = fromJsts(BufferOp.bufferOp(toJsts(plane), metres, segments) as JstsGeometry);
  const back = mapPositions(grown, ([x, y]) => [...toLonLat(projection, x!, y!)]);
  return isNothing(back) ? back : cutAtAntimeridian(back, boxOf(back), intersectionOf, (a, b) => collected([a, b]));
}

const isNothing = (geometry: Geometry) => geometry.type !== 'GeometryCollection' && geometry.coordinates.length === 0;

function boxOf(geometry: Geometry): Bounds {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  mapPositions(geometry, (at) => {
    box.minX = Math.min(box.minX, at[0]!);
    box.minY = Math.min(box.minY, at[1]!);
    box.maxX = Math.max(box.maxX, at[0]!);
    box.maxY = Math.max(box.maxY, at[1]!);
    return at;
  });
  return box;
}

function withShortEdges(geometry: Geometry): Geometry {
  const path = (line: readonly Position[]): Position[] => {
    const out: Position[] = [];
    for (const [i, to] of line.entries()) {
      const from = line[i - 1];
      if (from !== undefined) {
        const { east, north } = metresPerDegree((from[1]! + to[1]!) / 2);
        const metres = Math.hypot((to[0]! - from[0]!) * east, (to[1]! - from[1]!) * north);
        const pieces = Math.min(1_000, Math.ceil(metres / LONGEST_EDGE_M));
        for (let k = 1; k < pieces; k++) {
          out.push([from[0]! + ((to[0]! - from[0]!) * k) / pieces, from[1]! + ((to[1]! - from[1]!) * k) / pieces]);
        }
      }
      out.push(to);
    }
    return out;
  };
  switch (geometry.type) {
    case 'LineString':
      return { ...geometry, coordinates: path(geometry.coordinates) };
    case 'MultiLineString':
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map(path) };
    case 'MultiPolygon':
      return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(path)) };
    case 'GeometryCollection':
      return { ...geometry, geometries: geometry.geometries.map(withShortEdges) };
    default:
      return geometry;
  }
}

export function convexHull(geometry: Geometry): Geometry {
  return fromJsts(new ConvexHull(toJsts(geometry)).getConvexHull() as JstsGeometry);
}

/** The box around a shape; a point or a line where it has no width or no height. */
export function envelope(geometry: Geometry, bounds: Bounds | null): Geometry {
  if (bounds === null) return geometry;
  const { minX, minY, maxX, maxY } = bounds;
  if (minX === maxX && minY === maxY) return { type: 'Point', coordinates: [minX, minY] };
  if (minX === maxX || minY === maxY) {
    return {
      type: 'LineString',
      coordinates: [
        [minX, minY],
        [maxX, maxY],
      ],
    };
  }
  return box(minX, minY, maxX, maxY);
}

export function box(minX: number, minY: number, maxX: number, maxY: number): Geometry {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [minX, minY],
        [maxX, minY],
        [maxX, maxY],
        [minX, maxY],
        [minX, minY],
      ],
    ],
  };
}

/** A point that certainly lies in the shape; an empty point for an empty one. */
export function pointOnSurface(geometry: Geometry): Geometry {
  const at = InteriorPoint.getInteriorPoint(toJsts(geometry)) as { readonly x: number; readonly y: number } | null;
  return { type: 'Point', coordinates: at === null ? [] : [at.x, at.y] };
}

/**
 * Vertices left out that lie closer than `metres` to the line between those kept (Douglas–Peucker; D. H. Douglas and
 * T. K. Peucker, 1973). Kept vertices do not move. Rings that shrink to nothing are dropped; edges may come to cross.
 */
export function simplified(geometry: Geometry, bounds: Bounds | null, metres: number): Geometry | null {
  if (bounds === null) return geometry;
  requireDegrees(bounds);
  const { east, north } = metresPerDegree((bounds.minY + bounds.maxY) / 2);
  const line = (positions: readonly Position[]) => thinned(positions, east, north, metres);
  const rings = (list: readonly (readonly Position[])[]): Position[][] => {
    const thin = list.map(line);
    return (thin[0]?.length ?? 0) < 4 ? [] : thin.filter((ring) => ring.length >= 4);
  };
  switch (geometry.type) {
    case 'LineString':
      return { ...geometry, coordinates: line(geometry.coordinates) };
    case 'MultiLineString':
      return { ...geometry, coordinates: geometry.coordinates.map(line) };
    case 'Polygon': {
      const coordinates = rings(geometry.coordinates);
      return coordinates.length === 0 ? null : { ...geometry, coordinates };
    }
    case 'MultiPolygon': {
      const coordinates = geometry.coordinates.map(rings).filter((polygon) => polygon.length > 0);
      return coordinates.length === 0 ? null : { ...geometry, coordinates };
    }
    case 'GeometryCollection': {
      const geometries = geometry.geometries.flatMap((part) => simplified(part, bounds, metres) ?? []);
      return { ...geometry, geometries };
    }
    default:
      return geometry;
  }
}

function thinned(positions: readonly Position[], east: number, north: number, metres: number): Position[] {
  const last = positions.length - 1;
  if (last < 2) return [...positions];
  const kept = new Uint8Array(last + 1);
  kept[0] = 1;
  kept[last] = 1;
  const ranges: [number, number][] = [[0, last]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [from, to] = range;
    let farthest = -1;
    let largest = metres * metres;
    for (let i = from + 1; i < to; i++) {
      const squared = squaredM(positions[from]!, positions[to]!, positions[i]!, east, north);
      if (squared > largest) {
        largest = squared;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    kept[farthest] = 1;
    ranges.push([from, farthest], [farthest, to]);
  }
  return positions.filter((_at, i) => kept[i] === 1);
}

/** Squared metres from p to the segment a–b. */
function squaredM(a: Position, b: Position, p: Position, east: number, north: number): number {
  const ux = (b[0]! - a[0]!) * east;
  const uy = (b[1]! - a[1]!) * north;
  const px = (p[0]! - a[0]!) * east;
  const py = (p[1]! - a[1]!) * north;
  const length = ux * ux + uy * uy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * ux + py * uy) / length));
  return (px - share * ux) ** 2 + (py - share * uy) ** 2;
}
