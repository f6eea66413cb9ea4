/**
 * Plane geometry in whole numbers, without rounding: an engine of its own to hold the app's against. Corners are on a grid;
 * where edges cross, places are fractions of BigInts. Slow and simple.
 */

export type Corner = readonly [x: number, y: number];
export type Path = readonly Corner[];
/** Shell and holes, each closed. */
export type Area = readonly Path[];

/** A place as fractions with one denominator above nothing. */
interface Place {
  readonly x: bigint;
  readonly y: bigint;
  readonly d: bigint;
}

const whole = ([x, y]: Corner): Place => ({ x: BigInt(x), y: BigInt(y), d: 1n });
const same = (a: Place, b: Place) => a.x * b.d === b.x * a.d && a.y * b.d === b.y * a.d;

/** Sign of the turn a → b → c. */
function turn(a: Place, b: Place, c: Place): number {
  const [abx, aby] = [b.x * a.d - a.x * b.d, b.y * a.d - a.y * b.d];
  const [acx, acy] = [c.x * a.d - a.x * c.d, c.y * a.d - a.y * c.d];
  const cross = abx * acy - aby * acx;
  return cross > 0n ? 1 : cross < 0n ? -1 : 0;
}

const between = (value: bigint, d: bigint, a: bigint, ad: bigint, b: bigint, bd: bigint) => {
  const fromA = value * ad - a * d;
  const fromB = value * bd - b * d;
  return (fromA >= 0n && fromB <= 0n) || (fromA <= 0n && fromB >= 0n);
};

const onEdge = (p: Place, a: Place, b: Place) =>
  turn(a, b, p) === 0 && between(p.x, p.d, a.x, a.d, b.x, b.d) && between(p.y, p.d, a.y, a.d, b.y, b.d);

const edgesOf = (path: Path) => path.slice(1).map((to, i) => [whole(path[i]!), whole(to)] as const);

export type Where = 'inside' | 'border' | 'outside';

function whereIn(p: Place, area: Area): Where {
  let inside = false;
  for (const ring of area) {
    for (const [a, b] of edgesOf(ring)) {
      if (same(a, b)) continue;
      if (onEdge(p, a, b)) return 'border';
      const aboveA = a.y * p.d > p.y * a.d;
      const aboveB = b.y * p.d > p.y * b.d;
      if (aboveA === aboveB) continue;
      // A ray to the right meets the edge where the point is left of it, seen upwards.
      const side = aboveB ? turn(a, b, p) : turn(b, a, p);
      if (side > 0) inside = !inside;
    }
  }
  return inside ? 'inside' : 'outside';
}

export function whereIs(corner: Corner, areas: readonly Area[]): Where {
  const found = areas.map((area) => whereIn(whole(corner), area));
  return found.includes('inside') ? 'inside' : found.includes('border') ? 'border' : 'outside';
}

/** Where the lines through both edges meet, if that is on both; null for parallel edges. */
function crossing(a: Place, b: Place, c: Place, d: Place): Place | null {
  // Corners only: all denominators are one.
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const denominator = rx * sy - ry * sx;
  if (denominator === 0n) return null;
  const t = (c.x - a.x) * sy - (c.y - a.y) * sx;
  const sign = denominator < 0n ? -1n : 1n;
  const place = {
    x: (a.x * denominator + t * rx) * sign,
    y: (a.y * denominator + t * ry) * sign,
    d: denominator * sign,
  };
  return onEdge(place, a, b) && onEdge(place, c, d) ? place : null;
}

const middle = (a: Place, b: Place): Place => ({
  x: a.x * b.d + b.x * a.d,
  y: a.y * b.d + b.y * a.d,
  d: 2n * a.d * b.d,
});

/** An edge cut wherever it meets any of the others, as pieces in order. */
function pieces(a: Place, b: Place, others: readonly (readonly [Place, Place])[]): (readonly [Place, Place])[] {
  const cuts: Place[] = [a, b];
  for (const [c, d] of others) {
    const at = crossing(a, b, c, d);
    if (at !== null) cuts.push(at);
    for (const end of [c, d]) if (onEdge(end, a, b)) cuts.push(end);
  }
  const along = (p: Place) => (p.x * a.d - a.x * p.d) * (b.x - a.x) + (p.y * a.d - a.y * p.d) * (b.y - a.y);
  cuts.sort((p, q) => {
    const difference = along(p) * q.d - along(q) * p.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  });
  return cuts.slice(1).flatMap((to, i) => (same(cuts[i]!, to) ? [] : [[cuts[i]!, to] as const]));
}

/** Which of inside, border and outside of the areas the path runs through, apart from single places. */
export function runsThrough(path: Path, areas: readonly Area[]): ReadonlySet<Where> {
  const borders = areas.flatMap((area) => area.flatMap(edgesOf));
  const found = new Set<Where>();
  for (const [a, b] of edgesOf(path)) {
    if (same(a, b)) continue;
    for (const [from, to] of pieces(a, b, borders)) {
      const at = middle(from, to);
      const places = areas.map((area) => whereIn(at, area));
      found.add(places.includes('inside') ? 'inside' : places.includes('border') ? 'border' : 'outside');
    }
  }
  return found;
}

/** Whether the path has any place in common with the areas. */
export function meets(path: Path, areas: readonly Area[]): boolean {
  const borders = areas.flatMap((area) => area.flatMap(edgesOf));
  return (
    path.some((corner) => whereIs(corner, areas) !== 'outside') ||
    edgesOf(path).some(([a, b]) =>
      borders.some(([c, d]) => crossing(a, b, c, d) !== null || onEdge(c, a, b) || onEdge(d, a, b)),
    )
  );
}

/** Whether one area has a part of positive size that the others lack (`in` them: that they have). */
export function hasPart(area: Area, where: 'inside' | 'outside', areas: readonly Area[]): boolean {
  // A part in common, or one without, is bounded by pieces of both borders: beside one of them lies a place to look at.
  const all = [area, ...areas].flatMap((each) => each.flatMap(edgesOf));
  return all.some(
    ([a, b]) =>
      !same(a, b) &&
      pieces(a, b, all).some(([from, to]) =>
        besides(from, to, all).some((p) => {
          if (whereIn(p, area) !== 'inside') return false;
          const places = areas.map((each) => whereIn(p, each));
          return where === 'inside'
            ? places.includes('inside')
            : !places.includes('inside') && !places.includes('border');
        }),
      ),
  );
}

/** One place to each side of a piece, so near that no border lies between. */
function besides(from: Place, to: Place, borders: readonly (readonly [Place, Place])[]): Place[] {
  const at = middle(from, to);
  const [nx, ny] = [-(to.y * from.d - from.y * to.d), to.x * from.d - from.x * to.d];
  return [1n, -1n].map((side) => {
    // Halved until the way there crosses nothing.
    for (let scale = 1n; ; scale *= 4n) {
      const d = at.d * scale * 1024n * (from.d * to.d);
      const p = {
        x: at.x * scale * 1024n * (from.d * to.d) + nx * side * at.d,
        y: at.y * scale * 1024n * (from.d * to.d) + ny * side * at.d,
        d,
      };
      const blocked = borders.some(([c, e]) => separates(c, e, at, p));
      if (!blocked || scale > 1n << 80n) return p;
    }
  });
}

/** Whether the edge c–e crosses or ends on the way from at (not counted) to p (counted). */
function separates(c: Place, e: Place, at: Place, p: Place): boolean {
  if (same(c, e)) return false;
  const [sideAt, sideP] = [turn(c, e, at), turn(c, e, p)];
  if (sideAt === 0) return false;
  if (sideAt === sideP) return false;
  return turn(at, p, c) !== turn(at, p, e) || turn(at, p, c) === 0;
}
