import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppState } from './app-state.ts';
import { NO_PROJECT, NO_PROJECT_WORK } from './current-project.ts';
import { NO_LESSON } from './lessons.ts';
import { NOT_FITTED } from './model-fit.ts';
import { USUAL_SETTINGS } from './model-settings.ts';
import { NO_RUN, NOT_COMPARED, NOT_EXPLORED } from './model-state.ts';
import { NO_OWN_CITY } from './own-city.ts';
import { SHIPPED_PLACE } from './own-place.ts';
import { NOT_ANALYSED } from './place-analyses.ts';
import { NO_TRIPS } from './street-trips.ts';

export type AppStore = StoreApi<AppState>;

export const EMPTY_STATE: AppState = {
  started: false,
  form: '3d',
  place: null,
  language: 'en',
  theme: 'system',
  systemDark: false,
  motion: 'system',
  systemStill: false,
  presenter: false,
  dockHeightPx: 320,
  layers: [],
  cards: [],
  remoteLayers: [],
  project: NO_PROJECT,
  projectWork: NO_PROJECT_WORK,
  layerValues: {},
  selected: null,
  attributeTable: null,
  mapDescribed: false,
  sketch: null,
  comparison: null,
  split: 0.5,
  view: null,
  clock: null,
  momentMs: null,
  shadows: false,
  draft: '',
  timeLimitMs: 30_000,
  query: { status: 'idle', sql: '', offset: 0, startedAtMs: 0, resultVersion: 0, live: false, error: null },
  faults: null,
  notices: [],
  opening: null,
  recordLoads: {},
  scenarios: [],
  scenarioId: null,
  modelView: { show: 'change', measure: 'no2' },
  modelTab: 'changes',
  draftEdit: null,
  scenarioRun: NO_RUN,
  exploreRun: NOT_EXPLORED,
  calculated: {},
  explored: {},
  comparedIds: [],
  compareRun: NOT_COMPARED,
  placeAnalyses: NOT_ANALYSED,
  streetTrips: NO_TRIPS,
  fitRun: NOT_FITTED,
  ownPlace: SHIPPED_PLACE,
  ownCity: NO_OWN_CITY,
  joinDialog: null,
  streamJoins: {},
  formNotes: [],
  tour: null,
  lesson: NO_LESSON,
  lessonWorks: {},
  modelSettings: USUAL_SETTINGS,
};

/** One store per page. `layers` is what the catalogue offers at the start; `saved` what a former visit left. */
export function createAppStore(layers: readonly LayerSpec[] = [], saved: Partial<AppState> = {}): AppStore {
  return createStore<AppState>()(() => ({ ...EMPTY_STATE, ...saved, layers }));
}
