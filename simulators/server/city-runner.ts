import { MS_PER_HOUR, MS_PER_SECOND } from '../../app/core/base/clock.ts';
import { clockPayload } from '../../app/core/stream/clock-message.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import { clockTopic } from '../../app/core/stream/topics.ts';
import {
  applyClockRequest,
  type ClockRequest,
  type VirtualClockState,
  virtualTimeAt,
} from '../../app/core/stream/virtual-clock.ts';
import type { City } from '../city/index.ts';
import { runIdOf } from '../city/index.ts';

/** The part of a city that a server needs. */
export type CitySource = Pick<City, 'id' | 'seed' | 'retainedMessages' | 'messagesBetween'>;

/** Where a run stands; enough to go on after a restart. */
export interface RunPosition {
  readonly runNumber: number;
  readonly virtualMs: number;
  readonly speed: number;
  readonly paused: boolean;
}

export interface CityRunnerOptions {
  readonly city: CitySource;
  readonly publish: (message: Pick<CityMessage, 'topic' | 'payload' | 'qos' | 'retain'>) => void;
  readonly position: RunPosition;
  readonly wallMs: number;
  /** The stream a page can take, messages per wall second; beyond it the clock is slowed. */
  readonly maxMessagesPerSecond?: number;
  /** False while what is published would be lost (another broker is away): the city waits and catches up. */
  readonly ready?: () => boolean;
  /** Called when a jump began a new run. */
  readonly onNewRun?: () => void;
}

/** Catching up after a pause of the process goes in steps of this much virtual time, so that no tick blocks for long. */
const LONGEST_STEP_MS = MS_PER_HOUR;

/** More wall time than this between two ticks is a sleep or a clock put forward: the city does not make up for it. */
const LONGEST_GAP_MS = 2 * MS_PER_SECOND;

const HEARTBEAT_MS = MS_PER_SECOND;
/** Speeds that differ by less than this share are not worth a new clock. */
const SPEED_TOLERANCE = 0.05;

/**
 * Lets a city speak in time: at each tick it publishes what fell due since the last. All messages up to
 * `publishedUntilMs` (exclusive) have been published, so history up to there and the live stream after it leave no gap.
 */
export class CityRunner {
  private clock: VirtualClockState;
  private askedSpeed: number;
  private runNumber: number;
  private publishedMs: number;
  private nextHeartbeatMs: number;
  private lastTickMs: number;
  /** Messages per virtual second, from the last virtual hour; what the throttle goes by. */
  private density: number;
  private densityFromMs: number;
  private densityCount = 0;
  private readonly maxMessagesPerSecond: number;

  constructor(private readonly options: CityRunnerOptions) {
    const { city, position, wallMs } = options;
    this.maxMessagesPerSecond = options.maxMessagesPerSecond ?? 5_000;
    this.runNumber = position.runNumber;
    this.askedSpeed = position.speed;
    this.publishedMs = position.virtualMs;
    this.densityFromMs = position.virtualMs;
    this.nextHeartbeatMs = wallMs;
    this.lastTickMs = wallMs;
    this.clock = {
      runId: runIdOf(city.seed, position.runNumber),
      virtualAnchorMs: position.virtualMs,
      wallAnchorMs: wallMs,
      speed: position.speed,
      paused: position.paused,
      throttled: false,
    };
    this.density = this.measureDensity();
  }

  get runId(): string {
    return this.clock.runId;
  }

  get publishedUntilMs(): number {
    return this.publishedMs;
  }

  get state(): VirtualClockState {
    return this.clock;
  }

  get position(): RunPosition {
    const { runNumber, publishedMs: virtualMs, askedSpeed: speed } = this;
    return { runNumber, virtualMs, speed, paused: this.clock.paused };
  }

  /** Publishes what the broker keeps: every device's meta and status, and the clock. */
  begin(wallMs: number): void {
    this.publishClock(wallMs);
    for (const message of this.options.city.retainedMessages(this.clock.runId, this.publishedMs)) {
      this.options.publish(message);
    }
    this.throttle(wallMs);
  }

  tick(wallMs: number): void {
    this.followWallClock(wallMs);
    if (this.options.ready?.() === false) return;
    const nowMs = Math.floor(virtualTimeAt(this.clock, wallMs));
    const untilMs = Math.min(nowMs, this.publishedMs + LONGEST_STEP_MS);
    if (untilMs > this.publishedMs) {
      const messages = this.options.city.messagesBetween(this.clock.runId, this.publishedMs, untilMs);
      this.publishedMs = untilMs;
      for (const message of messages) this.options.publish(message);
      this.densityCount += messages.length;
      if (untilMs - this.densityFromMs >= MS_PER_HOUR) {
        this.density = (this.densityCount * MS_PER_SECOND) / (untilMs - this.densityFromMs);
        this.densityFromMs = untilMs;
        this.densityCount = 0;
        this.throttle(wallMs);
      }
    }
    if (wallMs >= this.nextHeartbeatMs) this.publishClock(wallMs);
  }

  /** Does what the host asks; everybody hears of it by the clock topic. */
  request(request: ClockRequest, wallMs: number): void {
    this.tick(wallMs);
    const before = this.clock.runId;
    const keptByMistake = request.type === 'jump' ? this.staleReadings() : [];
    const nextRun = runIdOf(this.options.city.seed, this.runNumber + 1);
    this.clock = applyClockRequest(this.clock, request, wallMs, nextRun);
    if (request.type === 'speed') this.askedSpeed = this.clock.speed;
    if (this.clock.runId !== before) {
      // The broker would tell them to every page of the new run.
      for (const { topic } of keptByMistake) this.options.publish({ topic, payload: '', qos: 1, retain: true });
      this.runNumber++;
      this.publishedMs = Math.floor(this.clock.virtualAnchorMs);
      this.densityFromMs = this.publishedMs;
      this.densityCount = 0;
      this.density = this.measureDensity();
      this.options.onNewRun?.();
      this.begin(wallMs);
      return;
    }
    this.throttle(wallMs);
    this.publishClock(wallMs);
  }

  /**
   * The wall clock can be put back or forward, and a machine can sleep. Virtual time takes no part in that: it stands
   * for a step back, and goes on after a long gap where it was at its beginning.
   */
  private followWallClock(wallMs: number): void {
    const passedMs = wallMs - this.lastTickMs;
    this.lastTickMs = wallMs;
    if (passedMs >= 0 && passedMs <= LONGEST_GAP_MS) return;
    const skippedMs = passedMs < 0 ? passedMs : passedMs - LONGEST_GAP_MS;
    this.clock = { ...this.clock, wallAnchorMs: this.clock.wallAnchorMs + skippedMs };
    this.nextHeartbeatMs = wallMs;
  }

  /** Slows the clock where the stream would be more than a page can take, and says so; quickens it again later. */
  private throttle(wallMs: number): void {
    const limit = this.density > 0 ? this.maxMessagesPerSecond / this.density : Number.POSITIVE_INFINITY;
    const throttled = limit < this.askedSpeed;
    const speed = throttled ? limit : this.askedSpeed;
    const same = Math.abs(speed - this.clock.speed) <= SPEED_TOLERANCE * this.clock.speed;
    if (same && throttled === (this.clock.throttled === true)) return;
    this.clock = {
      ...applyClockRequest(this.clock, { type: 'pause' }, wallMs, ''),
      speed,
      throttled,
      paused: this.clock.paused,
    };
    this.publishClock(wallMs);
  }

  /** Readings of this run that the broker keeps. */
  private staleReadings(): readonly CityMessage[] {
    const kept = this.options.city.retainedMessages(this.clock.runId, this.publishedMs);
    return kept.filter(({ topic }) => topic.endsWith('/obs'));
  }

  private measureDensity(): number {
    const { city } = this.options;
    const lastHour = city.messagesBetween(this.clock.runId, this.publishedMs - MS_PER_HOUR, this.publishedMs);
    return (lastHour.length * MS_PER_SECOND) / MS_PER_HOUR;
  }

  private publishClock(wallMs: number): void {
    this.nextHeartbeatMs = wallMs + HEARTBEAT_MS;
    const payload = clockPayload(this.clock, wallMs, this.publishedMs);
    this.options.publish({ topic: clockTopic(this.options.city.id), payload, qos: 1, retain: true });
  }
}
