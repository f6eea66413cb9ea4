import type { KeptPosition } from '../../app/core/stream/kept-position.ts';
import { FASTEST_SPEED, SLOWEST_SPEED } from '../../app/core/stream/virtual-clock.ts';
import { DEFAULT_SEED, runIdOf } from '../city/index.ts';
import type { CityPosition } from './session.ts';

/**
 * Where a city stood in an earlier visit, read as foreign input; null where that is not known, or where what is kept of
 * its messages belongs to another run. What is kept may be a little ahead: the city goes on after it.
 */
export function readCityPosition(
  text: string | null,
  kept: KeptPosition | null,
  seed = DEFAULT_SEED,
): CityPosition | null {
  if (text === null || kept === null) return null;
  try {
    const { run, virtualMs, speed, paused } = JSON.parse(text) as Partial<CityPosition>;
    const isSound =
      Number.isInteger(run) &&
      runIdOf(seed, run!) === kept.runId &&
      Number.isFinite(virtualMs) &&
      speed! >= SLOWEST_SPEED &&
      speed! <= FASTEST_SPEED &&
      typeof paused === 'boolean';
    return isSound ? { run: run!, virtualMs: Math.max(virtualMs!, kept.untilMs), speed: speed!, paused } : null;
  } catch {
    return null;
  }
}
