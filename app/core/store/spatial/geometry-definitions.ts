/** The functions of geometry, joined to what computes them (core/geo/spatial). What is said of them is in the reference. */
import { CRS84, type CrsTransform, createCrsTransform, transformGeometry } from '../../geo/crs.ts';
import type { Geometry, Position } from '../../geo/geojson.ts';
import { areaM2, centroid } from '../../geo/measures.ts';
import { readWkt, WktError } from '../../geo/read-wkt.ts';
import { geoJsonText, readGeoJsonText } from '../../geo/spatial/geojson-text.ts';
import { azimuth, interpolated, lengthOfM, perimeterOfM, requireDegrees } from '../../geo/spatial/measure.ts';
import { collected, differenceOf, intersectionOf, symmetricDifferenceOf, unionOf } from '../../geo/spatial/overlay.ts';
import {
  distanceM,
  holds,
  nearest,
  type Predicate,
  type PreparedGeometry,
  prepareGeometry,
} from '../../geo/spatial/prepared.ts';
import { box, buffered, convexHull, envelope, pointOnSurface, simplified } from '../../geo/spatial/shapes.ts';
import { SpatialError } from '../../geo/spatial/spatial-error.ts';
import { faultOf, madeValid } from '../../geo/spatial/validity.ts';
import { writeWkb } from '../../geo/wkb.ts';
import { writeWkt } from '../../geo/wkt.ts';
import { bytesOfBase64 } from './base64.ts';
import { INSPECTING, pointAt, pointOf } from './inspecting-definitions.ts';
import { systemNamed } from './known-systems.ts';
import type { Definition } from './vector-call.ts';

type G = PreparedGeometry;

const POINT_EMPTY: Geometry = { type: 'Point', coordinates: [] };
/** Edges to a quarter circle, as in PostGIS. */
const QUADRANT_SEGMENTS = 8;

const relation = (label: string, predicate: Exclude<Predicate, 'dwithin'>): Definition => ({
  label,
  takes: ['geometry', 'geometry'],
  returns: 'boolean',
  call: (a: G, b: G) => holds(predicate, a, b),
});

const measure = (label: string, of: (geometry: Geometry) => number): Definition => ({
  label,
  takes: ['geometry'],
  returns: 'double',
  call: (geom: G) => {
    requireDegrees(geom.bounds);
    return of(geom.geometry);
  },
});

const combination = (label: string, of: (a: Geometry, b: Geometry) => Geometry): Definition => ({
  label,
  takes: ['geometry', 'geometry'],
  returns: 'blob',
  call: (a: G, b: G) => of(a.geometry, b.geometry),
});

const ofMany = (label: string, name: string, of: (geometries: readonly Geometry[]) => Geometry | null): Definition => ({
  label,
  name,
  takes: ['text'],
  returns: 'blob',
  call: (list: string) => of(list.split(',').map((part) => prepareGeometry(bytesOfBase64(part)).geometry)),
});

function requireMetresBetween(a: G, b: G): void {
  requireDegrees(a.bounds);
  requireDegrees(b.bounds);
}

/** Points and lines in their order as one line. */
function lineThrough(geometries: readonly Geometry[]): Geometry {
  const coordinates: Position[] = [];
  for (const geometry of geometries) {
    if (geometry.type === 'Point') {
      if (geometry.coordinates.length > 0) coordinates.push(geometry.coordinates);
    } else if (geometry.type === 'LineString' || geometry.type === 'MultiPoint')
      coordinates.push(...geometry.coordinates);
    else throw new SpatialError(`takes points and lines, got a ${geometry.type}`);
  }
  return { type: 'LineString', coordinates };
}

const transforms = new Map<string, CrsTransform>();

function transformBetween(from: string, to: string): CrsTransform {
  const key = `${from} ${to}`;
  let transform = transforms.get(key);
  if (transform === undefined) {
    transform = createCrsTransform(systemNamed(from), systemNamed(to));
    transforms.set(key, transform);
  }
  return transform;
}

function transformed(geom: G, from: string, to: string): Geometry {
  const transform = transformBetween(from, to);
  const geometry = transformGeometry(geom.geometry, transform);
  if (geometry === null) throw new SpatialError(`finds no place in ${transform.to.code} for one of the positions`);
  return geometry;
}

function readText(text: string): Geometry {
  try {
    return readWkt(text);
  } catch (error) {
    if (!(error instanceof WktError)) throw error;
    throw new SpatialError(`takes well-known text; at character ${error.at + 1} ${error.message}`);
  }
}

function requireDegreesCode(srid: number): void {
  if (srid === 4326 || srid === 0) return;
  throw new SpatialError(
    `takes 4326 only: geometries here are longitude and latitude; ST_Transform(geom, 'EPSG:${srid}', 'EPSG:4326') makes them so`,
  );
}

export const GEOMETRY_DEFINITIONS: readonly Definition[] = [
  {
    label: 'ST_Point',
    takes: ['double', 'double'],
    returns: 'blob',
    call: (x: number, y: number): Geometry => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) throw new SpatialError('takes finite numbers');
      return { type: 'Point', coordinates: [x, y] };
    },
  },
  {
    label: 'ST_MakeEnvelope',
    takes: ['double', 'double', 'double', 'double'],
    returns: 'blob',
    call: (west: number, south: number, east: number, north: number) => box(west, south, east, north),
  },
  {
    label: 'ST_MakeLine',
    takes: ['geometry', 'geometry'],
    returns: 'blob',
    call: (a: G, b: G) => lineThrough([a.geometry, b.geometry]),
  },
  ofMany('ST_MakeLine', '_st_makeline_of', lineThrough),
  ofMany('ST_Union', '_st_union_of', unionOf),
  ofMany('ST_Collect', '_st_collect_of', collected),
  relation('ST_Contains', 'contains'),
  relation('ST_Within', 'within'),
  relation('ST_Covers', 'covers'),
  relation('ST_CoveredBy', 'coveredby'),
  relation('ST_Intersects', 'intersects'),
  relation('ST_Touches', 'touches'),
  relation('ST_Crosses', 'crosses'),
  relation('ST_Overlaps', 'overlaps'),
  {
    label: 'ST_Disjoint',
    takes: ['geometry', 'geometry'],
    returns: 'boolean',
    call: (a: G, b: G) => !holds('intersects', a, b),
  },
  {
    label: 'ST_Equals',
    takes: ['geometry', 'geometry'],
    returns: 'boolean',
    call: (a: G, b: G) => (a.bounds === null && b.bounds === null) || holds('equals', a, b),
  },
  {
    label: 'ST_DWithin',
    takes: ['geometry', 'geometry', 'double'],
    returns: 'boolean',
    call: (a: G, b: G, metres: number) => {
      requireMetresBetween(a, b);
      if (metres < 0) throw new SpatialError(`takes a distance of 0 metres or more, got ${metres}`);
      return holds('dwithin', a, b, metres);
    },
  },
  {
    label: 'ST_Distance',
    takes: ['geometry', 'geometry'],
    returns: 'double',
    call: (a: G, b: G) => {
      requireMetresBetween(a, b);
      return distanceM(a, b);
    },
  },
  {
    label: 'ST_ClosestPoint',
    takes: ['geometry', 'geometry'],
    returns: 'blob',
    call: (a: G, b: G): Geometry | null => {
      requireMetresBetween(a, b);
      const pair = nearest(a, b);
      return pair === null ? null : { type: 'Point', coordinates: [...pair.onA] };
    },
  },
  measure('ST_Area', areaM2),
  measure('ST_Length', lengthOfM),
  measure('ST_Perimeter', perimeterOfM),
  {
    label: 'ST_Azimuth',
    takes: ['geometry', 'geometry'],
    returns: 'double',
    call: (a: G, b: G) => {
      requireMetresBetween(a, b);
      const [from, to] = [pointOf(a), pointOf(b)];
      return from.length === 0 || to.length === 0 ? null : azimuth(from, to);
    },
  },
  {
    label: 'ST_Centroid',
    takes: ['geometry'],
    returns: 'blob',
    call: (geom: G): Geometry => {
      const at = centroid(geom.geometry);
      return at === null ? POINT_EMPTY : { type: 'Point', coordinates: [...at] };
    },
  },
  {
    label: 'ST_PointOnSurface',
    takes: ['geometry'],
    returns: 'blob',
    call: (geom: G) => pointOnSurface(geom.geometry),
  },
  {
    label: 'ST_Buffer',
    takes: ['geometry', 'double', 'integer'],
    atLeast: 2,
    returns: 'blob',
    call: (geom: G, metres: number, segments = QUADRANT_SEGMENTS) => {
      if (!Number.isFinite(metres)) throw new SpatialError('takes a finite number of metres');
      if (segments < 1 || segments > 128) throw new SpatialError(`takes 1 to 128 segments, got ${segments}`);
      return buffered(geom.geometry, geom.bounds, metres, segments);
    },
  },
  combination('ST_Union', (a, b) => unionOf([a, b])),
  combination('ST_Intersection', intersectionOf),
  combination('ST_Difference', differenceOf),
  combination('ST_SymDifference', symmetricDifferenceOf),
  combination('ST_Collect', (a, b) => collected([a, b])),
  { label: 'ST_ConvexHull', takes: ['geometry'], returns: 'blob', call: (geom: G) => convexHull(geom.geometry) },
  {
    label: 'ST_Envelope',
    takes: ['geometry'],
    returns: 'blob',
    call: (geom: G) => envelope(geom.geometry, geom.bounds),
  },
  {
    label: 'ST_Simplify',
    takes: ['geometry', 'double'],
    returns: 'blob',
    call: (geom: G, metres: number) => {
      if (!(metres >= 0)) throw new SpatialError(`takes a tolerance of 0 metres or more, got ${metres}`);
      return simplified(geom.geometry, geom.bounds, metres);
    },
  },
  { label: 'ST_IsValid', takes: ['geometry'], returns: 'boolean', call: (geom: G) => faultOf(geom.geometry) === null },
  {
    label: 'ST_IsValidReason',
    takes: ['geometry'],
    returns: 'text',
    call: (geom: G) => faultOf(geom.geometry) ?? 'Valid Geometry',
  },
  { label: 'ST_MakeValid', takes: ['geometry'], returns: 'blob', call: (geom: G) => madeValid(geom.geometry) },
  ...INSPECTING,
  {
    label: 'ST_LineInterpolatePoint',
    takes: ['geometry', 'double'],
    returns: 'blob',
    call: (geom: G, share: number): Geometry | null => {
      if (!(share >= 0 && share <= 1)) throw new SpatialError(`takes a share from 0 to 1, got ${share}`);
      if (geom.geometry.type !== 'LineString') throw new SpatialError(`takes a line, got a ${geom.geometry.type}`);
      requireDegrees(geom.bounds);
      return pointAt(interpolated(geom.geometry.coordinates, share) ?? []);
    },
  },
  { label: 'ST_AsText', takes: ['geometry'], returns: 'text', call: (geom: G) => writeWkt(geom.geometry) },
  { label: 'ST_AsWKB', takes: ['geometry'], returns: 'blob', call: (geom: G) => writeWkb(geom.geometry) },
  { label: 'ST_AsGeoJSON', takes: ['geometry'], returns: 'text', call: (geom: G) => geoJsonText(geom.geometry) },
  {
    label: 'ST_GeomFromText',
    takes: ['text', 'integer'],
    atLeast: 1,
    returns: 'blob',
    call: (text: string, srid = 4326) => {
      requireDegreesCode(srid);
      return readText(text);
    },
  },
  { label: 'ST_GeomFromWKB', takes: ['geometry'], returns: 'blob', call: (geom: G) => writeWkb(geom.geometry) },
  { label: 'ST_GeomFromGeoJSON', takes: ['text'], returns: 'blob', call: (text: string) => readGeoJsonText(text) },
  {
    label: 'ST_SetSRID',
    takes: ['geometry', 'integer'],
    returns: 'blob',
    call: (geom: G, srid: number) => {
      requireDegreesCode(srid);
      return geom.geometry;
    },
  },
  {
    label: 'ST_Transform',
    takes: ['geometry', 'text', 'text'],
    atLeast: 2,
    returns: 'blob',
    call: (geom: G, fromOrTo: string, to?: string) =>
      to === undefined ? transformed(geom, CRS84.code, fromOrTo) : transformed(geom, fromOrTo, to),
  },
];
