import type { Scenario, ScenarioEdit } from '../core/models/scenario/edits.ts';
import type { AppState } from '../state/app-state.ts';
import { scenarioKeys } from '../state/saved-scenarios.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

type Kept = Pick<AppState, 'scenarios' | 'scenarioId'>;

/** Puts another list of scenarios in place, keeps it for the next visit, and knows the way back and forward. */
export function changeScenarios(app: AppContext, label: string, next: Kept, merge?: string): ChangeRecord {
  const { scenarios, scenarioId } = app.store.getState();
  const apply = (kept: Kept) => {
    // Streets that were being picked belong to the scenario that was looked at.
    app.store.setState((state) => ({
      ...kept,
      draftEdit: kept.scenarioId === state.scenarioId ? state.draftEdit : null,
    }));
    const keys = scenarioKeys(app.store.getState().ownPlace.spec);
    app.ports.settings.set(keys.list, JSON.stringify(kept.scenarios));
    app.ports.settings.set(keys.chosen, kept.scenarioId ?? '');
  };
  apply(next);
  return {
    label,
    undo: () => apply({ scenarios, scenarioId }),
    redo: () => apply(next),
    ...(merge === undefined ? {} : { merge }),
  };
}

/** Gives a scenario another list of edits. Without such a scenario nothing happens. */
export function changeEdits(
  app: AppContext,
  scenarioId: string,
  label: string,
  next: (edits: readonly ScenarioEdit[]) => readonly ScenarioEdit[],
  merge?: string,
): ChangeRecord {
  const { scenarios } = app.store.getState();
  if (scenarios.every(({ id }) => id !== scenarioId)) return { label };
  const changed = scenarios.map((scenario) =>
    scenario.id === scenarioId ? { ...scenario, edits: next(scenario.edits) } : scenario,
  );
  return changeScenarios(app, label, { scenarios: changed, scenarioId }, merge);
}

/** An id that no scenario has. */
export function freshId(scenarios: readonly Scenario[]): string {
  let number = scenarios.length + 1;
  while (scenarios.some(({ id }) => id === `scenario-${number}`)) number += 1;
  return `scenario-${number}`;
}
