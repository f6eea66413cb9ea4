import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { editQuery } from './edit-query.ts';
import { openPlace } from './open-place.ts';
import { runQuery } from './run-query.ts';

/** Opens the query panel with a query and runs it: where a figure comes from, row by row. */
export function askInSql(app: AppContext, sql: string): ChangeRecord {
  editQuery(app, sql);
  openPlace(app, 'query');
  runQuery(app, sql);
  return { label: 'change.query' };
}
