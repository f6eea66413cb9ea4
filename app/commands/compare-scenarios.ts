import { exploredOf, scenarioKey } from '../state/chosen-scenario.ts';
import { type CompareRun, NOT_COMPARED } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { type Evaluation, problemOf, withRows } from './evaluate-scenario.ts';
import { keepDraws } from './explore-scenario.ts';
import { workOf } from './model-work.ts';

/** Puts scenarios beside each other, in the order of the list; what is no scenario any more is left out. */
export function compareScenarios({ store }: Pick<AppContext, 'store'>, scenarioIds: readonly string[]): ChangeRecord {
  store.setState(({ scenarios }) => ({
    comparedIds: scenarios.map(({ id }) => id).filter((id) => scenarioIds.includes(id)),
  }));
  return { label: 'change.scenarios-compared' };
}

/**
 * Calculates those of the compared scenarios whose rows are not those of their edits; with `draws` also runs the draws that
 * are missing. One after the other; called off as a whole.
 */
export function calculateCompared({ store, ports }: AppContext, draws: boolean): Evaluation {
  const work = workOf(store);
  work.comparison?.abort();
  const controller = new AbortController();
  work.comparison = controller;
  const { signal } = controller;
  const tell = (fields: Partial<CompareRun>) => {
    if (work.comparison === controller) store.setState((state) => ({ compareRun: { ...state.compareRun, ...fields } }));
  };
  const state = store.getState();
  const compared = state.scenarios.filter(({ id }) => state.comparedIds.includes(id));
  const due = compared.filter((scenario) => state.calculated[scenario.id] !== scenarioKey(scenario));
  const undrawn = draws ? compared.filter((scenario) => exploredOf(state, scenario) === null) : [];
  const calculate = async () => {
    for (const [index, scenario] of due.entries()) {
      tell({ status: 'running', step: 'evaluating', scenarioId: scenario.id, share: index / due.length });
      const outcome = await ports.whatIf.evaluate(scenario, { signal });
      store.setState((now) => withRows(now, outcome, scenarioKey(scenario)));
    }
    for (const [index, scenario] of undrawn.entries()) {
      const onProgress = ({ share }: { readonly share: number }) => tell({ share: (index + share) / undrawn.length });
      tell({ status: 'running', step: 'exploring', scenarioId: scenario.id, share: index / undrawn.length });
      await keepDraws({ store, ports }, scenario, signal, onProgress);
    }
  };
  const finished = calculate().then(
    () => tell(NOT_COMPARED),
    (error: unknown) => tell(signal.aborted ? NOT_COMPARED : { status: 'failed', problem: problemOf(error) }),
  );
  return { label: 'change.scenarios-calculated', finished };
}

export function cancelComparison({ store }: Pick<AppContext, 'store'>): ChangeRecord {
  workOf(store).comparison?.abort();
  return { label: 'change.scenarios-cancelled' };
}
