import type { AppStore } from '../state/app-store.ts';

/** What is asked of the models and not answered yet, so that it can be called off. */
interface ModelWork {
  evaluation: AbortController | null;
  exploration: AbortController | null;
  sun: AbortController | null;
  comparison: AbortController | null;
  fitting: AbortController | null;
  place: AbortController | null;
}

const works = new WeakMap<AppStore, ModelWork>();

export function workOf(store: AppStore): ModelWork {
  const known = works.get(store);
  if (known !== undefined) return known;
  const work: ModelWork = {
    evaluation: null,
    exploration: null,
    sun: null,
    comparison: null,
    fitting: null,
    place: null,
  };
  works.set(store, work);
  return work;
}
