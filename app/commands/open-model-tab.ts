import type { ModelTab } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Opens a part of the what-if sheet; it is still open when the sheet comes back. */
export function openModelTab({ store }: AppContext, modelTab: ModelTab): ChangeRecord {
  store.setState({ modelTab });
  return { label: 'change.place' };
}
