/** Where a feature's label stands: within its shape, at its top. Found from what is drawn, so it holds for any layer. */
import type { LayerChunk } from './scene-renderer.ts';

/**
 * Metres east, north, up of the layer's origin, three a wanted row and NaN where nothing of it is drawn. Of areas and
 * blocks the middle of what is seen from above, or, where that lies beside the shape, the middle of its largest
 * triangle; of lines the triangle half way along; of points the point. `rowOf` gives the row of a number in the chunks.
 */
export function labelAnchors(
  chunks: readonly LayerChunk[],
  isLine: boolean,
  wanted: Uint32Array,
  rowOf: (feature: number) => number = (feature) => feature,
): Float32Array {
  const places = new Float32Array(wanted.length * 3).fill(Number.NaN);
  const slotOf = new Map<number, number>();
  for (const [slot, row] of wanted.entries()) slotOf.set(row, slot);
  for (const { mesh } of chunks) {
    const { positions, indices, featureOfVertex } = mesh;
    if (mesh.primitive === 'points') {
      featureOfVertex.forEach((feature, vertex) => {
        const slot = slotOf.get(rowOf(feature));
        if (slot !== undefined) places.set(positions.subarray(vertex * 3, vertex * 3 + 3), slot * 3);
      });
      continue;
    }
    for (let from = 0; from < indices.length; ) {
      const row = rowOf(featureOfVertex[indices[from]!]!);
      let to = from + 3;
      while (to < indices.length && rowOf(featureOfVertex[indices[to]!]!) === row) to += 3;
      const slot = slotOf.get(row);
      if (slot !== undefined) {
        const half = from + 3 * Math.floor((to - from) / 6);
        places.set(isLine ? middleOf(mesh, half) : areaAnchor(mesh, from, to), slot * 3);
      }
      from = to;
    }
  }
  return places;
}

type Mesh = LayerChunk['mesh'];
type Place = readonly [east: number, north: number, up: number];

function corner({ positions, indices }: Mesh, at: number): Place {
  const vertex = indices[at]! * 3;
  return [positions[vertex]!, positions[vertex + 1]!, positions[vertex + 2]!];
}

function middleOf(mesh: Mesh, first: number): Place {
  const [a, b, c] = [corner(mesh, first), corner(mesh, first + 1), corner(mesh, first + 2)];
  return [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3, Math.max(a[2], b[2], c[2])];
}

/** Twice the area seen from above, with its sign. */
const turn = (a: Place, b: Place, c: Place): number => (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);

function areaAnchor(mesh: Mesh, from: number, to: number): Place {
  let [sum, east, north, top, largest, largestAt] = [0, 0, 0, Number.NEGATIVE_INFINITY, -1, from];
  for (let at = from; at < to; at += 3) {
    const [a, b, c] = [corner(mesh, at), corner(mesh, at + 1), corner(mesh, at + 2)];
    const area = Math.abs(turn(a, b, c));
    top = Math.max(top, a[2], b[2], c[2]);
    sum += area;
    east += (area * (a[0] + b[0] + c[0])) / 3;
    north += (area * (a[1] + b[1] + c[1])) / 3;
    if (area > largest) [largest, largestAt] = [area, at];
  }
  const middle: Place = sum > 0 ? [east / sum, north / sum, top] : middleOf(mesh, from);
  for (let at = from; at < to; at += 3) {
    if (isOver(middle, corner(mesh, at), corner(mesh, at + 1), corner(mesh, at + 2))) return middle;
  }
  const [x, y] = middleOf(mesh, largestAt);
  return [x, y, top];
}

function isOver(place: Place, a: Place, b: Place, c: Place): boolean {
  const [ab, bc, ca] = [turn(a, b, place), turn(b, c, place), turn(c, a, place)];
  return (ab > 0 && bc > 0 && ca > 0) || (ab < 0 && bc < 0 && ca < 0);
}
