/** The place the models work on, where it is a city's own: what was settled, what is being settled, and what was found. */
import type { OwnPlaceReport } from '../core/models/own-place/own-place.ts';
import {
  DEFAULT_BUILDING_HEIGHT_M,
  type OwnPlaceSpec,
  ownStreetsSpec,
  readOwnPlaceSpec,
} from '../core/models/own-place/own-place-spec.ts';
import { findStreetColumns, plainName } from '../core/models/own-place/street-columns.ts';
import type { ScenarioTotals } from '../core/models/scenario/results.ts';
import type { LonLat } from '../core/models/scenario/superblock-ring.ts';
import type { WhatIfProgress } from '../core/models/scenario/what-if.ts';
import type { AppState } from './app-state.ts';
import type { ModelProblem } from './model-state.ts';

export { STREET_ASPECTS, type StreetAspect } from '../core/models/own-place/street-columns.ts';
export const USUAL_HEIGHT_M = DEFAULT_BUILDING_HEIGHT_M;
/** Through-traffic at an entry in the busiest hour, of its capacity: what the demand model takes for the shipped district. */
export const USUAL_THROUGH_SHARE = 0.42;
const USUAL_PEOPLE = 10_000;

export const OWN_PLACE_KEY = 'own-place';
/** Ids of the layers, and names of the tables behind them. */
export const OWN_STREETS = 'own_streets';
export const OWN_FINDINGS = 'own_findings';

export interface OwnPlaceState {
  /** What the models work on; null for the shipped district. */
  readonly spec: OwnPlaceSpec | null;
  /** Whether the models know of it: not yet so where an earlier visit left it. */
  readonly isReady: boolean;
  /** `unusable`: nothing can be assigned, the report says why. */
  readonly status: 'idle' | 'reading' | 'failed' | 'unusable';
  readonly progress: WhatIfProgress | null;
  /** Of what was read last. */
  readonly report: OwnPlaceReport | null;
  readonly problem: ModelProblem | null;
  /** What is being filled in; null before a table was chosen. */
  readonly draft: OwnPlaceSpec | null;
  /** Corners of the zone that is being drawn on the map; null while none is. */
  readonly corners: readonly LonLat[] | null;
}

export const SHIPPED_PLACE: OwnPlaceState = {
  spec: null,
  isReady: true,
  status: 'idle',
  progress: null,
  report: null,
  problem: null,
  draft: null,
  corners: null,
};

export function savedOwnPlace(get: (key: string) => string | null): Pick<AppState, 'ownPlace'> {
  const spec = readOwnPlaceSpec(get(OWN_PLACE_KEY));
  return { ownPlace: { ...SHIPPED_PLACE, spec, draft: spec, isReady: spec === null } };
}

/** Whether there are façades to speak of air and noise at. */
export function hasFacades({ ownPlace }: Pick<AppState, 'ownPlace'>): boolean {
  return ownPlace.spec === null || ownPlace.spec.buildings !== null;
}

/** Totals that need no façade. */
export const TRAFFIC_TOTALS: ReadonlySet<keyof ScenarioTotals> = new Set([
  'vehKmPerDay',
  'vehHoursPerDay',
  'tripsPerDay',
  'co2TonnesPerDay',
  'noxKgPerDay',
  'pm10KgPerDay',
  'pm25KgPerDay',
]);

/** The layer in which streets of the model are picked and painted, and its table. */
export function modelStreets({ ownPlace }: Pick<AppState, 'ownPlace'>): typeof OWN_STREETS | 'streets' {
  return ownPlace.spec === null ? 'streets' : OWN_STREETS;
}

/** What a person begins with once the table of streets is chosen. */
export function newOwnPlace(table: string, geometry: string, columns: readonly string[]): OwnPlaceSpec {
  return {
    streets: ownStreetsSpec(table, geometry, findStreetColumns(columns)),
    zones: { kind: 'grid', people: USUAL_PEOPLE },
    trips: { kind: 'gravity', throughShare: USUAL_THROUGH_SHARE },
    buildings: null,
  };
}

const PEOPLE =
  /^(population|pop|people|inhabitants|residents|einwohner|bevolkerung|bevoelkerung|poblacio|poblacion|habitants|habitantes|inwoners|popolazione|populacao|ludnosc|poptot|poptotal)/;
const ZONE_NAMES = ['zoneid', 'zone', 'featureid', 'id', 'code', 'codi', 'codigo', 'name', 'nom'];
const HEIGHTS =
  /^(height|heightm|hauteur|altura|alcada|hoehe|hohe|gebaeudehoehe|measuredheight|heightroof|altezza|hoogte|wysokosc|hgt)/;

export function findZoneColumns(columns: readonly string[]): {
  readonly nameColumn: string | null;
  readonly peopleColumn: string | null;
} {
  const named = ZONE_NAMES.map((name) => columns.find((column) => plainName(column) === name));
  return {
    nameColumn: named.find((column) => column !== undefined) ?? null,
    peopleColumn: columns.find((column) => PEOPLE.test(plainName(column))) ?? null,
  };
}

export function findHeightColumn(columns: readonly string[]): string | null {
  return columns.find((column) => HEIGHTS.test(plainName(column))) ?? null;
}
