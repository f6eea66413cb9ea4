import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { changeScenarios } from './change-scenarios.ts';

const LONGEST_NAME = 80;

/** Another name for a scenario; an empty one is no name and changes nothing. */
export function renameScenario(app: AppContext, scenarioId: string, name: string): ChangeRecord {
  const label = 'change.scenario-rename';
  const short = name.trim().slice(0, LONGEST_NAME);
  const state = app.store.getState();
  const before = state.scenarios.find(({ id }) => id === scenarioId);
  if (short === '' || before === undefined || before.name === short) return { label };
  const scenarios = state.scenarios.map((scenario) => (scenario === before ? { ...scenario, name: short } : scenario));
  return changeScenarios(app, label, { scenarios, scenarioId: state.scenarioId });
}
