/**
 * Which observations are stored, outside the table: the key of each (run, sensor, property, phenomenon time) as a hash
 * with its result time, in buckets of one virtual hour. It decides what an upsert has to write and what retention may
 * drop; docs/adr (observation upsert) has the measurements against keys kept by the database.
 */
import { MS_PER_HOUR } from '../base/clock.ts';
import { KeyTable } from './key-table.ts';

export interface RetentionRule {
  /** Virtual milliseconds kept of the current run. */
  readonly keepMs: number;
  /** Rows kept in all. */
  readonly maxRows: number;
}

export const OBSERVATION_RETENTION: RetentionRule = { keepMs: 48 * MS_PER_HOUR, maxRows: 1_000_000 };

/** Rows of `runId` before `beforeMs` (phenomenon time) are to go; all of the run where it is Infinity. */
export interface Retirement {
  readonly runId: string;
  readonly beforeMs: number;
}

export type Standing = 'new' | 'newer' | 'stored' | 'retired';

interface RunIndex {
  readonly runId: string;
  readonly buckets: Map<number, KeyTable>;
  /** Rows before it were retired and do not come back. */
  floorMs: number;
  newestMs: number;
}

/** Retention waits until this much more than allowed has gathered, so that it does not run on every batch. */
const SLACK_MS = 2 * MS_PER_HOUR;
const SLACK_ROWS = 0.05;

export class ObservationIndex {
  /** In the order in which runs were first met; the last one is the current run. */
  private readonly runs = new Map<string, RunIndex>();
  /** Floors of runs of which nothing is stored yet. */
  private readonly floors = new Map<string, number>();
  private rows = 0;

  get rowCount(): number {
    return this.rows;
  }

  get bytes(): number {
    let bytes = 0;
    for (const run of this.runs.values()) for (const bucket of run.buckets.values()) bytes += bucket.bytes;
    return bytes;
  }

  /** The run met last for the first time, or resumed: a late message of an older run does not bring that one back. */
  get currentRun(): string | null {
    let last: string | null = null;
    for (const runId of this.runs.keys()) last = runId;
    return last;
  }

  knowsRun(runId: string): boolean {
    return this.runs.has(runId);
  }

  /** Whether the whole of a run was retired: what is told of it again would be refused. */
  isRetired(runId: string): boolean {
    return this.runs.get(runId)?.floorMs === Number.POSITIVE_INFINITY;
  }

  /** A run that was on before is the current one again. */
  resume(runId: string): void {
    const run = this.runs.get(runId);
    if (run === undefined) return;
    this.runs.delete(runId);
    this.runs.set(runId, run);
  }

  /** What has to be done with a row. Equal result times leave the stored row: a delivery repeated changes nothing. */
  standing(runId: string, phenomenonTimeMs: number, high: number, low: number, resultTimeMs: number): Standing {
    const run = this.runs.get(runId);
    if (run === undefined) return phenomenonTimeMs < (this.floors.get(runId) ?? Number.NaN) ? 'retired' : 'new';
    if (phenomenonTimeMs < run.floorMs) return 'retired';
    const bucket = run.buckets.get(Math.floor(phenomenonTimeMs / MS_PER_HOUR));
    const stored = bucket === undefined ? Number.NaN : bucket.get(high, low);
    if (Number.isNaN(stored)) return 'new';
    return resultTimeMs > stored ? 'newer' : 'stored';
  }

  /** Remembers a row that was written. */
  remember(runId: string, phenomenonTimeMs: number, high: number, low: number, resultTimeMs: number): void {
    let run = this.runs.get(runId);
    if (run === undefined) {
      const floorMs = this.floors.get(runId) ?? Number.NEGATIVE_INFINITY;
      run = { runId, buckets: new Map(), floorMs, newestMs: Number.NEGATIVE_INFINITY };
      this.runs.set(runId, run);
    }
    const hour = Math.floor(phenomenonTimeMs / MS_PER_HOUR);
    let bucket = run.buckets.get(hour);
    if (bucket === undefined) {
      bucket = new KeyTable();
      run.buckets.set(hour, bucket);
    }
    const before = bucket.size;
    bucket.set(high, low, resultTimeMs);
    this.rows += bucket.size - before;
    if (phenomenonTimeMs > run.newestMs) run.newestMs = phenomenonTimeMs;
  }

  /** Rows of a run before that time were retired in an earlier visit and do not come back. */
  refuseBefore(runId: string, floorMs: number): void {
    const run = this.runs.get(runId);
    if (run === undefined) this.floors.set(runId, floorMs);
    else run.floorMs = Math.max(run.floorMs, floorMs);
  }

  /** The run begins anew: nothing is known of it any more. */
  forget(runId: string): void {
    for (const bucket of this.runs.get(runId)?.buckets.values() ?? []) this.rows -= bucket.size;
    this.runs.delete(runId);
    this.floors.delete(runId);
  }

  /** What is due to go, empty most of the time; `retire` it once the rows are deleted. */
  due(rule: RetentionRule): Retirement[] {
    const due: Retirement[] = [];
    const current = this.currentRun === null ? undefined : this.runs.get(this.currentRun);
    if (current === undefined) return due;
    let rows = this.rows;
    let floorHour = Number.NEGATIVE_INFINITY;
    const hours = [...current.buckets.keys()].sort((a, b) => a - b);
    const oldestMs = (hours[0] ?? 0) * MS_PER_HOUR;
    if (oldestMs + MS_PER_HOUR <= current.newestMs - rule.keepMs - SLACK_MS) {
      floorHour = Math.floor((current.newestMs - rule.keepMs) / MS_PER_HOUR);
      for (const hour of hours) if (hour < floorHour) rows -= current.buckets.get(hour)!.size;
    }
    if (rows > rule.maxRows * (1 + SLACK_ROWS)) {
      for (const run of this.runs.values()) {
        if (run === current || rows <= rule.maxRows) continue;
        for (const bucket of run.buckets.values()) rows -= bucket.size;
        if (run.buckets.size > 0) due.push({ runId: run.runId, beforeMs: Number.POSITIVE_INFINITY });
      }
      // The newest hour stays whatever its size: a table without the present would be worse than a large one.
      for (const hour of hours.slice(0, -1)) {
        if (rows <= rule.maxRows) break;
        if (hour < floorHour) continue;
        rows -= current.buckets.get(hour)!.size;
        floorHour = hour + 1;
      }
    }
    if (Number.isFinite(floorHour)) due.push({ runId: current.runId, beforeMs: floorHour * MS_PER_HOUR });
    return due;
  }

  /** Forgets what was deleted; rows of that time do not come back. */
  retire(retirements: readonly Retirement[]): void {
    for (const { runId, beforeMs } of retirements) {
      const run = this.runs.get(runId);
      if (run === undefined) continue;
      for (const [hour, bucket] of run.buckets) {
        if (hour * MS_PER_HOUR >= beforeMs) continue;
        this.rows -= bucket.size;
        run.buckets.delete(hour);
      }
      run.floorMs = Math.max(run.floorMs, beforeMs);
    }
  }
}
