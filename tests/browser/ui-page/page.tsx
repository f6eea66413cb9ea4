/** The interface by itself, on made-up ports: for looking at every screen without worker, broker or map. */
import { createRoot } from 'react-dom/client';
import type { DatasetManifest } from '../../../app/core/catalogue/dataset-manifest.ts';
import { QueryError } from '../../../app/core/store/database.ts';
import type { StreamStatistics } from '../../../app/core/stream/live-stream.ts';
import { shippedLayers } from '../../../app/core/twins/layer-catalogue.ts';
import { createAppStore } from '../../../app/state/app-store.ts';
import { App } from '../../../app/ui/app.tsx';
import { fakeLessons } from '../../builders/lessons.ts';
import {
  CLOCK,
  fakeDatabase,
  fakePorts,
  fakeScene,
  fakeStream,
  STATISTICS,
  VIRTUAL_NOW_MS,
} from '../../builders/ui-ports.ts';
import { ANSWERS, TABLES } from './page-data.ts';

const wanted = new URLSearchParams(location.search);
const statistics: StreamStatistics = {
  ...STATISTICS,
  clock: { ...CLOCK, wallAnchorMs: Date.now() },
  ...(wanted.get('stream') === 'lost'
    ? {
        status: {
          state: 'reconnecting',
          attempt: 3,
          nextTryMs: Date.now() + 8_000,
          detail: 'connect ECONNREFUSED 127.0.0.1:8080',
        },
        messagesPerSecond: 0,
      }
    : {}),
  ...(wanted.get('stream') === 'catching' ? { status: { state: 'catching-up', received: 61_204 } } : {}),
} as StreamStatistics;
const database = fakeDatabase(
  [
    [
      /nosuchtable/,
      new QueryError(
        'catalog',
        'Catalog Error: Table with name nosuchtable does not exist!\nDid you mean "observations"?',
        14,
      ),
    ],
    ...ANSWERS,
  ],
  TABLES,
);
const dataset: DatasetManifest = {
  id: 'eixample',
  version: '1.0.0',
  title: 'Eixample, synthetic district',
  licence: 'CC0-1.0',
  synthetic: true,
  generator: 'datasets/generate.ts',
  seed: 20241107,
  crs: 'OGC:CRS84',
  centre: [2.1649, 41.3917],
  bbox: [2.15, 41.38, 2.18, 41.4],
  files: TABLES.filter((table) => table.columns.some((column) => column.name === 'geom')).map((table) => ({
    table: table.name,
    path: `${table.name}.geojson`,
    role: 'layer',
    format: 'geojson',
    shape: 'surface',
    sha256: '',
    features: table.rowCount ?? 0,
    bytes: 412 * (table.rowCount ?? 0),
  })),
};
const lessonProblem = wanted.get('lessons') as 'list' | 'texts' | 'state' | null;
const scene = fakeScene();
const ports = fakePorts({
  database,
  scene: wanted.has('no-map') ? null : scene,
  stream: fakeStream(statistics, !wanted.has('guest')),
  clock: { now: () => Date.now() },
  dataset,
  lessons: fakeLessons(lessonProblem === null ? {} : { problem: lessonProblem }),
});
const store = createAppStore(shippedLayers(), JSON.parse(wanted.get('state') ?? '{}'));
store.setState({
  layerValues: {
    sensors: { newestMs: VIRTUAL_NOW_MS, features: 48 },
    streets: { newestMs: VIRTUAL_NOW_MS - 60_000, features: 61 },
    buildings: { newestMs: VIRTUAL_NOW_MS, features: 903 },
  },
});
Object.assign(window, { store, scene, VIRTUAL_NOW_MS });

const ground =
  'repeating-linear-gradient(45deg, #d9d5ca 0 14px, #efece4 14px 84px), repeating-linear-gradient(-45deg, #d9d5ca 0 14px, transparent 14px 84px)';
createRoot(document.getElementById('root')!).render(
  <App map={<div style={{ position: 'absolute', inset: 0, background: ground }} />} ports={ports} store={store} />,
);
