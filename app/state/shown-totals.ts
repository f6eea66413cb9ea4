/** What is shown of a total: the single run, and from the draws on their medians, so that every figure is of one kind. */
import { type DrawnTotal, type ScenarioTotals, TOTAL_UNITS } from '../core/models/scenario/results.ts';
import type { RangeKind, TotalRanges } from '../core/models/scenario/what-if.ts';
import type { Spread } from '../core/models/uncertainty/spread.ts';
import type { Explored } from './model-state.ts';

export interface ShownTotal {
  readonly before: number;
  readonly after: number;
  /** With draws the median of the differences, which is not quite the difference of the medians. */
  readonly change: number;
  /** Null where nothing was drawn. */
  readonly spread: Spread | null;
  /** What it could be instead; null where nothing of it is varied. */
  readonly ranges: ShownRanges | null;
}

export type Bounds = Pick<Spread, 'low' | 'high'>;

export interface ShownRanges {
  readonly kind: RangeKind;
  readonly before: Bounds;
  readonly after: Bounds;
  readonly change: Bounds;
}

export function shownTotal(
  name: keyof ScenarioTotals,
  before: ScenarioTotals,
  after: ScenarioTotals,
  explored: Pick<Explored, 'totals'> | null,
  provisional: TotalRanges | null,
): ShownTotal {
  const drawn = explored?.totals[name as DrawnTotal];
  const varied = drawn ?? provisional?.[name as DrawnTotal];
  const shown = ({ low, high }: Bounds): Bounds => ({ low: shownNumber(name, low), high: shownNumber(name, high) });
  const ranges: ShownRanges | null =
    varied === undefined
      ? null
      : {
          kind: drawn === undefined ? 'provisional' : 'draws',
          before: shown(varied.before),
          after: shown(varied.after),
          change: shown(varied.change),
        };
  if (drawn === undefined) {
    const [from, to] = [shownNumber(name, before[name]), shownNumber(name, after[name])];
    const change = isPeople(name) ? to - from : after[name] - before[name];
    return { before: from, after: to, change, spread: null, ranges };
  }
  const spread = shownSpread(name, drawn.change);
  return {
    before: shownNumber(name, drawn.before.median),
    after: shownNumber(name, drawn.after.median),
    change: spread.median,
    spread,
    ranges,
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
