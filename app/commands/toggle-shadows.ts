import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Lets the sun of the shown time throw shadows, or not; off unless asked for, because it costs frames. */
export function toggleShadows({ store }: AppContext, shadows: boolean): ChangeRecord {
  const before = store.getState().shadows;
  store.setState({ shadows });
  return { label: 'change.shadows', undo: () => store.setState({ shadows: before }) };
}
