/**
 * Where lines meet: they are cut at vertices they share, where an end touches the middle of another line, and — where that
 * is wanted — where they cross without a vertex. Ends and cuts that fall together are one crossing.
 *
 * No length is lost: the pieces of a line are the whole of it, and an end that is moved by the snap distance moves nothing
 * but the name of its crossing. The order of the lines does not matter.
 */
import { createSegmentIndex } from '../../geo/segment-index.ts';
import type { StreetLine } from './street-lines.ts';

/** Vertices nearer than this are the same one, written with other digits, m. */
const SAME_VERTEX_M = 0.05;

/** A place where two lines of one level cross and neither has a vertex. */
export interface MissingCrossing {
  readonly xM: number;
  readonly yM: number;
  /** Numbers of the lines, the lower one first. */
  readonly lines: readonly [number, number];
}

/** A piece of a line between two crossings. */
export interface Piece {
  readonly line: number;
  /** From which metre of the line to which. */
  readonly fromM: number;
  readonly toM: number;
  readonly from: number;
  readonly to: number;
}

export interface JoinedLines {
  readonly pieces: readonly Piece[];
  readonly nodeX: readonly number[];
  readonly nodeY: readonly number[];
  /** Joined where that was wanted, and listed in either case. */
  readonly missing: readonly MissingCrossing[];
  /** Crossings of lines on different levels: bridges and tunnels, not joined. */
  readonly overpasses: number;
}

interface Cut {
  readonly atM: number;
  readonly point: number;
}

export function joinLines(lines: readonly StreetLine[], snapM: number, joinCrossings: boolean): JoinedLines {
  const flat = flatten(lines);
  const points = new PointSets();
  const cuts: Cut[][] = lines.map(() => []);
  const ends = lines.map(({ x, y, lengthM }, line) => {
    const first = points.add(x[0]!, y[0]!);
    const last = points.add(x.at(-1)!, y.at(-1)!);
    cuts[line]!.push({ atM: 0, point: first }, { atM: lengthM, point: last });
    return [first, last] as const;
  });
  joinSharedVertices(lines, flat, points, cuts, ends);
  joinTouchingEnds(lines, flat, points, cuts, ends, snapM);
  const { missing, overpasses } = findCrossings(lines, flat, points, cuts, snapM, joinCrossings);
  return { ...piecesOf(lines, points, cuts, snapM), missing, overpasses };
}

/** All vertices in a row, with the line of each and how far along it stands; segments by their first vertex. */
interface Flat {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly line: Int32Array;
  readonly atM: Float64Array;
  readonly segmentStart: Int32Array;
  readonly near: ReturnType<typeof createSegmentIndex>['near'];
}

function flatten(lines: readonly StreetLine[]): Flat {
  const count = lines.reduce((sum, { x }) => sum + x.length, 0);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const line = new Int32Array(count);
  const atM = new Float64Array(count);
  const segmentStart = new Int32Array(Math.max(0, count - lines.length));
  let vertex = 0;
  let segment = 0;
  lines.forEach((own, number) => {
    let along = 0;
    for (let i = 0; i < own.x.length; i++) {
      x[vertex] = own.x[i]!;
      y[vertex] = own.y[i]!;
      line[vertex] = number;
      if (i > 0) along += distance(x[vertex - 1]!, y[vertex - 1]!, x[vertex]!, y[vertex]!);
      // The end stands where the line's own length says, to the last bit.
      atM[vertex] = i === own.x.length - 1 ? own.lengthM : along;
      if (i + 1 < own.x.length) segmentStart[segment++] = vertex;
      vertex++;
    }
  });
  return { x, y, line, atM, segmentStart, near: createSegmentIndex(segmentStart, x, y).near };
}

/** Vertices at one place, whichever lines they are of, are one crossing; a sweep from west to east finds them. */
function joinSharedVertices(
  lines: readonly StreetLine[],
  { x, y, line, atM }: Flat,
  points: PointSets,
  cuts: Cut[][],
  ends: readonly (readonly [number, number])[],
): void {
  const order = Uint32Array.from(x.keys()).sort((a, b) => x[a]! - x[b]!);
  const pointOf = new Map<number, number>();
  const pointAt = (vertex: number): number => {
    const known = pointOf.get(vertex);
    if (known !== undefined) return known;
    const number = line[vertex]!;
    const isFirst = atM[vertex] === 0;
    const isLast = atM[vertex] === lines[number]!.lengthM;
    const point = isFirst ? ends[number]![0] : isLast ? ends[number]![1] : points.add(x[vertex]!, y[vertex]!);
    if (!isFirst && !isLast) cuts[number]!.push({ atM: atM[vertex]!, point });
    pointOf.set(vertex, point);
    return point;
  };
  for (let i = 0; i < order.length; i++) {
    const a = order[i]!;
    for (let j = i + 1; j < order.length && x[order[j]!]! - x[a]! <= SAME_VERTEX_M; j++) {
      const b = order[j]!;
      if (Math.abs(y[b]! - y[a]!) > SAME_VERTEX_M) continue;
      // A line may touch itself, as the letter P does; two vertices of one bend are no crossing.
      if (line[a] === line[b] && Math.abs(atM[a]! - atM[b]!) <= 4 * SAME_VERTEX_M) continue;
      points.join(pointAt(a), pointAt(b));
    }
  }
}

/** An end within the snap distance of another line of its level meets it at the point nearest to the end. */
function joinTouchingEnds(
  lines: readonly StreetLine[],
  flat: Flat,
  points: PointSets,
  cuts: Cut[][],
  ends: readonly (readonly [number, number])[],
  snapM: number,
): void {
  const { x, y, line, atM, segmentStart } = flat;
  const found: { readonly line: number; readonly cut: Cut }[] = [];
  lines.forEach((own, number) => {
    for (const side of [0, 1] as const) {
      const endX = side === 0 ? own.x[0]! : own.x.at(-1)!;
      const endY = side === 0 ? own.y[0]! : own.y.at(-1)!;
      const endM = side === 0 ? 0 : own.lengthM;
      const best = new Map<number, { away: number; atM: number }>();
      for (const segment of flat.near(endX, endY, endX, endY, snapM)) {
        const a = segmentStart[segment]!;
        const other = line[a]!;
        if (lines[other]!.level !== own.level) continue;
        const share = shareAlong(endX, endY, x[a]!, y[a]!, x[a + 1]!, y[a + 1]!);
        const away = distance(endX, endY, x[a]! + share * (x[a + 1]! - x[a]!), y[a]! + share * (y[a + 1]! - y[a]!));
        const at = atM[a]! + share * (atM[a + 1]! - atM[a]!);
        if (away > snapM || (other === number && Math.abs(at - endM) <= 4 * snapM)) continue;
        const known = best.get(other);
        if (known === undefined || away < known.away) best.set(other, { away, atM: at });
      }
      for (const [other, { atM: at }] of best) {
        const otherEnds = ends[other]!;
        const { lengthM } = lines[other]!;
        // Near the other line's end, it is that end: two cuts in one place would leave a street of no length.
        if (at <= snapM && at <= lengthM / 2) points.join(ends[number]![side], otherEnds[0]);
        else if (lengthM - at <= snapM) points.join(ends[number]![side], otherEnds[1]);
        else found.push({ line: other, cut: { atM: at, point: ends[number]![side] } });
      }
    }
  });
  for (const { line: other, cut } of found) cuts[other]!.push(cut);
}

function findCrossings(
  lines: readonly StreetLine[],
  { x, y, line, atM, segmentStart, near }: Flat,
  points: PointSets,
  cuts: Cut[][],
  snapM: number,
  joinCrossings: boolean,
): { readonly missing: MissingCrossing[]; readonly overpasses: number } {
  const missing: MissingCrossing[] = [];
  const wanted: { readonly line: number; readonly cut: Cut }[] = [];
  let overpasses = 0;
  /** Whether the line is cut this near to the place already, or ends there. */
  const isCutNear = (number: number, at: number) => cuts[number]!.some((cut) => Math.abs(cut.atM - at) <= snapM);
  for (let i = 0; i < segmentStart.length; i++) {
    const a = segmentStart[i]!;
    const box = [
      Math.min(x[a]!, x[a + 1]!),
      Math.min(y[a]!, y[a + 1]!),
      Math.max(x[a]!, x[a + 1]!),
      Math.max(y[a]!, y[a + 1]!),
    ] as const;
    for (const j of near(...box)) {
      if (j <= i) continue;
      const b = segmentStart[j]!;
      if (line[a] === line[b]) continue;
      const shares = crossingShares(x, y, a, b);
      if (shares === null) continue;
      const [first, second] = [line[a]!, line[b]!];
      const atFirst = atM[a]! + shares[0] * (atM[a + 1]! - atM[a]!);
      const atSecond = atM[b]! + shares[1] * (atM[b + 1]! - atM[b]!);
      if (isCutNear(first, atFirst) && isCutNear(second, atSecond)) continue;
      if (lines[first]!.level !== lines[second]!.level) {
        overpasses++;
        continue;
      }
      const xM = x[a]! + shares[0] * (x[a + 1]! - x[a]!);
      const yM = y[a]! + shares[0] * (y[a + 1]! - y[a]!);
      missing.push({ xM, yM, lines: [Math.min(first, second), Math.max(first, second)] });
      if (!joinCrossings) continue;
      const point = points.add(xM, yM);
      wanted.push({ line: first, cut: { atM: atFirst, point } }, { line: second, cut: { atM: atSecond, point } });
    }
  }
  for (const { line: number, cut } of wanted) cuts[number]!.push(cut);
  return { missing: onceEach(missing, snapM), overpasses };
}

/** Where one line has a vertex just on the other, two of its segments cross there: that is one crossing. */
function onceEach(missing: readonly MissingCrossing[], snapM: number): MissingCrossing[] {
  const sorted = [...missing].sort((p, q) => p.xM - q.xM || p.yM - q.yM);
  const ofPair = new Map<string, MissingCrossing[]>();
  return sorted.filter((crossing) => {
    const key = crossing.lines.join(' ');
    const others = ofPair.get(key) ?? [];
    if (others.some(({ xM, yM }) => distance(xM, yM, crossing.xM, crossing.yM) <= snapM)) return false;
    ofPair.set(key, [...others, crossing]);
    return true;
  });
}

function piecesOf(
  lines: readonly StreetLine[],
  points: PointSets,
  cuts: readonly Cut[][],
  snapM: number,
): Pick<JoinedLines, 'pieces' | 'nodeX' | 'nodeY'> {
  // Cuts within the snap distance along a line are one, and so are their crossings.
  const places = cuts.map((ofLine, number) => {
    const { lengthM } = lines[number]!;
    const sorted = [...ofLine].sort((a, b) => a.atM - b.atM);
    const kept: { atM: number; point: number }[] = [];
    for (const cut of sorted) {
      const last = kept.at(-1);
      if (last === undefined || cut.atM - last.atM > snapM) kept.push({ ...cut });
      else points.join(last.point, cut.point);
    }
    // The end itself stays the end: what was cut just before it gives way.
    const last = kept.at(-1)!;
    if (kept.length > 1) last.atM = lengthM;
    else kept.push({ atM: lengthM, point: sorted.at(-1)!.point });
    return kept;
  });
  const { nodeOf, nodeX, nodeY } = points.nodes();
  const pieces: Piece[] = [];
  places.forEach((kept, line) => {
    for (let i = 0; i + 1 < kept.length; i++) {
      const a = kept[i]!;
      const b = kept[i + 1]!;
      pieces.push({ line, fromM: a.atM, toM: b.atM, from: nodeOf(a.point), to: nodeOf(b.point) });
    }
  });
  return { pieces, nodeX, nodeY };
}

/** Points that may turn out to be one crossing; a crossing lies where its westernmost (then southernmost) point does. */
class PointSets {
  private readonly parent: number[] = [];
  private readonly x: number[] = [];
  private readonly y: number[] = [];

  add(x: number, y: number): number {
    this.x.push(x);
    this.y.push(y);
    return this.parent.push(this.parent.length) - 1;
  }

  join(a: number, b: number): void {
    const [p, q] = [this.rootOf(a), this.rootOf(b)];
    if (p === q) return;
    const isFirst = this.x[p]! < this.x[q]! || (this.x[p]! === this.x[q]! && this.y[p]! <= this.y[q]!);
    if (isFirst) this.parent[q] = p;
    else this.parent[p] = q;
  }

  /** Nodes from west to east, so that their numbers do not depend on the order of the lines. */
  nodes(): { readonly nodeOf: (point: number) => number; readonly nodeX: number[]; readonly nodeY: number[] } {
    const roots = this.parent.flatMap((parent, point) => (parent === point ? [point] : []));
    roots.sort((a, b) => this.x[a]! - this.x[b]! || this.y[a]! - this.y[b]!);
    const numbers = new Map(roots.map((root, number) => [root, number]));
    return {
      nodeOf: (point) => numbers.get(this.rootOf(point))!,
      nodeX: roots.map((root) => this.x[root]!),
      nodeY: roots.map((root) => this.y[root]!),
    };
  }

  private rootOf(point: number): number {
    let at = point;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]!]!;
      at = this.parent[at]!;
    }
    return at;
  }
}

function distance(ax: number, ay: number, bx: number, by: number): number {
  return Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
}

/** How far along a segment the point nearest to (px, py) lies, 0–1. */
function shareAlong(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const squared = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  if (squared === 0) return 0;
  return Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / squared));
}

/** Where two segments cross, as shares of each; null where they do not, or lie along each other. */
function crossingShares(x: Float64Array, y: Float64Array, a: number, b: number): readonly [number, number] | null {
  const dx = x[a + 1]! - x[a]!;
  const dy = y[a + 1]! - y[a]!;
  const ex = x[b + 1]! - x[b]!;
  const ey = y[b + 1]! - y[b]!;
  const cross = dx * ey - dy * ex;
  if (cross === 0) return null;
  const ox = x[b]! - x[a]!;
  const oy = y[b]! - y[a]!;
  const first = (ox * ey - oy * ex) / cross;
  const second = (ox * dy - oy * dx) / cross;
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? [first, second] : null;
}
