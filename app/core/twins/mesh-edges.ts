/**
 * The quiet lines that make a white model legible: outlines of roofs and corners of walls, found from the triangles.
 * An edge counts where its two faces of one feature meet at more than `CREASE` or where only one face has it; edges
 * lying on the ground are left out, unless the whole layer lies there.
 */
import type { MeshBuffers } from './scene-renderer.ts';

/** Cosine of 30°: flatter joints belong to one face. */
const CREASE_COSINE = 0.866;
/** Where walls meet the ground there is a corner, but no line. */
const GROUND_M = 0.5;
/** Positions closer than a centimetre are one corner. */
const WELD_PER_M = 100;

interface FoundEdge {
  readonly from: number;
  readonly to: number;
  normal: [number, number, number];
  /** 1 after its first face; 2 once a second one was met. */
  faces: number;
  sharp: boolean;
}

function faceNormal(positions: Float32Array, a: number, b: number, c: number): [number, number, number] {
  const ux = positions[b * 3]! - positions[a * 3]!;
  const uy = positions[b * 3 + 1]! - positions[a * 3 + 1]!;
  const uz = positions[b * 3 + 2]! - positions[a * 3 + 2]!;
  const vx = positions[c * 3]! - positions[a * 3]!;
  const vy = positions[c * 3 + 1]! - positions[a * 3 + 1]!;
  const vz = positions[c * 3 + 2]! - positions[a * 3 + 2]!;
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  return [x / length, y / length, z / length];
}

/** Line segments (two indices each) in the same form as a mesh. Triangles of one feature must follow one another. */
export function meshEdges(mesh: MeshBuffers, lowestM = GROUND_M): MeshBuffers {
  const { positions, indices, featureOfVertex } = mesh;
  const outPositions: number[] = [];
  const outNormals: number[] = [];
  const outFeatures: number[] = [];
  let corners = new Map<string, number>();
  let edges = new Map<string, FoundEdge>();
  let current = -1;

  const corner = (vertex: number): number => {
    const x = Math.round(positions[vertex * 3]! * WELD_PER_M);
    const y = Math.round(positions[vertex * 3 + 1]! * WELD_PER_M);
    const z = Math.round(positions[vertex * 3 + 2]! * WELD_PER_M);
    const key = `${x},${y},${z}`;
    const known = corners.get(key);
    if (known !== undefined) return known;
    corners.set(key, vertex);
    return vertex;
  };
  const flush = () => {
    for (const edge of edges.values()) {
      if (edge.faces > 1 && !edge.sharp) continue;
      const ends = [edge.from, edge.to];
      if (ends.every((v) => positions[v * 3 + 2]! < lowestM)) continue;
      const [x, y, z] = edge.normal;
      const length = Math.sqrt(x * x + y * y + z * z) || 1;
      for (const v of ends) {
        outPositions.push(positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!);
        outNormals.push(x / length, y / length, z / length);
        outFeatures.push(current);
      }
    }
    corners = new Map();
    edges = new Map();
  };

  for (let t = 0; t < indices.length; t += 3) {
    const feature = featureOfVertex[indices[t]!]!;
    if (feature !== current) {
      flush();
      current = feature;
    }
    const own = [corner(indices[t]!), corner(indices[t + 1]!), corner(indices[t + 2]!)] as const;
    const normal = faceNormal(positions, own[0], own[1], own[2]);
    for (let side = 0; side < 3; side++) {
      const from = own[side]!;
      const to = own[(side + 1) % 3]!;
      const key = from < to ? `${from},${to}` : `${to},${from}`;
      const known = edges.get(key);
      if (known === undefined) {
        edges.set(key, { from, to, normal, faces: 1, sharp: false });
        continue;
      }
      const [x, y, z] = known.normal;
      known.faces += 1;
      if (x * normal[0] + y * normal[1] + z * normal[2] < CREASE_COSINE) {
        known.sharp = true;
        known.normal = [x + normal[0], y + normal[1], z + normal[2]];
      }
    }
  }
  flush();
  return {
    positions: Float32Array.from(outPositions),
    normals: Float32Array.from(outNormals),
    indices: Uint32Array.from({ length: outFeatures.length }, (_, i) => i),
    featureOfVertex: Uint32Array.from(outFeatures),
  };
}
