import { TOUR_FIELDS, type TourRun } from '../state/tour.ts';
import { formerView } from '../state/tour-scene.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { giveNotice } from './give-notice.ts';
import { setTourStep } from './set-tour-step.ts';
import { tourWorkOf } from './tour-work.ts';

export interface StartedTour extends ChangeRecord {
  /** Settles when its first step was set, or when it was said why there is none. */
  readonly finished: Promise<void>;
}

/** Begins a tour, in the language of the page where it is there; `kept` goes on where a former page stood. */
export function startTour(
  app: AppContext,
  name: string,
  kept: { readonly stepIndex?: number; readonly startedAtMs?: number } = {},
): StartedTour {
  const { store, ports } = app;
  const work = tourWorkOf(store);
  work.opened += 1;
  const mine = work.opened;
  const finished = ports.tours.read(name, store.getState().language).then(
    (tour) => {
      if (work.opened !== mine) return;
      const state = store.getState();
      const run: TourRun = {
        name,
        tour,
        stepIndex: 0,
        visit: 0,
        status: 'setting',
        problem: null,
        startedAtMs: kept.startedAtMs ?? ports.clock.now(),
        former: state.tour?.former ?? formerView(state, TOUR_FIELDS),
        disturbed: state.tour?.disturbed ?? false,
      };
      store.setState({ tour: run, started: true, notices: [] });
      ports.settings.set('started', 'yes');
      setTourStep(app, kept.stepIndex ?? 0);
    },
    (error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      giveNotice(app, 'error', 'notice.tour-failed', { detail });
    },
  );
  return { label: 'change.tour', finished };
}

/** The same tour in the language that the page is in now; it stays where it stands. */
export function translateTour(app: AppContext): ChangeRecord {
  const { store, ports } = app;
  const before = store.getState().tour;
  if (before !== null) {
    ports.tours.read(before.name, store.getState().language).then(
      (tour) => {
        const { tour: run } = store.getState();
        if (run?.name !== before.name || tour.steps.length !== run.tour.steps.length) return;
        store.setState({ tour: { ...run, tour } });
      },
      // It goes on in the language in which it is there.
      () => undefined,
    );
  }
  return { label: 'change.tour' };
}
