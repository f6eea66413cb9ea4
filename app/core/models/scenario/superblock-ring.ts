/** The ring around a superblock, from blocks or from the crossings at its corners. */
import { cos } from '../../base/portable-math.ts';

/** lon, lat and whatever else a position carries. */
type Corner = readonly number[];

export interface BlockShape {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** Corners of its outline, degrees. */
  readonly points: readonly Corner[];
}

/** Degrees. */
export type LonLat = readonly [lon: number, lat: number];
export type Ring = readonly LonLat[];

/**
 * Neighbours on the diagonal stand √2 as far as those across a street, a little more across avenues; the next ones twice
 * as far.
 */
const NEIGHBOUR_REACH = 1.9;

/**
 * The picked block and those around it: nine in the middle of a grid, fewer at the edge of the place. The ring is the hull
 * of their corners, so that the streets around them stay outside. Null without such a block.
 */
export function ringAroundBlock(
  blocks: readonly BlockShape[],
  pickedId: string,
): { readonly ring: Ring; readonly blocks: number } | null {
  const picked = blocks.find(({ id }) => id === pickedId);
  if (picked === undefined) return null;
  const shrink = cos((picked.lat * Math.PI) / 180);
  const distance = (block: BlockShape) => {
    const x = (block.lon - picked.lon) * shrink;
    const y = block.lat - picked.lat;
    return Math.sqrt(x * x + y * y);
  };
  const others = blocks.filter((block) => block !== picked).map(distance);
  const nearest = others.length === 0 ? 0 : others.reduce((a, b) => Math.min(a, b));
  const chosen = blocks
    .filter((block) => distance(block) <= NEIGHBOUR_REACH * nearest)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 9);
  return { ring: hullOf(chosen.flatMap(({ points }) => points)), blocks: chosen.length };
}

/** The blocks from the middle of all outwards. */
export function blocksFromMiddle(blocks: readonly BlockShape[]): BlockShape[] {
  const lon = blocks.reduce((sum, block) => sum + block.lon, 0) / (blocks.length || 1);
  const lat = blocks.reduce((sum, block) => sum + block.lat, 0) / (blocks.length || 1);
  const shrink = cos((lat * Math.PI) / 180);
  const away = (block: BlockShape) => {
    const x = (block.lon - lon) * shrink;
    const y = block.lat - lat;
    return x * x + y * y;
  };
  return [...blocks].sort((a, b) => away(a) - away(b));
}

/** The four corners drawn a little inwards: the streets along the edge are not inside. */
export function ringOfCorners(corners: Ring): Ring {
  const hull = hullOf(corners);
  const lon = hull.reduce((sum, corner) => sum + corner[0], 0) / hull.length;
  const lat = hull.reduce((sum, corner) => sum + corner[1], 0) / hull.length;
  const inwards = 0.06;
  return hull.map(([x, y]) => [x + (lon - x) * inwards, y + (lat - y) * inwards] as const);
}

/** Why a ring encloses nothing that could be meant; null where it does. The last corner joins the first. */
export function ringProblem(ring: Ring): 'few' | 'crossed' | null {
  if (ring.length < 3) return 'few';
  const count = ring.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      // The first edge and the last one share a corner.
      if (i === 0 && j === count - 1) continue;
      if (cross(ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % count]!)) return 'crossed';
    }
  }
  return null;
}

function cross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  return turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;
}

/** Convex hull, counter-clockwise (Andrew's monotone chain). */
function hullOf(points: readonly Corner[]): Ring {
  const sorted = [...points].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  const half = (from: readonly Corner[]): Corner[] => {
    const chain: Corner[] = [];
    for (const point of from) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())].map(([lon, lat]) => [lon!, lat!] as const);
}

function turn(a: Corner, b: Corner, c: Corner): number {
  return (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
}
