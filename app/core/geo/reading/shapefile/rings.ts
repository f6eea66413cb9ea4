/** Rings without an order become polygons with holes: shapefiles tell them apart by their turning only. */
import { doubleSignedArea, type Position } from '../../geojson.ts';

interface Ring {
  readonly positions: Position[];
  /** Positive: counter-clockwise. */
  readonly area: number;
  readonly box: readonly [number, number, number, number];
}

/**
 * Clockwise rings are shells, the others holes of the smallest shell around them; a hole outside every shell becomes a
 * polygon of its own. Where no ring is clockwise, the writer has not kept to the rule: then what lies within decides.
 */
export function polygonsFromRings(given: readonly Position[][]): Position[][][] {
  if (given.length === 1) return [[given[0]!]];
  const rings = given.map(ringOf);
  const byTurn = rings.some(({ area }) => area < 0);
  const isHole = byTurn
    ? (ring: Ring) => ring.area > 0
    : (ring: Ring) => rings.filter((other) => other !== ring && surrounds(other, ring)).length % 2 === 1;
  const holes = new Set(rings.filter(isHole));
  const polygons = new Map<Ring, Position[][]>();
  for (const ring of rings) if (!holes.has(ring)) polygons.set(ring, [ring.positions]);
  const shells = [...polygons.keys()].toSorted((a, b) => Math.abs(a.area) - Math.abs(b.area));
  for (const hole of holes) {
    const shell = shells.find((candidate) => surrounds(candidate, hole));
    if (shell === undefined) polygons.set(hole, [hole.positions]);
    else polygons.get(shell)!.push(hole.positions);
  }
  return [...polygons.values()];
}

function ringOf(positions: Position[]): Ring {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of positions) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { positions, area: doubleSignedArea(positions), box: [minX, minY, maxX, maxY] };
}

/** A ring may touch the one around it: the first of its points that lies on neither side's edge decides, most of them otherwise. */
function surrounds(outer: Ring, inner: Ring): boolean {
  const [minX, minY, maxX, maxY] = outer.box;
  const [x0, y0, x1, y1] = inner.box;
  if (x0 < minX || y0 < minY || x1 > maxX || y1 > maxY) return false;
  if (Math.abs(inner.area) > Math.abs(outer.area)) return false;
  let inside = 0;
  let outside = 0;
  for (const position of inner.positions) {
    if (outer.positions.some((other) => other[0] === position[0] && other[1] === position[1])) continue;
    if (contains(outer.positions, position)) inside++;
    else outside++;
    if (Math.abs(inside - outside) > 2) break;
  }
  return inside > outside || (inside === 0 && outside === 0);
}

function contains(ring: readonly Position[], [x = 0, y = 0]: Position): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i]!;
    const [xj = 0, yj = 0] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}
