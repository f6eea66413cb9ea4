/**
 * Geometry that is asked more than once: read from WKB once, its bounds known, indexes and objects of the engine made when
 * they are first needed. The scalar functions and the join planner both ask here, so both give the same answer.
 *
 * Relations are those of OGC Simple Features in the plane of longitude and latitude (edges straight in degrees, as RFC 7946
 * has them; a shape across the antimeridian is cut there); distances are metres on the WGS84 ellipsoid.
 */
import type { Geometry, Position } from '../geojson.ts';
import { linesOf, pointsOf, polygonsOf } from '../geojson.ts';
import { readWkb } from '../wkb.ts';
import { edgesOf, type NearestPair, nearestPair, pointsAreNear } from './distance.ts';
import { edgesMeet } from './edge-contact.ts';
import { type Bounds, boundsGrownBy } from './ellipsoid-scale.ts';
import { type JstsGeometry, toJsts } from './jsts-geometry.ts';
import { BOUNDARY, EXTERIOR, INTERIOR, locateInPolygons, type Place, PolygonLocator } from './locate.ts';
import { isOnSegment } from './orientation.ts';
import { layersOf } from './overlay.ts';
import { RELATIONS, relate } from './relate.ts';
import { SpatialError } from './spatial-error.ts';

export type { Bounds } from './ellipsoid-scale.ts';
export { boundsGrownBy } from './ellipsoid-scale.ts';

export type Predicate = keyof typeof RELATIONS | 'dwithin';

const READING_PROBLEMS = {
  'wkb-too-short': 'takes a geometry; these bytes are well-known binary that ends too early',
  'wkb-unknown-type': 'takes a geometry; these bytes are no well-known binary',
  'wkb-too-deep': 'holds collections in collections more than 16 deep',
} as const;

export class PreparedGeometry {
  /** In degrees; null for an empty geometry. */
  readonly bounds: Bounds | null;
  /** 0 points, 1 lines, 2 areas: the highest there is; -1 for an empty geometry. */
  readonly dimension: -1 | 0 | 1 | 2;
  private polygonLocators: readonly PolygonLocator[] | null = null;
  private engineGeometry: JstsGeometry | null = null;
  private edgeList: Float64Array | null = null;

  constructor(
    readonly geometry: Geometry,
    bounds: Bounds | null = boundsOf(geometry),
  ) {
    this.bounds = bounds;
    this.dimension = bounds === null ? -1 : dimensionOf(geometry);
  }

  get locators(): readonly PolygonLocator[] {
    this.polygonLocators ??= polygonsOf(this.geometry).map((rings) => new PolygonLocator(rings));
    return this.polygonLocators;
  }

  /** The geometry as the engine has it. */
  get engine(): JstsGeometry {
    this.engineGeometry ??= toJsts(ofOneKind(this.geometry));
    return this.engineGeometry;
  }

  get edges(): Float64Array {
    this.edgeList ??= edgesOf(this.geometry);
    return this.edgeList;
  }
}

/** A point, made without looking it over: both numbers are finite. */
export function preparePoint(x: number, y: number): PreparedGeometry {
  return new PreparedGeometry({ type: 'Point', coordinates: [x, y] }, { minX: x, minY: y, maxX: x, maxY: y });
}

/** Reads WKB. Throws a SpatialError that says what is wrong with it. */
export function prepareGeometry(wkb: Uint8Array): PreparedGeometry {
  const { value, issues } = readWkb(wkb);
  if (value !== null) return new PreparedGeometry(value);
  if (isText(wkb)) throw new SpatialError('takes a geometry, got a text: ST_GeomFromText makes one of it');
  throw new SpatialError(READING_PROBLEMS[issues[0]?.code ?? 'wkb-unknown-type']);
}

/** A text in quotes reaches us as its bytes; WKB begins with 0 or 1. */
function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.subarray(0, 32).every((byte) => byte >= 32 && byte < 127);
}

/** Does the relation hold? False where either is empty. `metres` belongs to 'dwithin'. */
export function holds(predicate: Predicate, a: PreparedGeometry, b: PreparedGeometry, metres = 0): boolean {
  if (a.bounds === null || b.bounds === null) return false;
  if (predicate === 'dwithin') {
    const sure = pointsAreNear(a.geometry, b.geometry, metres);
    if (sure !== null) return sure;
    return isNear(a.bounds, b.bounds, metres) && (distanceM(a, b) ?? Number.POSITIVE_INFINITY) <= metres;
  }
  if (!overlap(a.bounds, b.bounds)) return false;
  if (b.geometry.type === 'Point' && isSimple(a)) {
    const [x, y] = b.geometry.coordinates;
    return pointRelation(predicate, placeIn(a, x!, y!), a.dimension);
  }
  if (a.geometry.type === 'Point' && isSimple(b)) {
    const [x, y] = a.geometry.coordinates;
    return pointRelation(CONVERSE[predicate], placeIn(b, x!, y!), b.dimension);
  }
  const sure = withoutEngine(predicate, a, b);
  return sure ?? RELATIONS[predicate](relate(a.engine, b.engine), a.dimension, b.dimension);
}

/** The engine relates points, lines or areas, not all of them at once. */
function ofOneKind(geometry: Geometry): Geometry {
  const layers = layersOf(geometry);
  if (layers.length > 1) {
    throw new SpatialError('takes no collection of points, lines and areas together: ST_GeometryN gives its parts');
  }
  return layers[0] ?? geometry;
}

/** The answer where exact looks at edges and corners give it; null where only the engine can tell. */
function withoutEngine(predicate: keyof typeof RELATIONS, a: PreparedGeometry, b: PreparedGeometry): boolean | null {
  if (predicate === 'within' || predicate === 'coveredby') return withoutEngine(CONVERSE[predicate], b, a);
  const touchesEdges = edgesMeet(a.edges, a.bounds!, b.edges, b.bounds!);
  if (predicate === 'intersects') return touchesEdges || insideOf(a, b) !== null || insideOf(b, a) !== null;
  if (touchesEdges) return null;
  if (predicate === 'touches') return false;
  const apart = insideOf(a, b) === null && insideOf(b, a) === null;
  if (apart || predicate === 'crosses' || predicate === 'overlaps' || predicate === 'equals')
    return apart ? false : null;
  // No edge of either meets one of the other: each ring and line of b is wholly inside a or wholly outside.
  if (a.dimension < 2 || insideOf(b, a) !== null) return false;
  return pathStarts(b.geometry).every(([x, y]) => locateInPolygons(a.locators, x!, y!) === INTERIOR);
}

/**
 * Does the relation hold between a geometry and the point (x, y), the point being the `point` side of it? The same answer
 * as `holds`, without a geometry for each of many points; null where only `holds` can tell.
 */
export function holdsAtPoint(
  predicate: Predicate,
  prepared: PreparedGeometry,
  x: number,
  y: number,
  point: 'a' | 'b',
): boolean | null {
  const { bounds } = prepared;
  if (predicate === 'dwithin' || bounds === null || !isSimple(prepared)) return null;
  if (x < bounds.minX || x > bounds.maxX || y < bounds.minY || y > bounds.maxY) return false;
  const relation = point === 'b' ? predicate : CONVERSE[predicate];
  return pointRelation(relation, placeIn(prepared, x, y), prepared.dimension);
}

/** The predicate of (b, a) that says the same as this one of (a, b). */
const CONVERSE: Readonly<Record<keyof typeof RELATIONS, keyof typeof RELATIONS>> = {
  contains: 'within',
  within: 'contains',
  covers: 'coveredby',
  coveredby: 'covers',
  intersects: 'intersects',
  touches: 'touches',
  crosses: 'crosses',
  overlaps: 'overlaps',
  equals: 'equals',
};

/** The relation of a geometry to one point that lies at `place` of it. A point has no boundary and nothing beside it. */
function pointRelation(predicate: keyof typeof RELATIONS, place: Place, dimension: number): boolean {
  switch (predicate) {
    case 'intersects':
    case 'covers':
      return place !== EXTERIOR;
    case 'contains':
      return place === INTERIOR;
    case 'touches':
      return place === BOUNDARY;
    case 'within':
      return dimension === 0 && place === INTERIOR;
    case 'coveredby':
    case 'equals':
      return dimension === 0 && place !== EXTERIOR;
    // A single point cannot be in part inside.
    case 'crosses':
    case 'overlaps':
      return false;
  }
}

/** Shapes whose points can be placed without the engine. */
function isSimple({ geometry }: PreparedGeometry): boolean {
  const { type } = geometry;
  return type === 'Polygon' || type === 'MultiPolygon' || type === 'Point' || type === 'LineString';
}

function placeIn(prepared: PreparedGeometry, x: number, y: number): Place {
  const { geometry } = prepared;
  if (geometry.type === 'Point') {
    return geometry.coordinates[0] === x && geometry.coordinates[1] === y ? INTERIOR : EXTERIOR;
  }
  if (geometry.type === 'LineString') return placeOnLine(geometry.coordinates, x, y);
  return locateInPolygons(prepared.locators, x, y);
}

/** A line's boundary is its two ends, where it is not closed. */
function placeOnLine(line: readonly Position[], x: number, y: number): Place {
  const first = line[0]!;
  const last = line[line.length - 1]!;
  const closed = first[0] === last[0] && first[1] === last[1];
  if (!closed && ((first[0] === x && first[1] === y) || (last[0] === x && last[1] === y))) return BOUNDARY;
  for (let i = 0; i + 1 < line.length; i++) {
    if (isOnSegment(line[i]![0]!, line[i]![1]!, line[i + 1]![0]!, line[i + 1]![1]!, x, y)) return INTERIOR;
  }
  return EXTERIOR;
}

/** Metres between the nearest places of both, 0 where they meet; null where either is empty. */
export function distanceM(a: PreparedGeometry, b: PreparedGeometry): number | null {
  return nearest(a, b)?.metres ?? null;
}

export function nearest(a: PreparedGeometry, b: PreparedGeometry): NearestPair | null {
  if (a.bounds === null || b.bounds === null) return null;
  const inside = insideOf(a, b) ?? insideOf(b, a);
  return inside === null ? nearestPair(a.edges, b.edges) : { metres: 0, onA: inside, onB: inside };
}

/** A place of `inner` that lies in the area of `outer`, if any part of it begins there; crossings are seen by the edges. */
function insideOf(outer: PreparedGeometry, inner: PreparedGeometry): readonly [number, number] | null {
  if (outer.dimension < 2 || !overlap(outer.bounds!, inner.bounds!)) return null;
  for (const at of pathStarts(inner.geometry)) {
    if (locateInPolygons(outer.locators, at[0]!, at[1]!) !== EXTERIOR) return [at[0]!, at[1]!];
  }
  return null;
}

/** One position of each point, line and ring. */
function pathStarts(geometry: Geometry): readonly Position[] {
  const starts = pointsOf(geometry).filter((at) => at.length > 1);
  for (const line of linesOf(geometry)) if (line[0]) starts.push(line[0]);
  for (const rings of polygonsOf(geometry)) for (const ring of rings) if (ring[0]) starts.push(ring[0]);
  return starts;
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

function isNear(a: Bounds, b: Bounds, metres: number): boolean {
  if (!(metres >= 0)) return false;
  const grown = boundsGrownBy(a, metres);
  // Longitudes beyond ±180 name places that have another longitude as well.
  const isPlain = a.minX >= -180 && a.maxX <= 180 && b.minX >= -180 && b.maxX <= 180;
  return isPlain ? overlap(grown, b) : grown.minY <= b.maxY && grown.maxY >= b.minY;
}

function boundsOf(geometry: Geometry): Bounds | null {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  const walk = (node: readonly unknown[]) => {
    if (typeof node[0] !== 'number') {
      for (const child of node) walk(child as readonly unknown[]);
      return;
    }
    const [x, y] = node as readonly [number, number];
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new SpatialError('holds a coordinate that is no number');
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  };
  const parts = (shape: Geometry) => {
    if (shape.type === 'GeometryCollection') for (const part of shape.geometries) parts(part);
    else walk(shape.coordinates);
  };
  parts(geometry);
  return minX <= maxX ? { minX, minY, maxX, maxY } : null;
}

function dimensionOf(geometry: Geometry): 0 | 1 | 2 {
  if (geometry.type === 'Point') return 0;
  if (polygonsOf(geometry).some((rings) => (rings[0]?.length ?? 0) > 0)) return 2;
  return linesOf(geometry).some((line) => line.length > 0) ? 1 : 0;
}
