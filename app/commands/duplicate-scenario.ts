import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeScenarios, freshId } from './change-scenarios.ts';

/** Makes a second scenario with the same edits, to go on from there. */
export function duplicateScenario(app: AppContext, scenarioId: string, name: string): ChangeRecord {
  const label = 'change.scenario-duplicate';
  const { scenarios } = app.store.getState();
  const original = scenarios.find(({ id }) => id === scenarioId);
  if (original === undefined) return { label };
  const copy = { ...original, id: freshId(scenarios), name };
  return changeScenarios(app, label, { scenarios: [...scenarios, copy], scenarioId: copy.id });
}
