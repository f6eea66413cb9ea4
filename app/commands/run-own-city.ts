/** The simulator on a city's own streets and virtual sensors, in this page, and the way back to the stream it came with. */
import type { OwnPlaceSpec } from '../core/models/own-place/own-place-spec.ts';
import { colourBy } from '../core/twins/layer-attributes.ts';
import { shippedLayers } from '../core/twins/layer-catalogue.ts';
import { shownTime } from '../state/effective-time.ts';
import { newOwnPlace } from '../state/own-place.ts';
import type { AppContext } from './app-context.ts';
import { chooseOwnPlace } from './choose-own-place.ts';
import { giveNotice } from './give-notice.ts';
import type { OwnTable } from './own-tables.ts';
import { change, type OwnCityWork, place, sensorsText, showVirtual } from './place-virtual-sensors.ts';

const LABEL = 'change.own-city';
const SENSORS = 'sensors';
/** Ids of virtual sensors begin so, of no shipped one. */
const VIRTUAL_PREFIX = 'virtual-';

class CannotRun extends Error {
  constructor(
    readonly key: string,
    detail = '',
  ) {
    super(detail);
  }
}

/**
 * Lets the page listen to a city of its own. Without own streets in the models, those of `streets` are taken with everything
 * guessed that its columns do not say; the page about own streets tells what.
 */
export function runOwnCity(app: AppContext, streets: OwnTable | null): OwnCityWork {
  return working(app, async () => {
    const { store } = app;
    const isGuessed = store.getState().ownPlace.spec === null;
    if (isGuessed) await usePlace(app, specOf(streets));
    const { sensors } = store.getState().ownCity;
    if (sensors === null) throw new CannotRun('virtual.problem.none');
    if (sensorsText(app) === null && !(await place(app, sensors, false))) return;
    await begin(app, store.getState().ownCity.begun + 1);
    giveNotice(app, 'info', isGuessed ? 'notice.own-city-guessed' : 'notice.own-city-on', {
      table: store.getState().ownPlace.spec?.streets.table ?? '',
    });
  });
}

/** Back to the stream the page came with, and to its sensors. */
export function leaveOwnCity(app: AppContext): OwnCityWork {
  return working(app, async () => {
    change(app, { isOn: false });
    app.ports.ownCity.leave();
    showVirtual(app, app.store.getState().ownCity.placed !== null);
    const { layers } = app.store.getState();
    const shipped = shippedLayers().find(({ id }) => id === SENSORS)!;
    app.store.setState({
      layers: layers.map((layer) => (layer.id === SENSORS ? { ...shipped, order: layer.order } : layer)),
    });
    await showSensors(app, await app.ports.ownCity.shippedSensors());
    app.ports.scene?.navigate({ type: 'home' });
  });
}

/**
 * As long as the page is open: brings back the sensors and the city of an earlier visit, and puts the virtual sensors into the
 * table `sensors` again whenever the shipped ones were loaded over them. Returns the function that ends it.
 */
export function keepOwnCity(app: AppContext): () => void {
  const { store, ports } = app;
  const { sensors, isOn, begun } = store.getState().ownCity;
  if (sensors !== null) void restore(app, isOn, begun);
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking || !store.getState().ownCity.isOn) return;
    isLooking = true;
    try {
      const result = await ports.database.query(
        `SELECT count(*)::INTEGER FROM sensors WHERE NOT starts_with(feature_id, '${VIRTUAL_PREFIX}')`,
      );
      const text = sensorsText(app);
      if (Number(result.cell(0, 0)) > 0 && text !== null && store.getState().ownCity.isOn) await showSensors(app, text);
    } catch {
      // Looked at again when the table changes next.
    } finally {
      isLooking = false;
    }
  };
  const stops = [
    ports.database.onChange(({ tables }) => {
      if (tables.includes(SENSORS)) void look();
    }),
    ports.database.onRestart((phase) => {
      const { ownCity } = store.getState();
      if (phase === 'ready' && ownCity.sensors !== null) void place(app, ownCity.sensors, false).then(look);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function restore(app: AppContext, isOn: boolean, begun: number): Promise<void> {
  const { store, ports } = app;
  const { sensors } = store.getState().ownCity;
  try {
    if (isOn) await placeIsReady(app);
    const stands = await place(app, sensors, false);
    if (!isOn) return;
    if (!stands || store.getState().ownPlace.spec === null) throw new CannotRun('virtual.problem.gone');
    await begin(app, begun);
  } catch (error) {
    change(app, { isOn: false });
    ports.ownCity.leave();
    giveNotice(app, 'warning', 'notice.own-city-gone', { detail: said(error) });
  }
}

/** The models know of the own streets of an earlier visit, or these are gone. */
function placeIsReady(app: AppContext): Promise<void> {
  const { store } = app;
  const { ownPlace } = store.getState();
  if (ownPlace.isReady || ownPlace.spec === null) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = store.subscribe((state) => {
      if (!state.ownPlace.isReady) return;
      stop();
      resolve();
    });
    // The Model form asks for the same when it is shown: once is enough.
    if (ownPlace.status !== 'reading') void chooseOwnPlace(app, ownPlace.spec!);
  });
}

function specOf(streets: OwnTable | null): OwnPlaceSpec {
  if (streets === null || streets.geometry === null) throw new CannotRun('virtual.problem.no-streets');
  const { name, geometry, columns } = streets;
  return newOwnPlace(
    name,
    geometry,
    columns.map((column) => column.name),
  );
}

async function usePlace(app: AppContext, spec: OwnPlaceSpec): Promise<void> {
  await chooseOwnPlace(app, spec).finished;
  const { ownPlace } = app.store.getState();
  if (ownPlace.spec === null)
    throw new CannotRun('virtual.problem.streets', ownPlace.problem?.detail ?? spec.streets.table);
}

/** The number tells which runs are this city's: a later visit that brings it back says the same. */
async function begin(app: AppContext, number: number): Promise<void> {
  const { store, ports } = app;
  const text = sensorsText(app);
  if (text === null) throw new CannotRun('virtual.problem.none');
  const tables = await ports.whatIf.cityTables();
  // What the stream tells is looked up in the table of sensors: it is there first.
  change(app, { isOn: true, begun: number });
  await showSensors(app, text);
  showVirtual(app, false);
  const [property] = store.getState().ownCity.placed?.properties ?? [];
  store.setState(({ layers }) => ({
    layers: layers.map((layer) =>
      layer.id === SENSORS
        ? { ...colourBy(layer, property ?? null), title: 'layer.name.virtual_sensors', visible: true }
        : layer,
    ),
  }));
  ports.ownCity.start({
    texts: { ...tables, sensors: text },
    number,
    atMs: shownTime(store.getState(), ports.clock.now()),
  });
}

/** Fills table and layer `sensors`, of which everything about sensors is told. */
async function showSensors({ ports, store }: AppContext, text: Uint8Array<ArrayBuffer>): Promise<void> {
  const { centre } = ports.dataset ?? {};
  const isShipped = !store.getState().ownCity.isOn;
  const built = await ports.layerBuilder.build({
    layerId: SENSORS,
    source: { type: 'geojson', text: text.slice() },
    shape: 'point',
    origin: isShipped && centre !== undefined ? { lon: centre[0], lat: centre[1] } : null,
    store: true,
  });
  ports.showGeometry(built.geometry);
}

function working(app: AppContext, work: () => Promise<void>): OwnCityWork {
  change(app, { status: 'starting', problem: null });
  const finished = work().then(
    () => change(app, { status: 'idle' }),
    (error: unknown) => {
      const key = error instanceof CannotRun ? error.key : 'virtual.problem.run';
      change(app, { status: 'idle', problem: { key, detail: said(error) } });
    },
  );
  return { label: LABEL, finished };
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
