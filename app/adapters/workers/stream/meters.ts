/** Rates and lags over a moving window, in fixed memory however fast the stream is. */

const RATE_WINDOW_MS = 5_000;
const RATE_SLOT_MS = 250;

/** Events per second over the last five seconds. */
export class RateMeter {
  private readonly counts = new Float64Array(RATE_WINDOW_MS / RATE_SLOT_MS);
  private slot = 0;
  private startedMs: number | null = null;

  add(count: number, nowMs: number): void {
    this.startedMs ??= nowMs;
    this.advance(nowMs);
    this.counts[this.slot % this.counts.length]! += count;
  }

  perSecond(nowMs: number): number {
    if (this.startedMs === null) return 0;
    this.advance(nowMs);
    const sum = this.counts.reduce((total, count) => total + count, 0);
    const windowMs = Math.min(RATE_WINDOW_MS, Math.max(1_000, nowMs - this.startedMs));
    return (sum * 1_000) / windowMs;
  }

  private advance(nowMs: number): void {
    const slot = Math.floor(nowMs / RATE_SLOT_MS);
    const passed = Math.min(slot - this.slot, this.counts.length);
    for (let i = 0; i < passed; i++) this.counts[(slot - i) % this.counts.length] = 0;
    if (slot > this.slot) this.slot = slot;
  }
}

const LAG_WINDOW_SLOTS = 12;
const LAG_SLOT_MS = 5_000;
/** Bucket i holds lags up to 1.1^i ms: a quantile is right to 10 %, up to five minutes. */
const LAG_BUCKETS = 133;
const LOG_STEP = Math.log(1.1);

/** Quantiles of waiting times over the last minute. */
export class LagMeter {
  private readonly slots = Array.from({ length: LAG_WINDOW_SLOTS }, () => new Float64Array(LAG_BUCKETS));
  private slot = 0;

  add(lagMs: number, nowMs: number): void {
    this.advance(nowMs);
    const bucket = lagMs <= 1 ? 0 : Math.min(LAG_BUCKETS - 1, Math.ceil(Math.log(lagMs) / LOG_STEP));
    this.slots[this.slot % LAG_WINDOW_SLOTS]![bucket]!++;
  }

  /** Null while nothing was measured in the last minute. */
  quantile(share: number, nowMs: number): number | null {
    this.advance(nowMs);
    const sums = new Float64Array(LAG_BUCKETS);
    let total = 0;
    for (const slot of this.slots) {
      for (let i = 0; i < LAG_BUCKETS; i++) {
        sums[i]! += slot[i]!;
        total += slot[i]!;
      }
    }
    if (total === 0) return null;
    let seen = 0;
    for (let i = 0; i < LAG_BUCKETS; i++) {
      seen += sums[i]!;
      if (seen >= share * total) return Math.round(1.1 ** i);
    }
    return null;
  }

  private advance(nowMs: number): void {
    const slot = Math.floor(nowMs / LAG_SLOT_MS);
    const passed = Math.min(slot - this.slot, LAG_WINDOW_SLOTS);
    for (let i = 0; i < passed; i++) this.slots[(slot - i) % LAG_WINDOW_SLOTS]!.fill(0);
    if (slot > this.slot) this.slot = slot;
  }
}
