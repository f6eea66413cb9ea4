import type { AppStore } from './app-store.ts';

/** How fresh and how many a drawn layer's values are; the legend says it. */
export interface LayerValues {
  /** Newest time among them, ms UTC; null where they carry none. */
  readonly newestMs: number | null;
  readonly features: number;
}

/** Notes that a drawn layer (its id in the scene) was given values. */
export function noteLayerValues(store: AppStore, drawnId: string, newestMs: number | null, features: number): void {
  const { layerValues } = store.getState();
  const before = layerValues[drawnId];
  if (before?.newestMs === newestMs && before.features === features) return;
  store.setState({ layerValues: { ...layerValues, [drawnId]: { newestMs, features } } });
}
