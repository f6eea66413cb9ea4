/**
 * Notices that a worker has died. A browser tells nobody: no event is fired when a worker is ended from inside, by the
 * developer tools or for want of memory. So each says something at least once a second, and who listens counts its own
 * ticks without a word. Ticks and not time: a tab that sleeps hears nothing, but does not tick either.
 */
export class Pulse {
  private silentTicks = 0;

  constructor(private readonly mostSilentTicks: number) {}

  heard(): void {
    this.silentTicks = 0;
  }

  /** To be called about once a second. True once, when the silence has become too long. */
  tick(): boolean {
    this.silentTicks++;
    return this.silentTicks === this.mostSilentTicks;
  }
}

/** Lets something be started again so often in a while: what dies each time is not mended by one more start. */
export class RestartBudget {
  private startsMs: number[] = [];

  constructor(
    private readonly most: number,
    private readonly withinMs: number,
  ) {}

  /** Whether one more start is allowed; it counts as made. */
  take(nowMs: number): boolean {
    this.startsMs = this.startsMs.filter((startMs) => nowMs - startMs < this.withinMs);
    if (this.startsMs.length >= this.most) return false;
    this.startsMs.push(nowMs);
    return true;
  }
}
