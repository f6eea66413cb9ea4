import type { ColourRule } from '../../app/core/twins/layer-spec.ts';
import type {
  CameraView,
  ColourUpdate,
  LayerGeometry,
  MeshBuffers,
  SceneRenderer,
} from '../../app/core/twins/scene-renderer.ts';
import type { WantedLayer, WantedScene } from '../../app/core/twins/scene-state.ts';

export const RAMP: ColourRule = {
  type: 'ramp',
  attribute: 'no2',
  ramp: 'viridis',
  low: 0,
  high: 100,
  breaks: [10, 20, 25, 40, 50],
  unit: 'ug/m3',
};

export function wantedLayer(fields: Partial<WantedLayer> = {}): WantedLayer {
  return {
    id: 'buildings',
    table: 'buildings',
    shape: 'extrusion',
    base: [247, 245, 240, 255],
    visible: true,
    opacity: 1,
    side: 'both',
    colour: { type: 'plain' },
    values: null,
    onlyValued: false,
    size: null,
    sizeValues: null,
    labels: null,
    ...fields,
  };
}

export function sceneOf(layers: readonly WantedLayer[], fields: Partial<WantedScene> = {}): WantedScene {
  return { layers, theme: 'light', split: null, selected: null, sun: { timeMs: 0, shadows: false }, ...fields };
}

export function geometryOf(layerId: string, featureIds: readonly string[]): LayerGeometry {
  return { layerId, shape: 'extrusion', origin: { lon: 2.1649, lat: 41.3917 }, featureIds };
}

/** A box from (x, y) to (x + size, y + size) and from the ground to `height`: a roof and four walls. */
export function boxMesh(boxes: readonly { x: number; y: number; size: number; height: number }[]): MeshBuffers {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  const features: number[] = [];
  const quad = (corners: readonly number[][], normal: readonly number[], feature: number) => {
    const first = features.length;
    for (const corner of corners) {
      positions.push(...corner);
      normals.push(...normal);
      features.push(feature);
    }
    indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
  };
  boxes.forEach(({ x, y, size, height }, feature) => {
    const a = [x, y];
    const b = [x + size, y];
    const c = [x + size, y + size];
    const d = [x, y + size];
    const wall = (from: readonly number[], to: readonly number[], normal: readonly number[]) =>
      quad(
        [
          [...from, 0],
          [...to, 0],
          [...to, height],
          [...from, height],
        ],
        normal,
        feature,
      );
    quad(
      [
        [...a, height],
        [...b, height],
        [...c, height],
        [...d, height],
      ],
      [0, 0, 1],
      feature,
    );
    wall(a, b, [0, -1, 0]);
    wall(b, c, [1, 0, 0]);
    wall(c, d, [0, 1, 0]);
    wall(d, a, [-1, 0, 0]);
  });
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    indices: Uint32Array.from(indices),
    featureOfVertex: Uint32Array.from(features),
  };
}

export interface RecordingRenderer extends SceneRenderer {
  /** What was asked of it, one line a call. */
  readonly calls: string[];
  readonly colours: { readonly layerId: string; readonly update: ColourUpdate }[];
  setBaseColour(layerId: string, colour: readonly number[]): void;
  /** The next `addLayer` fails with this. */
  failNext: Error | null;
}

const VIEW: CameraView = { lon: 2.1649, lat: 41.3917, heightM: 900, headingDeg: 45, pitchDeg: -35 };

/** A renderer that draws nothing and remembers everything. */
export function recordingRenderer(): RecordingRenderer {
  const calls: string[] = [];
  const say = (...parts: unknown[]) => {
    calls.push(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  };
  const renderer: RecordingRenderer = {
    calls,
    colours: [],
    failNext: null,
    async addLayer(geometry) {
      if (renderer.failNext !== null) {
        const error = renderer.failNext;
        renderer.failNext = null;
        throw error;
      }
      say('add', geometry.layerId);
    },
    removeLayer: (layerId) => say('remove', layerId),
    setColours(layerId, update) {
      say('colours', layerId, update.features.length);
      renderer.colours.push({ layerId, update });
    },
    setBaseColour: (layerId, colour) => say('base', layerId, colour),
    setHidden: (layerId, features) => say('hidden', layerId, [...features].join(',')),
    setLayerVisible: (layerId, visible) => say('visible', layerId, visible),
    setLayerOpacity: (layerId, opacity) => say('opacity', layerId, opacity),
    setLayerOrder: (ids) => say('order', ids.join(',')),
    setLayerSide: (layerId, side) => say('side', layerId, side),
    setSplit: (position) => say('split', position),
    setSelected: (feature) => say('selected', feature === null ? 'nothing' : feature.featureId),
    setSun: (timeMs, shadows) => say('sun', timeMs, shadows),
    setTheme: (theme) => say('theme', theme),
    pick: () => null,
    view: () => VIEW,
    flyTo: async () => undefined,
    onPick: () => () => undefined,
    onViewChange: () => () => undefined,
    statistics: () => ({ frames: 0, lastFrameMs: 0, features: 0, gpuBytes: 0, drawCalls: 0 }),
  };
  return renderer;
}
