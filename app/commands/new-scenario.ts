import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeScenarios, freshId } from './change-scenarios.ts';

/** Begins a scenario that changes nothing yet, and looks at it. */
export function newScenario(app: AppContext, name: string): ChangeRecord {
  const { scenarios } = app.store.getState();
  const id = freshId(scenarios);
  const scenario = { id, name: name.trim() || id, edits: [] };
  return changeScenarios(app, 'change.scenario-new', { scenarios: [...scenarios, scenario], scenarioId: id });
}
