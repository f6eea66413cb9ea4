/**
 * The embedded city's own clock and its conversation with the stream worker: first what a broker would hold, then the
 * last 24 virtual hours, then live at its speed. Wall time is an argument; whoever drives it calls `step`.
 */
import type { Clock } from '../../app/core/base/clock.ts';
import { MS_PER_MINUTE, MS_PER_SECOND } from '../../app/core/base/clock.ts';
import type { ManualFault } from '../../app/core/stream/fault-message.ts';
import { continuesRun, type KeptPosition } from '../../app/core/stream/kept-position.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import type { CityToStream, StreamToCity } from '../../app/core/stream/port-protocol.ts';
import {
  applyClockRequest,
  type ClockRequest,
  SLOWEST_SPEED,
  type VirtualClockState,
  virtualTimeAt,
} from '../../app/core/stream/virtual-clock.ts';
import { type City, FaultDesk, HISTORY_MS, runIdOf } from '../city/index.ts';
import { encodeDeliveries } from './codec.ts';

/** Where a city stands: enough for another to go on from there. */
export interface CityPosition {
  /** Runs are counted from 1; a jump of the clock begins the next. */
  readonly run: number;
  /** Everything due before this has been sent, ms UTC. */
  readonly virtualMs: number;
  /** Virtual seconds per wall second, as asked for. */
  readonly speed: number;
  readonly paused: boolean;
  /** Faults that a person started in this run. */
  readonly faults?: readonly ManualFault[];
}

export interface SessionOptions {
  readonly city: City;
  readonly begin: CityPosition;
  readonly wall: Clock;
  readonly send: (message: CityToStream, transfer?: readonly ArrayBuffer[]) => void;
}

export interface Session {
  receive(message: StreamToCity): void;
  /** Does what is due now; returns in how many wall milliseconds it wants to be called again, null when it is over. */
  step(): number | null;
  position(): CityPosition;
}

const TICK_MS = 250;
/** Virtual time in one handful of deliveries: about a thousand messages. */
const CHUNK_MS = 30 * MS_PER_MINUTE;
/** Deliveries that may wait to be stored before the clock slows, before it stands, and until it speeds up again. */
const SLOW_BEHIND = 20_000;
const STAND_BEHIND = 40_000;
const EASE_BEHIND = 5_000;
/** A page that slept does not have its sleep played back to it. */
const LONGEST_STEP_MS = 2 * MS_PER_SECOND;
/** The planned faults ahead are told anew after this much virtual time. */
const FAULTS_RENEWED_MS = 15 * MS_PER_MINUTE;
/** Beyond these years the times on the wire lose their four-digit form. */
const EARLIEST_MS = Date.UTC(2000, 0, 2);
const LATEST_MS = Date.UTC(2099, 11, 31);

export function createSession({ city: own, begin: beginning, wall, send }: SessionOptions): Session {
  const desk = new FaultDesk(own, beginning.faults);
  const { city } = desk;
  let phase: 'waiting' | 'catching-up' | 'live' | 'stopped' = 'waiting';
  let { run, speed: askedSpeed } = beginning;
  let clock: VirtualClockState = {
    runId: runIdOf(city.seed, run),
    virtualAnchorMs: beginning.virtualMs,
    wallAnchorMs: wall.now(),
    speed: askedSpeed,
    paused: beginning.paused,
    throttled: false,
  };
  /** Everything due before this has been sent. */
  let cursorMs = beginning.virtualMs;
  let sent = 0;
  let stored = 0;
  let lastStepMs = wall.now();
  let lastClockMs = 0;
  let lastSpeedChangeMs = 0;
  let toldFaults = { version: -1, runId: '', atMs: 0 };

  /**
   * Wall time that is none: a clock put back, or a gap longer than any tick. Virtual time takes no part in it, and the
   * clock is told anew.
   */
  const followWallClock = (longestGapMs: number) => {
    const now = wall.now();
    const passedMs = now - lastStepMs;
    lastStepMs = now;
    if (passedMs >= 0 && passedMs <= longestGapMs) return;
    const skippedMs = passedMs < 0 ? passedMs : passedMs - longestGapMs;
    clock = { ...clock, wallAnchorMs: clock.wallAnchorMs + skippedMs };
    lastSpeedChangeMs += skippedMs;
    lastClockMs = Number.NEGATIVE_INFINITY;
  };
  const sendClock = () => {
    lastClockMs = wall.now();
    send({ type: 'clock', clock });
  };
  /** Until the city is live its past may be told again, so a fault begins after it. */
  const spokenUntilMs = () => (phase === 'live' ? cursorMs : Math.max(cursorMs, clock.virtualAnchorMs));
  /** The page of the embedded city is its own host: it hears what is broken, and what will be. */
  const tellFaults = () => {
    const atMs = spokenUntilMs();
    const passedMs = atMs - toldFaults.atMs;
    const isKnown = toldFaults.version === desk.version && toldFaults.runId === clock.runId;
    if (isKnown && passedMs >= 0 && passedMs < FAULTS_RENEWED_MS) return;
    toldFaults = { version: desk.version, runId: clock.runId, atMs };
    send({ type: 'faults', report: desk.report(clock.runId, atMs) });
  };
  const anchor = (virtualMs: number, changes: Partial<VirtualClockState> = {}) => {
    clock = { ...clock, virtualAnchorMs: virtualMs, wallAnchorMs: wall.now(), ...changes };
  };
  /** `untilMs`: with these, all that fell due before has been sent. */
  const deliver = (messages: readonly CityMessage[], untilMs: number) => {
    if (messages.length === 0) return;
    const { deliveries, buffer } = encodeDeliveries(messages, wall.now());
    sent += deliveries.length;
    send({ type: 'deliveries', deliveries, covered: { runId: clock.runId, untilMs } }, [buffer]);
  };

  /** Lets the clock stand where it is; until the city is live it stands at all times. */
  const holdClock = () => {
    const here = phase === 'live' ? virtualTimeAt(clock, wall.now()) : clock.virtualAnchorMs;
    anchor(Math.floor(here));
  };

  const begin = (kept: KeptPosition | null = null) => {
    phase = 'catching-up';
    const { runId, virtualAnchorMs: nowMs } = clock;
    const keptMs = kept !== null && continuesRun(kept, runId, nowMs) ? Math.min(kept.untilMs, nowMs) : 0;
    cursorMs = Math.max(nowMs - HISTORY_MS, keptMs);
    sendClock();
    send({ type: 'status', status: { state: 'catching-up', received: 0 } });
    deliver(city.retainedMessages(clock.runId, cursorMs), cursorMs);
  };

  /** The clock stands at the end of the history until all of it has been handed over. */
  const catchUp = (): number => {
    holdClock();
    if (wall.now() - lastClockMs >= TICK_MS) sendClock();
    if (sent - stored > SLOW_BEHIND) return TICK_MS;
    const untilMs = Math.min(cursorMs + CHUNK_MS, clock.virtualAnchorMs);
    deliver(city.messagesBetween(clock.runId, cursorMs, untilMs), untilMs);
    cursorMs = untilMs;
    if (cursorMs < clock.virtualAnchorMs) {
      send({ type: 'status', status: { state: 'catching-up', received: sent } });
      return 0;
    }
    phase = 'live';
    send({ type: 'status', status: { state: 'live' } });
    sendClock();
    return TICK_MS;
  };

  const changeSpeed = (effective: number) => {
    anchor(virtualTimeAt(clock, wall.now()), { speed: effective, throttled: effective < askedSpeed });
    lastSpeedChangeMs = wall.now();
    sendClock();
  };

  /** Slows the clock while storing falls behind, and lets it run again once that is over. */
  const keepPace = () => {
    const behind = sent - stored;
    if (wall.now() - lastSpeedChangeMs < MS_PER_SECOND) return;
    if (behind > SLOW_BEHIND && clock.speed > SLOWEST_SPEED) changeSpeed(Math.max(SLOWEST_SPEED, clock.speed / 2));
    else if (behind < EASE_BEHIND && clock.throttled) changeSpeed(Math.min(askedSpeed, clock.speed * 1.5));
  };

  const goOn = (): number => {
    const now = wall.now();
    if (sent - stored > STAND_BEHIND) anchor(cursorMs, { throttled: true });
    else keepPace();
    const untilMs = Math.floor(virtualTimeAt(clock, now));
    while (cursorMs < untilMs) {
      const next = Math.min(cursorMs + CHUNK_MS, untilMs);
      deliver(city.messagesBetween(clock.runId, cursorMs, next), next);
      cursorMs = next;
    }
    if (now - lastClockMs >= MS_PER_SECOND) sendClock();
    return TICK_MS;
  };

  const requestClock = (request: ClockRequest): boolean => {
    if (phase === 'stopped') return false;
    if (request.type === 'speed' && !Number.isFinite(request.speed)) return false;
    if (request.type === 'jump' && !(request.toMs >= EARLIEST_MS && request.toMs <= LATEST_MS)) return false;
    if (phase !== 'live') holdClock();
    if (request.type === 'jump') run++;
    clock = applyClockRequest(clock, request, wall.now(), runIdOf(city.seed, run));
    if (request.type === 'speed') {
      askedSpeed = clock.speed;
      clock = { ...clock, throttled: false };
    }
    if (request.type === 'jump') {
      desk.clear();
      clock = { ...clock, virtualAnchorMs: Math.floor(clock.virtualAnchorMs) };
      if (phase !== 'waiting') begin();
    } else sendClock();
    return true;
  };

  return {
    position: () => ({
      run,
      virtualMs: Math.floor(phase === 'live' ? cursorMs : clock.virtualAnchorMs),
      speed: askedSpeed,
      paused: clock.paused,
      ...(desk.manual.length > 0 && { faults: desk.manual }),
    }),
    receive(message) {
      followWallClock(LONGEST_STEP_MS);
      switch (message.type) {
        case 'start':
          // Deliveries are counted from here on; a jump of the clock does not start the count again. A second start
          // asks for the same again, up to where the clock stands by now: what was stored is lost.
          sent = 0;
          stored = 0;
          toldFaults = { ...toldFaults, version: -1 };
          if (phase === 'stopped') break;
          holdClock();
          begin(message.kept);
          break;
        case 'stored':
          stored = message.deliveries;
          break;
        case 'clock-request':
          send({ type: 'clock-answer', id: message.id, accepted: requestClock(message.request) });
          break;
        case 'fault-request':
          send({ type: 'fault-answer', answer: desk.request(message.request, spokenUntilMs(), wall.now()) });
          tellFaults();
          break;
        case 'stop':
          phase = 'stopped';
          send({ type: 'status', status: { state: 'stopped' } });
          break;
      }
    },
    step() {
      if (phase === 'stopped') return null;
      followWallClock(LONGEST_STEP_MS);
      const wait = phase === 'catching-up' ? catchUp() : phase === 'live' ? goOn() : TICK_MS;
      if (phase === 'live') tellFaults();
      // However long the step itself took, that was work and not sleep.
      followWallClock(Number.POSITIVE_INFINITY);
      return wait;
    },
  };
}
