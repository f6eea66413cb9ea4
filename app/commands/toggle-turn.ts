import type { StreetTurn } from '../core/models/scenario/edits.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Chooses a turn for the rule that was begun, or lays it back. */
export function toggleTurn({ store }: AppContext, turn: StreetTurn): ChangeRecord {
  const label = 'change.turn';
  const { draftEdit } = store.getState();
  if (draftEdit?.kind !== 'turn-rule') return { label };
  const before = draftEdit.turns ?? [];
  const rest = before.filter(({ fromId, toId }) => fromId !== turn.fromId || toId !== turn.toId);
  const after = rest.length === before.length ? [...before, turn] : rest;
  const apply = (turns: readonly StreetTurn[]) =>
    store.setState((state) => (state.draftEdit === null ? {} : { draftEdit: { ...state.draftEdit, turns } }));
  apply(after);
  return { label, undo: () => apply(before), redo: () => apply(after) };
}
