import type { VirtualSensorsSpec } from '../core/models/own-place/virtual-sensors-spec.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import { OWN_CITY_KEY, type OwnCityState, ownCityToSave, VIRTUAL_SENSORS } from '../state/own-city.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { POINT_HEIGHT_M } from './derive-layer.ts';
import { flyOver } from './fly-to-street.ts';
import { giveNotice } from './give-notice.ts';

export interface OwnCityWork extends ChangeRecord {
  /** Settles when it is done or was said why not; it never rejects. */
  readonly finished: Promise<void>;
}

const LABEL = 'change.virtual-sensors';
/** A place is well seen from this high, of half its width. */
const HEIGHT_PER_REACH = 2.2;
const HIGHEST_M = 40_000;

/** Texts of the sensors that stand, by the store they belong to: what a city is begun with. */
const texts = new WeakMap<AppContext['store'], Uint8Array<ArrayBuffer>>();

export function sensorsText({ store }: AppContext): Uint8Array<ArrayBuffer> | null {
  return texts.get(store) ?? null;
}

export function openVirtualSensors(app: AppContext): ChangeRecord {
  change(app, { isOpen: true, problem: null });
  return { label: LABEL };
}

export function closeVirtualSensors(app: AppContext): ChangeRecord {
  change(app, { isOpen: false });
  return { label: LABEL };
}

/** Changes what is known of the own city, and writes down what outlives the page. */
export function change({ store, ports }: Pick<AppContext, 'store' | 'ports'>, fields: Partial<OwnCityState>): void {
  store.setState(({ ownCity }) => ({ ownCity: { ...ownCity, ...fields } }));
  if ('sensors' in fields || 'isOn' in fields || 'begun' in fields)
    ports.settings.set(OWN_CITY_KEY, ownCityToSave(store.getState().ownCity));
}

/** Places virtual sensors and shows them; those placed before give way. Taken back, they stand again. */
export function placeVirtualSensors(app: AppContext, spec: VirtualSensorsSpec): OwnCityWork {
  const before = app.store.getState().ownCity.sensors;
  const finished = place(app, spec, true).then(() => undefined);
  return {
    label: LABEL,
    finished,
    undo: () => void place(app, before, false),
    redo: () => void place(app, spec, false),
  };
}

export function removeVirtualSensors(app: AppContext): OwnCityWork {
  const before = app.store.getState().ownCity.sensors;
  const finished = place(app, null, false).then(() => undefined);
  return {
    label: LABEL,
    finished,
    undo: () => void place(app, before, false),
    redo: () => void place(app, null, false),
  };
}

/** Never rejects: what stands in the way is told in the dialog. `isNew`: the camera goes there. */
export async function place(app: AppContext, spec: VirtualSensorsSpec | null, isNew: boolean): Promise<boolean> {
  const { store, ports } = app;
  change(app, { status: 'placing', problem: null });
  try {
    const placed = await ports.whatIf.placeSensors(spec);
    if (placed === null) {
      texts.delete(store);
      change(app, { status: 'idle', sensors: null, placed: null });
      showVirtual(app, false);
      return true;
    }
    const { geojson, ...summary } = placed;
    texts.set(store, geojson);
    const built = await ports.layerBuilder.build({
      layerId: VIRTUAL_SENSORS,
      source: { type: 'geojson', text: geojson.slice() },
      shape: 'point',
      origin: null,
      pointHeightM: POINT_HEIGHT_M,
      store: false,
    });
    ports.showGeometry(built.geometry);
    change(app, { status: 'idle', sensors: spec, placed: summary });
    showVirtual(app, !store.getState().ownCity.isOn);
    if (isNew) {
      flyOver(app, summary, Math.min(HIGHEST_M, summary.reachM * HEIGHT_PER_REACH));
      giveNotice(app, 'info', 'notice.virtual-placed', { count: summary.count });
    }
    return true;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    change(app, { status: 'idle', problem: { key: 'virtual.problem.place', detail } });
    return false;
  }
}

/** While the simulator runs on them, they are the layer of sensors itself. */
export function showVirtual({ store }: Pick<AppContext, 'store'>, isShown: boolean): void {
  store.setState(({ layers }) => {
    const others = layers.filter(({ id }) => id !== VIRTUAL_SENSORS);
    if (!isShown) return { layers: others };
    const order = 1 + Math.max(-1, ...others.map((layer) => layer.order));
    return { layers: [...others, { ...VIRTUAL_LAYER, order }] };
  });
}

/** By kind, so that the legend says that they are virtual. */
const VIRTUAL_LAYER: Omit<LayerSpec, 'order'> = {
  id: VIRTUAL_SENSORS,
  title: 'layer.name.virtual_sensors',
  table: VIRTUAL_SENSORS,
  kind: 'modelled',
  shape: 'point',
  visible: true,
  opacity: 1,
  colour: {
    type: 'categories',
    attribute: 'virtual_sensor',
    categories: [
      { value: 'traffic', colour: '#d55e00', label: 'legend.virtual.traffic' },
      { value: 'air', colour: '#0072b2', label: 'legend.virtual.air' },
      { value: 'noise', colour: '#cc79a7', label: 'legend.virtual.noise' },
      { value: 'weather', colour: '#56b4e9', label: 'legend.virtual.weather' },
      { value: 'mobility', colour: '#009e73', label: 'legend.virtual.mobility' },
      { value: 'waste', colour: '#8c8c8c', label: 'legend.virtual.waste' },
      { value: 'parking', colour: '#e69f00', label: 'legend.virtual.parking' },
    ],
  },
  values: { sql: `SELECT feature_id, domain AS value FROM ${VIRTUAL_SENSORS}`, live: false },
  side: 'both',
};
