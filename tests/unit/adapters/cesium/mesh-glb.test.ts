import { describe, expect, it } from 'vitest';
import { meshToGlb } from '../../../../app/adapters/cesium/mesh-glb.ts';
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
  const glb = meshToGlb(mesh, 'triangles', 2);
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
    const features = new Float32Array(glb.buffer, bin + json.bufferViews[2].byteOffset, json.accessors[2].count);
    expect([...features]).toEqual([...mesh.featureOfVertex]);
    expect(json.meshes[0].primitives[0].extensions.EXT_mesh_features.featureIds).toEqual([
      { featureCount: 2, attribute: 0 },
    ]);
  });

  it('keeps normals as signed bytes', () => {
    const normals = new Int8Array(glb.buffer, bin + json.bufferViews[1].byteOffset, 4);
    expect([...normals]).toEqual([0, 0, 127, 0]);
  });

  it('draws edges as lines', () => {
    expect(read(meshToGlb(mesh, 'lines', 2)).json.meshes[0].primitives[0].mode).toBe(1);
  });
});
