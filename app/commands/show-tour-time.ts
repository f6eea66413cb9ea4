import type { TourScene } from '../core/lessons/tours/tour.ts';
import type { AppState } from '../state/app-state.ts';
import { virtualNow } from '../state/effective-time.ts';
import type { FormerView } from '../state/tour.ts';
import { momentAt } from '../state/tour-scene.ts';
import type { AppContext } from './app-context.ts';
import { requestClock } from './request-clock.ts';

/** Waits until the state is as wanted; false where it was called off before. */
export function untilState(
  { store }: Pick<AppContext, 'store'>,
  signal: AbortSignal,
  holds: (state: AppState) => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    if (holds(store.getState())) return resolve(true);
    const end = (came: boolean) => {
      stop();
      signal.removeEventListener('abort', giveUp);
      resolve(came);
    };
    const giveUp = () => end(false);
    const stop = store.subscribe((state) => {
      if (holds(state)) end(true);
    });
    signal.addEventListener('abort', giveUp);
  });
}

/** The step's time of day, out of the last 24 hours; waits for the city to tell its time. */
export async function showTourTime(app: AppContext, scene: TourScene, signal: AbortSignal): Promise<null> {
  const { timeMinutes } = scene;
  if (timeMinutes === null) return null;
  if (!(await untilState(app, signal, ({ clock }) => clock !== null))) return null;
  const { store, ports } = app;
  const nowMs = virtualNow(store.getState().clock, ports.clock.now());
  if (nowMs !== null) store.setState({ momentMs: momentAt(timeMinutes, nowMs, ports.timeZone) });
  return null;
}

/** Where the clock is this page's to set, it runs as the step says, or as it did before the tour. */
export function setTourClock(
  app: AppContext,
  scene: Pick<TourScene, 'speed' | 'paused'>,
  former: FormerView['clock'],
): void {
  const { clock } = app.store.getState();
  if (clock === null || !app.ports.stream.mayRequestClock) return;
  const speed = scene.speed ?? former?.speed ?? clock.speed;
  if (speed !== clock.speed) requestClock(app, { type: 'speed', speed });
  if (scene.paused !== clock.paused) requestClock(app, { type: scene.paused ? 'pause' : 'resume' });
}
