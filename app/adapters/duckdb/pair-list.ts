/** Pairs of row numbers: 64 bits each, as the database has them, kept as halves so that no BigInt is made for each. */
import { Field, Int64, makeData, RecordBatch, Schema, Struct, Table, tableToIPC } from 'apache-arrow';

const FIRST_CAPACITY = 4_096;

/** Row numbers that grow. */
export class RowNumbers {
  /** Low and high half of each. */
  private halves = new Int32Array(FIRST_CAPACITY * 2);
  length = 0;

  push(low: number, high: number): void {
    const at = this.length * 2;
    if (at === this.halves.length) {
      const grown = new Int32Array(this.halves.length * 2);
      grown.set(this.halves);
      this.halves = grown;
    }
    this.halves[at] = low;
    this.halves[at + 1] = high;
    this.length++;
  }

  low(at: number): number {
    return this.halves[at * 2]!;
  }

  high(at: number): number {
    return this.halves[at * 2 + 1]!;
  }

  /** No longer than it needs to be. */
  trim(): void {
    this.halves = this.halves.slice(0, this.length * 2);
  }

  /** `from` to `to` as Arrow has them; a view. */
  slice(from: number, to: number): BigInt64Array {
    return new BigInt64Array(this.halves.buffer, from * 8, to - from);
  }
}

export class PairList {
  readonly a = new RowNumbers();
  readonly b = new RowNumbers();

  get length(): number {
    return this.a.length;
  }

  trim(): void {
    this.a.trim();
    this.b.trim();
  }

  /** Pairs `from` to `to` as an Arrow IPC stream of two BIGINT columns. */
  encode(columns: readonly [a: string, b: string], from: number, to: number): Uint8Array {
    const length = to - from;
    const type = new Int64();
    const fields = columns.map((name) => new Field(name, type, true));
    const children = [this.a, this.b].map((numbers) =>
      makeData({ type, length, nullCount: 0, data: numbers.slice(from, to) }),
    );
    const schema = new Schema(fields);
    const struct = makeData({ type: new Struct(fields), length, nullCount: 0, children });
    return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream');
  }
}

/** Pairs found before, as long as the tables they were found in are unchanged; the least lately used go first. */
export class PairCache {
  private readonly entries = new Map<string, { readonly versions: string; readonly pairs: PairList }>();
  private pairCount = 0;

  constructor(private readonly mostPairs: number) {}

  get(key: string, versions: string): PairList | null {
    const entry = this.entries.get(key);
    if (entry === undefined) return null;
    this.drop(key);
    if (entry.versions !== versions) return null;
    this.put(key, versions, entry.pairs);
    return entry.pairs;
  }

  put(key: string, versions: string, pairs: PairList): void {
    this.drop(key);
    if (pairs.length > this.mostPairs) return;
    this.entries.set(key, { versions, pairs });
    this.pairCount += pairs.length;
    for (const oldest of this.entries.keys()) {
      if (this.pairCount <= this.mostPairs) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.pairCount -= entry.pairs.length;
  }
}
