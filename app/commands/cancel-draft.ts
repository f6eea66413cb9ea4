import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Gives up the edit for which streets were being picked. */
export function cancelDraft({ store }: AppContext): ChangeRecord {
  if (store.getState().draftEdit !== null) store.setState({ draftEdit: null });
  return { label: 'change.edit-cancelled' };
}
