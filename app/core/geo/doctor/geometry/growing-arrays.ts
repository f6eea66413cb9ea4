/** Typed arrays that grow by doubling; `length` is what is used of them. */

export class GrowingFloats {
  values: Float64Array;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  pushTwo(first: number, second: number): void {
    if (this.length + 2 > this.values.length) this.reserve(this.length + 2);
    this.values[this.length] = first;
    this.values[this.length + 1] = second;
    this.length += 2;
  }

  reserve(length: number): void {
    if (length <= this.values.length) return;
    const wider = new Float64Array(Math.max(length, this.values.length * 2));
    wider.set(this.values.subarray(0, this.length));
    this.values = wider;
  }
}

export class GrowingCounts {
  values: Uint32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.values = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Uint32Array(this.values.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }

  /** The value before `index`, 0 before the first: the start of what ends at `index`. */
  startOf(index: number): number {
    return index === 0 ? 0 : this.values[index - 1]!;
  }
}
