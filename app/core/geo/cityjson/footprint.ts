/** What a shape covers on the ground: its ground surfaces, or else the faces it stands on, joined where they share edges. */
import { doubleSignedArea, type Position } from '../geojson.ts';
import { polygonsFromRings } from '../reading/shapefile/rings.ts';
import type { Face, Shape } from './boundaries.ts';
import type { Point3 } from './model.ts';

/** Steeper faces are walls: the vertical part of their unit normal. */
const LEVEL = 0.05;
/** A bottom covers nearly what the roofs cover. */
const BOTTOM_SHARE = 0.9;

/** Polygons without heights; none where the shape has no faces that cover anything. */
export function footprintOf(shape: Shape): Position[][][] {
  const ground = shape.faces.filter(({ meaning }) => meaning === 'GroundSurface');
  if (ground.length > 0) return joined(ground);
  const covering = shape.faces.filter((face) => Math.abs(uprightness(face)) > LEVEL);
  if (!shape.isSolid) return joined(covering);
  // The shell of a solid looks outwards: what looks down is its bottom, unless the bottom was left away.
  const below = covering.filter((face) => uprightness(face) < 0);
  const above = covering.filter((face) => uprightness(face) > 0);
  return joined(coveredBy(below) >= coveredBy(above) * BOTTOM_SHARE ? below : above);
}

/** Sum of what faces cover seen from above. */
function coveredBy(faces: readonly Face[]): number {
  return faces.reduce((sum, { rings }) => sum + Math.abs(doubleSignedArea(rings[0]?.map(([x, y]) => [x, y]) ?? [])), 0);
}

/** The vertical part of the unit normal of a face: 1 looks up, -1 down, 0 is a wall (Newell's method). */
function uprightness(face: Face): number {
  const ring = face.rings[0] ?? [];
  let [x, y, z] = [0, 0, 0];
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + 1) % ring.length]!;
    x += (a[1] - b[1]) * (a[2] + b[2]);
    y += (a[2] - b[2]) * (a[0] + b[0]);
    z += (a[0] - b[0]) * (a[1] + b[1]);
  }
  const length = Math.sqrt(x * x + y * y + z * z);
  return length === 0 ? 0 : z / length;
}

interface Edge {
  readonly from: Point3;
  readonly to: Point3;
}

const key = ([x, y]: Point3) => `${x} ${y}`;

/** Faces that share an edge become one; where their edges do not fit, each stays for itself. */
function joined(faces: readonly Face[]): Position[][][] {
  const rings = chain(outlineOf(faces));
  if (rings === null || rings.length === 0) return faces.map((face) => face.rings.map((ring) => closed(ring)));
  // Shells are counter-clockwise here, clockwise where rings are told apart.
  return polygonsFromRings(rings.map((ring) => closed(ring.toReversed()))).map((polygon) =>
    polygon.map((ring) => ring.toReversed()),
  );
}

/** Edges that only one face has, all faces seen from above. Null where two faces cover the same side of an edge. */
function outlineOf(faces: readonly Face[]): Map<string, Edge> | null {
  const edges = new Map<string, Edge>();
  for (const face of faces) {
    const turn = uprightness(face) < 0;
    for (const ring of face.rings) {
      const points = turn ? ring.toReversed() : ring;
      for (const [index, from] of points.entries()) {
        const to = points[(index + 1) % points.length]!;
        const [a, b] = [key(from), key(to)];
        if (a === b) continue;
        if (edges.delete(`${b}|${a}`)) continue;
        if (edges.has(`${a}|${b}`)) return null;
        edges.set(`${a}|${b}`, { from, to });
      }
    }
  }
  return edges;
}

/** Edges one behind the other until they are back; null where one leads nowhere. */
function chain(edges: Map<string, Edge> | null): Point3[][] | null {
  if (edges === null) return null;
  const from = new Map<string, Edge[]>();
  for (const edge of edges.values()) {
    const list = from.get(key(edge.from));
    if (list === undefined) from.set(key(edge.from), [edge]);
    else list.push(edge);
  }
  const rings: Point3[][] = [];
  for (const start of edges.values()) {
    let edge = take(from, key(start.from));
    const path: Point3[] = [];
    const placeInPath = new Map<string, number>();
    while (edge !== undefined) {
      placeInPath.set(key(edge.from), path.length);
      path.push(edge.from);
      const back = placeInPath.get(key(edge.to));
      if (back !== undefined) {
        // A ring is closed where the path meets itself, so that none touches itself.
        const ring = path.splice(back);
        for (const point of ring) placeInPath.delete(key(point));
        rings.push(ring);
        if (path.length === 0) break;
      }
      edge = take(from, key(edge.to));
      if (edge === undefined) return null;
    }
  }
  return rings;
}

function take(from: Map<string, Edge[]>, at: string): Edge | undefined {
  return from.get(at)?.pop();
}

function closed(ring: readonly Point3[]): Position[] {
  const positions = ring.map(([x, y]): Position => [x, y]);
  return positions.length > 0 ? [...positions, [...positions[0]!]] : [];
}
