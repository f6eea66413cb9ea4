import type { VirtualClockState } from '../core/stream/virtual-clock.ts';
import type { AppStore } from './app-store.ts';

/** The clock as the stream tells it. A new run has no past in common with the former: the map goes back to now. */
export function noteClock(store: AppStore, clock: VirtualClockState | null): void {
  const before = store.getState().clock;
  const newRun = before !== null && clock !== null && before.runId !== clock.runId;
  store.setState(newRun ? { clock, momentMs: null } : { clock });
}
