import { Cartesian3, Matrix4, Model, PrimitiveCollection } from 'cesium';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MeshLayer } from '../../../../app/adapters/cesium/mesh-layer.ts';
import { roomTones } from '../../../../app/adapters/cesium/palette.ts';
import { meshChunk } from '../../../../app/core/twins/layer-chunks.ts';
import { boxMesh } from '../../../builders/layers.ts';

const FAR = new Cartesian3(0, 0, 100_000);
const NEAR = new Cartesian3(0, 0, 100);
const white = () => new Cartesian3(1, 1, 1);
const LIGHT = { direction: new Cartesian3(0, 0, 1), sun: white(), sky: white(), tone: white() };

/** Two towers, each in a chunk of its own, and Cesium's reading of models in the hands of the test. */
function twoTowers(onChange = () => {}) {
  const chunks = [0, 100].map((x) => meshChunk('extrusion', boxMesh([{ x, y: 0, size: 50, height: 40 }]), 1));
  const failing = new Set<Uint8Array>();
  const read: Uint8Array[] = [];
  let whileReading = () => {};
  vi.spyOn(Model, 'fromGltfAsync').mockImplementation(async ({ url }) => {
    const glb = url as unknown as Uint8Array;
    read.push(glb);
    whileReading();
    if (failing.has(glb)) throw new Error('not to be read');
    return { ready: true, show: true, destroy: () => {} } as unknown as Model;
  });
  const primitives = new PrimitiveCollection();
  const geometry = {
    layerId: 'buildings',
    shape: 'extrusion',
    origin: { lon: 2.16, lat: 41.39 },
    featureIds: ['west', 'east'],
    chunks,
  } as const;
  const layer = new MeshLayer(
    geometry,
    primitives,
    Matrix4.IDENTITY,
    [200, 200, 200, 255],
    LIGHT,
    roomTones('light', '#006a6a'),
    onChange,
  );
  return {
    layer,
    primitives,
    read,
    failing,
    faces: chunks.map(({ mesh }) => mesh.glb),
    lines: chunks.map(({ edges }) => edges!.glb),
    onReading: (work: () => void) => {
      whileReading = work;
    },
  };
}

describe('a mesh layer', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is itself without lines that cannot be read: the others come, and those are not tried in every frame', async () => {
    const onChange = vi.fn();
    const { layer, primitives, read, failing, faces, lines } = twoTowers(onChange);
    await layer.load(FAR);
    expect(read).toEqual(faces);
    failing.add(lines[0]!);
    layer.flush(NEAR);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
    expect(layer.ready).toBe(false);
    layer.flush(NEAR);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2));
    expect(layer.ready).toBe(true);
    layer.flush(NEAR);
    expect(read).toEqual([...faces, ...lines]);
    expect(primitives.length).toBe(3);
  });

  it('reads no lines once it is gone', async () => {
    const { layer, primitives, read, faces, onReading } = twoTowers();
    onReading(() => {
      if (read.length === 2) layer.destroy();
    });
    await layer.load(NEAR);
    expect(read).toEqual(faces);
    expect(primitives.length).toBe(0);
  });
});
