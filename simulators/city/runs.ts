import { MS_PER_DAY } from '../../app/core/base/clock.ts';

/** Where a city begins when nobody says otherwise: a working Thursday morning, 09:00 in Barcelona. */
export const DEFAULT_START_MS = Date.UTC(2024, 10, 7, 8);
export const DEFAULT_SPEED = 60;
export const DEFAULT_SEED = 20_241_107;

/** How much of the past a page that opens receives at once. */
export const HISTORY_MS = MS_PER_DAY;

/**
 * Names the n-th run of a city (n from 1; each jump of the clock starts the next). It depends on nothing else, so the
 * same city started twice says the same bytes.
 */
export function runIdOf(seed: number, n: number): string {
  return `${seed}-${n}`;
}
