import { scenarioKeys } from '../state/saved-scenarios.ts';
import { isTourScenario, TOUR_KEY } from '../state/tour.ts';
import { changedFields } from '../state/tour-scene.ts';
import type { AppContext } from './app-context.ts';
import { cancelExploration } from './cancel-exploration.ts';
import type { ChangeRecord } from './change-record.ts';
import { editQuery } from './edit-query.ts';
import { withoutRows } from './evaluate-scenario.ts';
import { setTourClock } from './show-tour-time.ts';
import { stopAllFaults } from './stop-all-faults.ts';
import { tourWorkOf } from './tour-work.ts';

const FLIGHT_MS = 1_000;

/** Ends the tour and shows the person what was there before it. */
export function leaveTour(app: AppContext): ChangeRecord {
  const { store, ports, results } = app;
  const label = 'change.tour';
  const run = store.getState().tour;
  if (run === null) return { label };
  const work = tourWorkOf(store);
  work.opened += 1;
  work.step?.abort();
  work.step = null;
  results.cancel?.();
  results.stopLive?.();
  cancelExploration(app);
  const { former } = run;
  const gone = store
    .getState()
    .scenarios.filter(isTourScenario)
    .map(({ id }) => id);
  store.setState((state) => ({
    ...changedFields(former, state),
    ...withoutRows(state, gone),
    tour: null,
    scenarios: state.scenarios.filter((scenario) => !isTourScenario(scenario)),
    // Its rows were the tour's.
    query: { ...state.query, status: 'idle', sql: '', live: false, error: null },
  }));
  // Where it fails the rows stay; the models' worker is begun anew with the next question.
  if (gone.length > 0) void ports.whatIf.forget(gone).catch(() => undefined);
  editQuery(app, former.draft);
  // Edits made during the tour were written down with the tour's own scenario among them.
  const left = store.getState();
  const keys = scenarioKeys(left.ownPlace.spec);
  ports.settings.set(keys.list, JSON.stringify(left.scenarios));
  ports.settings.set(keys.chosen, left.scenarioId ?? '');
  ports.settings.set(TOUR_KEY, '');
  if (former.view !== null) void ports.scene?.flyTo(former.view, FLIGHT_MS);
  if (former.clock !== null) setTourClock(app, former.clock, former.clock);
  if (run.disturbed) stopAllFaults(app);
  return { label };
}
