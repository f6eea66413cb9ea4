import type { Scheduler } from '../core/store/live-query.ts';
import { askedScenario, scenarioKey } from '../state/chosen-scenario.ts';
import type { AppContext } from './app-context.ts';
import { cancelExploration } from './cancel-exploration.ts';
import { evaluateScenario } from './evaluate-scenario.ts';

/** A slider is on its way: the models are asked when it rests. */
const REST_MS = 250;

/**
 * While the Model form is shown: asks the models again whenever other edits are looked at, and after a restart of the
 * database, which loses their rows. Returns the function that stops it.
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
    if (state.scenarios !== before.scenarios || state.scenarioId !== before.scenarioId) follow();
  });
  const stopRestarts = ports.database.onRestart((phase) => {
    if (phase === 'ready') void evaluateScenario(app);
  });
  return () => {
    callOff?.();
    unsubscribe();
    stopRestarts();
  };
}
