import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
export function keepQueryLive({ store }: AppContext, live: boolean): ChangeRecord {
  store.setState((s) => ({ query: { ...s.query, live } }));
  return { label: 'change.query' };
}
