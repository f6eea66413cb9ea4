import { QueryError, type ResultTable } from '../core/store/database.ts';
import type { QueryProblem, QueryRun } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { describeMade } from './describe-made.ts';

export interface RunningQuery extends ChangeRecord {
  /** Settles when the query is over, however it went; it never rejects. */
  readonly finished: Promise<void>;
}

/** Rows that are kept of a result; what was left out is said. */
export const RESULT_LIMIT = 100_000;

/**
 * Runs a person's SQL; one at a time, the former is cancelled. The rows go on the result shelf, what happened goes into
 * state. `offset` is where `sql` begins in the editor's text, when only a part of it is run.
 */
export function runQuery(app: AppContext, sql: string, offset = 0): RunningQuery {
  const { store, ports, results } = app;
  results.cancel?.();
  results.stopLive?.();
  const controller = new AbortController();
  const cancel = () => controller.abort();
  results.cancel = cancel;
  const { query: before, draft } = store.getState();
  const running: QueryRun = {
    status: 'running',
    sql,
    offset,
    startedAtMs: ports.clock.now(),
    resultVersion: before.resultVersion,
    live: false,
    error: null,
  };
  store.setState({ query: running, draft: offset === 0 && !draft.includes(sql) ? sql : draft });

  /** A newer query has taken the desk: what comes of this one is of no interest. */
  const outdated = () => results.cancel !== cancel;
  const finish = (fields: Partial<QueryRun>) => {
    if (outdated()) return;
    results.cancel = null;
    store.setState((state) => ({ query: { ...state.query, ...fields } }));
  };
  const finished = ports.database
    .query(sql, { signal: controller.signal, timeLimitMs: store.getState().timeLimitMs, maxRows: RESULT_LIMIT })
    .then(
      (table: ResultTable) => {
        if (!outdated()) finish({ status: 'done', resultVersion: results.put(table) });
        void describeMade(app, sql);
      },
      (error: unknown) => finish({ status: 'failed', error: problemOf(error, offset) }),
    );
  return { label: 'change.query', finished };
}

/** What went wrong, with its place counted in the editor's text. */
export function problemOf(error: unknown, offset: number): QueryProblem {
  if (error instanceof QueryError) {
    const position = error.position === undefined ? null : error.position + offset;
    return { kind: error.kind, code: error.code ?? null, message: error.message, position };
  }
  return { kind: 'other', code: null, message: error instanceof Error ? error.message : String(error), position: null };
}
