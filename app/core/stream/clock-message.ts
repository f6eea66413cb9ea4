import { parseIsoTime } from './iso-time.ts';
import {
  type ClockRequest,
  FASTEST_SPEED,
  SLOWEST_SPEED,
  type VirtualClockState,
  virtualTimeAt,
} from './virtual-clock.ts';

/**
 * The payload of the clock topic: `{"run","virtualTime","speed","paused","throttled"}`, as things stand at `wallMs`, and
 * `until`: every message due before that virtual time was published before this clock.
 */
export function clockPayload(state: VirtualClockState, wallMs: number, publishedUntilMs: number): string {
  return JSON.stringify({
    run: state.runId,
    virtualTime: new Date(Math.floor(virtualTimeAt(state, wallMs))).toISOString(),
    speed: state.speed,
    paused: state.paused,
    throttled: state.throttled === true,
    until: new Date(publishedUntilMs).toISOString(),
  });
}

/** Virtual time before which everything has been published; null where a clock does not say. */
export function readPublishedUntil(text: string): number | null {
  const until = parseObject(text)?.until;
  return typeof until === 'string' ? parseIsoTime(until) : null;
}

/**
 * The clock as a receiver keeps it: anchored at the receiver's own wall clock at arrival, so that the two machines'
 * clocks need not agree. Null where the payload is not a clock.
 */
export function readClockPayload(text: string, arrivalWallMs: number): VirtualClockState | null {
  const message = parseObject(text);
  if (message === null) return null;
  const { run, virtualTime, speed, paused, throttled } = message;
  if (typeof run !== 'string' || run.length === 0 || run.length > 128 || typeof virtualTime !== 'string') return null;
  if (typeof speed !== 'number' || !(speed > 0) || speed > FASTEST_SPEED || typeof paused !== 'boolean') return null;
  const virtualAnchorMs = parseIsoTime(virtualTime);
  if (virtualAnchorMs === null) return null;
  return { runId: run, virtualAnchorMs, wallAnchorMs: arrivalWallMs, speed, paused, throttled: throttled === true };
}

export function clockRequestPayload(request: ClockRequest): string {
  return JSON.stringify(request);
}

/** What a host page asks of the clock, or null where the payload asks nothing that can be done. */
export function readClockRequest(text: string): ClockRequest | null {
  const message = parseObject(text);
  if (message === null) return null;
  const { type, speed, toMs } = message;
  switch (type) {
    case 'pause':
    case 'resume':
      return { type };
    case 'speed':
      return typeof speed === 'number' && speed >= SLOWEST_SPEED && speed <= FASTEST_SPEED ? { type, speed } : null;
    case 'jump':
      return typeof toMs === 'number' && isVirtualTime(toMs) ? { type, toMs } : null;
    default:
      return null;
  }
}

/** Years 2000–2199: what the calendar of the simulator and of a TIMESTAMP column can hold with ease. */
function isVirtualTime(ms: number): boolean {
  return Number.isFinite(ms) && ms >= Date.UTC(2000, 0, 1) && ms < Date.UTC(2200, 0, 1);
}

function parseObject(text: string): Record<string, unknown> | null {
  if (text.length > 1_000) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
