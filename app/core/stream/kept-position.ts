import { MS_PER_HOUR } from '../base/clock.ts';

/** Up to where a run is kept: everything that fell due before `untilMs` (virtual, ms UTC) is there. */
export interface KeptPosition {
  readonly runId: string;
  readonly untilMs: number;
}

/**
 * A server killed and resumed stands a little before what a page has kept, and says the same again. A clock that stands
 * further back has begun its run anew: what is kept of it would be the future.
 */
const LONGEST_STEP_BACK_MS = MS_PER_HOUR;

/** Whether a city that stands at `virtualMs` of `runId` goes on where the kept messages end. */
export function continuesRun(kept: KeptPosition, runId: string, virtualMs: number): boolean {
  return kept.runId === runId && kept.untilMs <= virtualMs + LONGEST_STEP_BACK_MS;
}
