import { afterEach, describe, expect, it } from 'vitest';
import { packPoints } from '../../../app/core/geo/packed-mesh.ts';
import { meshChunk } from '../../../app/core/twins/layer-chunks.ts';
import type { LayerGeometry } from '../../../app/core/twins/scene-renderer.ts';
import { boxMesh } from '../../builders/layers.ts';
import {
  CARD,
  distance,
  fromAbove,
  HEIGHT,
  HOME,
  metresX,
  mount,
  NOON_MS,
  paint,
  picture,
  towers,
  unmount,
  WIDTH,
} from '../../support/map-stage.ts';

afterEach(unmount);

/** The same two towers as a large layer has them: each in a chunk of its own. */
function chunkedTowers(): LayerGeometry {
  const chunk = (x: number, feature: number) => {
    const mesh = boxMesh([{ x, y: -25, size: 50, height: 40 }]);
    return meshChunk('extrusion', { ...mesh, featureOfVertex: mesh.featureOfVertex.fill(feature) }, 2);
  };
  return { ...towers(), chunks: [chunk(-75, 0), chunk(25, 1)] };
}

describe('a layer in chunks', () => {
  it('is coloured and picked by the features of the whole layer', async () => {
    const scene = await mount();
    await scene.addLayer(chunkedTowers(), CARD);
    scene.setColours('buildings', paint(0, 0, 90, 180));
    scene.setColours('buildings', paint(1, 220, 120, 0));
    await fromAbove(scene);
    const pixel = await picture(scene);
    expect(distance(pixel(metresX(scene, -50), HEIGHT / 2), [0, 90, 180])).toBeLessThan(20);
    expect(distance(pixel(metresX(scene, 50), HEIGHT / 2), [220, 120, 0])).toBeLessThan(20);
    expect(scene.pick(metresX(scene, -50), HEIGHT / 2)).toMatchObject({ featureId: 'west' });
    expect(scene.pick(metresX(scene, 50), HEIGHT / 2)).toMatchObject({ featureId: 'east' });
  });

  it('takes fewer draw calls where the camera sees a part of it', async () => {
    const scene = await mount();
    await scene.addLayer(chunkedTowers(), CARD);
    await fromAbove(scene);
    await picture(scene);
    const all = scene.statistics().drawCalls;
    const { lon, lat } = HOME;
    await scene.flyTo({ lon: lon + 0.0006, lat, heightM: 90, headingDeg: 0, pitchDeg: -89.9 }, 0);
    const pixel = await picture(scene);
    // A chunk is its walls and roofs, and its edge lines.
    expect(all - scene.statistics().drawCalls).toBe(2);
    expect(distance(pixel(WIDTH / 2, HEIGHT / 2), [247, 245, 240])).toBeLessThan(12);
  });

  it('does not draw edge lines that are too far to be seen', async () => {
    const scene = await mount();
    await scene.addLayer(chunkedTowers(), CARD);
    await fromAbove(scene);
    await picture(scene);
    const near = scene.statistics().drawCalls;
    const { lon, lat } = HOME;
    await scene.flyTo({ lon, lat, heightM: 8_000, headingDeg: 0, pitchDeg: -89.9 }, 0);
    await picture(scene);
    expect(near - scene.statistics().drawCalls).toBe(2);
    await fromAbove(scene);
    await picture(scene);
    expect(scene.statistics().drawCalls).toBe(near);
  });
});

describe('hidden features', () => {
  it('are neither seen nor picked, nor do they cast a shadow, and come back with the colour they were given', async () => {
    const scene = await mount();
    await scene.addLayer(chunkedTowers(), CARD);
    await fromAbove(scene);
    scene.setSun(NOON_MS, true);
    const [west, east] = [metresX(scene, -50), metresX(scene, 50)];
    const north = HEIGHT / 2 - 50 / scene.metresPerPixel()!;
    scene.setColours('buildings', paint(1, 0, 90, 180));
    const before = await picture(scene);
    scene.setHidden('buildings', Uint32Array.of(1));
    const without = await picture(scene);
    expect(distance(without(east, HEIGHT / 2), [239, 235, 226])).toBeLessThan(12);
    expect(distance(without(west, HEIGHT / 2), before(west, HEIGHT / 2))).toBeLessThan(3);
    const brightness = (rgb: readonly number[]) => rgb.reduce((a, b) => a + b, 0);
    expect(brightness(without(east, north)) - brightness(before(east, north))).toBeGreaterThan(60);
    expect(scene.pick(east, HEIGHT / 2)).toBeNull();
    scene.setColours('buildings', paint(1, 220, 120, 0));
    scene.setHidden('buildings', new Uint32Array(0));
    const again = await picture(scene);
    expect(distance(again(east, HEIGHT / 2), [220, 120, 0])).toBeLessThan(20);
    expect(scene.pick(east, HEIGHT / 2)).toMatchObject({ featureId: 'east' });
  });
});

describe('a large point layer', () => {
  /** Three points in a row; the middle one stands behind nothing, the outer ones inside the towers. */
  const dots = (): LayerGeometry => ({
    layerId: 'trees',
    shape: 'point',
    origin: { lon: HOME.lon, lat: HOME.lat },
    featureIds: ['p-west', 'p-middle', 'p-east'],
    chunks: [
      { mesh: packPoints(Float32Array.of(-50, 0, 3, 0, 0, 3), Uint32Array.of(0, 1), 3), edges: null },
      { mesh: packPoints(Float32Array.of(50, 0, 3), Uint32Array.of(2), 3), edges: null },
    ],
  });

  it('draws a dot per point over the buildings, each in its colour, and finds it by its feature', async () => {
    const scene = await mount();
    await scene.addLayer(towers(), CARD);
    await scene.addLayer(dots(), [120, 120, 120, 255]);
    scene.setColours('trees', paint(2, 0, 90, 180));
    scene.setColours('trees', paint(0, 220, 120, 0));
    await fromAbove(scene);
    const pixel = await picture(scene);
    const at = (metres: number) => pixel(metresX(scene, metres), HEIGHT / 2);
    expect(distance(at(-50), [220, 120, 0])).toBeLessThan(12);
    expect(distance(at(0), [120, 120, 120])).toBeLessThan(12);
    expect(distance(at(50), [0, 90, 180])).toBeLessThan(12);
    expect(scene.pick(metresX(scene, 50) + 4, HEIGHT / 2)).toMatchObject({ layerId: 'trees', featureId: 'p-east' });
    expect(scene.pick(metresX(scene, 0), HEIGHT / 2 + 40)).toBeNull();
    scene.setHidden('trees', Uint32Array.of(2));
    const without = await picture(scene);
    expect(distance(without(metresX(scene, 50), HEIGHT / 2), [247, 245, 240])).toBeLessThan(12);
    expect(scene.pick(metresX(scene, 50), HEIGHT / 2)).toMatchObject({ layerId: 'buildings', featureId: 'east' });
  });

  it('marks the chosen one, and shows all larger in presenter mode', async () => {
    const scene = await mount({ accent: '#ff0000', scale: 1.5 });
    await scene.addLayer(dots(), [120, 120, 120, 255]);
    await fromAbove(scene);
    scene.setSelected({ layerId: 'trees', featureId: 'p-east' });
    const pixel = await picture(scene);
    const [red, green, blue] = pixel(metresX(scene, 50) + 11, HEIGHT / 2) as [number, number, number];
    expect(red - Math.max(green, blue)).toBeGreaterThan(80);
    // Six pixels wide otherwise, nine here.
    const ground = [239, 235, 226];
    expect(distance(pixel(metresX(scene, 0) + 3, HEIGHT / 2), ground)).toBeGreaterThan(20);
    expect(distance(pixel(metresX(scene, 0) + 6, HEIGHT / 2), ground)).toBeLessThan(6);
  });
});
