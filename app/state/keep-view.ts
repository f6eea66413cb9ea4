import type { Scheduler } from '../core/store/live-query.ts';
import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppStore } from './app-store.ts';
import { VIEW_FIELDS, VIEW_KEY, viewToSave } from './saved-view.ts';

/** The camera moves at every frame: it is written once it has rested for so long. */
const REST_MS = 500;

export interface KeepView {
  /** Writes what has changed without waiting: the page may be about to go. */
  saveNow(): void;
  stop(): void;
}

/** Writes down what the person looks at, whenever it changed; `mayKeep` is asked each time. */
export function keepView(
  store: AppStore,
  set: (key: string, value: string) => void,
  scheduler: Scheduler,
  mayKeep: () => boolean,
  /** Layers of an earlier visit that are still to come: they are not given up by being late. */
  layersToCome: () => readonly LayerSpec[] = () => [],
): KeepView {
  let callOff: (() => void) | null = null;
  const save = () => {
    callOff?.();
    callOff = null;
    if (!mayKeep()) return;
    const state = store.getState();
    const late = layersToCome().filter((layer) => state.layers.every(({ id }) => id !== layer.id));
    set(VIEW_KEY, viewToSave({ ...state, layers: [...state.layers, ...late] }));
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (!VIEW_FIELDS.some((field) => state[field] !== before[field])) return;
    callOff?.();
    callOff = scheduler.after(REST_MS, save);
  });
  return {
    saveNow() {
      if (callOff !== null) save();
    },
    stop() {
      callOff?.();
      unsubscribe();
    },
  };
}
