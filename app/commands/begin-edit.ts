import type { StreetEditKind } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Begins an edit: from here on a click on the map picks streets for it. */
export function beginEdit({ store }: AppContext, kind: StreetEditKind): ChangeRecord {
  const before = store.getState().draftEdit;
  // Whoever thinks again about what to do with the picked streets keeps them; a superblock has its own way of picking.
  const keeps = before !== null && before.kind !== 'superblock' && kind !== 'superblock';
  store.setState({
    draftEdit: { kind, streetIds: keeps ? before.streetIds : [], crossingIds: [] },
    selected: null,
  });
  return { label: 'change.edit-begun' };
}
