import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { knownStreets } from './street-book.ts';

/** Picks a street for the edit that was begun, or lays it back; both directions together, but for one-way streets. */
export function toggleStreet({ store, ports }: AppContext, streetId: string): ChangeRecord {
  const label = 'change.edit-streets';
  const { draftEdit } = store.getState();
  const book = knownStreets(ports);
  if (draftEdit === null || book?.street(streetId) === undefined) return { label };
  if (draftEdit.kind === 'one-way' && book.street(streetId)?.oppositeId === null) {
    giveNotice({ store }, 'info', 'notice.already-one-way', { label: book.street(streetId)!.name });
    return { label };
  }
  const before = draftEdit.streetIds;
  const stretch = book.stretch(streetId);
  const isPicked = before.includes(streetId);
  const rest = before.filter((id) => !stretch.includes(id));
  const added = draftEdit.kind === 'one-way' ? [streetId] : stretch;
  const streetIds = isPicked ? rest : [...rest, ...added];
  const apply = (ids: readonly string[]) =>
    store.setState((state) => (state.draftEdit === null ? {} : { draftEdit: { ...state.draftEdit, streetIds: ids } }));
  apply(streetIds);
  return { label, undo: () => apply(before), redo: () => apply(streetIds) };
}
