/** What is wrong with the rings of a polygon or of several, once each ring is closed, has an area and no repeated point. */
import { EdgeSearch } from './edge-search.ts';
import type { FlatGeometry } from './flat-geometry.ts';
import { INSIDE, ON_EDGE, OUTSIDE, placeInRing, type RingPlace } from './ring-rules.ts';

export interface PolygonFaults {
  /** Edges cross or run along each other. The further questions are then not asked. */
  readonly crosses: boolean;
  /** A ring meets itself in a point, or rings meet so often that the inside falls apart. */
  readonly touchesItself: boolean;
  readonly holesOutside: boolean;
  readonly nestedHoles: boolean;
  readonly nestedParts: boolean;
  /** Rings meet in points, all as they may: a projection can make a crossing of it. */
  readonly hasTouches: boolean;
  readonly isUnchecked: boolean;
}

const SOUND: PolygonFaults = {
  crosses: false,
  touchesItself: false,
  holesOutside: false,
  nestedHoles: false,
  nestedParts: false,
  hasTouches: false,
  isUnchecked: false,
};

export class PolygonChecker {
  private readonly search = new EdgeSearch();
  private boxes = new Float64Array(64);
  private firstPath = 0;

  /** Edges that cross, counted to `most`; parts as in `faultsOf`. */
  crossingsUpTo(most: number, geometry: FlatGeometry, from: number, to: number): number {
    return this.search.crossingsUpTo(most, geometry, geometry.partEnd.startOf(from), geometry.partEnd.startOf(to));
  }

  /** The parts of one piece: from part `from` to part `to` (not included). */
  faultsOf(geometry: FlatGeometry, from: number, to: number): PolygonFaults {
    const firstPath = geometry.partEnd.startOf(from);
    const endPath = geometry.partEnd.startOf(to);
    const contacts = this.search.contacts(geometry, firstPath, endPath);
    if (contacts.gaveUp) return { ...SOUND, isUnchecked: true };
    if (contacts.crosses) return { ...SOUND, crosses: true };
    const hasTouches = contacts.touchesItself || contacts.touches.length > 0;
    if (endPath - firstPath === 1) {
      return hasTouches ? { ...SOUND, touchesItself: contacts.touchesItself, hasTouches } : SOUND;
    }
    this.measure(geometry, firstPath, endPath);
    const holes = this.holesOf(geometry, from, to);
    const nestedParts = to - from > 1 && this.hasNestedParts(geometry, from, to);
    const touchesItself = contacts.touchesItself || fallsApart(geometry, contacts.touches, from, to);
    if (!hasTouches && !holes.outside && !holes.nested && !nestedParts) return SOUND;
    return {
      ...SOUND,
      touchesItself,
      holesOutside: holes.outside,
      nestedHoles: holes.nested,
      nestedParts,
      hasTouches,
    };
  }

  /** Boxes of the paths, minX, minY, maxX, maxY. */
  private measure(geometry: FlatGeometry, firstPath: number, endPath: number): void {
    this.firstPath = firstPath;
    if ((endPath - firstPath) * 4 > this.boxes.length) this.boxes = new Float64Array((endPath - firstPath) * 8);
    const { values } = geometry.xy;
    for (let path = firstPath; path < endPath; path++) {
      let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
      const end = geometry.pathEnd.startOf(path + 1);
      for (let v = geometry.pathEnd.startOf(path); v < end; v++) {
        const [x, y] = [values[v * 2]!, values[v * 2 + 1]!];
        if (x < minX) minX = x;
        if (x > maxX) maxX = x;
        if (y < minY) minY = y;
        if (y > maxY) maxY = y;
      }
      this.boxes.set([minX, minY, maxX, maxY], (path - firstPath) * 4);
    }
  }

  private isBoxWithin(inner: number, outer: number): boolean {
    const { boxes } = this;
    const i = (inner - this.firstPath) * 4;
    const o = (outer - this.firstPath) * 4;
    return (
      boxes[i]! >= boxes[o]! &&
      boxes[i + 1]! >= boxes[o + 1]! &&
      boxes[i + 2]! <= boxes[o + 2]! &&
      boxes[i + 3]! <= boxes[o + 3]!
    );
  }

  private holesOf(geometry: FlatGeometry, from: number, to: number): { outside: boolean; nested: boolean } {
    let outside = false;
    let nested = false;
    for (let part = from; part < to; part++) {
      const shell = geometry.partEnd.startOf(part);
      const end = geometry.partEnd.startOf(part + 1);
      for (let hole = shell + 1; hole < end; hole++) {
        if (!this.isBoxWithin(hole, shell) || ringInRing(geometry, hole, shell) === OUTSIDE) outside = true;
      }
      nested ||= this.anyWithin(
        Array.from({ length: end - shell - 1 }, (_none, i) => shell + 1 + i),
        (inner, outer) => ringInRing(geometry, inner, outer) === INSIDE,
      );
    }
    return { outside, nested };
  }

  private hasNestedParts(geometry: FlatGeometry, from: number, to: number): boolean {
    const partOf = new Map<number, number>();
    for (let part = from; part < to; part++) partOf.set(geometry.partEnd.startOf(part), part);
    return this.anyWithin([...partOf.keys()], (inner, outer) => {
      if (ringInRing(geometry, inner, outer) !== INSIDE) return false;
      const part = partOf.get(outer)!;
      for (let hole = outer + 1; hole < geometry.partEnd.startOf(part + 1); hole++) {
        // An island in a lake.
        if (this.isBoxWithin(inner, hole) && ringInRing(geometry, inner, hole) !== OUTSIDE) return false;
      }
      return true;
    });
  }

  /** Is any ring within another one, asked only where the boxes allow it? */
  private anyWithin(paths: number[], isWithin: (inner: number, outer: number) => boolean): boolean {
    const { boxes } = this;
    const westOf = (path: number) => boxes[(path - this.firstPath) * 4]!;
    const order = [...paths].sort((a, b) => westOf(a) - westOf(b));
    for (let i = 0; i < order.length; i++) {
      const outer = order[i]!;
      const east = boxes[(outer - this.firstPath) * 4 + 2]!;
      for (let j = i + 1; j < order.length && westOf(order[j]!) <= east; j++) {
        const inner = order[j]!;
        if (this.isBoxWithin(inner, outer) && isWithin(inner, outer)) return true;
        if (this.isBoxWithin(outer, inner) && isWithin(outer, inner)) return true;
      }
    }
    return false;
  }
}

/** Where a ring lies against another that it does not cross: by its first vertex, or middle of an edge, that is not on it. */
function ringInRing(geometry: FlatGeometry, inner: number, outer: number): RingPlace {
  const { values } = geometry.xy;
  const from = geometry.pathEnd.startOf(outer);
  const to = geometry.pathEnd.startOf(outer + 1);
  const end = geometry.pathEnd.startOf(inner + 1);
  const start = geometry.pathEnd.startOf(inner);
  for (let v = start; v + 1 < end; v++) {
    const place = placeInRing(values, from, to, values[v * 2]!, values[v * 2 + 1]!);
    if (place !== ON_EDGE) return place;
  }
  for (let v = start; v + 1 < end; v++) {
    const x = (values[v * 2]! + values[v * 2 + 2]!) / 2;
    const y = (values[v * 2 + 1]! + values[v * 2 + 3]!) / 2;
    const place = placeInRing(values, from, to, x, y);
    if (place !== ON_EDGE) return place;
  }
  return ON_EDGE;
}

/**
 * Do rings of one part touch in a circle, so that its inside is no longer in one piece? Two rings that touch twice, or a
 * chain of holes from the shell back to it: as edges of a graph, touches close a loop. Touches of three rings in one and the
 * same point close none.
 */
function fallsApart(geometry: FlatGeometry, touches: readonly number[], from: number, to: number): boolean {
  if (touches.length < 8) return false;
  // Rings and touching points are the nodes: a point joins all rings that it lies on.
  const groups = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    while (groups.has(root)) root = groups.get(root)!;
    return root;
  };
  const joined = new Set<string>();
  for (let i = 0; i < touches.length; i += 4) {
    const [one, other] = [touches[i]!, touches[i + 1]!];
    const part = partOfPath(geometry, one, from, to);
    if (part !== partOfPath(geometry, other, from, to)) continue;
    const point = `at ${touches[i + 2]} ${touches[i + 3]} of ${part}`;
    for (const ring of [one, other]) {
      const link = `${ring} ${point}`;
      if (joined.has(link)) continue;
      joined.add(link);
      const [a, b] = [rootOf(`ring ${ring}`), rootOf(point)];
      if (a === b) return true;
      groups.set(a, b);
    }
  }
  return false;
}

function partOfPath(geometry: FlatGeometry, path: number, from: number, to: number): number {
  for (let part = from; part < to; part++) if (path < geometry.partEnd.startOf(part + 1)) return part;
  return to;
}
