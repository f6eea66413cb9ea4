import type { AppStore } from '../state/app-store.ts';

/** What a step of a tour asked for and does not have yet. */
interface TourWork {
  step: AbortController | null;
  /** Goes up with every tour that is opened. */
  opened: number;
}

const works = new WeakMap<AppStore, TourWork>();

export function tourWorkOf(store: AppStore): TourWork {
  const known = works.get(store);
  if (known !== undefined) return known;
  const work: TourWork = { step: null, opened: 0 };
  works.set(store, work);
  return work;
}
