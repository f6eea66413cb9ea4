import type { Scheduler } from '../core/store/live-query.ts';
import type { AppContext } from './app-context.ts';
import { checkFit } from './check-fit.ts';

/** History of a day takes some seconds to come; until then there is too little to compare with. */
const AGAIN_MS = 15_000;

/**
 * While the Model form is shown: compares the models with the stations once, as soon as a first result is there and enough was
 * measured, so that no figure is shown without anybody having asked whether the models fit. Returns the function that stops it.
 */
export function keepFitted(app: Pick<AppContext, 'store' | 'ports'>, scheduler: Scheduler): () => void {
  const { store } = app;
  let callOff: (() => void) | null = null;
  const follow = () => {
    if (callOff !== null) return;
    const { scenarioRun, fitRun, ownPlace } = store.getState();
    // Stations stand in the shipped district.
    if (ownPlace.spec !== null) return;
    if (scenarioRun.status !== 'done' || fitRun.fit !== null) return;
    if (fitRun.status === 'idle') void checkFit(app);
    else if (fitRun.status === 'done' && fitRun.missing !== null) {
      callOff = scheduler.after(AGAIN_MS, () => {
        callOff = null;
        if (store.getState().fitRun.missing !== null) void checkFit(app);
      });
    }
  };
  follow();
  const unsubscribe = store.subscribe(follow);
  return () => {
    callOff?.();
    unsubscribe();
  };
}
