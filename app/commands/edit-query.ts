import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Puts a text into the query editor; it is remembered. */
export function editQuery({ store, ports }: AppContext, draft: string): ChangeRecord {
  store.setState({ draft });
  ports.settings.set('draft', draft);
  return { label: 'change.draft' };
}

/** Sets how long a query may run, in wall milliseconds. */
export function setTimeLimit({ store, ports }: AppContext, timeLimitMs: number): ChangeRecord {
  store.setState({ timeLimitMs });
  ports.settings.set('time-limit', String(timeLimitMs));
  return { label: 'change.time-limit' };
}
