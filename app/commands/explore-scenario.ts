import type { Scenario } from '../core/models/scenario/edits.ts';
import type { AbortLike, WhatIfProgress } from '../core/models/scenario/what-if.ts';
import { askedScenario, scenarioKey } from '../state/chosen-scenario.ts';
import { type ExploreRun, NOT_EXPLORED } from '../state/model-state.ts';
import type { AppContext } from './app-context.ts';
import { type Evaluation, problemOf, withRows } from './evaluate-scenario.ts';
import { workOf } from './model-work.ts';

export const DRAWS = 1000;

/** Runs baseline and scenario many times with what is not known for sure varied, and keeps what the runs say together. */
export function exploreScenario({ store, ports }: AppContext): Evaluation {
  const work = workOf(store);
  work.exploration?.abort();
  const controller = new AbortController();
  work.exploration = controller;
  const scenario = askedScenario(store.getState());
  const tell = (fields: Partial<ExploreRun>) => {
    if (work.exploration !== controller) return;
    store.setState((state) => ({ exploreRun: { ...state.exploreRun, ...fields } }));
  };
  tell({ ...NOT_EXPLORED, status: 'running', key: scenarioKey(scenario), draws: DRAWS });
  const finished = keepDraws({ store, ports }, scenario, controller.signal, ({ share }) => tell({ share })).then(
    () => tell({ status: 'done', share: 1 }),
    (error: unknown) =>
      tell(controller.signal.aborted ? NOT_EXPLORED : { status: 'failed', problem: problemOf(error) }),
  );
  return { label: 'change.scenario-explored', finished };
}

/** Rows go into the database, the summary into the state. Rejects as the models do. */
export async function keepDraws(
  { store, ports }: Pick<AppContext, 'store' | 'ports'>,
  scenario: Scenario,
  signal: AbortLike,
  onProgress: (progress: WhatIfProgress) => void,
): Promise<void> {
  const key = scenarioKey(scenario);
  const exploration = await ports.whatIf.explore(scenario, { draws: DRAWS, signal, onProgress });
  const { draws, totals, tornado, structure, evaporation, elapsedMs } = exploration;
  const explored = { key, draws, totals, tornado, structure, evaporation, elapsedMs };
  store.setState((state) => {
    // Other edits were evaluated meanwhile: the rows are theirs.
    if ((state.calculated[scenario.id] ?? key) !== key) return {};
    const rows = withRows(state, exploration, key);
    return { ...rows, explored: { ...rows.explored, [scenario.id]: explored } };
  });
}
