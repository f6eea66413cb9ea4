import { startLiveQuery } from '../core/store/live-query.ts';
import { lastReadingStatement } from '../core/store/statement-guard.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { problemOf, RESULT_LIMIT } from './run-query.ts';
import { wallScheduler } from './wall-scheduler.ts';

/** Whether a text's result comes from a statement that only reads. */
export function canBeKeptLive(sql: string): boolean {
  return lastReadingStatement(sql) !== null;
}

/**
 * Runs the last query's last statement again whenever a table it reads has changed, at most four times a second, until
 * it is switched off or another query is run. A statement that writes is not run again. A failing run ends it and is
 * shown like any failed query.
 */
export function keepQueryLive(app: AppContext, live: boolean): ChangeRecord {
  const { store, ports, results } = app;
  const label = 'change.query';
  results.stopLive?.();
  results.stopLive = null;
  const { query, timeLimitMs } = store.getState();
  const statement = lastReadingStatement(query.sql);
  if (!live || query.status !== 'done' || statement === null) {
    store.setState({ query: { ...query, live: false } });
    return { label };
  }
  const end = () => {
    liveQuery.stop();
    if (results.stopLive === end) results.stopLive = null;
  };
  const liveQuery = startLiveQuery({
    database: ports.database,
    scheduler: wallScheduler(ports.clock),
    sql: statement.text,
    timeLimitMs,
    maxRows: RESULT_LIMIT,
    onResult(table) {
      const resultVersion = results.put(table);
      store.setState((state) => ({ query: { ...state.query, resultVersion } }));
    },
    onError(error) {
      end();
      store.setState((state) => ({
        query: {
          ...state.query,
          live: false,
          status: 'failed',
          error: problemOf(error, query.offset + statement.start),
        },
      }));
      giveNotice(app, 'warning', 'notice.live-ended');
    },
  });
  results.stopLive = end;
  store.setState({ query: { ...query, live: true } });
  return { label };
}
