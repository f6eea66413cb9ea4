/**
 * Moments of a page's start, marked in the browser's own timeline so that benchmarks and tests read what happened
 * instead of guessing (`performance.getEntriesByName('maqueta:…')`).
 */
export type Milestone = 'shell' | 'first-building' | 'first-live-colour' | 'first-live-building';

/** Marks a moment the first time it happens; later calls change nothing. */
export function reach(milestone: Milestone): void {
  const name = `maqueta:${milestone}`;
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}
