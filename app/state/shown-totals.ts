/** What is shown of a total: the single run, and from the draws on their medians, so that every figure is of one kind. */
import { type DrawnTotal, type ScenarioTotals, TOTAL_UNITS } from '../core/models/scenario/results.ts';
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
    const [from, to] = [shownNumber(name, before[name]), shownNumber(name, after[name])];
    return { before: from, after: to, change: isPeople(name) ? to - from : after[name] - before[name], spread: null };
  }
  const spread = shownSpread(name, drawn.change);
  return {
    before: shownNumber(name, drawn.before.median),
    after: shownNumber(name, drawn.after.median),
    change: spread.median,
    spread,
  };
}

/** Households are shared out to façades in parts; of people only whole ones are shown. */
export function shownSpread(name: keyof ScenarioTotals, spread: Spread): Spread {
  return {
    ...spread,
    median: shownNumber(name, spread.median),
    low: shownNumber(name, spread.low),
    high: shownNumber(name, spread.high),
  };
}

function shownNumber(name: keyof ScenarioTotals, value: number): number {
  // Not minus zero.
  return isPeople(name) ? Math.round(value) + 0 : value;
}

function isPeople(name: keyof ScenarioTotals): boolean {
  return TOTAL_UNITS[name] === '{person}';
}
