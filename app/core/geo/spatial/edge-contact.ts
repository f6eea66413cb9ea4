/** Do the edges of two geometries meet anywhere? Exact; edges as x1, y1, x2, y2, a point as an edge without length. */
import type { Bounds } from './ellipsoid-scale.ts';
import { orientation } from './orientation.ts';

export function edgesMeet(a: Float64Array, boundsOfA: Bounds, b: Float64Array, boundsOfB: Bounds): boolean {
  const nearA = edgesIn(a, boundsOfB);
  const nearB = edgesIn(b, boundsOfA);
  for (let i = 0; i < nearA.length; i++) {
    const at = nearA[i]!;
    const x1 = a[at]!;
    const y1 = a[at + 1]!;
    const x2 = a[at + 2]!;
    const y2 = a[at + 3]!;
    const minX = x1 < x2 ? x1 : x2;
    const maxX = x1 < x2 ? x2 : x1;
    const minY = y1 < y2 ? y1 : y2;
    const maxY = y1 < y2 ? y2 : y1;
    for (let j = 0; j < nearB.length; j++) {
      const other = nearB[j]!;
      const x3 = b[other]!;
      const x4 = b[other + 2]!;
      if ((x3 > maxX && x4 > maxX) || (x3 < minX && x4 < minX)) continue;
      const y3 = b[other + 1]!;
      const y4 = b[other + 3]!;
      if ((y3 > maxY && y4 > maxY) || (y3 < minY && y4 < minY)) continue;
      if (segmentsMeet(x1, y1, x2, y2, x3, y3, x4, y4)) return true;
    }
  }
  return false;
}

/** Places in the list of the edges whose own box touches the given one. */
function edgesIn(edges: Float64Array, { minX, minY, maxX, maxY }: Bounds): number[] {
  const found: number[] = [];
  for (let at = 0; at < edges.length; at += 4) {
    const x1 = edges[at]!;
    const x2 = edges[at + 2]!;
    if ((x1 > maxX && x2 > maxX) || (x1 < minX && x2 < minX)) continue;
    const y1 = edges[at + 1]!;
    const y2 = edges[at + 3]!;
    if ((y1 > maxY && y2 > maxY) || (y1 < minY && y2 < minY)) continue;
    found.push(at);
  }
  return found;
}

/** For segments whose boxes touch: each has the other's ends on both of its sides, or on its line. */
function segmentsMeet(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  x3: number,
  y3: number,
  x4: number,
  y4: number,
): boolean {
  const c = orientation(x1, y1, x2, y2, x3, y3);
  const d = orientation(x1, y1, x2, y2, x4, y4);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return false;
  const a = orientation(x3, y3, x4, y4, x1, y1);
  const b = orientation(x3, y3, x4, y4, x2, y2);
  return !((a > 0 && b > 0) || (a < 0 && b < 0));
}
