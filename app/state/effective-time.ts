import { MS_PER_DAY } from '../core/base/clock.ts';
import { type VirtualClockState, virtualTimeAt } from '../core/stream/virtual-clock.ts';
import type { AppState } from './app-state.ts';

/** How far back the past can be shown. */
export const PAST_REACH_MS = MS_PER_DAY;

/** Virtual now, ms UTC; null until the stream told where the clock stands. */
export function virtualNow(clock: VirtualClockState | null, wallMs: number): number | null {
  return clock === null ? null : virtualTimeAt(clock, wallMs);
}

/** The moment the map shows: the past one that was chosen, else now. */
export function shownTime(state: Pick<AppState, 'clock' | 'momentMs'>, wallMs: number): number | null {
  return state.momentMs ?? virtualNow(state.clock, wallMs);
}
