/**
 * Packs one layer's flat buffers into a GLB: the form in which Cesium takes large meshes without an object per feature.
 * Every vertex carries the row number of its feature (`_FEATURE_ID_0`, EXT_mesh_features); colours live in a texture
 * outside. Normals are signed bytes (KHR_mesh_quantization), which is plenty for flat shading: 20 bytes a vertex.
 */

const GLB_MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;
const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

export type Primitive = 'triangles' | 'lines';

export interface GlbMesh {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
  readonly featureOfVertex: Uint32Array;
}

function extent(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const axis = i % 3;
    const value = positions[i]!;
    if (value < min[axis]!) min[axis] = value;
    if (value > max[axis]!) max[axis] = value;
  }
  return { min, max };
}

/** Positions stay as they are: metres east, north, up (so the model's up axis is Z). */
export function meshToGlb(mesh: GlbMesh, primitive: Primitive, featureCount: number): Uint8Array {
  const vertexCount = mesh.positions.length / 3;
  const lengths = [vertexCount * 12, vertexCount * 4, vertexCount * 4, mesh.indices.length * 4];
  const offsets: number[] = [];
  let binLength = 0;
  for (const length of lengths) {
    offsets.push(binLength);
    binLength += length;
  }
  const { min, max } = extent(mesh.positions);
  const json = {
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
            mode: primitive === 'lines' ? 1 : 4,
            attributes: { POSITION: 0, NORMAL: 1, _FEATURE_ID_0: 2 },
            indices: 3,
            extensions: { EXT_mesh_features: { featureIds: [{ featureCount, attribute: 0 }] } },
          },
        ],
      },
    ],
    accessors: [
      { bufferView: 0, componentType: FLOAT, count: vertexCount, type: 'VEC3', min, max },
      { bufferView: 1, componentType: BYTE, normalized: true, count: vertexCount, type: 'VEC3' },
      { bufferView: 2, componentType: FLOAT, count: vertexCount, type: 'SCALAR' },
      { bufferView: 3, componentType: UNSIGNED_INT, count: mesh.indices.length, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: offsets[0], byteLength: lengths[0], target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: offsets[1], byteLength: lengths[1], byteStride: 4, target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: offsets[2], byteLength: lengths[2], target: ARRAY_BUFFER },
      { buffer: 0, byteOffset: offsets[3], byteLength: lengths[3], target: ELEMENT_ARRAY_BUFFER },
    ],
    buffers: [{ byteLength: binLength }],
  };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const jsonLength = Math.ceil(text.length / 4) * 4;
  const glb = new Uint8Array(12 + 8 + jsonLength + 8 + binLength);
  const view = new DataView(glb.buffer);
  view.setUint32(0, GLB_MAGIC, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, glb.length, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, JSON_CHUNK, true);
  glb.fill(0x20, 20, 20 + jsonLength);
  glb.set(text, 20);
  const binHeader = 20 + jsonLength;
  view.setUint32(binHeader, binLength, true);
  view.setUint32(binHeader + 4, BIN_CHUNK, true);
  const bin = binHeader + 8;

  new Float32Array(glb.buffer, bin + offsets[0]!, vertexCount * 3).set(mesh.positions);
  const normals = new Int8Array(glb.buffer, bin + offsets[1]!, vertexCount * 4);
  const features = new Float32Array(glb.buffer, bin + offsets[2]!, vertexCount);
  for (let v = 0; v < vertexCount; v++) {
    for (let axis = 0; axis < 3; axis++) {
      normals[v * 4 + axis] = Math.round(Math.max(-1, Math.min(1, mesh.normals[v * 3 + axis]!)) * 127);
    }
    features[v] = mesh.featureOfVertex[v]!;
  }
  new Uint32Array(glb.buffer, bin + offsets[3]!, mesh.indices.length).set(mesh.indices);
  return glb;
}
