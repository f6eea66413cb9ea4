/**
 * Shapes made of two: union, intersection, differences, in the plane of longitude and latitude with edges straight in
 * degrees. Heights are dropped. The engine is JSTS' OverlayOp; what it cannot node is snapped, then repaired and put on a
 * grid of 10⁻¹¹ degrees (a micrometre), before it is given up with an error.
 */
import OverlayOp from 'jsts/org/locationtech/jts/operation/overlay/OverlayOp.js';
import SnapIfNeededOverlayOp from 'jsts/org/locationtech/jts/operation/overlay/snap/SnapIfNeededOverlayOp.js';
import UnaryUnionOp from 'jsts/org/locationtech/jts/operation/union/UnaryUnionOp.js';
import { mapPositions } from '../crs.ts';
import type { Geometry } from '../geojson.ts';
import { linesOf, pointsOf, polygonsOf } from '../geojson.ts';
import { fromJsts, type JstsGeometry, toJsts } from './jsts-geometry.ts';
import { SpatialError } from './spatial-error.ts';
import { madeValid } from './validity.ts';

type Operation = 'intersection' | 'union' | 'difference' | 'symDifference';

const CODES: Readonly<Record<Operation, number>> = {
  intersection: OverlayOp.INTERSECTION,
  union: OverlayOp.UNION,
  difference: OverlayOp.DIFFERENCE,
  symDifference: OverlayOp.SYMDIFFERENCE,
};

/** Steps per degree of the grid that shapes are put on when nothing else helps. */
const STEPS_PER_DEGREE = 1e11;

const onGrid = (geometry: Geometry) =>
  mapPositions(geometry, ([x, y]) => [
    Math.round(x! * STEPS_PER_DEGREE) / STEPS_PER_DEGREE,
    Math.round(y! * STEPS_PER_DEGREE) / STEPS_PER_DEGREE,
  ]);

function overlaid(a: Geometry, b: Geometry, operation: Operation): Geometry {
  const attempt = (one: Geometry, other: Geometry) =>
    fromJsts(SnapIfNeededOverlayOp.overlayOp(toJsts(one), toJsts(other), CODES[operation]) as JstsGeometry);
  try {
    return attempt(a, b);
  } catch {
    try {
      return attempt(madeValid(onGrid(madeValid(a))), madeValid(onGrid(madeValid(b))));
    } catch {
      throw new SpatialError('cannot be worked out: the shapes cross themselves; repair them with ST_MakeValid');
    }
  }
}

/** Parts of one dimension each, joined among themselves, so that a collection can be worked with. */
export function layersOf(geometry: Geometry): Geometry[] {
  if (geometry.type !== 'GeometryCollection') return [geometry];
  const layers: Geometry[] = [];
  const areas = polygonsOf(geometry).map((rings): Geometry => ({ type: 'Polygon', coordinates: rings as never }));
  if (areas.length > 0) layers.push(unionOf(areas));
  const lines = linesOf(geometry).map((line): Geometry => ({ type: 'LineString', coordinates: line as never }));
  if (lines.length > 0) layers.push(unionOf(lines));
  const points = pointsOf(geometry).filter((at) => at.length > 1);
  if (points.length > 0) layers.push({ type: 'MultiPoint', coordinates: points as never });
  return layers;
}

export function intersectionOf(a: Geometry, b: Geometry): Geometry {
  const inA = layersOf(a);
  const inB = layersOf(b);
  if (inA.length === 1 && inB.length === 1) return overlaid(inA[0]!, inB[0]!, 'intersection');
  return unionOf(inA.flatMap((one) => inB.map((other) => overlaid(one, other, 'intersection'))));
}

export function differenceOf(a: Geometry, b: Geometry): Geometry {
  const left = layersOf(a).map((layer) =>
    layersOf(b).reduce((rest, taken) => overlaid(rest, taken, 'difference'), layer),
  );
  return left.length === 1 ? left[0]! : unionOf(left);
}

export function symmetricDifferenceOf(a: Geometry, b: Geometry): Geometry {
  if (a.type !== 'GeometryCollection' && b.type !== 'GeometryCollection') return overlaid(a, b, 'symDifference');
  return unionOf([differenceOf(a, b), differenceOf(b, a)]);
}

/** All as one shape, inner edges gone; an empty collection of none. */
export function unionOf(geometries: readonly Geometry[]): Geometry {
  const filled = geometries.filter((geometry) => !isEmptyGeometry(geometry));
  if (filled.length === 0) return geometries[0] ?? { type: 'GeometryCollection', geometries: [] };
  const attempt = (list: readonly Geometry[]) =>
    fromJsts(
      UnaryUnionOp.union(toJsts({ type: 'GeometryCollection', geometries: list as Geometry[] })) as JstsGeometry,
    );
  try {
    return attempt(filled);
  } catch {
    try {
      return attempt(filled.map((geometry) => madeValid(onGrid(madeValid(geometry)))));
    } catch {
      throw new SpatialError('cannot be worked out: the shapes cross themselves; repair them with ST_MakeValid');
    }
  }
}

/** Side by side, nothing dissolved: one multi-part shape where all are of one kind, else a collection. */
export function collected(geometries: readonly Geometry[]): Geometry {
  const parts = geometries.flatMap(partsOf);
  if (parts.length > 0 && parts.every((part) => part.type === 'Point')) {
    return { type: 'MultiPoint', coordinates: parts.map((part) => part.coordinates as never) };
  }
  if (parts.length > 0 && parts.every((part) => part.type === 'LineString')) {
    return { type: 'MultiLineString', coordinates: parts.map((part) => part.coordinates as never) };
  }
  if (parts.length > 0 && parts.every((part) => part.type === 'Polygon')) {
    return { type: 'MultiPolygon', coordinates: parts.map((part) => part.coordinates as never) };
  }
  return { type: 'GeometryCollection', geometries: geometries as Geometry[] };
}

/** The single shapes a geometry is made of, in their order; itself where it is single, none where it is empty. */
export function partsOf(geometry: Geometry): Geometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
    case 'GeometryCollection':
      return [...geometry.geometries];
    default:
      return geometry.coordinates.length === 0 ? [] : [geometry];
  }
}

export function isEmptyGeometry(geometry: Geometry): boolean {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.every(isEmptyGeometry);
  if (geometry.type === 'Point') return geometry.coordinates.length === 0;
  return geometry.coordinates.every((part) => typeof part !== 'number' && part.length === 0);
}
