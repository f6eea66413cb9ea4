/** The page of the import benchmark: the app's importer, database and map without its panels, or Cesium's GeoJSON layer. */

import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { CityMap } from '../../../app/adapters/cesium/index.ts';
import { openDuckDb } from '../../../app/adapters/duckdb/client.ts';
import { fileImporter } from '../../../app/adapters/workers/import/client.ts';
import type { NavigableSceneRenderer, Rgba } from '../../../app/core/twins/scene-renderer.ts';
import { createSceneUpdater } from '../../../app/core/twins/scene-updater.ts';
import { CITY_CENTRE } from '../../builders/synthetic-city.ts';
import { openCesiumMap } from './cesium-map.ts';
import { steadyFrameMs, untilFull, type WatchedMap } from './watch-picture.ts';

/** Each since the drop. */
export interface Imported {
  /** The report is there; what a person then does takes no time here. */
  readonly examinedMs: number;
  /** SQL answers from the rows. */
  readonly storedMs: number;
  /** The first frame that shows all of it. */
  readonly drawnMs: number;
  readonly steadyFrameMs: number;
}

export interface ImportBenchPage {
  openOurs(): Promise<void>;
  openCesium(): void;
  /** What lies in the page's file input. */
  show(): Promise<Imported>;
}

declare global {
  interface Window {
    importBench: ImportBenchPage;
  }
}

const BLUE: Rgba = [0, 90, 200, 255];
const BLUE_CSS = '#005ac8';
/** High enough that all buildings are in the picture. */
const HEIGHT_M = 8_600;
const TABLE = 'city';
/** As in page-blocks.ts, which reads it in the trace. */
const BEGINNING = 'maqueta-bench-begin';

const host = document.getElementById('map')!;
let map: WatchedMap | null = null;
let begin: ((file: File, sinceMs: number) => Promise<Pick<Imported, 'examinedMs' | 'storedMs'>>) | null = null;

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
  const database = await openDuckDb();
  await database.query('SELECT 1');
  const importer = fileImporter(() => database.ingestPort());
  const updater = createSceneUpdater({ renderer: scene });
  map = {
    canvas: () => host.querySelector('canvas')!,
    frames: () => scene.statistics().frames,
    requestFrame: () => void scene.whenDrawn(),
  };
  begin = async (file, sinceMs) => {
    const session = importer.open([file]);
    const { report } = await session.examine({});
    const examinedMs = performance.now() - sinceMs;
    const layer = await session.store({ table: TABLE, columns: report.columns.map(({ name }) => name) });
    updater.setGeometry(layer.geometry);
    updater.want({
      layers: [
        {
          id: TABLE,
          table: TABLE,
          shape: layer.shape,
          base: BLUE,
          visible: true,
          opacity: 1,
          side: 'both',
          colour: { type: 'plain' },
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
    const counted = await database.query(`SELECT count(*)::INTEGER FROM ${TABLE} WHERE height_m > 0`);
    if (Number(counted.cell(0, 0)) !== report.drawable) throw new Error('not all of it is in the table');
    const storedMs = performance.now() - sinceMs;
    session.close();
    await updater.settled();
    return { examinedMs, storedMs };
  };
}

function openCesium(): void {
  const cesium = openCesiumMap(host, { ...CITY_CENTRE, heightM: HEIGHT_M }, BLUE_CSS);
  map = cesium;
  begin = async (file, sinceMs) => {
    await cesium.showBuildings(await file.text());
    const doneMs = performance.now() - sinceMs;
    return { examinedMs: doneMs, storedMs: doneMs };
  };
}

window.importBench = {
  openOurs,
  openCesium,
  async show() {
    const file = document.querySelector<HTMLInputElement>('#file')!.files![0]!;
    performance.mark(BEGINNING);
    const sinceMs = performance.now();
    let done = { examinedMs: 0, storedMs: 0 };
    const { ms } = await untilFull(map!, 'blue', async () => {
      done = await begin!(file, sinceMs);
    });
    return { ...done, drawnMs: Math.max(ms, done.storedMs), steadyFrameMs: await steadyFrameMs(map!) };
  },
};
