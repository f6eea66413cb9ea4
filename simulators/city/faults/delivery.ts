/** Faults of the way a message takes: when it leaves, how often, and what somebody else says in a device's name. */
import { MS_PER_MINUTE, MS_PER_SECOND } from '../../../app/core/base/clock.ts';
import { exp, ln } from '../../../app/core/base/portable-math.ts';
import { type Device, firstSlotFrom } from '../device.ts';
import { normalAt, uniformAt } from '../seeded-noise.ts';
import { type Fault, has, MAX_DELAY_MS, MAX_REPLAY_MS, REPLAY_REACH_MS } from './fault.ts';

/** The second copy of a duplicated message follows within this, and a forged one within this too. */
export const MAX_REPEAT_MS = 90_000;
const MAX_REDELIVERY_MS = 20_000;
/** ln 60 / 2.326: the 99th percentile lies sixty times above the median. */
const SPREAD = 1.76;
const REPLAY_STEP_MS = 250;

/** How much later than usual a message leaves. */
export function delayMs(device: Device, slot: number, faults: readonly Fault[]): number {
  if (has(faults, 'late')) {
    // One to 120 minutes, mostly about ten.
    const chance = uniformAt(device.key + 3, slot);
    return MS_PER_MINUTE + Math.floor(chance * chance * chance * (MAX_DELAY_MS - MS_PER_MINUTE));
  }
  if (has(faults, 'out-of-order')) {
    // Lognormal about half a cadence: less would put nothing out of order in a device that speaks every few minutes.
    const lognormal = exp(ln(device.cadenceMs / 2) + SPREAD * normalAt(device.key + 7, slot));
    return Math.floor(Math.min(MAX_DELAY_MS, lognormal));
  }
  return 0;
}

/** How long after the first copy the second one leaves. */
export function redeliveryMs(device: Device, slot: number): number {
  return 500 + Math.floor(uniformAt(device.key + 5, slot) * (MAX_REDELIVERY_MS - 500));
}

/** How long after the true message a forged one leaves, in whole seconds. */
export function forgeryMs(device: Device, slot: number): number {
  return MS_PER_SECOND * (45 + Math.floor(44 * uniformAt(device.key + 8, slot)));
}

/** A slot told again at the end of a replay. */
export interface Replayed {
  readonly slot: number;
  readonly dueMs: number;
}

/** What a device sends again when its line is back: everything since the fault began, six hours at most. */
export function replayed(device: Device, fault: Fault, fromMs: number, toMs: number): readonly Replayed[] {
  if (fault.toMs >= toMs || fault.toMs + MAX_REPLAY_MS < fromMs) return [];
  const first = firstSlotFrom(device, Math.max(fault.fromMs, fault.toMs - REPLAY_REACH_MS));
  const count = firstSlotFrom(device, fault.toMs) - first;
  const stepMs = Math.min(REPLAY_STEP_MS, Math.floor(MAX_REPLAY_MS / Math.max(1, count)));
  const found: Replayed[] = [];
  for (let i = 0; i < count; i++) {
    const dueMs = fault.toMs + (i + 1) * stepMs;
    if (dueMs >= fromMs && dueMs < toMs) found.push({ slot: first + i, dueMs });
  }
  return found;
}
