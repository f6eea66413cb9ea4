import { describe, expect, it } from 'vitest';
import { packLines, packPoints, packTriangles } from '../../../../app/core/geo/packed-mesh.ts';
import { boxMesh } from '../../../builders/layers.ts';

function read(glb: Uint8Array) {
  const view = new DataView(glb.buffer);
  const jsonLength = view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + jsonLength)));
  return { view, json, bin: 28 + jsonLength };
}

describe('a layer as GLB', () => {
  const mesh = boxMesh([
    { x: 0, y: 0, size: 10, height: 20 },
    { x: 30, y: 0, size: 10, height: 5 },
  ]);
  const packed = packTriangles(mesh, 2);
  const { glb } = packed;
  const { view, json, bin } = read(glb);

  it('states its own length and version', () => {
    expect([view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)]).toEqual([
      0x46546c67,
      2,
      glb.length,
    ]);
    expect(glb.length % 4).toBe(0);
  });

  it('bounds its positions', () => {
    expect([json.accessors[0].min, json.accessors[0].max]).toEqual([
      [0, 0, 0],
      [40, 10, 20],
    ]);
  });

  it('carries the feature of every vertex', () => {
    const features = new Float32Array(glb.buffer, bin + json.bufferViews[1].byteOffset, json.accessors[1].count);
    expect([...features]).toEqual([...mesh.featureOfVertex]);
    expect(json.meshes[0].primitives[0].extensions.EXT_mesh_features.featureIds).toEqual([
      { featureCount: 2, attribute: 0 },
    ]);
  });

  it('keeps normals as signed bytes', () => {
    const normals = new Int8Array(glb.buffer, bin + json.bufferViews[2].byteOffset, 4);
    expect([...normals]).toEqual([0, 0, 127, 0]);
  });

  it('is read in place: positions, triangles and features are views of its bytes', () => {
    expect([...packed.positions]).toEqual([...mesh.positions]);
    expect([...packed.indices]).toEqual([...mesh.indices]);
    expect([...packed.featureOfVertex]).toEqual([...mesh.featureOfVertex]);
    for (const view of [packed.positions, packed.indices, packed.featureOfVertex]) expect(view.buffer).toBe(glb.buffer);
    expect([packed.min, packed.max]).toEqual([
      [0, 0, 0],
      [40, 10, 20],
    ]);
  });

  it('is still one buffer after it was handed to another thread', () => {
    const sent = structuredClone(packTriangles(mesh, 2), { transfer: [] });
    expect(sent.positions.buffer).toBe(sent.glb.buffer);
  });

  it('draws edges as lines, two vertices each', () => {
    const { primitives } = read(packLines(mesh, 2).glb).json.meshes[0];
    expect([primitives[0].mode, primitives[0].indices]).toEqual([1, undefined]);
  });

  it('draws points, 16 bytes each', () => {
    const points = packPoints(Float32Array.of(1, 2, 3, 4, 5, 6), Uint32Array.of(7, 9), 10);
    const { json: pointsJson } = read(points.glb);
    expect(pointsJson.meshes[0].primitives[0].mode).toBe(0);
    expect(pointsJson.buffers[0].byteLength).toBe(32);
    expect([...points.featureOfVertex]).toEqual([7, 9]);
  });
});
