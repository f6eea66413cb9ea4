import type { Place } from '../state/app-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Opens one place of the left rail and closes the other; null closes. */
export function openPlace({ store, ports }: AppContext, place: Place | null): ChangeRecord {
  // The sheet of what-ifs speaks of what the Model form shows.
  store.setState({ place, started: true, ...(place === 'model' ? { form: 'model' as const } : {}) });
  ports.settings.set('started', 'yes');
  return { label: 'change.place' };
}
