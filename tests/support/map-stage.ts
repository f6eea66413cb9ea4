/** A map on an otherwise empty page, and an eye on its pixels. */
import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { CityMap, type CityMapProps } from '../../app/adapters/cesium/index.ts';
import { meshChunk } from '../../app/core/twins/layer-chunks.ts';
import type { LayerGeometry, NavigableSceneRenderer, Rgba } from '../../app/core/twins/scene-renderer.ts';
import { boxMesh } from '../builders/layers.ts';

// The page's own address ends elsewhere in this runner; the assets are those of the package.
(globalThis as { CESIUM_BASE_URL?: string }).CESIUM_BASE_URL = '/node_modules/cesium/Build/Cesium/';

export const HOME = { lon: 2.1649, lat: 41.3917, reachM: 150, headingDeg: 0 };
export const CARD: Rgba = [247, 245, 240, 255];
export const WIDTH = 480;
export const HEIGHT = 360;
export const NOON_MS = Date.UTC(2024, 10, 7, 11, 40);

let root: Root | null = null;
let host: HTMLElement | null = null;

/** Takes the map away; for `afterEach`. */
export function unmount(): void {
  root?.unmount();
  host?.remove();
  root = null;
  host = null;
}

export const canvas = (): HTMLCanvasElement | null => host?.querySelector('canvas') ?? null;

export function mount(fields: Partial<CityMapProps> = {}): Promise<NavigableSceneRenderer> {
  host = document.createElement('div');
  host.style.cssText = `position:relative;width:${WIDTH}px;height:${HEIGHT}px`;
  document.body.append(host);
  root = createRoot(host);
  return new Promise((resolve, reject) => {
    const props: CityMapProps = {
      home: HOME,
      theme: 'light',
      accent: '#4a3fd1',
      reducedMotion: true,
      label: 'Map',
      onReady: resolve,
      onError: (code, detail) => reject(new Error(`${code}: ${detail}`)),
      ...fields,
    };
    root!.render(createElement(CityMap, props));
  });
}

/** Two towers, west and east of the middle. */
export function towers(layerId = 'buildings'): LayerGeometry {
  const mesh = boxMesh([
    { x: -75, y: -25, size: 50, height: 40 },
    { x: 25, y: -25, size: 50, height: 40 },
  ]);
  return {
    layerId,
    shape: 'extrusion',
    origin: { lon: HOME.lon, lat: HOME.lat },
    featureIds: ['west', 'east'],
    chunks: [meshChunk('extrusion', mesh, 2)],
  };
}

export const paint = (feature: number, ...rgb: number[]) => ({
  features: Uint32Array.of(feature),
  rgba: Uint8Array.of(...rgb, 255),
});

/** The picture as it was drawn last, read before the browser takes it away. */
export async function picture(scene: NavigableSceneRenderer): Promise<(x: number, y: number) => number[]> {
  await scene.whenDrawn();
  const canvas = document.createElement('canvas');
  const source = host!.querySelector('canvas')!;
  canvas.width = source.width;
  canvas.height = source.height;
  const context = canvas.getContext('2d')!;
  context.drawImage(source, 0, 0);
  return (x, y) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data.subarray(0, 3)];
}

/** From straight above, north up: roofs lie left and right of the middle. */
export async function fromAbove(scene: NavigableSceneRenderer): Promise<void> {
  await scene.flyTo({ lon: HOME.lon, lat: HOME.lat, heightM: 500, headingDeg: 0, pitchDeg: -89.9 }, 0);
}
export const metresX = (scene: NavigableSceneRenderer, metres: number) => WIDTH / 2 + metres / scene.metresPerPixel()!;
export const distance = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
