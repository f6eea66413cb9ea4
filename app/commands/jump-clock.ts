import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { requestClock } from './request-clock.ts';

/** Years the simulated city has a day for. */
export const FIRST_JUMP_MS = Date.UTC(2000, 0, 2);
export const LAST_JUMP_MS = Date.UTC(2099, 11, 31);

/** Whether the city can go to a moment (ms UTC). */
export function mayJumpTo(toMs: number): boolean {
  return Number.isFinite(toMs) && toMs >= FIRST_JUMP_MS && toMs <= LAST_JUMP_MS;
}

/** Sets the city's clock to another moment, ms UTC: a new run begins, with the 24 hours before it. */
export function jumpClock(app: AppContext, toMs: number): ChangeRecord {
  return mayJumpTo(toMs) ? requestClock(app, { type: 'jump', toMs }) : { label: 'change.clock' };
}
