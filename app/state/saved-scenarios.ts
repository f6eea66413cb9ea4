import { readScenarioList } from '../core/models/scenario/scenario-text.ts';
import type { AppState } from './app-state.ts';

export const SCENARIOS_KEY = 'scenarios';
export const SCENARIO_KEY = 'scenario';

/** The scenarios of a former visit, and which of them was looked at. */
export function savedScenarios(get: (key: string) => string | null): Pick<AppState, 'scenarios' | 'scenarioId'> {
  const scenarios = readScenarioList(get(SCENARIOS_KEY));
  const chosen = get(SCENARIO_KEY);
  return { scenarios, scenarioId: scenarios.some(({ id }) => id === chosen) ? chosen : null };
}
