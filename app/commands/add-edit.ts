import type { ScenarioEdit } from '../core/models/scenario/edits.ts';
import type { EditDraft } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeEdits } from './change-scenarios.ts';
import { knownStreets } from './street-book.ts';

/** The numbers that go with an edit of streets; each edit reads its own. */
export interface EditNumbers {
  readonly speedKmh: number;
  readonly lanes: number;
  readonly trees: number;
  readonly euros: number;
  /** Null bans the turns. */
  readonly penaltyS: number | null;
}

/** Puts the edit for which streets were picked on the scenario's list. Without streets nothing happens. */
export function addEdit(app: AppContext, scenarioId: string, numbers: EditNumbers): ChangeRecord {
  const { draftEdit } = app.store.getState();
  const label = 'change.edit-added';
  if (draftEdit === null || !isReady(draftEdit)) return { label };
  const edit = editOf(app, draftEdit, numbers);
  app.store.setState({ draftEdit: null });
  return changeEdits(app, scenarioId, label, (edits) => [...edits, edit]);
}

/** Whether something was chosen that the edit can change. */
export function isReady({ kind, streetIds, turns = [] }: EditDraft): boolean {
  return kind === 'turn-rule' ? turns.length > 0 : streetIds.length > 0;
}

function editOf(
  app: AppContext,
  draft: EditDraft,
  { speedKmh, lanes, trees, euros, penaltyS }: EditNumbers,
): ScenarioEdit {
  const { streetIds, crossingIds } = draft;
  switch (draft.kind) {
    case 'close-street':
      return { kind: draft.kind, streetIds };
    case 'slow-street':
      return { kind: draft.kind, streetIds, speedKmh };
    case 'change-lanes':
      return { kind: draft.kind, streetIds, lanes };
    case 'plant-trees':
      return { kind: draft.kind, streetIds, trees };
    case 'toll':
      return { kind: draft.kind, streetIds, euros };
    case 'turn-rule':
      return { kind: draft.kind, turns: draft.turns ?? [], penaltyS };
    case 'superblock':
      return { kind: draft.kind, streetIds, crossingIds };
    case 'one-way': {
      const book = knownStreets(app.ports);
      const closedIds = streetIds.flatMap((id) => book?.street(id)?.oppositeId ?? []);
      return { kind: draft.kind, streetIds, closedIds };
    }
  }
}
