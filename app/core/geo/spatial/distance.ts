/**
 * The shortest way between two geometries, in metres on the WGS84 ellipsoid. Edges are straight in longitude and latitude,
 * as in GeoJSON (RFC 7946, 3.1.1). The nearest pair of places is found in a plane scaled to metres at the pair's own
 * latitude, then measured as a geodesic (Karney): a distance between points is right to nanometres, one with an edge
 * too long by at most 0.01 % up to 100 km.
 */
import type { Geometry, Position } from '../geojson.ts';
import { linesOf, pointsOf, polygonsOf } from '../geojson.ts';
import { metresPerDegree } from './ellipsoid-scale.ts';
import { geodesicM } from './geodesic.ts';

/** Points and edges of a geometry as x1, y1, x2, y2; a point is an edge without length. */
export function edgesOf(geometry: Geometry): Float64Array {
  const points = pointsOf(geometry);
  const lines = linesOf(geometry);
  const polygons = polygonsOf(geometry);
  let most = points.length;
  for (const line of lines) most += line.length;
  for (const rings of polygons) for (const ring of rings) most += ring.length;
  const edges = new Float64Array(most * 4);
  let used = 0;
  for (const at of points) if (at.length > 1) used = addEdge(edges, used, at, at);
  for (const line of lines) used = addPath(edges, used, line, false);
  for (const rings of polygons) for (const ring of rings) used = addPath(edges, used, ring, true);
  return edges.subarray(0, used);
}

function addEdge(edges: Float64Array, at: number, from: Position, to: Position): number {
  edges[at] = from[0]!;
  edges[at + 1] = from[1]!;
  edges[at + 2] = to[0]!;
  edges[at + 3] = to[1]!;
  return at + 4;
}

function addPath(edges: Float64Array, start: number, path: readonly Position[], isRing: boolean): number {
  let at = start;
  if (path.length === 1) return addEdge(edges, at, path[0]!, path[0]!);
  for (let i = 0; i + 1 < path.length; i++) at = addEdge(edges, at, path[i]!, path[i + 1]!);
  const [first, last] = [path[0], path[path.length - 1]];
  // A ring that is not closed is read as if it were.
  const isOpen = isRing && first !== undefined && (first[0] !== last![0] || first[1] !== last![1]);
  return isOpen ? addEdge(edges, at, last!, first) : at;
}

export interface NearestPair {
  readonly metres: number;
  /** In degrees: the place on a, and the one on b (its longitude may be beyond ±180 across the antimeridian). */
  readonly onA: readonly [lon: number, lat: number];
  readonly onB: readonly [lon: number, lat: number];
}

/** Null where either has no edge. Crossing areas are not seen here: whoever asks knows whether they meet. */
export function nearestPair(a: Float64Array, b: Float64Array): NearestPair | null {
  if (a.length === 0 || b.length === 0) return null;
  let latitude = (a[1]! + b[1]!) / 2;
  let best: Candidate | null = null;
  // The scale belongs to the latitude of the pair, which is known only once there is one.
  for (let round = 0; round < 4; round++) {
    const found = nearestInPlane(a, b, latitude);
    const at = (found[1] + found[3]) / 2;
    best = found;
    if (Math.abs(at - latitude) < 1e-4) break;
    latitude = at;
  }
  const [lonA, latA, lonB, latB] = best!;
  return { metres: geodesicM(lonA, latA, lonB, latB), onA: [lonA, latA], onB: [lonB, latB] };
}

/** Up to there, and so far from the poles, the plane's distance is right to a ten-thousandth. */
const PLANE_REACH_M = 50_000;
const PLANE_LATITUDE = 80;
const PLANE_ERROR = 1e-4;

/** Whether two points are within `metres`, where a plane shows it clearly; null where it takes a geodesic, or is no point. */
export function pointsAreNear(a: Geometry, b: Geometry, metres: number): boolean | null {
  if (a.type !== 'Point' || b.type !== 'Point') return null;
  const [lonA, latA] = a.coordinates as [number, number];
  const [lonB, latB] = b.coordinates as [number, number];
  const latitude = (latA + latB) / 2;
  if (!(Math.abs(latitude) < PLANE_LATITUDE)) return null;
  const { east, north } = metresPerDegree(latitude);
  const x = shortWay(lonB - lonA) * east;
  const y = (latB - latA) * north;
  const distance = Math.sqrt(x * x + y * y);
  if (distance > PLANE_REACH_M || Math.abs(distance - metres) <= distance * PLANE_ERROR) return null;
  return distance < metres;
}

type Candidate = [lonA: number, latA: number, lonB: number, latB: number];

/** Differences of longitude go the short way round. */
const shortWay = (degrees: number) => degrees - 360 * Math.round(degrees / 360);

function nearestInPlane(a: Float64Array, b: Float64Array, latitude: number): Candidate {
  const { east: kx, north: ky } = metresPerDegree(latitude);
  const best: Candidate = [a[0]!, a[1]!, b[0]!, b[1]!];
  let bestSquared = Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i += 4) {
    // Relative to the edge's first end, in metres.
    const x0 = a[i]!;
    const y0 = a[i + 1]!;
    const ux = (a[i + 2]! - x0) * kx;
    const uy = (a[i + 3]! - y0) * ky;
    for (let j = 0; j < b.length; j += 4) {
      const px = shortWay(b[j]! - x0) * kx;
      const py = (b[j + 1]! - y0) * ky;
      const vx = (b[j + 2]! - b[j]!) * kx;
      const vy = (b[j + 3]! - b[j + 1]!) * ky;
      const [s, t] = nearestOnSegments(ux, uy, px, py, vx, vy);
      const dx = px + t * vx - s * ux;
      const dy = py + t * vy - s * uy;
      const squared = dx * dx + dy * dy;
      if (squared < bestSquared) {
        bestSquared = squared;
        best[0] = x0 + (s * ux) / kx;
        best[1] = y0 + (s * uy) / ky;
        best[2] = best[0] + dx / kx;
        best[3] = best[1] + dy / ky;
      }
    }
  }
  return best;
}

const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Shares s along u (from 0) and t along v (from p) of the places nearest to each other. */
function nearestOnSegments(
  ux: number,
  uy: number,
  px: number,
  py: number,
  vx: number,
  vy: number,
): readonly [s: number, t: number] {
  const uu = ux * ux + uy * uy;
  const vv = vx * vx + vy * vy;
  if (uu === 0 && vv === 0) return [0, 0];
  if (uu === 0) return [0, clamp(-(px * vx + py * vy) / vv)];
  if (vv === 0) return [clamp((px * ux + py * uy) / uu), 0];
  const cross = ux * vy - uy * vx;
  if (cross !== 0) {
    const s = (px * vy - py * vx) / cross;
    const t = (px * uy - py * ux) / cross;
    if (s >= 0 && s <= 1 && t >= 0 && t <= 1) return [s, t];
  }
  // Apart or parallel: one of the four ends is nearest to the other segment.
  let best: readonly [number, number] = [0, 0];
  let bestSquared = Number.POSITIVE_INFINITY;
  const consider = (s: number, t: number) => {
    const dx = px + t * vx - s * ux;
    const dy = py + t * vy - s * uy;
    const squared = dx * dx + dy * dy;
    if (squared < bestSquared) {
      bestSquared = squared;
      best = [s, t];
    }
  };
  consider(0, clamp(-(px * vx + py * vy) / vv));
  consider(1, clamp(((ux - px) * vx + (uy - py) * vy) / vv));
  consider(clamp((px * ux + py * uy) / uu), 0);
  consider(clamp(((px + vx) * ux + (py + vy) * uy) / uu), 1);
  return best;
}
