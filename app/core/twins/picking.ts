/**
 * Which feature a line of sight meets first: exact, on the processor, without drawing a second picture. A chunk of a
 * layer has thousands of features; a box test per feature and a triangle test for the few boxes that are hit take well
 * under a millisecond, and it can be tested without a screen.
 */

export type Vector3 = readonly [x: number, y: number, z: number];

/** Triangles as MeshBuffers and PackedMesh have them; those of one feature follow one another. */
export interface PickableMesh {
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
  readonly featureOfVertex: ArrayLike<number>;
}

/** One entry per feature that has triangles in this mesh. */
export interface PickIndex {
  /** Rows in the layer. */
  readonly features: Uint32Array;
  /** Six per entry: min x, y, z, max x, y, z. */
  readonly boxes: Float32Array;
  /** Entry e owns the indices from `starts[e]` to `starts[e + 1]`. */
  readonly starts: Uint32Array;
  readonly mesh: PickableMesh;
}

export interface MeshHit {
  readonly feature: number;
  /** In units of the ray's direction. */
  readonly distance: number;
}

export function buildPickIndex(mesh: PickableMesh): PickIndex {
  const { positions, indices, featureOfVertex } = mesh;
  const features: number[] = [];
  const starts: number[] = [];
  for (let i = 0; i < indices.length; i += 3) {
    const feature = featureOfVertex[indices[i]!]!;
    if (feature === features.at(-1)) continue;
    features.push(feature);
    starts.push(i);
  }
  starts.push(indices.length);
  const boxes = new Float32Array(features.length * 6);
  for (let entry = 0; entry < features.length; entry++) {
    const box = entry * 6;
    boxes.fill(Infinity, box, box + 3);
    boxes.fill(-Infinity, box + 3, box + 6);
    for (let i = starts[entry]!; i < starts[entry + 1]!; i++) {
      const vertex = indices[i]! * 3;
      for (let axis = 0; axis < 3; axis++) {
        const value = positions[vertex + axis]!;
        if (value < boxes[box + axis]!) boxes[box + axis] = value;
        if (value > boxes[box + 3 + axis]!) boxes[box + 3 + axis] = value;
      }
    }
  }
  return { features: Uint32Array.from(features), boxes, starts: Uint32Array.from(starts), mesh };
}

/** Slab test; true where the ray enters the box at `at` (min x, y, z, max x, y, z) before `limit`. */
export function meetsBox(
  boxes: ArrayLike<number>,
  at: number,
  origin: Vector3,
  direction: Vector3,
  limit: number,
): boolean {
  let near = 0;
  let far = limit;
  for (let axis = 0; axis < 3; axis++) {
    const step = direction[axis]!;
    const low = boxes[at + axis]! - origin[axis]!;
    const high = boxes[at + 3 + axis]! - origin[axis]!;
    if (low > high) return false;
    if (step === 0) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    const a = low / step;
    const b = high / step;
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
    if (near > far) return false;
  }
  return true;
}

/** Möller–Trumbore (1997), both faces; the distance, or Infinity. */
function meetsTriangle(mesh: PickableMesh, first: number, origin: Vector3, direction: Vector3): number {
  const { positions, indices } = mesh;
  const a = indices[first]! * 3;
  const b = indices[first + 1]! * 3;
  const c = indices[first + 2]! * 3;
  const ax = positions[a]!;
  const ay = positions[a + 1]!;
  const az = positions[a + 2]!;
  const e1x = positions[b]! - ax;
  const e1y = positions[b + 1]! - ay;
  const e1z = positions[b + 2]! - az;
  const e2x = positions[c]! - ax;
  const e2y = positions[c + 1]! - ay;
  const e2z = positions[c + 2]! - az;
  const [dx, dy, dz] = direction;
  const px = dy * e2z - dz * e2y;
  const py = dz * e2x - dx * e2z;
  const pz = dx * e2y - dy * e2x;
  const determinant = e1x * px + e1y * py + e1z * pz;
  if (determinant === 0) return Infinity;
  const inverse = 1 / determinant;
  const tx = origin[0] - ax;
  const ty = origin[1] - ay;
  const tz = origin[2] - az;
  const u = (tx * px + ty * py + tz * pz) * inverse;
  if (u < 0 || u > 1) return Infinity;
  const qx = ty * e1z - tz * e1y;
  const qy = tz * e1x - tx * e1z;
  const qz = tx * e1y - ty * e1x;
  const v = (dx * qx + dy * qy + dz * qz) * inverse;
  if (v < 0 || u + v > 1) return Infinity;
  const distance = (e2x * qx + e2y * qy + e2z * qz) * inverse;
  return distance > 0 ? distance : Infinity;
}

/**
 * The nearest feature along the ray, in the mesh's own frame; null where it meets none before `limit`. Features that are
 * not drawn are looked through.
 */
export function pickMesh(
  index: PickIndex,
  origin: Vector3,
  direction: Vector3,
  limit = Infinity,
  isDrawn: (feature: number) => boolean = () => true,
): MeshHit | null {
  let best: MeshHit | null = null;
  let nearest = limit;
  for (let entry = 0; entry < index.features.length; entry++) {
    const feature = index.features[entry]!;
    if (!meetsBox(index.boxes, entry * 6, origin, direction, nearest) || !isDrawn(feature)) continue;
    for (let i = index.starts[entry]!; i < index.starts[entry + 1]!; i += 3) {
      const distance = meetsTriangle(index.mesh, i, origin, direction);
      if (distance < nearest) {
        nearest = distance;
        best = { feature, distance };
      }
    }
  }
  return best;
}
