import type { Tour, TourScene, TourSuperblock } from '../core/lessons/tours/tour.ts';
import type { ScenarioEdit } from '../core/models/scenario/edits.ts';
import { chosenExplored, chosenScenario, scenarioKey } from '../state/chosen-scenario.ts';
import { hasOpened } from '../state/opening.ts';
import { type TourProblem, tourScenario, tourScenarioId } from '../state/tour.ts';
import type { AppContext } from './app-context.ts';
import { exploreScenario } from './explore-scenario.ts';
import { findSuperblock } from './lay-superblock.ts';
import { untilState } from './show-tour-time.ts';

/** Looks at the superblock of a step. It is the tour's own: no list of the person's is written. */
export async function showTourScenario(
  app: AppContext,
  tour: Tour,
  scene: TourScene,
  signal: AbortSignal,
): Promise<TourProblem | null> {
  const { store } = app;
  const { scenario: wanted } = scene;
  if (wanted === null) return null;
  const id = tourScenarioId(tour, wanted.superblock);
  if (store.getState().scenarios.every((scenario) => scenario.id !== id)) {
    // Blocks and streets come with the place.
    if (!(await untilState(app, signal, () => hasOpened(app.store)))) return null;
    const edits = await superblockEdits(app, wanted.superblock);
    if (signal.aborted) return null;
    if (typeof edits === 'string') return { what: 'scenario', detail: edits };
    store.setState(({ scenarios }) => ({ scenarios: [...scenarios, tourScenario(id, wanted.name, edits)] }));
  }
  store.setState({ scenarioId: id });
  if (wanted.draws) void drawOnceSettled(app, signal);
  return null;
}

async function superblockEdits(app: AppContext, superblock: TourSuperblock): Promise<readonly ScenarioEdit[] | string> {
  try {
    const inside = await findSuperblock(app, superblock);
    if (inside === null || inside.streetIds.length === 0) return `No superblock ${[superblock].flat().join(', ')}`;
    return [{ kind: 'superblock', ...inside }];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The draws need settled flows; those of an earlier visit to the step are still right. */
async function drawOnceSettled(app: AppContext, signal: AbortSignal): Promise<void> {
  const isSettled = await untilState(app, signal, (state) => {
    const scenario = chosenScenario(state);
    return (
      scenario !== null && state.scenarioRun.status === 'done' && state.scenarioRun.shownKey === scenarioKey(scenario)
    );
  });
  if (isSettled && chosenExplored(app.store.getState()) === null) void exploreScenario(app);
}
