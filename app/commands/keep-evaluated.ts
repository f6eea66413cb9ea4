import type { Scheduler } from '../core/store/live-query.ts';
import { askedScenario, BASELINE, scenarioKey } from '../state/chosen-scenario.ts';
import type { AppContext } from './app-context.ts';
import { cancelExploration } from './cancel-exploration.ts';
import { evaluateScenario, withoutRows } from './evaluate-scenario.ts';

/** A slider is on its way: the models are asked when it rests. */
const REST_MS = 250;

/**
 * While the Model form is shown: asks the models again whenever other edits are looked at, and after a restart of the
 * database, which may lose their rows. Rows of deleted scenarios go. Returns the function that stops it.
 */
export function keepEvaluated(app: AppContext, scheduler: Scheduler): () => void {
  const { store, ports } = app;
  let callOff: (() => void) | null = null;
  const isAsked = () => store.getState().scenarioRun.key === scenarioKey(askedScenario(store.getState()));
  const ask = () => {
    callOff = null;
    if (!isAsked()) void evaluateScenario(app);
  };
  const follow = () => {
    const { exploreRun } = store.getState();
    if (exploreRun.status === 'running' && exploreRun.key !== scenarioKey(askedScenario(store.getState()))) {
      cancelExploration(app);
    }
    callOff?.();
    callOff = isAsked() ? null : scheduler.after(REST_MS, ask);
  };
  ask();
  const unsubscribe = store.subscribe((state, before) => {
    if (state.scenarios !== before.scenarios) forgetDeleted(app);
    if (state.scenarios !== before.scenarios || state.scenarioId !== before.scenarioId) follow();
  });
  const stopRestarts = ports.database.onRestart((phase) => {
    if (phase !== 'ready') return;
    store.setState({ calculated: {}, explored: {} });
    void evaluateScenario(app);
  });
  return () => {
    callOff?.();
    unsubscribe();
    stopRestarts();
  };
}

function forgetDeleted({ store, ports }: AppContext): void {
  const { scenarios, calculated, comparedIds } = store.getState();
  const isThere = (id: string) => id === BASELINE.id || scenarios.some((scenario) => scenario.id === id);
  const gone = Object.keys(calculated).filter((id) => !isThere(id));
  if (comparedIds.some((id) => !isThere(id))) store.setState({ comparedIds: comparedIds.filter(isThere) });
  if (gone.length === 0) return;
  store.setState((state) => withoutRows(state, gone));
  // Where it fails the rows stay; the models' worker is begun anew with the next question.
  void ports.whatIf.forget(gone).catch(() => undefined);
}
