import type { OwnPlaceSpec } from '../core/models/own-place/own-place-spec.ts';
import { NOT_FITTED } from '../state/model-fit.ts';
import { NO_RUN, NOT_COMPARED, NOT_EXPLORED } from '../state/model-state.ts';
import { OWN_FINDINGS, OWN_PLACE_KEY, OWN_STREETS, type OwnPlaceState, SHIPPED_PLACE } from '../state/own-place.ts';
import { NOT_ANALYSED } from '../state/place-analyses.ts';
import { savedScenarios } from '../state/saved-scenarios.ts';
import { NO_TRIPS } from '../state/street-trips.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { drawOwnStreets } from './draw-own-streets.ts';
import { type Evaluation, problemOf } from './evaluate-scenario.ts';
import { flyOver } from './fly-to-street.ts';
import { giveNotice } from './give-notice.ts';
import { workOf } from './model-work.ts';
import { forgetStreets } from './street-book.ts';

/** A district of a kilometre is well seen from this high. */
const HEIGHT_PER_REACH = 2.2;
const LABEL = 'change.own-place';

/**
 * Sets the models to work on a city's own streets. The tables are read and the network is made in the models' worker; what
 * was calculated for the place before goes, and the scenarios of this one come. Where nothing can be assigned, the place
 * before stays and the report says why.
 */
export function chooseOwnPlace(app: AppContext, spec: OwnPlaceSpec): Evaluation {
  const { store, ports } = app;
  const work = workOf(store);
  work.place?.abort();
  const controller = new AbortController();
  work.place = controller;
  const tell = (fields: Partial<OwnPlaceState>) => {
    if (work.place !== controller) return;
    store.setState(({ ownPlace }) => ({ ownPlace: { ...ownPlace, ...fields } }));
  };
  const isSamePlace = JSON.stringify(store.getState().ownPlace.spec) === JSON.stringify(spec);
  tell({ status: 'reading', progress: null, problem: null, draft: spec, corners: null });
  const finished = ports.whatIf
    .usePlace(spec, { signal: controller.signal, onProgress: (progress) => tell({ progress }) })
    .then(
      async (report) => {
        if (work.place !== controller) return;
        if (report?.isUsable !== true) return notChosen(app, { status: 'unusable', progress: null, report });
        ports.settings.set(OWN_PLACE_KEY, JSON.stringify(spec));
        const place = {
          ...store.getState().ownPlace,
          spec,
          isReady: true,
          status: 'idle',
          progress: null,
          report,
        } as const;
        startAnew(app, place);
        await drawOwnStreets(app);
        const { lon, lat, reachM } = report;
        if (!isSamePlace) flyOver(app, { lon, lat }, Math.min(40_000, reachM * HEIGHT_PER_REACH));
      },
      (error: unknown) => {
        if (work.place !== controller) return;
        notChosen(
          app,
          controller.signal.aborted
            ? { status: 'idle', progress: null }
            : { status: 'failed', progress: null, problem: problemOf(error) },
        );
      },
    );
  return { label: LABEL, finished };
}

/** The place before stays. Where an earlier visit's place cannot be had again, that is the shipped one. */
function notChosen(app: AppContext, why: Partial<OwnPlaceState>): void {
  const { ownPlace } = app.store.getState();
  if (ownPlace.isReady) {
    app.store.setState({ ownPlace: { ...ownPlace, ...why } });
    return;
  }
  app.ports.settings.set(OWN_PLACE_KEY, '');
  startAnew(app, { ...ownPlace, spec: null, isReady: true, ...why });
  giveNotice(app, 'warning', 'notice.own-place-gone', { table: ownPlace.spec?.streets.table ?? '' });
}

export function cancelOwnPlace({ store }: AppContext): ChangeRecord {
  workOf(store).place?.abort();
  return { label: LABEL };
}

/** Back to the shipped district; what was settled about the own streets stays in the form. */
export function leaveOwnPlace(app: AppContext): Evaluation {
  const { store, ports } = app;
  const work = workOf(store);
  work.place?.abort();
  work.place = null;
  ports.settings.set(OWN_PLACE_KEY, '');
  const { ownPlace } = store.getState();
  const finished = ports.whatIf.usePlace(null).then(
    () => {
      startAnew(app, { ...SHIPPED_PLACE, draft: ownPlace.draft });
      store.setState(({ layers }) => ({
        layers: layers.filter(({ id }) => id !== OWN_STREETS && id !== OWN_FINDINGS),
      }));
      ports.scene?.navigate({ type: 'home' });
    },
    (error: unknown) =>
      store.setState((state) => ({ ownPlace: { ...state.ownPlace, status: 'failed', problem: problemOf(error) } })),
  );
  return { label: LABEL, finished };
}

/** Another place: other scenarios, and nothing of what was calculated. */
function startAnew(app: AppContext, ownPlace: OwnPlaceState): void {
  const { store, ports, history } = app;
  const work = workOf(store);
  work.evaluation?.abort();
  work.exploration?.abort();
  work.comparison?.abort();
  work.fitting?.abort();
  forgetStreets(ports);
  // Ways back lead to streets that are not there any more.
  history.clear();
  store.setState(({ selected, modelTab }) => ({
    ownPlace,
    ...savedScenarios(ports.settings.get),
    draftEdit: null,
    selected: selected?.layerId === 'streets' || selected?.layerId === OWN_STREETS ? null : selected,
    modelTab: ownPlace.spec !== null && modelTab === 'fit' ? 'changes' : modelTab,
    scenarioRun: NO_RUN,
    exploreRun: NOT_EXPLORED,
    calculated: {},
    explored: {},
    comparedIds: [],
    compareRun: NOT_COMPARED,
    placeAnalyses: NOT_ANALYSED,
    streetTrips: NO_TRIPS,
    fitRun: NOT_FITTED,
  }));
}
