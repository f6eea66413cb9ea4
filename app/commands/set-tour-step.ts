import { stepOf, TOUR_KEY } from '../state/tour.ts';
import { wantedState } from '../state/tour-scene.ts';
import type { AppContext } from './app-context.ts';
import { cancelExploration } from './cancel-exploration.ts';
import type { ChangeRecord } from './change-record.ts';
import { showTourScenario } from './show-tour-scenario.ts';
import { showTourSql } from './show-tour-sql.ts';
import { setTourClock, showTourTime } from './show-tour-time.ts';
import { tourWorkOf } from './tour-work.ts';

const FLIGHT_MS = 1_400;

/**
 * Goes to a step, 0-based, and sets everything it says: nothing that was done at another step is left. Out of range it
 * stays where it is.
 */
export function setTourStep(app: AppContext, stepIndex: number): ChangeRecord {
  const { store, ports, results } = app;
  const label = 'change.tour';
  const before = store.getState().tour;
  if (before === null || stepIndex < 0 || stepIndex >= before.tour.steps.length) return { label };
  const work = tourWorkOf(store);
  work.step?.abort();
  const controller = new AbortController();
  work.step = controller;
  results.cancel?.();
  results.stopLive?.();
  results.cancelLayer?.();
  cancelExploration(app);

  const run = { ...before, stepIndex, visit: before.visit + 1, status: 'setting', problem: null } as const;
  const { scene } = stepOf(run);
  store.setState((state) => ({
    ...wantedState(scene, state.layers, scene.sql !== null),
    tour: run,
    // Time and scenario follow below; until then nothing of another step.
    momentMs: null,
    scenarioId: scene.scenario === null ? null : state.scenarioId,
    remoteLayers: state.remoteLayers.map((layer) => ({ ...layer, on: false })),
    lesson: { ...state.lesson, exercise: null, layer: null },
    draft: scene.sql ?? before.former.draft,
    notices: [],
  }));
  ports.settings.set(TOUR_KEY, JSON.stringify({ name: run.name, stepIndex, startedAtMs: run.startedAtMs }));
  const { view } = store.getState();
  if (view !== null) void ports.scene?.flyTo(view, FLIGHT_MS);
  setTourClock(app, scene, before.former.clock);

  const { signal } = controller;
  void Promise.all([
    showTourTime(app, scene, signal),
    showTourScenario(app, run.tour, scene, signal),
    showTourSql(app, scene, signal),
  ]).then((problems) => {
    if (signal.aborted) return;
    const problem = problems.find((found) => found !== null) ?? null;
    store.setState((state) => (state.tour === null ? {} : { tour: { ...state.tour, status: 'ready', problem } }));
  });
  return { label };
}

/** The next step, or the one before: `by` steps on. */
export function moveTour(app: AppContext, by: number): ChangeRecord {
  return setTourStep(app, (app.store.getState().tour?.stepIndex ?? 0) + by);
}
