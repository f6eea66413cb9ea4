/**
 * Where the edges of a shape meet that should not: exact, for all rings of a shape at once. Few edges are compared pair by
 * pair; many are first put in bands along the axis on which they overlap less. The search ends at the first crossing.
 */
import { orientation } from '../../spatial/orientation.ts';
import type { FlatGeometry } from './flat-geometry.ts';

/** Up to so many edges, comparing all pairs is faster than putting them in order. */
const MOST_COMPARED_DIRECTLY = 24;
/** A shape that would need more comparisons of boxes, or of edges whose boxes meet, is left unchecked: some seconds each. */
const MOST_COMPARISONS = 1e9;
const MOST_LOOKED_AT = 5e7;

export interface EdgeContacts {
  /** Edges cross, or run along each other, within a ring or between two. */
  readonly crosses: boolean;
  /** A ring meets itself in a point. */
  readonly touchesItself: boolean;
  /** Pairs of rings that meet in a point without crossing there: first path, second path, x, y. */
  readonly touches: readonly number[];
  /** Given up: too many edges lie side by side. */
  readonly gaveUp: boolean;
}

const NONE: EdgeContacts = { crosses: false, touchesItself: false, touches: [], gaveUp: false };

export class EdgeSearch {
  private xy: Float64Array = new Float64Array(0);
  /** By edge: the vertex it starts from; it ends at the next one. */
  private start = new Uint32Array(256);
  private path = new Uint32Array(256);
  private firstEdge = new Uint32Array(16);
  private order = new Uint32Array(256);
  private band = new Uint32Array(256);
  private lowAlong = new Float64Array(0);
  private highAlong = new Float64Array(0);
  private lowAcross = new Float64Array(0);
  private highAcross = new Float64Array(0);
  private count = 0;
  private firstPath = 0;
  private crossings = 0;
  /** The search ends at so many. */
  private enough = 1;
  private compared = 0;
  private touchesItself = false;
  private touches: number[] = [];

  /** Paths `from` to `to` (not included) are closed rings without repeated points. */
  contacts(geometry: FlatGeometry, from: number, to: number): EdgeContacts {
    const gaveUp = this.search(geometry, from, to, 1);
    const crosses = this.crossings > 0;
    if (!crosses && !this.touchesItself && this.touches.length === 0 && !gaveUp) return NONE;
    return { crosses, touchesItself: this.touchesItself, touches: this.touches, gaveUp };
  }

  /** How often edges cross, counted to `most`. */
  crossingsUpTo(most: number, geometry: FlatGeometry, from: number, to: number): number {
    return this.search(geometry, from, to, most) ? most : this.crossings;
  }

  /** Returns whether it gave up. */
  private search(geometry: FlatGeometry, from: number, to: number, enough: number): boolean {
    this.collect(geometry, from, to);
    this.enough = enough;
    this.crossings = 0;
    this.compared = 0;
    this.touchesItself = false;
    this.touches = [];
    return this.count <= MOST_COMPARED_DIRECTLY ? this.compareAll() : this.compareByBands();
  }

  private collect(geometry: FlatGeometry, from: number, to: number): void {
    this.xy = geometry.xy.values;
    this.firstPath = from;
    const most = geometry.pathEnd.startOf(to) - geometry.pathEnd.startOf(from);
    if (most > this.start.length) {
      const capacity = Math.max(most, this.start.length * 2);
      this.start = new Uint32Array(capacity);
      this.path = new Uint32Array(capacity);
      this.order = new Uint32Array(capacity);
      this.band = new Uint32Array(capacity);
    }
    if (to - from + 1 > this.firstEdge.length) this.firstEdge = new Uint32Array((to - from + 1) * 2);
    let count = 0;
    for (let path = from; path < to; path++) {
      this.firstEdge[path - from] = count;
      const end = geometry.pathEnd.startOf(path + 1);
      for (let v = geometry.pathEnd.startOf(path); v + 1 < end; v++) {
        this.start[count] = v;
        this.path[count++] = path;
      }
    }
    this.firstEdge[to - from] = count;
    this.count = count;
  }

  private compareAll(): boolean {
    for (let i = 0; i < this.count; i++) {
      for (let j = i + 1; j < this.count; j++) {
        this.compare(i, j);
        if (this.crossings >= this.enough) return false;
      }
    }
    return false;
  }

  private compareByBands(): boolean {
    const { xy, start, count, order, band } = this;
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    let [alongX, alongY] = [0, 0];
    for (let e = 0; e < count; e++) {
      const at = start[e]! * 2;
      const [x, y] = [xy[at]!, xy[at + 1]!];
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      alongX += Math.abs(xy[at + 2]! - x);
      alongY += Math.abs(xy[at + 3]! - y);
    }
    const axis: 0 | 1 = alongX * (maxY - minY) <= alongY * (maxX - minX) ? 0 : 1;
    const lowest = axis === 0 ? minX : minY;
    const extent = axis === 0 ? maxX - minX : maxY - minY;
    const scale = extent > 0 ? (count - 1) / extent : 0;
    const bandOf = (value: number) => Math.min(count - 1, Math.floor((value - lowest) * scale));

    // Edges in the order of the bands they begin in, and their boxes beside each other in that order.
    const bandStart = new Uint32Array(count + 1);
    for (let e = 0; e < count; e++) {
      const at = start[e]! * 2 + axis;
      const begins = bandOf(Math.min(xy[at]!, xy[at + 2]!));
      band[e] = begins;
      bandStart[begins + 1]!++;
    }
    for (let b = 0; b < count; b++) bandStart[b + 1]! += bandStart[b]!;
    const next = bandStart.slice(0, count);
    for (let e = 0; e < count; e++) order[next[band[e]!]!++] = e;
    const { lowAlong, highAlong, lowAcross, highAcross } = this.boxes(axis);

    let comparisons = 0;
    for (let i = 0; i < count; i++) {
      const beginning = lowAlong[i]!;
      const end = highAlong[i]!;
      const low = lowAcross[i]!;
      const high = highAcross[i]!;
      const until = bandStart[bandOf(end) + 1]!;
      comparisons += until - i;
      if (comparisons > MOST_COMPARISONS || this.compared > MOST_LOOKED_AT) return true;
      for (let j = i + 1; j < until; j++) {
        if (lowAcross[j]! > high || highAcross[j]! < low || lowAlong[j]! > end || highAlong[j]! < beginning) continue;
        this.compared++;
        this.compare(order[i]!, order[j]!);
        if (this.crossings >= this.enough) return false;
      }
    }
    return false;
  }

  private boxes(axis: 0 | 1) {
    const { xy, start, order, count } = this;
    if (this.lowAlong.length < count) {
      const capacity = this.order.length;
      this.lowAlong = new Float64Array(capacity);
      this.highAlong = new Float64Array(capacity);
      this.lowAcross = new Float64Array(capacity);
      this.highAcross = new Float64Array(capacity);
    }
    const { lowAlong, highAlong, lowAcross, highAcross } = this;
    for (let i = 0; i < count; i++) {
      const at = start[order[i]!]! * 2;
      const along1 = xy[at + axis]!;
      const along2 = xy[at + 2 + axis]!;
      const across1 = xy[at + 1 - axis]!;
      const across2 = xy[at + 3 - axis]!;
      lowAlong[i] = along1 < along2 ? along1 : along2;
      highAlong[i] = along1 < along2 ? along2 : along1;
      lowAcross[i] = across1 < across2 ? across1 : across2;
      highAcross[i] = across1 < across2 ? across2 : across1;
    }
    return { lowAlong, highAlong, lowAcross, highAcross };
  }

  /** What JTS' IsValidOp asks of two edges, in its order. */
  private compare(i: number, j: number): void {
    const { xy } = this;
    const a = this.start[i]! * 2;
    const b = this.start[j]! * 2;
    const ax = xy[a]!;
    const bx = xy[a + 2]!;
    const cx = xy[b]!;
    const dx = xy[b + 2]!;
    if (ax < cx && ax < dx && bx < cx && bx < dx) return;
    if (ax > cx && ax > dx && bx > cx && bx > dx) return;
    const ay = xy[a + 1]!;
    const by = xy[a + 3]!;
    const cy = xy[b + 1]!;
    const dy = xy[b + 3]!;
    if (ay < cy && ay < dy && by < cy && by < dy) return;
    if (ay > cy && ay > dy && by > cy && by > dy) return;
    const c = orientation(ax, ay, bx, by, cx, cy);
    const d = orientation(ax, ay, bx, by, dx, dy);
    if ((c > 0 && d > 0) || (c < 0 && d < 0)) return;
    if (c === 0 && d === 0) {
      this.compareOnOneLine(i, j, ax, ay, bx, by, cx, cy, dx, dy);
      return;
    }
    const e = orientation(cx, cy, dx, dy, ax, ay);
    const f = orientation(cx, cy, dx, dy, bx, by);
    if ((e > 0 && f > 0) || (e < 0 && f < 0)) return;
    if (c !== 0 && d !== 0 && e !== 0 && f !== 0) {
      this.crossings++;
      return;
    }
    if (c === 0) this.meetIn(i, j, cx, cy);
    else if (d === 0) this.meetIn(i, j, dx, dy);
    else if (e === 0) this.meetIn(i, j, ax, ay);
    else this.meetIn(i, j, bx, by);
  }

  /** Two edges on one line: along each other is a crossing, end to end a point. */
  private compareOnOneLine(
    i: number,
    j: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    cx: number,
    cy: number,
    dx: number,
    dy: number,
  ): void {
    const isSteep = ax === bx;
    const [a1, a2] = isSteep ? [Math.min(ay, by), Math.max(ay, by)] : [Math.min(ax, bx), Math.max(ax, bx)];
    const [c1, c2] = isSteep ? [Math.min(cy, dy), Math.max(cy, dy)] : [Math.min(cx, dx), Math.max(cx, dx)];
    const [low, high] = [Math.max(a1, c1), Math.min(a2, c2)];
    if (low > high) return;
    if (low < high) {
      this.crossings++;
      return;
    }
    const atStart = (isSteep ? cy : cx) === low;
    this.meetIn(i, j, atStart ? cx : dx, atStart ? cy : dy);
  }

  /** Two edges meet in one point, which is an end of one of them at least. */
  private meetIn(i: number, j: number, x: number, y: number): void {
    const path = this.path[i]!;
    if (path === this.path[j]!) {
      const first = this.firstEdge[path - this.firstPath]!;
      const last = this.firstEdge[path - this.firstPath + 1]! - 1;
      const [low, high] = i < j ? [i, j] : [j, i];
      const areNeighbours = high === low + 1 || (low === first && high === last);
      if (!areNeighbours) this.touchesItself = true;
      return;
    }
    // A shared corner is seen from up to four pairs of edges: the pair that starts there (or passes through) speaks for all.
    if (this.endsIn(i, x, y) || this.endsIn(j, x, y)) return;
    const [ax, ay, bx, by] = this.neighbours(i, x, y);
    const [cx, cy, dx, dy] = this.neighbours(j, x, y);
    if (isCrossing(x, y, ax, ay, bx, by, cx, cy, dx, dy)) this.crossings++;
    else this.touches.push(path, this.path[j]!, x, y);
  }

  private endsIn(edge: number, x: number, y: number): boolean {
    const at = this.start[edge]! * 2 + 2;
    return this.xy[at] === x && this.xy[at + 1] === y;
  }

  /** The points before and after (x, y) on the ring of an edge that starts there or passes through. */
  private neighbours(edge: number, x: number, y: number): readonly [number, number, number, number] {
    const { xy } = this;
    const at = this.start[edge]! * 2;
    if (xy[at] !== x || xy[at + 1] !== y) return [xy[at]!, xy[at + 1]!, xy[at + 2]!, xy[at + 3]!];
    const path = this.path[edge]! - this.firstPath;
    const before = edge === this.firstEdge[path]! ? this.firstEdge[path + 1]! - 1 : edge - 1;
    const from = this.start[before]! * 2;
    return [xy[from]!, xy[from + 1]!, xy[at + 2]!, xy[at + 3]!];
  }
}

/**
 * Do two ways through the point p cross there: a → p → b, and c → p → d? They do when c and d lie on different sides of the
 * first. None of the four lies in the direction of another.
 */
function isCrossing(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  return isBetween(px, py, ax, ay, bx, by, cx, cy) !== isBetween(px, py, ax, ay, bx, by, dx, dy);
}

/** True where the direction p → q lies in the turn counter-clockwise from p → a to p → b. */
function isBetween(px: number, py: number, ax: number, ay: number, bx: number, by: number, qx: number, qy: number) {
  const leftOfA = orientation(px, py, ax, ay, qx, qy) > 0;
  const rightOfB = orientation(px, py, bx, by, qx, qy) < 0;
  const turn = orientation(px, py, ax, ay, bx, by);
  return turn > 0 ? leftOfA && rightOfB : turn < 0 ? leftOfA || rightOfB : leftOfA;
}
