/** Rows waiting for the next batch: it leaves when the oldest row is `maxAgeMs` old or `maxRows` wait. */
export class RowBuffer<Row> {
  private rows: Row[] = [];
  private oldestMs = 0;

  constructor(
    readonly maxRows: number,
    readonly maxAgeMs: number,
  ) {}

  get size(): number {
    return this.rows.length;
  }

  add(row: Row, nowMs: number): void {
    if (this.rows.length === 0) this.oldestMs = nowMs;
    this.rows.push(row);
  }

  isDue(nowMs: number): boolean {
    return this.rows.length >= this.maxRows || (this.rows.length > 0 && nowMs - this.oldestMs >= this.maxAgeMs);
  }

  /** Up to `limit` of the oldest rows, removed; what stays keeps its age. */
  take(limit = this.rows.length): readonly Row[] {
    if (limit >= this.rows.length) {
      const all = this.rows;
      this.rows = [];
      return all;
    }
    const taken = this.rows.slice(0, limit);
    this.rows = this.rows.slice(limit);
    return taken;
  }
}
