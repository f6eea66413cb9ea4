/** Flat triangle buffers, and the builder that fills them. */

/**
 * Vertices in flat, transferable buffers. Positions are metres east, north, up of an origin (a local tangent plane at
 * the ellipsoid), so that 32-bit floats keep millimetres. `featureOfVertex[i]` is the row number in the layer of the
 * feature that vertex i belongs to. Without indices two vertices in turn are one line segment.
 */
export interface VertexBuffers {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly featureOfVertex: Uint32Array;
}

/** Triangles, three indices each; those of one feature follow one another. */
export interface MeshBuffers extends VertexBuffers {
  readonly indices: Uint32Array;
}

export interface MeshBuilder {
  /** Adds a vertex and returns its index; the normal must have length 1. */
  addVertex(x: number, y: number, z: number, nx: number, ny: number, nz: number, feature: number): number;
  /** Adds a triangle, counter-clockwise seen from outside. */
  addTriangle(a: number, b: number, c: number): void;
  readonly vertexCount: number;
  readonly triangleCount: number;
  /** The buffers, cut to size; the builder is spent afterwards. */
  finish(): MeshBuffers;
}

/** Buffers double when full: a layer's size is not known beforehand. */
export function createMeshBuilder(expectedVertices = 1024): MeshBuilder {
  let positions = new Float32Array(expectedVertices * 3);
  let normals = new Float32Array(expectedVertices * 3);
  let features = new Uint32Array(expectedVertices);
  let indices = new Uint32Array(expectedVertices * 3);
  let vertexCount = 0;
  let indexCount = 0;

  const growVertices = () => {
    const wider = Math.max(16, features.length * 2);
    positions = grown(positions, new Float32Array(wider * 3));
    normals = grown(normals, new Float32Array(wider * 3));
    features = grown(features, new Uint32Array(wider));
  };

  return {
    addVertex(x, y, z, nx, ny, nz, feature) {
      if (vertexCount === features.length) growVertices();
      const at = vertexCount * 3;
      positions[at] = x;
      positions[at + 1] = y;
      positions[at + 2] = z;
      normals[at] = nx;
      normals[at + 1] = ny;
      normals[at + 2] = nz;
      features[vertexCount] = feature;
      return vertexCount++;
    },
    addTriangle(a, b, c) {
      if (indexCount + 3 > indices.length) indices = grown(indices, new Uint32Array(Math.max(48, indices.length * 2)));
      indices[indexCount++] = a;
      indices[indexCount++] = b;
      indices[indexCount++] = c;
    },
    get vertexCount() {
      return vertexCount;
    },
    get triangleCount() {
      return indexCount / 3;
    },
    finish: () => ({
      positions: positions.slice(0, vertexCount * 3),
      normals: normals.slice(0, vertexCount * 3),
      indices: indices.slice(0, indexCount),
      featureOfVertex: features.slice(0, vertexCount),
    }),
  };
}

function grown<T extends Float32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
