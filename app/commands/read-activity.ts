import { timestampLiteral } from '../core/base/sql-text.ts';
import type { Database } from '../core/store/database.ts';
import { PAST_REACH_MS } from '../state/effective-time.ts';
import { numberIn, readRows } from './read-rows.ts';

/** Width of one bar of the strip. */
export const ACTIVITY_STEP_MS = 900_000;

export interface ActivityBar {
  readonly fromMs: number;
  readonly observations: number;
}

/** How many observations of the run that is on lie in each quarter of an hour of the day before `untilMs`. */
export async function readActivity(database: Database, untilMs: number): Promise<readonly ActivityBar[]> {
  const rows = await readRows(
    database,
    `SELECT epoch_ms(phenomenon_time) // ${ACTIVITY_STEP_MS} AS bar, count(*) AS observations FROM observations
     WHERE run_id = (SELECT any_value(run_id) FROM observations_latest)
       AND phenomenon_time > ${timestampLiteral(untilMs - PAST_REACH_MS)} AND phenomenon_time <= ${timestampLiteral(untilMs)}
     GROUP BY bar ORDER BY bar`,
  );
  return rows.map((row) => ({
    fromMs: (numberIn(row, 'bar') ?? 0) * ACTIVITY_STEP_MS,
    observations: numberIn(row, 'observations') ?? 0,
  }));
}
