import { askedScenario, scenarioKey } from '../state/chosen-scenario.ts';
import { type ExploreRun, NOT_EXPLORED } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';
import { workOf } from './model-work.ts';

export const DRAWS = 1000;

/** Runs baseline and scenario many times with what is not known for sure varied, and keeps what the runs say together. */
export function exploreScenario({ store, ports }: AppContext): Evaluation {
  const work = workOf(store);
  work.exploration?.abort();
  const controller = new AbortController();
  work.exploration = controller;
  const scenario = askedScenario(store.getState());
  const key = scenarioKey(scenario);
  const tell = (fields: Partial<ExploreRun>) => {
    if (work.exploration !== controller) return;
    store.setState((state) => ({ exploreRun: { ...state.exploreRun, ...fields } }));
  };
  tell({ ...NOT_EXPLORED, status: 'running', key, draws: DRAWS });
  const finished = ports.whatIf
    .explore(scenario, { draws: DRAWS, signal: controller.signal, onProgress: ({ share }) => tell({ share }) })
    .then(
      ({ totals, tornado, evaporation, draws, elapsedMs }) =>
        tell({ status: 'done', share: 1, totals, tornado, evaporation, draws, elapsedMs }),
      (error: unknown) =>
        tell(controller.signal.aborted ? NOT_EXPLORED : { status: 'failed', problem: problemOf(error) }),
    );
  return { label: 'change.scenario-explored', finished };
}
