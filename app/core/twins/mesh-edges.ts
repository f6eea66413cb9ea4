/**
 * The quiet lines that make a white model legible: outlines of roofs and corners of walls, found from the triangles.
 * An edge counts where its two faces of one feature meet at more than `CREASE` or where only one face has it; edges
 * lying on the ground are left out, unless the whole layer lies there.
 */
import type { VertexBuffers } from '../geo/mesh.ts';
import type { MeshBuffers } from './scene-renderer.ts';

/** Cosine of 30°: flatter joints belong to one face. */
const CREASE_COSINE = 0.866;
/** Where walls meet the ground there is a corner, but no line. */
const GROUND_M = 0.5;
/** Positions closer than a centimetre are one corner. */
const WELD_PER_M = 100;

/** Numbers by whole-number keys, for one feature at a time: emptied by a new generation, not by writing. */
class SmallIndex {
  private slots = new Int32Array(256);
  private generations = new Uint32Array(256);
  private generation = 1;

  /** Empties it and makes room for so many entries. */
  renew(entries: number): void {
    this.generation += 1;
    if (entries * 2 <= this.slots.length) return;
    let size = this.slots.length;
    while (size < entries * 2) size *= 2;
    this.slots = new Int32Array(size);
    this.generations = new Uint32Array(size);
    this.generation = 1;
  }

  /** The entry with this hash that `same` accepts; else `fresh`, which is entered. */
  find(hash: number, fresh: number, same: (entry: number) => boolean): number {
    const mask = this.slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      if (this.generations[at] !== this.generation) {
        this.generations[at] = this.generation;
        this.slots[at] = fresh;
        return fresh;
      }
      const entry = this.slots[at]!;
      if (same(entry)) return entry;
    }
  }
}

const mixed = (a: number, b: number, c: number): number => {
  const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return hash ^ (hash >>> 15);
};

/** Line segments, two vertices each. Triangles of one feature must follow one another. */
export function meshEdges(mesh: MeshBuffers, lowestM = GROUND_M): VertexBuffers {
  const { positions, indices, featureOfVertex } = mesh;
  const corners = new SmallIndex();
  const edges = new SmallIndex();
  // Edges of the feature at hand: two corners, a normal, its faces so far, and whether they meet at an angle.
  const ends: number[] = [];
  const normals: number[] = [];
  const faces: number[] = [];
  const sharp: boolean[] = [];
  const outPositions: number[] = [];
  const outNormals: number[] = [];
  const outFeatures: number[] = [];

  const welded = (vertex: number, axis: number) => Math.round(positions[vertex * 3 + axis]! * WELD_PER_M);
  const corner = (vertex: number): number => {
    const x = welded(vertex, 0);
    const y = welded(vertex, 1);
    const z = welded(vertex, 2);
    return corners.find(
      mixed(x, y, z),
      vertex,
      (known) => welded(known, 0) === x && welded(known, 1) === y && welded(known, 2) === z,
    );
  };
  const addEdge = (from: number, to: number, nx: number, ny: number, nz: number) => {
    const low = Math.min(from, to);
    const high = Math.max(from, to);
    const fresh = faces.length;
    const edge = edges.find(
      mixed(low, high, 0),
      fresh,
      (known) =>
        Math.min(ends[known * 2]!, ends[known * 2 + 1]!) === low &&
        Math.max(ends[known * 2]!, ends[known * 2 + 1]!) === high,
    );
    if (edge === fresh) {
      ends.push(from, to);
      normals.push(nx, ny, nz);
      faces.push(1);
      sharp.push(false);
      return;
    }
    faces[edge] = faces[edge]! + 1;
    const at = edge * 3;
    if (normals[at]! * nx + normals[at + 1]! * ny + normals[at + 2]! * nz >= CREASE_COSINE) return;
    sharp[edge] = true;
    normals[at] = normals[at]! + nx;
    normals[at + 1] = normals[at + 1]! + ny;
    normals[at + 2] = normals[at + 2]! + nz;
  };
  const finishFeature = (feature: number) => {
    for (let edge = 0; edge < faces.length; edge++) {
      if (faces[edge]! > 1 && !sharp[edge]) continue;
      const a = ends[edge * 2]!;
      const b = ends[edge * 2 + 1]!;
      if (positions[a * 3 + 2]! < lowestM && positions[b * 3 + 2]! < lowestM) continue;
      const x = normals[edge * 3]!;
      const y = normals[edge * 3 + 1]!;
      const z = normals[edge * 3 + 2]!;
      const length = Math.sqrt(x * x + y * y + z * z) || 1;
      for (const v of [a, b]) {
        outPositions.push(positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!);
        outNormals.push(x / length, y / length, z / length);
        outFeatures.push(feature);
      }
    }
    ends.length = 0;
    normals.length = 0;
    faces.length = 0;
    sharp.length = 0;
  };

  for (let first = 0; first < indices.length; ) {
    const feature = featureOfVertex[indices[first]!]!;
    let end = first;
    while (end < indices.length && featureOfVertex[indices[end]!] === feature) end += 3;
    corners.renew(end - first);
    edges.renew(end - first);
    for (let t = first; t < end; t += 3) {
      const a = corner(indices[t]!);
      const b = corner(indices[t + 1]!);
      const c = corner(indices[t + 2]!);
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
      addEdge(a, b, x / length, y / length, z / length);
      addEdge(b, c, x / length, y / length, z / length);
      addEdge(c, a, x / length, y / length, z / length);
    }
    finishFeature(feature);
    first = end;
  }
  return {
    positions: Float32Array.from(outPositions),
    normals: Float32Array.from(outNormals),
    featureOfVertex: Uint32Array.from(outFeatures),
  };
}
