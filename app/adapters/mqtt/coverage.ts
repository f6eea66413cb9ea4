import type { KeptPosition } from '../../core/stream/kept-position.ts';
import { type VirtualClockState, virtualTimeAt } from '../../core/stream/virtual-clock.ts';

/** Wall time by which a clock that does not say what was published may be ahead of the messages. */
const UNSAID_LAG_MS = 10_000;

/**
 * Up to which virtual time nothing is missing: from there on history is asked after an interruption. Too early a time
 * costs a few messages that are stored already; too late a time would cost a gap.
 */
export class Coverage {
  private run: string | null = null;
  private untilMs: number | null = null;
  private complete = false;
  /** History of this visit has begun to come: until then it is not known that the run goes on. */
  private begun = false;
  /** The last two clocks' word on what was published: messages may overtake a clock by a little, not by a second. */
  private said: readonly [before: number | null, last: number | null] = [null, null];
  private clock: VirtualClockState | null = null;
  private lastMessageWallMs = 0;

  get runId(): string | null {
    return this.run;
  }

  /** A clock came in the live stream. True where it belongs to another run than what is covered. */
  onClock(clock: VirtualClockState, publishedUntilMs: number | null): boolean {
    if (this.clock?.runId !== clock.runId) this.said = [null, null];
    this.said = [this.said[1], publishedUntilMs];
    this.clock = clock;
    return this.run !== null && this.run !== clock.runId;
  }

  onLiveMessage(wallMs: number): void {
    this.lastMessageWallMs = wallMs;
  }

  /** Where history is to be asked from; null for all of it. */
  get missingFromMs(): number | null {
    return this.untilMs;
  }

  /** History begins to come: all of it, or what was missed. */
  onHistoryStart(runId: string, sinceMs: number | null): void {
    this.complete = false;
    this.begun = true;
    this.run = runId;
    this.untilMs = sinceMs;
  }

  /** History came in order, this far. */
  onHistoryChunk(dueMs: number | null): void {
    if (dueMs !== null && dueMs > (this.untilMs ?? 0)) this.untilMs = dueMs;
  }

  /** History is whole: it and the live stream together leave nothing out. */
  onHistoryEnd(untilMs: number | null): void {
    this.complete = true;
    this.onHistoryChunk(untilMs);
  }

  /** What was stored is lost, but for what is kept of it. */
  restart(kept: KeptPosition | null): void {
    this.complete = false;
    this.begun = false;
    if (kept !== null) this.run = kept.runId;
    this.untilMs = kept?.untilMs ?? null;
  }

  /** Up to where everything was handed over, as far as it can be told while the stream flows. */
  get position(): KeptPosition | null {
    const { run, untilMs } = this;
    if (run === null || !this.begun) return null;
    const follows = this.complete && this.clock?.runId === run;
    const said = follows ? this.said[0] : null;
    const reachedMs = Math.max(untilMs ?? Number.NEGATIVE_INFINITY, said ?? Number.NEGATIVE_INFINITY);
    return !Number.isFinite(reachedMs) ? null : { runId: run, untilMs: reachedMs };
  }

  /** The connection broke: settles how far things are whole. */
  onInterruption(): void {
    if (this.complete && this.clock !== null && this.clock.runId === this.run) {
      const live = this.said[0] ?? this.estimate(this.clock);
      this.untilMs = Math.max(this.untilMs ?? 0, live);
    }
    this.complete = false;
    this.said = [null, null];
  }

  private estimate(clock: VirtualClockState): number {
    return virtualTimeAt(clock, this.lastMessageWallMs) - UNSAID_LAG_MS * clock.speed;
  }
}
