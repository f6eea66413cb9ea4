/**
 * The virtual clock of a city: a straight line from wall time to virtual time, ×1 to ×3600, that can stand still.
 * A jump starts a new run; a change of speed does not.
 */

export const SLOWEST_SPEED = 1;
export const FASTEST_SPEED = 3600;

export interface VirtualClockState {
  /** Names one uninterrupted stretch of virtual time; every observation carries it. */
  readonly runId: string;
  /** Virtual time (ms UTC) at the wall time `wallAnchorMs`. */
  readonly virtualAnchorMs: number;
  readonly wallAnchorMs: number;
  /** Virtual seconds per wall second, 1–3600. Kept while paused. */
  readonly speed: number;
  readonly paused: boolean;
  /** True while the city runs slower than asked, because the stream would exceed what a page can take. */
  readonly throttled?: boolean;
}

/** What a host page may ask of the clock. */
export type ClockRequest =
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'jump'; readonly toMs: number };

/** Virtual time in ms UTC at a wall time. */
export function virtualTimeAt(state: VirtualClockState, wallMs: number): number {
  if (state.paused) return state.virtualAnchorMs;
  return state.virtualAnchorMs + Math.max(0, wallMs - state.wallAnchorMs) * state.speed;
}

/**
 * The clock after a request. `newRunId` is used by a jump only. Speeds are clamped to 1–3600; a request that is not a
 * finite number leaves the clock as it was.
 */
export function applyClockRequest(
  state: VirtualClockState,
  request: ClockRequest,
  wallMs: number,
  newRunId: string,
): VirtualClockState {
  const here = { ...state, virtualAnchorMs: virtualTimeAt(state, wallMs), wallAnchorMs: wallMs };
  switch (request.type) {
    case 'speed':
      if (!Number.isFinite(request.speed)) return state;
      return { ...here, speed: Math.min(FASTEST_SPEED, Math.max(SLOWEST_SPEED, request.speed)) };
    case 'pause':
      return { ...here, paused: true };
    case 'resume':
      return { ...here, paused: false };
    case 'jump':
      if (!Number.isFinite(request.toMs)) return state;
      return { ...here, runId: newRunId, virtualAnchorMs: request.toMs };
  }
}
