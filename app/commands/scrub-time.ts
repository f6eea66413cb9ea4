import { PAST_REACH_MS, virtualNow } from '../state/effective-time.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Shows a past moment (ms UTC, virtual) of the last 24 hours, or now again for null. The clock itself goes on. */
export function scrubTime({ store, ports }: AppContext, momentMs: number | null): ChangeRecord {
  const state = store.getState();
  const before = state.momentMs;
  const now = virtualNow(state.clock, ports.clock.now());
  const asked = momentMs === null || now === null || momentMs >= now ? null : Math.max(momentMs, now - PAST_REACH_MS);
  store.setState({ momentMs: asked });
  return { label: 'change.moment', undo: () => store.setState({ momentMs: before }), merge: 'moment' };
}
