import type { Scenario } from '../core/models/scenario/edits.ts';
import type { AppState } from './app-state.ts';
import type { Explored } from './model-state.ts';

/** What is asked of the models where no scenario is chosen: the district as it is. */
export const BASELINE: Scenario = { id: 'baseline', name: '', edits: [] };

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

/** What the draws said of the scenario that is looked at; null before they were run for these edits. */
export function chosenExplored(state: Pick<AppState, 'scenarios' | 'scenarioId' | 'explored'>): Explored | null {
  return exploredOf(state, askedScenario(state));
}

export function exploredOf({ explored }: Pick<AppState, 'explored'>, scenario: Scenario): Explored | null {
  const known = explored[scenario.id];
  return known?.key === scenarioKey(scenario) ? known : null;
}

/**
 * Whose rows are shown: those of the scenario that is looked at where it has any, even of edits before the last one; those
 * that were shown before until then.
 */
export function rowsId(state: Pick<AppState, 'scenarios' | 'scenarioId' | 'scenarioRun' | 'calculated'>): string {
  const { id } = askedScenario(state);
  return state.calculated[id] !== undefined ? id : (state.scenarioRun.shownId ?? id);
}

/** Streets that a scenario changes, each once. */
export function changedStreets(scenario: Scenario | null): readonly string[] {
  const ids = (scenario?.edits ?? []).flatMap((edit) => {
    if (edit.kind === 'one-way') return [...edit.streetIds, ...edit.closedIds];
    return 'streetIds' in edit ? edit.streetIds : [];
  });
  return [...new Set(ids)];
}
