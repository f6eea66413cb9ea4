/** Composition root: the only file that may import everything. It opens the database, the place and the stream. */
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import { pageCities } from '../simulators/embedded/page-cities.ts';
import { CityMap, type MapErrorCode } from './adapters/cesium/index.ts';
import { rendererName } from './adapters/cesium/renderer-name.ts';
import { startDuckDb } from './adapters/duckdb/client.ts';
import { lazyLessonDatabase } from './adapters/duckdb/lessons/client.ts';
import { exerciseLibrary } from './adapters/files/exercise-library.ts';
import { fetchBytes } from './adapters/files/fetch-bytes.ts';
import { guideLibrary } from './adapters/files/guide-library.ts';
import { saveFile } from './adapters/files/save-file.ts';
import { remoteServices } from './adapters/files/service-capabilities.ts';
import { tourLibrary } from './adapters/files/tour-library.ts';
import { takeClientId } from './adapters/storage/client-id.ts';
import { takeHostToken } from './adapters/storage/host-token.ts';
import { idbProjectShelf } from './adapters/storage/idb-project-shelf.ts';
import { localSettings } from './adapters/storage/local-settings.ts';
import { takeTabName } from './adapters/storage/tab-identity.ts';
import { layerBuilder } from './adapters/workers/builder/client.ts';
import { fileImporter } from './adapters/workers/import/client.ts';
import { LayersError, loadLayers } from './adapters/workers/layers/client.ts';
import { startModels } from './adapters/workers/models/client.ts';
import { projectArchives } from './adapters/workers/project/client.ts';
import { recordTables } from './adapters/workers/records/client.ts';
import { brokerOrigin } from './adapters/workers/stream/broker-origin.ts';
import { startStream } from './adapters/workers/stream/client.ts';
import { giveNotice } from './commands/give-notice.ts';
import { loadRegisters } from './commands/load-records.ts';
import type { LessonPorts, Ports } from './commands/ports.ts';
import { restoreLayers } from './commands/restore-layers.ts';
import { followViewLink } from './commands/share-view.ts';
import { tellStorage } from './commands/tell-storage.ts';
import { wallScheduler } from './commands/wall-scheduler.ts';
import { type DatasetManifest, recordFiles } from './core/catalogue/dataset-manifest.ts';
import { CRS84, createCrsTransform, EPSG25831 } from './core/geo/crs.ts';
import { QueryError } from './core/store/database.ts';
import { readConnection } from './core/stream/connection.ts';
import { deferredStream } from './core/stream/deferred-stream.ts';
import { shippedLayers } from './core/twins/layer-catalogue.ts';
import type { LayerGeometry, NavigableSceneRenderer } from './core/twins/scene-renderer.ts';
import { createAppStore } from './state/app-store.ts';
import { keepProject } from './state/current-project.ts';
import { errorLog } from './state/error-log.ts';
import { formerVisit } from './state/former-visit.ts';
import { keepView } from './state/keep-view.ts';
import { reach, whenReached } from './state/milestones.ts';
import { noteOpening } from './state/opening.ts';
import { readPageAddress } from './state/page-address.ts';
import { keepCards } from './state/saved-cards.ts';
import { readView, VIEW_KEY } from './state/saved-view.ts';
import { keepSceneInStep, type SceneSync } from './state/scene-sync.ts';
import { effectiveTheme, isStill } from './state/theme.ts';
import { App } from './ui/app.tsx';
import { showFirstLanguage } from './ui/i18n/first-language.ts';
import { useText } from './ui/i18n/text.ts';

const TIME_ZONE = 'Europe/Madrid';
const MANIFEST_URL = 'datasets/eixample/manifest.json';
/** Where the camera begins: the district's centre, half its width, and a look along its grid. */
const HOME = { lon: 2.1649, lat: 41.3917, reachM: 720, headingDeg: 315 };
const ACCENT = { light: '#4a3fd1', dark: '#aaa3ff' };

const clock = { now: () => Date.now() };
const scheduler = wallScheduler(clock);
const settings = localSettings();
const errors = errorLog(clock.now);
window.addEventListener('error', ({ error, message }) => errors.add('page', error ?? message));
window.addEventListener('unhandledrejection', ({ reason }) => errors.add('page', reason));

const address = readPageAddress(window.location.hash);
const hostToken = takeHostToken(address.hostToken, () =>
  window.history.replaceState(null, '', window.location.pathname + window.location.search + address.shown),
);
const former = readView(settings.get(VIEW_KEY), shippedLayers());
const saved = { ...formerVisit(settings.get), ...former.state };
const store = createAppStore(former.layers, address.form === null ? saved : { ...saved, form: address.form });

keepCards(store, settings, () => mayKeepView);
keepProject(store, settings, () => mayKeepView);
const { database, opened } = startDuckDb({
  // One store for each place that serves the app: a page below another path is another city.
  keep: { name: `maqueta ${new URL('.', document.baseURI).pathname}`, tabId: takeTabName() },
  onProgress: ({ loadedBytes, totalBytes }) =>
    noteOpening(store, { databaseBytes: loadedBytes, databaseTotalBytes: totalBytes }),
});
opened.then(
  () => noteOpening(store, { databaseReady: true }),
  (error: unknown) => {
    errors.add('database', error);
    giveNotice({ store }, 'error', 'notice.database-failed', { detail: String(error) });
  },
);

tellStorage({ store }, database.storage);
/** Another tab's view is not written over. */
let mayKeepView = true;
database.storage.onStatus(({ state }) => {
  mayKeepView = state !== 'other-tab';
  // Perhaps another tab was told to forget everything.
  if (state === 'forgotten') settings.forgetAll();
});
/** Layers made of results in an earlier visit that are not yet drawn. */
let waitingLayers = former.derived;
const viewKeeper = keepView(
  store,
  settings.set,
  scheduler,
  // What a tour shows is not what the person left.
  () => mayKeepView && store.getState().tour === null,
  () => waitingLayers,
);
/** What is only known at the end of a visit. */
const lastWords: (() => void)[] = [];
const saveAll = () => {
  viewKeeper.saveNow();
  database.saveNow();
  if (mayKeepView) for (const say of lastWords) say();
};
window.addEventListener('pagehide', saveAll);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) saveAll();
});

let restartStream = () => {};
/** Cities that run in this page: the shipped one without a server, and a person's own. */
const cities = pageCities({
  get: settings.get,
  set: settings.set,
  isOwnExpected: saved.ownCity.isOn,
  fetchShippedSensors: async () => new Uint8Array(await fetchBytes('datasets/eixample/sensors.geojson')),
  onSwitch: () => restartStream(),
  onRestart(detail) {
    errors.add('city', detail);
    giveNotice({ store }, 'warning', 'notice.city-restarted');
    restartStream();
  },
  onFailure,
});
lastWords.push(cities.saveNow);

let version = '';
const stream = deferredStream(connect());
database.onRestart((phase) => {
  if (phase === 'restarting') giveNotice({ store }, 'warning', 'notice.database-restarted');
});

/** The place's sensors and the stream's worker come in either order. */
const sensors: { ids: readonly string[]; tell: (ids: readonly string[]) => void } = { ids: [], tell: () => undefined };

const builder = layerBuilder(() => database.ingestPort());
const importer = fileImporter(() => database.ingestPort());
const projects = projectArchives(() => database.ingestPort());
const shelf = idbProjectShelf(`maqueta projects ${new URL('.', document.baseURI).pathname}`);

const lessonDatabase = lazyLessonDatabase();
const lessons: LessonPorts = { library: exerciseLibrary(), database: lessonDatabase.get };

const tours = tourLibrary();
const guides = guideLibrary();

const whatIf = startModels({
  datasetUrl: 'datasets/eixample',
  ingestPort: () => database.ingestPort(),
  onDatabaseRestart: (listener) => database.onRestart(listener),
  // Of the page's four workers a city takes one, and so does the database of the exercises.
  workers: () => (cities.isRunning || lessonDatabase.isOpen() ? 1 : 2),
});
whatIf.use(store.getState().modelSettings);

/** What the map shows; geometry that arrives before the map stands waits here. */
const scene: { sync: SceneSync | null; waiting: LayerGeometry[] } = { sync: null, waiting: [] };
/** A link to a view is followed once: a reload finds what was looked at since. */
const linked: { scene: NavigableSceneRenderer | null } = { scene: null };
const followLink = () => {
  const followed = followViewLink({ store, ports: { scene: linked.scene, clock } }, window.location.hash);
  if (followed) window.history.replaceState(null, '', window.location.pathname + window.location.search);
};
followLink();
window.addEventListener('hashchange', followLink);
const graphics = rendererName();
const project = createCrsTransform(CRS84, EPSG25831);

function onFailure(detail: string): void {
  errors.add('stream', detail);
  giveNotice({ store }, 'error', 'notice.stream-failed', { detail });
}

async function connect() {
  const text = new TextDecoder().decode(await fetchBytes(new URL('maqueta.json', document.baseURI).href));
  const { value: connection, issues } = readConnection(text);
  if (connection === null) throw new Error(`maqueta.json: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
  version = connection.version;
  const kept = await database.position();
  const broker =
    connection.mode === 'embedded' ? null : brokerOrigin(connection, document.baseURI, hostToken, takeClientId);
  await cities.beginWith(connection.mode === 'embedded' ? connection.city : null, kept);
  const handle = startStream({
    origin() {
      const port = cities.connect();
      return port === null ? broker! : { type: 'embedded', port };
    },
    databasePort: () => database.ingestPort(),
    sensorIds: sensors.ids,
    kept,
    onFailure,
    onRestart(detail) {
      errors.add('stream', detail);
      const lost = connection.mode !== 'embedded' && connection.history === null;
      giveNotice({ store }, 'warning', lost ? 'notice.stream-restarted-lost' : 'notice.stream-restarted');
    },
  });
  restartStream = () => handle.restart();
  sensors.tell = (ids) => handle.knowSensors(ids);
  database.onRestart((phase) => {
    if (phase !== 'ready') return;
    const port = database.ingestPort();
    void database.position().then((position) => handle.replaceDatabase(port, position));
  });
  return handle;
}

/** Drawn around the same place as the others, which the manifest tells. */
function restoreFormer(dataset: DatasetManifest): void {
  const ports = { database, layerBuilder: builder, showGeometry: draw, dataset };
  void restoreLayers({ store, ports }, waitingLayers).then(() => {
    waitingLayers = [];
  });
}

function draw(geometry: LayerGeometry): void {
  if (geometry.layerId === 'sensors') {
    sensors.ids = geometry.featureIds;
    sensors.tell(sensors.ids);
  }
  const { sync } = scene;
  if (sync === null) {
    scene.waiting.push(geometry);
    return;
  }
  sync.setGeometry(geometry);
  if (geometry.layerId === 'buildings') void sync.drawn().then(() => reach('first-building'));
}

function startScene(renderer: NavigableSceneRenderer): void {
  scene.sync?.stop();
  const sync = keepSceneInStep({
    store,
    database,
    renderer,
    clock,
    scheduler,
    onProblem(what, error) {
      // A table that is not there yet is no problem: its query runs again when it is.
      if (error instanceof QueryError && error.kind === 'catalog') return;
      errors.add(what, error);
    },
    onRecolour(layerId, _features, live) {
      if (!live) return;
      void renderer.whenDrawn().then(() => {
        reach('first-live-colour');
        if (layerId === 'buildings') reach('first-live-building');
      });
    },
  });
  scene.sync = sync;
  for (const geometry of scene.waiting.splice(0)) draw(geometry);
}

/** Registers come when the model stands and lives, and after a while where no stream does: they never slow the start. */
const REGISTERS_WAIT_MS = 6_000;
const place: { loaded: (manifest: DatasetManifest) => void } = { loaded: () => undefined };
const records = recordTables({
  database,
  manifestUrl: MANIFEST_URL,
  ready: new Promise<DatasetManifest>((resolve) => {
    place.loaded = resolve;
  }).then(async (manifest) => {
    const waited = new Promise((resolve) => setTimeout(resolve, REGISTERS_WAIT_MS));
    await Promise.race([whenReached('first-live-colour'), waited]);
    return manifest;
  }),
});

function Page() {
  const t = useText();
  const [renderer, setRenderer] = useState<NavigableSceneRenderer | null>(null);
  const [mapProblem, setMapProblem] = useState<NonNullable<Ports['mapProblem']> | null>(null);
  const [dataset, setDataset] = useState<Ports['dataset']>(null);
  const theme = useStore(store, effectiveTheme);
  const presenter = useStore(store, (state) => state.presenter);
  const still = useStore(store, isStill);

  useEffect(() => {
    reach('shell');
    const leave = new AbortController();
    loadLayers({
      manifestUrl: MANIFEST_URL,
      ingestPort: () => database.ingestPort(),
      onDatabaseRestart: (listener) => database.onRestart((phase) => phase === 'ready' && listener()),
      onRestart(detail) {
        errors.add('layers', detail);
        giveNotice({ store }, 'warning', 'notice.layers-restarted');
      },
      onManifest(manifest) {
        setDataset(manifest);
        restoreFormer(manifest);
      },
      onGeometry: draw,
      onProgress: ({ doneTables, allTables }) => noteOpening(store, { layersDone: doneTables, layersAll: allTables }),
      signal: leave.signal,
    }).then(
      ({ manifest, problems }) => {
        // Traces wait until a person asks for them.
        loadRegisters({ store, ports: { records } }, recordFiles(manifest), (table, detail) =>
          errors.add(`register ${table}`, detail),
        );
        place.loaded(manifest);
        for (const { table, problem, detail } of problems) {
          errors.add(`layer ${table}`, `${problem} ${detail}`);
          giveNotice({ store }, 'warning', 'notice.layer-failed', { layer: table, detail: `${problem} ${detail}` });
        }
      },
      (error: unknown) => {
        if (leave.signal.aborted) return;
        errors.add('layers', error);
        const detail = error instanceof LayersError ? `${error.problem} ${error.message}` : String(error);
        giveNotice({ store }, 'error', 'notice.layers-failed', { detail });
      },
    );
    return () => leave.abort();
  }, []);

  const ports: Ports = {
    database,
    stream,
    scene: renderer,
    mapProblem,
    showGeometry: draw,
    layerBuilder: builder,
    importer,
    remoteServices: remoteServices(window.location.origin),
    clock,
    dataset,
    records,
    whatIf,
    ownCity: cities,
    lessons,
    tours,
    guides,
    settings,
    storage: database.storage,
    projects,
    shelf,
    files: { save: saveFile },
    facts: {
      version,
      userAgent: navigator.userAgent,
      renderer: graphics,
      lastErrors: errors.list,
    },
    timeZone: TIME_ZONE,
  };
  const map = (
    <CityMap
      home={HOME}
      theme={theme}
      accent={ACCENT[theme]}
      reducedMotion={still}
      scale={presenter ? 1.5 : 1}
      label={t('map.canvas')}
      project={(lon, lat) => project.forward(lon, lat) ?? [Number.NaN, Number.NaN]}
      onReady={(ready) => {
        const { view } = store.getState();
        if (view !== null) void ready.flyTo(view, 0);
        startScene(ready);
        linked.scene = ready;
        setRenderer(ready);
      }}
      onError={(code: MapErrorCode, detail) => {
        errors.add(`map ${code}`, detail);
        setMapProblem({ code, detail });
      }}
    />
  );
  return <App map={map} ports={ports} store={store} />;
}

// The page paints once, in its language; in English where the texts of another do not arrive.
void showFirstLanguage(window.location.search, settings.get('language'))
  .then((language) => store.setState({ language }))
  .catch((error: unknown) => errors.add('language', error))
  .then(() =>
    createRoot(document.getElementById('root')!).render(
      <StrictMode>
        <Page />
      </StrictMode>,
    ),
  );
