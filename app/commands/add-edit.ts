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
}

/** Puts the edit for which streets were picked on the scenario's list. Without streets nothing happens. */
export function addEdit(app: AppContext, scenarioId: string, numbers: EditNumbers): ChangeRecord {
  const { draftEdit } = app.store.getState();
  const label = 'change.edit-added';
  if (draftEdit === null || draftEdit.streetIds.length === 0) return { label };
  const edit = editOf(app, draftEdit, numbers);
  app.store.setState({ draftEdit: null });
  return changeEdits(app, scenarioId, label, (edits) => [...edits, edit]);
}

function editOf(app: AppContext, draft: EditDraft, { speedKmh, lanes, trees }: EditNumbers): ScenarioEdit {
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
    case 'superblock':
      return { kind: draft.kind, streetIds, crossingIds };
    case 'one-way': {
      const book = knownStreets(app.ports);
      const closedIds = streetIds.flatMap((id) => book?.street(id)?.oppositeId ?? []);
      return { kind: draft.kind, streetIds, closedIds };
    }
  }
}
