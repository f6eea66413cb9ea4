import type { Opening } from './app-state.ts';
import type { AppStore } from './app-store.ts';

const NOTHING_YET: Opening = {
  layersDone: 0,
  layersAll: 0,
  databaseBytes: 0,
  databaseTotalBytes: 0,
  databaseReady: false,
};

/** Notes how far the opening has come; it ends by itself when the database and every layer are there. */
export function noteOpening(store: AppStore, news: Partial<Opening>): void {
  const opening = { ...(store.getState().opening ?? NOTHING_YET), ...news };
  const done = opening.databaseReady && opening.layersAll > 0 && opening.layersDone === opening.layersAll;
  store.setState({ opening: done ? null : opening });
}
