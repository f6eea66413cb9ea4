/**
 * Moments of a page's start, marked in the browser's own timeline so that benchmarks and tests read what happened
 * instead of guessing (`performance.getEntriesByName('maqueta:…')`).
 */
export type Milestone = 'shell' | 'first-building' | 'first-live-colour' | 'first-live-building';

const waiting = new Map<Milestone, (() => void)[]>();

/** Marks a moment the first time it happens; later calls change nothing. */
export function reach(milestone: Milestone): void {
  if (isReached(milestone)) return;
  performance.mark(nameOf(milestone));
  for (const resolve of waiting.get(milestone) ?? []) resolve();
  waiting.delete(milestone);
}

/** Resolves when the moment has come, which may be never: where there is no stream, no live colour comes. */
export function whenReached(milestone: Milestone): Promise<void> {
  if (isReached(milestone)) return Promise.resolve();
  return new Promise((resolve) => waiting.set(milestone, [...(waiting.get(milestone) ?? []), resolve]));
}

const nameOf = (milestone: Milestone) => `maqueta:${milestone}`;

function isReached(milestone: Milestone): boolean {
  return performance.getEntriesByName(nameOf(milestone)).length > 0;
}
