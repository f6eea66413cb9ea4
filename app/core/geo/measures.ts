/**
 * Measures of geometries given in degrees (OGC:CRS84), on the WGS84 ellipsoid with edges straight in degrees, as GeoJSON has
 * them (RFC 7946, 3.1.1). Areas are right to a ten-millionth, lengths to a millionth.
 */
import { bbox } from '@turf/turf';
import { ECCENTRICITY_SQUARED as E2, FLATTENING, RADIANS_PER_DEGREE, SEMI_MAJOR_M } from './ellipsoid.ts';
import type { Geometry, Position } from './geojson.ts';
import { doubleSignedArea, linesOf, pointsOf, polygonsOf } from './geojson.ts';
import { metresPerDegree } from './spatial/ellipsoid-scale.ts';

const ECCENTRICITY = Math.sqrt(E2);
const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING);
/** Longer edges are measured in pieces. */
const LONGEST_PIECE_DEGREES = 0.1;

/** Area in m²; 0 for points and lines. Holes are left out, winding does not matter. */
export function areaM2(geometry: Geometry): number {
  let area = 0;
  for (const rings of polygonsOf(geometry)) {
    for (const [i, ring] of rings.entries()) area += ringAreaM2(ring) * (i === 0 ? 1 : -1);
  }
  return Math.max(0, area);
}

/**
 * The integral of the zone below a ring's edges (Simpson's rule along each), the zone being the ellipsoid's surface between
 * the equator and a latitude: b²/2 (sin φ / (1 − e² sin² φ) + artanh(e sin φ) / e) per radian of longitude.
 */
function ringAreaM2(ring: readonly Position[]): number {
  const first = ring[0];
  if (first === undefined) return 0;
  // Small rings far from the equator keep their digits.
  const base = zoneM2(first[1]!);
  let area = 0;
  let from = first;
  for (let i = 1; i <= ring.length; i++) {
    // A ring that is not closed is read as if it were.
    const to = ring[i < ring.length ? i : 0]!;
    const x = shortWay(to[0]! - from[0]!);
    const y = to[1]! - from[1]!;
    const pieces = x === 0 ? 0 : Math.max(1, Math.ceil(Math.abs(y)));
    for (let piece = 0; piece < pieces; piece++) {
      const low = zoneM2(from[1]! + (y * piece) / pieces) - base;
      const middle = zoneM2(from[1]! + (y * (piece + 0.5)) / pieces) - base;
      const high = zoneM2(from[1]! + (y * (piece + 1)) / pieces) - base;
      area += ((x / pieces) * (low + 4 * middle + high)) / 6;
    }
    from = to;
  }
  return Math.abs(area * RADIANS_PER_DEGREE);
}

function zoneM2(latitude: number): number {
  const sine = Math.sin(latitude * RADIANS_PER_DEGREE);
  const squared = SEMI_MINOR_M * SEMI_MINOR_M;
  return (squared / 2) * (sine / (1 - E2 * sine * sine) + Math.atanh(ECCENTRICITY * sine) / ECCENTRICITY);
}

/** A difference of longitudes, the short way round. */
const shortWay = (degrees: number) => degrees - 360 * Math.round(degrees / 360);

/** Length in m of the lines of a geometry; 0 for points and polygons. */
export function lengthM(geometry: Geometry): number {
  let metres = 0;
  for (const line of linesOf(geometry)) {
    for (let i = 0; i + 1 < line.length; i++) metres += edgeM(line[i]!, line[i + 1]!);
  }
  return metres;
}

function edgeM(from: Position, to: Position): number {
  const x = shortWay(to[0]! - from[0]!);
  const y = to[1]! - from[1]!;
  const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(x), Math.abs(y)) / LONGEST_PIECE_DEGREES));
  let metres = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const { east, north } = metresPerDegree(from[1]! + (y * (piece + 0.5)) / pieces);
    metres += Math.hypot(x * east, y * north) / pieces;
  }
  return metres;
}

/** [min lon, min lat, max lon, max lat] in degrees; null for an empty geometry. */
export function boundingBox(geometry: Geometry): readonly [number, number, number, number] | null {
  const [west, south, east, north] = bbox(geometry);
  return Number.isFinite(west) ? [west!, south!, east!, north!] : null;
}

/**
 * Centroid in degrees, of the part of highest dimension as OGC Simple Features has it: polygons by area (holes taken
 * out), else lines by length, else the mean of the points. Null for an empty geometry. It may lie outside the shape.
 */
export function centroid(geometry: Geometry): readonly [lon: number, lat: number] | null {
  return centroidOfPolygons(geometry) ?? centroidOfLines(geometry) ?? meanOf(anyPoints(geometry));
}

function centroidOfPolygons(geometry: Geometry): readonly [number, number] | null {
  let weight = 0;
  let x = 0;
  let y = 0;
  for (const rings of polygonsOf(geometry)) {
    for (const [index, ring] of rings.entries()) {
      const origin = ring[0];
      if (origin === undefined) continue;
      const x0 = origin[0]!;
      const y0 = origin[1]!;
      // Outer rings count, holes count against, whichever way the file winds them.
      const sign = Math.sign(doubleSignedArea(ring)) * (index === 0 ? 1 : -1);
      for (let i = 1; i + 1 < ring.length; i++) {
        const ax = ring[i]![0]! - x0;
        const ay = ring[i]![1]! - y0;
        const bx = ring[i + 1]![0]! - x0;
        const by = ring[i + 1]![1]! - y0;
        const cross = sign * (ax * by - bx * ay);
        weight += cross;
        x += cross * (x0 + (ax + bx) / 3);
        y += cross * (y0 + (ay + by) / 3);
      }
    }
  }
  return weight > 0 ? [x / weight, y / weight] : null;
}

function centroidOfLines(geometry: Geometry): readonly [number, number] | null {
  let weight = 0;
  let x = 0;
  let y = 0;
  for (const line of linesOf(geometry)) {
    for (let i = 0; i + 1 < line.length; i++) {
      const a = line[i]!;
      const b = line[i + 1]!;
      const metres = lengthM({ type: 'LineString', coordinates: [a, b] });
      weight += metres;
      x += (metres * (a[0]! + b[0]!)) / 2;
      y += (metres * (a[1]! + b[1]!)) / 2;
    }
  }
  return weight > 0 ? [x / weight, y / weight] : null;
}

function meanOf(points: readonly Position[]): readonly [number, number] | null {
  if (points.length === 0) return null;
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point[0]!;
    y += point[1]!;
  }
  return [x / points.length, y / points.length];
}

/** Points proper, or the vertices of a line or polygon that has shrunk to nothing. */
function anyPoints(geometry: Geometry): readonly Position[] {
  const points = pointsOf(geometry);
  if (points.length > 0) return points;
  const lines = linesOf(geometry).flat();
  return lines.length > 0 ? lines : polygonsOf(geometry).flat(2);
}
