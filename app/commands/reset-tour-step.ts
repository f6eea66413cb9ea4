import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { setTourStep } from './set-tour-step.ts';
import { stopAllFaults } from './stop-all-faults.ts';

/** Sets the step as it begins, and ends what people broke in the city where this page may. */
export function resetTourStep(app: AppContext): ChangeRecord {
  const { tour, faults } = app.store.getState();
  if (tour === null) return { label: 'change.tour' };
  if (tour.disturbed || (faults?.manual ?? []).length > 0) {
    stopAllFaults(app);
    app.store.setState({ tour: { ...tour, disturbed: false } });
  }
  return setTourStep(app, tour.stepIndex);
}

export function restartTourTimer({ store, ports }: AppContext): ChangeRecord {
  store.setState(({ tour }) => (tour === null ? {} : { tour: { ...tour, startedAtMs: ports.clock.now() } }));
  return { label: 'change.tour' };
}
