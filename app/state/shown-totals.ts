/** What is shown of a total: the single run, and from the draws on their medians, so that every figure is of one kind. */
import type { DrawnTotal, ScenarioTotals } from '../core/models/scenario/results.ts';
import type { Spread } from '../core/models/uncertainty/spread.ts';
import type { Explored } from './model-state.ts';

export interface ShownTotal {
  readonly before: number;
  readonly after: number;
  /** With draws the median of the differences, which is not quite the difference of the medians. */
  readonly change: number;
  /** Null where nothing was drawn. */
  readonly spread: Spread | null;
}

export function shownTotal(
  name: keyof ScenarioTotals,
  before: ScenarioTotals,
  after: ScenarioTotals,
  explored: Pick<Explored, 'totals'> | null,
): ShownTotal {
  const drawn = explored?.totals[name as DrawnTotal];
  if (drawn === undefined) {
    return { before: before[name], after: after[name], change: after[name] - before[name], spread: null };
  }
  return {
    before: drawn.before.median,
    after: drawn.after.median,
    change: drawn.change.median,
    spread: drawn.change,
  };
}
