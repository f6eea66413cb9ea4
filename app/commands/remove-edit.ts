import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeEdits } from './change-scenarios.ts';

/** Takes one edit off a scenario's list. */
export function removeEdit(app: AppContext, scenarioId: string, index: number): ChangeRecord {
  return changeEdits(app, scenarioId, 'change.edit-removed', (edits) => edits.filter((_, at) => at !== index));
}
