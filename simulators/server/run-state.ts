import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MS_PER_MINUTE } from '../../app/core/base/clock.ts';
import { type ManualFault, readManualFault } from '../../app/core/stream/fault-message.ts';
import { FASTEST_SPEED, SLOWEST_SPEED } from '../../app/core/stream/virtual-clock.ts';
import type { RunPosition } from './city-runner.ts';

/** What a restarted server needs to go on as if nothing had happened. */
export interface RunState extends RunPosition {
  readonly cityId: string;
  readonly seed: number;
  readonly savedAtMs: number;
  /** Kept with the run, so that a host page stays the host over a restart. */
  readonly hostToken: string;
  /** Faults that the host started in this run. */
  readonly faults: readonly ManualFault[];
}

/** A server that was away for longer begins a new run. */
export const RESUME_WITHIN_MS = 10 * MS_PER_MINUTE;

export function readRunState(file: string): RunState | null {
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as Partial<RunState>;
    const sound =
      typeof state.cityId === 'string' &&
      typeof state.hostToken === 'string' &&
      state.hostToken.length >= 16 &&
      typeof state.paused === 'boolean' &&
      [state.seed, state.runNumber, state.virtualMs, state.savedAtMs, state.speed].every(Number.isFinite) &&
      state.runNumber! >= 1 &&
      state.speed! >= SLOWEST_SPEED &&
      state.speed! <= FASTEST_SPEED;
    if (!sound) return null;
    const faults = Array.isArray(state.faults) ? state.faults.flatMap((fault) => readManualFault(fault) ?? []) : [];
    return { ...(state as RunState), faults };
  } catch {
    return null; // no file yet, or one that nobody can use
  }
}

/** Written beside and moved into place, so that a crash never leaves half a file; readable by its owner only. */
export function writeRunState(file: string, state: RunState): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 });
  renameSync(fresh, file);
}
