/**
 * A map from 64-bit hashes to numbers in flat arrays: 16 bytes a key at most half full, no object per key. Two different
 * keys of one million share a hash with a probability of about 3 in 10⁸.
 */
export class KeyTable {
  private capacity: number;
  private high: Uint32Array;
  private low: Uint32Array;
  private values: Float64Array;
  private used = 0;

  constructor(expected = 16) {
    this.capacity = 32;
    while (this.capacity < expected * 2) this.capacity *= 2;
    this.high = new Uint32Array(this.capacity);
    this.low = new Uint32Array(this.capacity);
    this.values = new Float64Array(this.capacity).fill(Number.NaN);
  }

  get size(): number {
    return this.used;
  }

  get bytes(): number {
    return this.capacity * 16;
  }

  /** The value kept for a key; NaN where there is none. */
  get(high: number, low: number): number {
    return this.values[this.slotOf(high, low)]!;
  }

  /** Keeps a value, which must not be NaN. */
  set(high: number, low: number, value: number): void {
    if (Number.isNaN(value)) throw new RangeError('NaN marks an empty place and cannot be kept');
    let slot = this.slotOf(high, low);
    if (Number.isNaN(this.values[slot])) {
      if ((this.used + 1) * 2 > this.capacity) {
        this.grow();
        slot = this.slotOf(high, low);
      }
      this.high[slot] = high;
      this.low[slot] = low;
      this.used++;
    }
    this.values[slot] = value;
  }

  private slotOf(high: number, low: number): number {
    const mask = this.capacity - 1;
    let slot = (high ^ low) & mask;
    while (!Number.isNaN(this.values[slot]) && (this.high[slot] !== high >>> 0 || this.low[slot] !== low >>> 0)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const { capacity, high, low, values } = this;
    this.capacity = capacity * 2;
    this.high = new Uint32Array(this.capacity);
    this.low = new Uint32Array(this.capacity);
    this.values = new Float64Array(this.capacity).fill(Number.NaN);
    for (let slot = 0; slot < capacity; slot++) {
      if (Number.isNaN(values[slot])) continue;
      const to = this.slotOf(high[slot]!, low[slot]!);
      this.high[to] = high[slot]!;
      this.low[to] = low[slot]!;
      this.values[to] = values[slot]!;
    }
  }
}
