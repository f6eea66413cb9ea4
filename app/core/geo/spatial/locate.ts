/** Where a point lies against the area of polygons: exact, and for large polygons through an index of their edges. */
import type { Position, Rings } from '../geojson.ts';
import { orientation } from './orientation.ts';

export const EXTERIOR = 0;
export const BOUNDARY = 1;
export const INTERIOR = 2;
export type Place = typeof EXTERIOR | typeof BOUNDARY | typeof INTERIOR;

/** Below so many edges a walk along all of them is as fast as any index. */
const FEWEST_INDEXED_EDGES = 24;
/** Entries of the index per edge, at most: where all edges are tall there are fewer bands. */
const LARGEST_SHARE = 8;

/** Edges of one polygon as x1, y1, x2, y2, and, once it has been asked for often, bands of latitude over them. */
export class PolygonLocator {
  private readonly edges: Float64Array;
  private minX = Number.POSITIVE_INFINITY;
  private minY = Number.POSITIVE_INFINITY;
  private maxX = Number.NEGATIVE_INFINITY;
  private maxY = Number.NEGATIVE_INFINITY;
  private asked = 0;
  private bandStarts: Uint32Array | null = null;
  private bandEdges: Uint32Array | null = null;
  private bandsPerDegree = 0;

  constructor(rings: Rings) {
    let count = 0;
    for (const ring of rings) count += ring.length;
    const edges = new Float64Array(count * 4);
    let used = 0;
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i++) {
        const from = ring[i]!;
        // A ring that is not closed is read as if it were.
        const to = ring[i + 1 < ring.length ? i + 1 : 0]!;
        this.grow(from);
        if (from[0] === to[0] && from[1] === to[1]) continue;
        edges[used] = from[0]!;
        edges[used + 1] = from[1]!;
        edges[used + 2] = to[0]!;
        edges[used + 3] = to[1]!;
        used += 4;
      }
    }
    this.edges = edges.subarray(0, used);
  }

  private grow(at: Position): void {
    const [x, y] = at as [number, number];
    if (x < this.minX) this.minX = x;
    if (x > this.maxX) this.maxX = x;
    if (y < this.minY) this.minY = y;
    if (y > this.maxY) this.maxY = y;
  }

  locate(x: number, y: number): Place {
    if (!(x >= this.minX && x <= this.maxX && y >= this.minY && y <= this.maxY)) return EXTERIOR;
    const { edges } = this;
    if (edges.length < FEWEST_INDEXED_EDGES * 4 || this.asked++ < 2) {
      let inside = false;
      for (let at = 0; at < edges.length; at += 4) {
        const crossing = crosses(edges, at, x, y);
        if (crossing === ON_EDGE) return BOUNDARY;
        if (crossing === CROSSES) inside = !inside;
      }
      return inside ? INTERIOR : EXTERIOR;
    }
    if (this.bandStarts === null) this.index();
    const starts = this.bandStarts!;
    const members = this.bandEdges!;
    const band = this.bandOf(y);
    let inside = false;
    for (let i = starts[band]!; i < starts[band + 1]!; i++) {
      const crossing = crosses(edges, members[i]!, x, y);
      if (crossing === ON_EDGE) return BOUNDARY;
      if (crossing === CROSSES) inside = !inside;
    }
    return inside ? INTERIOR : EXTERIOR;
  }

  private bandOf(y: number): number {
    const last = this.bandStarts!.length - 2;
    return Math.min(last, Math.max(0, Math.floor((y - this.minY) * this.bandsPerDegree)));
  }

  private index(): void {
    const { edges } = this;
    const edgeCount = edges.length / 4;
    const height = this.maxY - this.minY;
    let bands = height > 0 ? edgeCount : 1;
    const entriesWith = (count: number) => {
      let entries = 0;
      for (let at = 0; at < edges.length; at += 4) {
        entries += 1 + Math.ceil((Math.abs(edges[at + 3]! - edges[at + 1]!) / (height || 1)) * count);
      }
      return entries;
    };
    while (bands > 1 && entriesWith(bands) > edgeCount * LARGEST_SHARE) bands >>= 1;
    this.bandsPerDegree = height > 0 ? bands / height : 0;
    const starts = new Uint32Array(bands + 1);
    this.bandStarts = starts;
    // The same rounding for edges as for points: a point's band is never outside that of an edge at its height.
    const bandRange = (at: number): readonly [number, number] => {
      const y1 = edges[at + 1]!;
      const y2 = edges[at + 3]!;
      return [this.bandOf(Math.min(y1, y2)), this.bandOf(Math.max(y1, y2))];
    };
    for (let at = 0; at < edges.length; at += 4) {
      const [from, to] = bandRange(at);
      for (let band = from; band <= to; band++) starts[band + 1]!++;
    }
    for (let band = 0; band < bands; band++) starts[band + 1]! += starts[band]!;
    const members = new Uint32Array(starts[bands]!);
    const next = starts.slice(0, bands);
    for (let at = 0; at < edges.length; at += 4) {
      const [from, to] = bandRange(at);
      for (let band = from; band <= to; band++) members[next[band]!++] = at;
    }
    this.bandEdges = members;
  }
}

const MISSES = 0;
const CROSSES = 1;
const ON_EDGE = 2;

/** Does a ray from (x, y) towards the east cross the edge? Lower ends count, upper ends do not, so vertices count once. */
function crosses(edges: Float64Array, at: number, x: number, y: number): 0 | 1 | 2 {
  const y1 = edges[at + 1]!;
  const y2 = edges[at + 3]!;
  if ((y1 > y && y2 > y) || (y1 < y && y2 < y)) return MISSES;
  const x1 = edges[at]!;
  const x2 = edges[at + 2]!;
  if (x1 < x && x2 < x) return MISSES;
  if (y1 === y2) return x >= Math.min(x1, x2) && x <= Math.max(x1, x2) ? ON_EDGE : MISSES;
  const upward = y1 < y2;
  if (x1 > x && x2 > x) return y < Math.max(y1, y2) ? CROSSES : MISSES;
  const side = orientation(x1, y1, x2, y2, x, y);
  if (side === 0) return ON_EDGE;
  // At the height of the upper end nothing is counted: the next edge has that vertex as its lower end.
  return side > 0 === upward && y < Math.max(y1, y2) ? CROSSES : MISSES;
}

/** Against several polygons that do not overlap; inside any is inside, where edges are shared as well. */
export function locateInPolygons(polygons: readonly PolygonLocator[], x: number, y: number): Place {
  let touches = 0;
  for (const polygon of polygons) {
    const place = polygon.locate(x, y);
    if (place === INTERIOR) return INTERIOR;
    if (place === BOUNDARY) touches++;
  }
  return touches > 0 ? BOUNDARY : EXTERIOR;
}
