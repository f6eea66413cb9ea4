/** A fault as the city works with it, and the two questions everybody asks of one. */
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../../app/core/base/clock.ts';
import {
  FAULT_KINDS,
  type FaultFamily,
  type FaultParameters,
  type FaultType,
  faultKind,
} from '../../../app/core/stream/fault-catalogue.ts';

export interface Fault {
  readonly type: FaultType;
  readonly sensorId: string;
  /** The property it touches; null where it touches whole messages. */
  readonly property: string | null;
  /** Phenomenon times from–to, half-open, ms UTC; to infinity where it runs until somebody stops it. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Planned faults come at the same local time every day; those of chance are placed by the seed. */
  readonly origin: 'planned' | 'chance' | 'host';
  readonly parameters: FaultParameters;
}

/** The longest delay of a late message after its phenomenon, healthy latency not counted. */
export const MAX_DELAY_MS = 2 * MS_PER_HOUR;
/** A device that replays its memory goes back this far at most. */
export const REPLAY_REACH_MS = 6 * MS_PER_HOUR;
/** A replay is over this soon after it begins. */
export const MAX_REPLAY_MS = 2 * MS_PER_MINUTE;
export const LONGEST_SCHEDULED_MS = 6 * MS_PER_HOUR;

const RANK: ReadonlyMap<FaultType, number> = new Map(FAULT_KINDS.map(({ type }, rank) => [type, rank]));
const FAMILY: ReadonlyMap<FaultType, FaultFamily> = new Map(FAULT_KINDS.map(({ type, family }) => [type, family]));

export function familyOf(fault: Fault): FaultFamily {
  return FAMILY.get(fault.type)!;
}

/** A parameter of a fault, or the standard one. */
export function numberOf(fault: Fault, name: string): number {
  const given = fault.parameters[name];
  if (typeof given === 'number') return given;
  const standard = faultKind(fault.type)?.parameters[name]?.standard;
  return typeof standard === 'number' ? standard : 0;
}

const NONE: readonly Fault[] = [];

/** Of the faults given, those that a reading at this moment suffers from, in the order in which they take hold. */
export function faultsAt(faults: readonly Fault[], timeMs: number): readonly Fault[] {
  let found: Fault[] | null = null;
  for (const fault of faults) {
    if (timeMs < fault.fromMs || timeMs >= fault.toMs) continue;
    // Before the clock is set back, all is well.
    if (fault.type === 'dst-fold' && timeMs < foldMs(fault)) continue;
    if (found === null) found = [fault];
    else found.push(fault);
  }
  if (found === null) return NONE;
  return found.length > 1 ? found.sort(inOrder) : found;
}

export function has(faults: readonly Fault[], type: FaultType): boolean {
  for (const fault of faults) if (fault.type === type) return true;
  return false;
}

/** The moment at which the clock of a device goes back an hour. */
function foldMs(fault: Fault): number {
  return fault.fromMs + numberOf(fault, 'minutes') * MS_PER_MINUTE;
}

function inOrder(a: Fault, b: Fault): number {
  return RANK.get(a.type)! - RANK.get(b.type)! || a.fromMs - b.fromMs;
}
