/**
 * The bridge to JSTS (a JavaScript edition of the JTS Topology Suite, EDL 1.0): geometry to its objects and back, and
 * the little of its interface that the house uses, typed.
 */
import Coordinate from 'jsts/org/locationtech/jts/geom/Coordinate.js';
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import type { Geometry, Position } from '../geojson.ts';
import { doubleSignedArea } from '../geojson.ts';
import { SpatialError } from './spatial-error.ts';

/** A geometry of JSTS. */
export interface JstsGeometry {
  getGeometryType(): string;
  getNumGeometries(): number;
  getGeometryN(index: number): JstsGeometry;
  isEmpty(): boolean;
  getDimension(): number;
  getCoordinates(): readonly { readonly x: number; readonly y: number }[];
  getExteriorRing(): JstsGeometry;
  getNumInteriorRing(): number;
  getInteriorRingN(index: number): JstsGeometry;
}

const factory = new GeometryFactory();

const coordinate = (at: Position) => new Coordinate(at[0], at[1]);

/** A line of one position is read as that position twice, an unclosed ring as closed: JSTS takes neither. */
function path(positions: readonly Position[], fewest: number): unknown[] {
  const coordinates: unknown[] = positions.map(coordinate);
  if (positions.length === 0) return coordinates;
  const first = positions[0]!;
  const last = positions[positions.length - 1]!;
  if (fewest > 2 && (first[0] !== last[0] || first[1] !== last[1])) coordinates.push(coordinate(first));
  while (coordinates.length < fewest) coordinates.push(coordinate(first));
  return coordinates;
}

const ring = (positions: readonly Position[]) => factory.createLinearRing(path(positions, 4));

function polygon(rings: readonly (readonly Position[])[]): unknown {
  const [shell, ...holes] = rings.filter((positions, i) => i === 0 || positions.length > 0);
  return shell === undefined || shell.length === 0
    ? factory.createPolygon()
    : factory.createPolygon(ring(shell), holes.map(ring));
}

export function toJsts(geometry: Geometry): JstsGeometry {
  return convert(geometry) as JstsGeometry;
}

function convert(geometry: Geometry): unknown {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates.length === 0
        ? factory.createPoint()
        : factory.createPoint(coordinate(geometry.coordinates));
    case 'MultiPoint':
      return factory.createMultiPoint(
        geometry.coordinates.filter((at) => at.length > 0).map((at) => factory.createPoint(coordinate(at))),
      );
    case 'LineString':
      return factory.createLineString(path(geometry.coordinates, 2));
    case 'MultiLineString':
      return factory.createMultiLineString(
        geometry.coordinates.filter((line) => line.length > 0).map((line) => factory.createLineString(path(line, 2))),
      );
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiPolygon':
      return factory.createMultiPolygon(
        geometry.coordinates.filter((rings) => (rings[0]?.length ?? 0) > 0).map(polygon),
      );
    case 'GeometryCollection':
      return factory.createGeometryCollection(geometry.geometries.map(convert));
  }
}

const positionsOf = (geometry: JstsGeometry): Position[] => geometry.getCoordinates().map(({ x, y }) => [x, y]);

/** As RFC 7946 has it: borders counter-clockwise, holes clockwise; the engine winds them the other way. */
function wound(ring: Position[], sign: 1 | -1): Position[] {
  return doubleSignedArea(ring) * sign < 0 ? ring.reverse() : ring;
}

function ringsOf(geometry: JstsGeometry): Position[][] {
  if (geometry.isEmpty()) return [];
  const rings = [wound(positionsOf(geometry.getExteriorRing()), 1)];
  for (let i = 0; i < geometry.getNumInteriorRing(); i++) {
    rings.push(wound(positionsOf(geometry.getInteriorRingN(i)), -1));
  }
  return rings;
}

function partsOf(geometry: JstsGeometry): JstsGeometry[] {
  return Array.from({ length: geometry.getNumGeometries() }, (_none, i) => geometry.getGeometryN(i));
}

export function fromJsts(geometry: JstsGeometry): Geometry {
  const type = geometry.getGeometryType();
  switch (type) {
    case 'Point':
      return { type, coordinates: positionsOf(geometry)[0] ?? [] };
    case 'MultiPoint':
      return { type, coordinates: positionsOf(geometry) };
    case 'LineString':
    case 'LinearRing':
      return { type: 'LineString', coordinates: positionsOf(geometry) };
    case 'MultiLineString':
      return { type, coordinates: partsOf(geometry).map(positionsOf) };
    case 'Polygon':
      return { type, coordinates: ringsOf(geometry) };
    case 'MultiPolygon':
      return { type, coordinates: partsOf(geometry).map(ringsOf) };
    case 'GeometryCollection':
      return { type, geometries: partsOf(geometry).map(fromJsts) };
    default:
      throw new SpatialError(`a geometry of type ${type} has no place in WKB`);
  }
}
