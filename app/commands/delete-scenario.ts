import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeScenarios } from './change-scenarios.ts';

/** Takes a scenario off the list; the baseline is looked at then. */
export function deleteScenario(app: AppContext, scenarioId: string): ChangeRecord {
  const { scenarios } = app.store.getState();
  const left = scenarios.filter(({ id }) => id !== scenarioId);
  return changeScenarios(app, 'change.scenario-delete', { scenarios: left, scenarioId: null });
}
