import { quoteText } from '../core/base/sql-text.ts';
import { DRAWN_TOTALS, type ScenarioTotals, TOTAL_UNITS, totalInSql } from '../core/models/scenario/results.ts';
import type { Spread } from '../core/models/uncertainty/spread.ts';
import type { Database } from '../core/store/database.ts';
import { numberIn, type Row, readRows, textIn } from './read-rows.ts';

const NAMES = new Map(
  (Object.keys(TOTAL_UNITS) as (keyof ScenarioTotals)[]).map((name) => [totalInSql(name), name] as const),
);

/** One total of one scenario: medians where all that are compared were explored, else the single run of each. */
export interface ComparedTotal {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Of the change; null where nothing was drawn. */
  readonly spread: Spread | null;
  /** What the change could be instead: provisional where not all were drawn; null where nothing of it is varied. */
  readonly range: Pick<Spread, 'low' | 'high'> | null;
}

export type ComparedTotals = ReadonlyMap<keyof ScenarioTotals, ComparedTotal>;

/** The totals of some scenarios, figure after figure. */
export function comparedSql(scenarioIds: readonly string[]): string {
  return `-- Totals of each scenario: the median of its draws where all were drawn, else the single run of each. A median of one
-- beside a single run of another would differ by how they were made.
WITH compared AS (SELECT * FROM scenario_totals WHERE scenario_id IN (${scenarioIds.map(quoteText).join(', ')})),
drawn AS (SELECT figure, bool_and(draws IS NOT NULL) AS all_drawn FROM compared GROUP BY figure)
SELECT figure, unit, scenario_id, CASE WHEN all_drawn THEN before_median ELSE before END AS baseline,
  CASE WHEN all_drawn THEN after_median ELSE after END AS scenario,
  CASE WHEN all_drawn THEN change_median ELSE change END AS change,
  least(change_low, CASE WHEN NOT all_drawn THEN change END) AS change_low,
  greatest(change_high, CASE WHEN NOT all_drawn THEN change END) AS change_high,
  lower_draws, higher_draws, CASE WHEN all_drawn THEN draws END AS draws
FROM compared JOIN drawn USING (figure)
ORDER BY figure, scenario_id`;
}

export async function readCompared(
  database: Database,
  scenarioIds: readonly string[],
): Promise<ReadonlyMap<string, ComparedTotals>> {
  const found = new Map<string, Map<keyof ScenarioTotals, ComparedTotal>>();
  if (scenarioIds.length === 0) return found;
  for (const row of await readRows(database, comparedSql(scenarioIds))) {
    const name = NAMES.get(textIn(row, 'figure'));
    if (name === undefined) continue;
    const id = textIn(row, 'scenario_id');
    const totals = found.get(id) ?? new Map<keyof ScenarioTotals, ComparedTotal>();
    found.set(id, totals);
    totals.set(name, {
      before: numberIn(row, 'baseline') ?? 0,
      after: numberIn(row, 'scenario') ?? 0,
      change: numberIn(row, 'change') ?? 0,
      spread: spreadIn(row, 'change'),
      range: boundsIn(row, 'change'),
    });
  }
  return found;
}

/**
 * What one scenario differs from another by, draw by draw. Both were drawn with the same numbers, so what they share cancels:
 * the range of this difference is not made of the two ranges, and is mostly much narrower.
 */
export function pairSql(scenarioId: string, otherId: string): string {
  const selects = DRAWN_TOTALS.map((name) => {
    const figure = totalInSql(name);
    return `SELECT '${figure}' AS figure, ${figure}_one - ${figure}_two AS difference FROM pairs`;
  });
  const columns = DRAWN_TOTALS.map((name) => {
    const figure = totalInSql(name);
    return `one.${figure}_after AS ${figure}_one, two.${figure}_after AS ${figure}_two`;
  });
  return `-- One scenario less the other, in each draw; the same draw has the same chance in both.
WITH pairs AS (SELECT ${columns.join(', ')}
  FROM scenario_draws one JOIN scenario_draws two USING (draw)
  WHERE one.scenario_id = ${quoteText(scenarioId)} AND two.scenario_id = ${quoteText(otherId)}),
differences AS (${selects.join(' UNION ALL ')})
SELECT figure, quantile_cont(difference, 0.5) AS difference_median, quantile_cont(difference, 0.05) AS difference_low,
  quantile_cont(difference, 0.95) AS difference_high, (count(*) FILTER (difference < 0))::INTEGER AS lower_draws,
  (count(*) FILTER (difference > 0))::INTEGER AS higher_draws, count(*)::INTEGER AS draws
FROM differences GROUP BY figure ORDER BY figure`;
}

/** By figure; empty until both were drawn. */
export async function readPair(
  database: Database,
  scenarioId: string,
  otherId: string,
): Promise<ReadonlyMap<keyof ScenarioTotals, Spread>> {
  const rows = await readRows(database, pairSql(scenarioId, otherId));
  return new Map(
    rows.flatMap((row) => {
      const name = NAMES.get(textIn(row, 'figure'));
      const spread = spreadIn(row, 'difference');
      return name === undefined || spread === null ? [] : [[name, spread] as const];
    }),
  );
}

function boundsIn(row: Row, quantity: string): Pick<Spread, 'low' | 'high'> | null {
  const low = numberIn(row, `${quantity}_low`);
  const high = numberIn(row, `${quantity}_high`);
  return low === null || high === null ? null : { low, high };
}

function spreadIn(row: Row, quantity: string): Spread | null {
  const draws = numberIn(row, 'draws');
  const bounds = boundsIn(row, quantity);
  if (draws === null || draws === 0 || bounds === null) return null;
  return {
    median: numberIn(row, `${quantity}_median`) ?? numberIn(row, quantity) ?? 0,
    ...bounds,
    lower: numberIn(row, 'lower_draws') ?? 0,
    higher: numberIn(row, 'higher_draws') ?? 0,
    draws,
  };
}
