import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Ends the query that is running. The database answers with `cancelled`, which is what the person then reads. */
export function cancelQuery({ results }: AppContext): ChangeRecord {
  results.cancel?.();
  return { label: 'change.query' };
}
