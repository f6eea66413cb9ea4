import type { Opening } from './app-state.ts';
import type { AppStore } from './app-store.ts';

const NOTHING_YET: Opening = {
  layersDone: 0,
  layersAll: 0,
  databaseBytes: 0,
  databaseTotalBytes: 0,
  databaseReady: false,
};

/** Pages that have opened: what a restarted worker loads once more is no opening. */
const opened = new WeakSet<AppStore>();

/** Whether the database and every layer were there. */
export function hasOpened(store: AppStore): boolean {
  return opened.has(store);
}

/** Notes how far the opening has come; it ends by itself when the database and every layer are there. */
export function noteOpening(store: AppStore, news: Partial<Opening>): void {
  if (opened.has(store)) return;
  const opening = { ...(store.getState().opening ?? NOTHING_YET), ...news };
  const done = opening.databaseReady && opening.layersAll > 0 && opening.layersDone === opening.layersAll;
  if (done) opened.add(store);
  store.setState({ opening: done ? null : opening });
}
