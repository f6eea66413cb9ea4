/** The page of the scene benchmark: one map, the app's own or Cesium's GeoJSON layer, and an eye on its pixels. */

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { CityMap } from '../../../app/adapters/cesium/index.ts';
import { openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import { layerBuilder } from '../../../app/adapters/workers/builder/client.ts';
import type { ColourRule, LayerShape } from '../../../app/core/twins/layer-spec.ts';
import type { NavigableSceneRenderer, Rgba } from '../../../app/core/twins/scene-renderer.ts';
import { createSceneUpdater, type SceneUpdater } from '../../../app/core/twins/scene-updater.ts';
import { readValues } from '../../../app/core/twins/value-binding.ts';
import { buildingsText, CITY_CENTRE, linesText, pointsText } from '../../builders/synthetic-city.ts';
import { type CesiumMap, openCesiumMap } from './cesium-map.ts';
import { longestBlockMs } from './frame-times.ts';
import { steadyFrameMs, untilFull, type WatchedMap } from './watch-picture.ts';

export type Kind = 'buildings' | 'points' | 'lines';

export interface Shown {
  /** From the text in hand to the first frame that shows all of it. */
  readonly ms: number;
  readonly frames: number;
  readonly steadyFrameMs: number;
  readonly longestBlockMs: number;
  readonly pixels: number;
}

export interface Recoloured {
  /** From the values in hand to the first frame that shows all of them. */
  readonly ms: number;
  /** Frames until then. */
  readonly frames: number;
  /** Between the query's answer and the colours handed to the renderer, ms. */
  readonly workMs: number;
  readonly longestBlockMs: number;
}

export interface SceneBenchPage {
  /** An empty map, seen from above. */
  openOurs(): Promise<void>;
  openCesium(): void;
  /** Makes the input, which is kept until it is shown; its length in characters. */
  make(kind: Kind, count: number): number;
  show(kind: Kind): Promise<Shown>;
  recolourOurs(count: number): Promise<Recoloured>;
  recolourCesium(): Promise<Recoloured>;
  steadyFrameMs(): Promise<number>;
}

declare global {
  interface Window {
    sceneBench: SceneBenchPage;
  }
}

const BLUE: Rgba = [0, 90, 200, 255];
const BLUE_CSS = '#005ac8';
const ORANGE_CSS = '#e67800';
/** High enough that all buildings are in the picture. */
const HEIGHT_M = 8_600;
const SHAPES: Readonly<Record<Kind, LayerShape>> = { buildings: 'extrusion', points: 'point', lines: 'line' };
const TEXTS: Readonly<Record<Kind, (count: number) => string>> = {
  buildings: buildingsText,
  points: pointsText,
  lines: linesText,
};
const ORANGE_RULE: ColourRule = {
  type: 'categories',
  attribute: 'state',
  categories: ['a', 'b', 'c'].map((value) => ({ value, colour: ORANGE_CSS, label: value })),
};

const host = document.getElementById('map')!;
const builder = layerBuilder(() => {
  throw new Error('Nothing is stored here');
});
let text = '';
let ours: { readonly scene: NavigableSceneRenderer; readonly updater: SceneUpdater } | null = null;
let cesium: CesiumMap | null = null;

function watched(): WatchedMap {
  if (cesium !== null) return cesium;
  const { scene } = ours!;
  return {
    canvas: () => host.querySelector('canvas')!,
    frames: () => scene.statistics().frames,
    requestFrame: () => void scene.whenDrawn(),
  };
}

async function openOurs(): Promise<void> {
  const scene = await new Promise<NavigableSceneRenderer>((resolve, reject) => {
    createRoot(host).render(
      createElement(CityMap, {
        home: { ...CITY_CENTRE, reachM: 150, headingDeg: 0 },
        theme: 'light',
        accent: '#4a3fd1',
        reducedMotion: true,
        label: 'Map',
        onReady: resolve,
        onError: (code, detail) => reject(new Error(`${code}: ${detail}`)),
      }),
    );
  });
  await scene.flyTo({ ...CITY_CENTRE, heightM: HEIGHT_M, headingDeg: 0, pitchDeg: -89.9 }, 0);
  await scene.whenDrawn();
  ours = { scene, updater: createSceneUpdater({ renderer: scene }) };
}

/** The scene with one layer: what the state of the app would ask for. */
function want(kind: Kind, colour: ColourRule): void {
  ours!.updater.want({
    layers: [
      {
        id: kind,
        table: kind,
        shape: SHAPES[kind],
        base: BLUE,
        visible: true,
        opacity: 1,
        side: 'both',
        colour,
        values: null,
        onlyValued: false,
        size: null,
        sizeValues: null,
        labels: null,
      },
    ],
    theme: 'light',
    split: null,
    selected: null,
    sun: { timeMs: Date.UTC(2024, 10, 7, 11), shadows: false },
  });
}

async function startOurs(kind: Kind): Promise<void> {
  const request = { layerId: kind, shape: SHAPES[kind], origin: CITY_CENTRE, store: false };
  const { geometry } = await builder.build({ ...request, source: { type: 'geojson', text } });
  ours!.updater.setGeometry(geometry);
  want(kind, { type: 'plain' });
  await ours!.updater.settled();
}

async function show(kind: Kind): Promise<Shown> {
  const fromMs = performance.now();
  const appearance = await untilFull(watched(), 'blue', () => {
    if (cesium === null) return startOurs(kind);
    return kind === 'points' ? cesium.showPoints(text) : cesium.showBuildings(text);
  });
  text = '';
  const blocked = longestBlockMs(fromMs);
  return { ...appearance, steadyFrameMs: await steadyFrameMs(watched()), longestBlockMs: blocked };
}

async function recolourOurs(count: number): Promise<Recoloured> {
  const database = await openDuckDb();
  await database.query(`CREATE TABLE states AS SELECT 'b-' || i AS feature_id,
    chr((97 + i % 3)::INTEGER) AS state FROM range(${count}) t(i)`);
  want('buildings', ORANGE_RULE);
  await ours!.updater.settled();
  const begunMs = performance.now();
  const result = await database.query('SELECT feature_id, state AS value FROM states', { maxRows: count });
  let workMs = 0;
  const { frames, ms } = await untilFull(watched(), 'orange', async () => {
    const fromMs = performance.now();
    ours!.updater.setValues('buildings', readValues(result).values);
    await ours!.updater.settled();
    workMs = performance.now() - fromMs;
  });
  return { ms, frames, workMs, longestBlockMs: longestBlockMs(begunMs) };
}

async function recolourCesium(): Promise<Recoloured> {
  const fromMs = performance.now();
  let workMs = 0;
  const { frames, ms } = await untilFull(watched(), 'orange', async () => {
    cesium!.recolour(ORANGE_CSS);
    workMs = performance.now() - fromMs;
  });
  return { ms, frames, workMs, longestBlockMs: longestBlockMs(fromMs) };
}

window.sceneBench = {
  openOurs,
  openCesium() {
    cesium = openCesiumMap(host, { ...CITY_CENTRE, heightM: HEIGHT_M }, BLUE_CSS);
  },
  make(kind, count) {
    text = TEXTS[kind](count);
    return text.length;
  },
  show,
  recolourOurs,
  recolourCesium,
  steadyFrameMs: () => steadyFrameMs(watched()),
};
