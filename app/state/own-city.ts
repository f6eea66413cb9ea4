/** Virtual sensors that a person placed, and whether the page listens to a city that runs on them. */

import {
  MOST_VIRTUAL_SENSORS,
  VIRTUAL_SENSOR_KINDS,
  type VirtualSensorKind,
} from '../core/models/own-place/virtual-sensors.ts';
import {
  countOf,
  FARTHEST_APART_M,
  type PlacedSensors,
  readVirtualSensorsSpec,
  type VirtualSensorsSpec,
} from '../core/models/own-place/virtual-sensors-spec.ts';
import { SENSOR_KINDS } from '../core/stream/sensor-kinds.ts';
import type { AppState } from './app-state.ts';

export { countOf, FARTHEST_APART_M, MOST_VIRTUAL_SENSORS, VIRTUAL_SENSOR_KINDS, type VirtualSensorKind };

export const OWN_CITY_KEY = 'own-city';
/** Id of the layer of placed sensors, and its table. */
export const VIRTUAL_SENSORS = 'virtual_sensors';
/** A loop in the middle of a short block and one in the next stand farther apart than this. */
const USUAL_APART_M = 50;
const USUAL_LOOPS = 30;

export type PlacedSummary = Omit<PlacedSensors, 'geojson'>;

export interface OwnCityState {
  readonly isOpen: boolean;
  /** What was placed, or is being placed; null for none. */
  readonly sensors: VirtualSensorsSpec | null;
  /** Null until they stand on the map. */
  readonly placed: PlacedSummary | null;
  readonly status: 'idle' | 'placing' | 'starting';
  /** What went wrong last: a translation key and the technical words. */
  readonly problem: { readonly key: string; readonly detail: string } | null;
  /** The page listens to its own city. */
  readonly isOn: boolean;
  /** How often one was begun on this page. */
  readonly begun: number;
}

export const NO_OWN_CITY: OwnCityState = {
  isOpen: false,
  sensors: null,
  placed: null,
  status: 'idle',
  problem: null,
  isOn: false,
  begun: 0,
};

export function ownCityToSave({ sensors, isOn, begun }: OwnCityState): string {
  return JSON.stringify({ sensors, isOn, begun });
}

export function savedOwnCity(get: (key: string) => string | null): Pick<AppState, 'ownCity'> {
  let value: unknown;
  try {
    value = JSON.parse(get(OWN_CITY_KEY) ?? 'null');
  } catch {
    value = null;
  }
  const { sensors, isOn, begun } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const spec = readVirtualSensorsSpec(sensors);
  return {
    ownCity: {
      ...NO_OWN_CITY,
      sensors: spec,
      isOn: isOn === true && spec !== null,
      begun: typeof begun === 'number' && Number.isInteger(begun) && begun >= 0 ? begun : 0,
    },
  };
}

/** What a person begins with on a table: loops on streets, and air sensors on anything else. */
export function newVirtualSensors(table: string, geometry: string, columns: readonly string[], isLines: boolean) {
  const named = columns.find((column) => /^(name|nom|nombre|street_name|label|title)$/i.test(column)) ?? null;
  const spec: VirtualSensorsSpec = {
    table,
    geometry,
    nameColumn: named,
    counts: isLines ? { loop: USUAL_LOOPS, air: 10, noise: 10 } : { air: 10, noise: 10 },
    apartM: USUAL_APART_M,
    seed: 1,
  };
  return spec;
}

/** What a kind measures, by the stream's names. */
export function propertiesOf(kind: VirtualSensorKind): readonly string[] {
  return SENSOR_KINDS[kind].properties;
}
