/**
 * Packs flat buffers into a GLB (glTF 2.0 binary, Khronos): the form in which a renderer takes large meshes without an
 * object per feature, made in the worker that triangulates. Every vertex carries the row number of its feature
 * (`_FEATURE_ID_0`, EXT_mesh_features; exact up to 16 million); colours live outside. Normals are signed bytes
 * (KHR_mesh_quantization), which is plenty for flat shading: 20 bytes a vertex, 16 a point.
 */
import type { MeshBuffers, VertexBuffers } from './mesh.ts';

const GLB_MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;
const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;
const MODES = { points: 0, lines: 1, triangles: 4 } as const;

export type PackedPrimitive = keyof typeof MODES;

/** A GLB and views into its own bytes: what is drawn can be picked and shaded without a second copy. */
export interface PackedMesh {
  readonly primitive: PackedPrimitive;
  readonly glb: Uint8Array;
  /** Metres east, north, up of the layer's origin. */
  readonly positions: Float32Array;
  /** Three a triangle; empty for lines and points. */
  readonly indices: Uint32Array;
  /** Whole numbers: rows in the layer. */
  readonly featureOfVertex: Float32Array;
  /** Corner with the least and corner with the greatest east, north and up; infinite where there is no vertex. */
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Positions stay as they are: metres east, north, up (so the model's up axis is Z). */
export function packTriangles(mesh: MeshBuffers, featureCount: number): PackedMesh {
  return pack('triangles', mesh.positions, mesh.normals, mesh.featureOfVertex, mesh.indices, featureCount);
}

/** Two vertices in turn are one segment. */
export function packLines(lines: VertexBuffers, featureCount: number): PackedMesh {
  return pack('lines', lines.positions, lines.normals, lines.featureOfVertex, null, featureCount);
}

export function packPoints(positions: Float32Array, features: Uint32Array, featureCount: number): PackedMesh {
  return pack('points', positions, null, features, null, featureCount);
}

function pack(
  primitive: PackedPrimitive,
  positions: Float32Array,
  normals: Float32Array | null,
  features: Uint32Array,
  indices: Uint32Array | null,
  featureCount: number,
): PackedMesh {
  const vertexCount = features.length;
  const { min, max } = extent(positions);
  const views: object[] = [];
  const accessors: object[] = [];
  let binLength = 0;
  /** Returns where the part begins among the binary bytes. */
  const part = (view: object, accessor: object, byteLength: number): number => {
    const byteOffset = binLength;
    views.push({ buffer: 0, byteOffset, byteLength, ...view });
    accessors.push({ bufferView: views.length - 1, ...accessor });
    binLength += byteLength;
    return byteOffset;
  };
  const count = vertexCount;
  const target = ARRAY_BUFFER;
  const positionsAt = part({ target }, { componentType: FLOAT, count, type: 'VEC3', min, max }, count * 12);
  const featuresAt = part({ target }, { componentType: FLOAT, count, type: 'SCALAR' }, count * 4);
  const attributes: Record<string, number> = { POSITION: 0, _FEATURE_ID_0: 1 };
  let normalsAt = 0;
  if (normals !== null) {
    attributes.NORMAL = views.length;
    const signedBytes = { componentType: BYTE, normalized: true, count, type: 'VEC3' };
    normalsAt = part({ byteStride: 4, target }, signedBytes, count * 4);
  }
  const indicesNumber = views.length;
  const indicesAt =
    indices === null
      ? binLength
      : part(
          { target: ELEMENT_ARRAY_BUFFER },
          { componentType: UNSIGNED_INT, count: indices.length, type: 'SCALAR' },
          indices.length * 4,
        );
  const { glb, bin } = emptyGlb(
    {
      asset: { version: '2.0' },
      extensionsUsed: ['EXT_mesh_features', 'KHR_mesh_quantization'],
      extensionsRequired: ['KHR_mesh_quantization'],
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0 }],
      meshes: [
        {
          primitives: [
            {
              mode: MODES[primitive],
              attributes,
              ...(indices === null ? {} : { indices: indicesNumber }),
              extensions: { EXT_mesh_features: { featureIds: [{ featureCount, attribute: 0 }] } },
            },
          ],
        },
      ],
      accessors,
      bufferViews: views,
      buffers: [{ byteLength: binLength }],
    },
    binLength,
  );
  const { buffer } = glb;
  const packed = {
    primitive,
    glb,
    positions: new Float32Array(buffer, bin + positionsAt, vertexCount * 3),
    featureOfVertex: new Float32Array(buffer, bin + featuresAt, vertexCount),
    indices: new Uint32Array(buffer, bin + indicesAt, indices?.length ?? 0),
    min,
    max,
  };
  packed.positions.set(positions);
  packed.featureOfVertex.set(features);
  if (indices !== null) packed.indices.set(indices);
  if (normals !== null) {
    const bytes = new Int8Array(buffer, bin + normalsAt, vertexCount * 4);
    for (let v = 0; v < vertexCount; v++) {
      for (let axis = 0; axis < 3; axis++) {
        bytes[v * 4 + axis] = Math.round(Math.max(-1, Math.min(1, normals[v * 3 + axis]!)) * 127);
      }
    }
  }
  return packed;
}

/** Header and JSON written, binary part still zero; `bin` is where it begins, a multiple of four. */
function emptyGlb(json: object, binLength: number): { readonly glb: Uint8Array; readonly bin: number } {
  const text = JSON.stringify(json);
  const jsonLength = Math.ceil(text.length / 4) * 4;
  const glb = new Uint8Array(12 + 8 + jsonLength + 8 + binLength);
  const view = new DataView(glb.buffer);
  view.setUint32(0, GLB_MAGIC, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, glb.length, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, JSON_CHUNK, true);
  glb.fill(0x20, 20, 20 + jsonLength);
  // Plain ASCII: nothing of a person's data is in it.
  for (let i = 0; i < text.length; i++) glb[20 + i] = text.charCodeAt(i);
  const binHeader = 20 + jsonLength;
  view.setUint32(binHeader, binLength, true);
  view.setUint32(binHeader + 4, BIN_CHUNK, true);
  return { glb, bin: binHeader + 8 };
}

function extent(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[i + axis]!;
      if (value < min[axis]!) min[axis] = value;
      if (value > max[axis]!) max[axis] = value;
    }
  }
  return { min, max };
}
