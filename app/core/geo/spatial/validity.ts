/** Is a shape sound by OGC Simple Features, why not, and the nearest sound one. */

import InteriorPoint from 'jsts/org/locationtech/jts/algorithm/InteriorPoint.js';
import Polygonizer from 'jsts/org/locationtech/jts/operation/polygonize/Polygonizer.js';
import UnaryUnionOp from 'jsts/org/locationtech/jts/operation/union/UnaryUnionOp.js';
import IsValidOp from 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js';
import type { Geometry, Position, Rings } from '../geojson.ts';
import { fromJsts, type JstsGeometry, toJsts } from './jsts-geometry.ts';
import { INTERIOR, PolygonLocator } from './locate.ts';

interface ValidityError {
  getMessage(): string;
  getCoordinate(): { readonly x: number; readonly y: number } | null;
}

/** Null for a sound shape, else the fault and its place in PostGIS' words: `Self-intersection[1 1]`. */
export function faultOf(geometry: Geometry): string | null {
  const ringFault = ringFaultOf(geometry);
  if (ringFault !== null) return ringFault;
  const error = new IsValidOp(toJsts(geometry)).getValidationError() as ValidityError | null;
  if (error === null) return null;
  const at = error.getCoordinate();
  return at === null ? error.getMessage() : `${error.getMessage()}[${at.x} ${at.y}]`;
}

/** What the engine is never shown: rings that are open or too short, which it would not take. */
function ringFaultOf(geometry: Geometry): string | null {
  const at = (position: Position) => `[${position[0]} ${position[1]}]`;
  switch (geometry.type) {
    case 'Polygon': {
      for (const ring of geometry.coordinates) {
        const [first, last] = [ring[0], ring[ring.length - 1]];
        if (first === undefined || last === undefined) continue;
        if (first[0] !== last[0] || first[1] !== last[1]) return `Ring is not closed${at(first)}`;
        if (ring.length < 4) return `Too few points in geometry component${at(first)}`;
      }
      return null;
    }
    case 'MultiPolygon':
      return firstFault(geometry.coordinates.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })));
    case 'LineString':
      return geometry.coordinates.length === 1
        ? `Too few points in geometry component${at(geometry.coordinates[0]!)}`
        : null;
    case 'GeometryCollection':
      return firstFault(geometry.geometries);
    default:
      return null;
  }
}

function firstFault(parts: readonly Geometry[]): string | null {
  for (const part of parts) {
    const fault = ringFaultOf(part);
    if (fault !== null) return fault;
  }
  return null;
}

/**
 * The shape itself where it is sound. Otherwise its rings are cut where they cross, and what lies inside an odd number of
 * them is kept (PostGIS' method "linework"); lines without area are left out unless nothing else remains.
 */
export function madeValid(geometry: Geometry): Geometry {
  if (faultOf(geometry) === null) return geometry;
  switch (geometry.type) {
    case 'Polygon':
      return rebuilt([geometry.coordinates]);
    case 'MultiPolygon':
      return rebuilt(geometry.coordinates);
    case 'LineString':
      return { type: 'Point', coordinates: geometry.coordinates[0] ?? [] };
    case 'GeometryCollection':
      return { type: 'GeometryCollection', geometries: geometry.geometries.map(madeValid) };
    default:
      return geometry;
  }
}

/** Each polygon by even and odd, then all of them together. */
function rebuilt(polygons: readonly Rings[]): Geometry {
  const areas = polygons.map(oddAreas);
  const filled = areas.flat();
  if (filled.length === 0) return linesOfRings(polygons);
  const collection = toJsts({ type: 'GeometryCollection', geometries: filled });
  return fromJsts(UnaryUnionOp.union(collection) as JstsGeometry);
}

function oddAreas(rings: Rings): Geometry[] {
  const lines = rings.filter((ring) => distinct(ring) > 2).map(closed);
  if (lines.length === 0) return [];
  const noded = UnaryUnionOp.union(toJsts({ type: 'MultiLineString', coordinates: lines })) as JstsGeometry;
  const polygonizer = new Polygonizer();
  polygonizer.add(noded);
  const faces = polygonizer.getPolygons() as { toArray(): JstsGeometry[] };
  const locators = lines.map((line) => new PolygonLocator([line]));
  return faces
    .toArray()
    .filter((face) => {
      const inside = InteriorPoint.getInteriorPoint(face) as { readonly x: number; readonly y: number };
      let count = 0;
      for (const locator of locators) if (locator.locate(inside.x, inside.y) === INTERIOR) count++;
      return count % 2 === 1;
    })
    .map(fromJsts);
}

function linesOfRings(polygons: readonly Rings[]): Geometry {
  const lines = polygons.flat().filter((ring) => distinct(ring) > 1);
  if (lines.length > 0) {
    return fromJsts(
      UnaryUnionOp.union(toJsts({ type: 'MultiLineString', coordinates: lines as never })) as JstsGeometry,
    );
  }
  const first = polygons.flat(2)[0];
  return first === undefined ? { type: 'Polygon', coordinates: [] } : { type: 'Point', coordinates: first };
}

const distinct = (ring: readonly Position[]) => new Set(ring.map(([x, y]) => `${x} ${y}`)).size;

function closed(ring: readonly Position[]): Position[] {
  const [first, last] = [ring[0]!, ring[ring.length - 1]!];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
}
