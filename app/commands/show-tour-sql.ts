import { quoteIdentifier } from '../core/base/sql-text.ts';
import type { TourScene } from '../core/lessons/tours/tour.ts';
import { hasOpened } from '../state/opening.ts';
import type { TourProblem } from '../state/tour.ts';
import type { AppContext } from './app-context.ts';
import { replaceLayer } from './change-layer.ts';
import { mapTarget } from './map-target.ts';
import { ruleForResult } from './result-colour.ts';
import { runQuery } from './run-query.ts';
import { untilState } from './show-tour-time.ts';

/** Rows that a step may put on the map: a shipped layer has fewer features. */
const MOST_ROWS = 100_000;

/** Runs a step's query: its rows lie in the dock, or colour a layer. Waits for the place and its registers. */
export async function showTourSql(app: AppContext, scene: TourScene, signal: AbortSignal): Promise<TourProblem | null> {
  const { sql, onMap } = scene;
  if (sql === null || !(await untilTables(app, sql, signal))) return null;
  if (onMap !== null) return colourByRows(app, sql, onMap, signal);
  await runQuery(app, sql).finished;
  const { query } = app.store.getState();
  const failed = !signal.aborted && query.status === 'failed' && query.sql === sql;
  return failed ? { what: 'sql', detail: query.error?.message ?? '' } : null;
}

async function untilTables(app: AppContext, sql: string, signal: AbortSignal): Promise<boolean> {
  if (!(await untilState(app, signal, () => hasOpened(app.store)))) return false;
  return untilState(app, signal, ({ recordLoads }) =>
    Object.entries(recordLoads).every(
      ([table, { step }]) => step === 'ready' || step === 'failed' || !new RegExp(`\\b${table}\\b`, 'i').test(sql),
    ),
  );
}

async function colourByRows(
  { store, ports }: AppContext,
  sql: string,
  layerId: string,
  signal: AbortSignal,
): Promise<TourProblem | null> {
  try {
    const { timeLimitMs } = store.getState();
    const table = await ports.database.query(sql, { signal, timeLimitMs, maxRows: MOST_ROWS });
    if (signal.aborted) return null;
    const target = mapTarget(table);
    if (target.type !== 'recolour' || target.valueColumn === null) {
      return { what: 'map', detail: 'The rows need a feature_id and a value' };
    }
    const { idColumn, valueColumn } = target;
    const values = {
      sql: `SELECT ${quoteIdentifier(idColumn)} AS feature_id, ${quoteIdentifier(valueColumn)} AS value FROM (\n${sql}\n)`,
      live: false,
    };
    replaceLayer(store, layerId, 'change.map-result', (layer) => ({
      ...layer,
      kind: 'derived',
      colour: ruleForResult(table, valueColumn),
      values,
    }));
    return null;
  } catch (error) {
    return signal.aborted ? null : { what: 'sql', detail: error instanceof Error ? error.message : String(error) };
  }
}
