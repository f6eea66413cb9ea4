import type { Scenario } from '../core/models/scenario/edits.ts';
import type { AppState } from './app-state.ts';

/** What is asked of the models where no scenario is chosen: the district as it is. */
const BASELINE: Scenario = { id: 'baseline', name: '', edits: [] };

/** Null for the baseline. */
export function chosenScenario(state: Pick<AppState, 'scenarios' | 'scenarioId'>): Scenario | null {
  return state.scenarios.find(({ id }) => id === state.scenarioId) ?? null;
}

export function askedScenario(state: Pick<AppState, 'scenarios' | 'scenarioId'>): Scenario {
  return chosenScenario(state) ?? BASELINE;
}

/** Changes with every edit, and with nothing else: a new name asks for no new run. */
export function scenarioKey({ id, edits }: Scenario): string {
  return JSON.stringify([id, edits]);
}

/** Whether the figures and rows are those of the scenario that is looked at. */
export function isShown(state: Pick<AppState, 'scenarios' | 'scenarioId' | 'scenarioRun'>): boolean {
  return state.scenarioRun.shownKey === scenarioKey(askedScenario(state));
}

/** Streets that a scenario changes, each once. */
export function changedStreets(scenario: Scenario | null): readonly string[] {
  const ids = (scenario?.edits ?? []).flatMap((edit) => {
    if (edit.kind === 'one-way') return [...edit.streetIds, ...edit.closedIds];
    return 'streetIds' in edit ? edit.streetIds : [];
  });
  return [...new Set(ids)];
}
