/**
 * A query that keeps its answer up to date: one run in flight, the newest wish pending, never a queue. It runs again when a
 * table it reads has changed, at most a few times a second, and rests at least as long as its last run took.
 */
import { type CancelSignal, type Database, QueryError, type ResultTable } from './database.ts';
import { HOUSE_TABLES } from './schema.ts';
import { tokenizeSql } from './sql-tokens.ts';

const HOUSE_NAMES: ReadonlySet<string> = new Set(HOUSE_TABLES.map(({ name }) => name));
/** Four runs a second at most. */
const MIN_INTERVAL_MS = 250;
const TIME_LIMIT_MS = 10_000;

/** What core needs of wall time; `setTimeout` behind it in the app, a hand-turned clock in tests. */
export interface Scheduler {
  now(): number;
  /** Calls back once after a delay; returns the function that calls it off. */
  after(delayMs: number, work: () => void): () => void;
}

export interface LiveQueryOptions {
  readonly database: Database;
  readonly scheduler: Scheduler;
  readonly sql: string;
  readonly onResult: (result: ResultTable) => void;
  /** A run failed; the next change starts another. Cancelled and superseded runs are not reported. */
  readonly onError: (error: unknown) => void;
  readonly minIntervalMs?: number;
  readonly timeLimitMs?: number;
  readonly maxRows?: number;
}

export interface LiveQuery {
  /** Another text from now on; a run of the former is cancelled and its answer dropped. */
  setSql(sql: string): void;
  /** Runs again though nothing changed. */
  refresh(): void;
  stop(): void;
}

class Cancel implements CancelSignal {
  aborted = false;
  private readonly listeners = new Set<() => void>();

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const listener of this.listeners) listener();
  }
}

/** Names in a text that could be tables, in lower case. */
function namesIn(sql: string): Set<string> {
  const names = new Set<string>();
  for (const token of tokenizeSql(sql)) {
    if (token.type === 'word' || token.type === 'quoted') names.add(token.value.toLowerCase());
    else if (token.type === 'text') names.add(token.value.slice(1, -1).toLowerCase());
  }
  return names;
}

class RunningLiveQuery implements LiveQuery {
  private names: Set<string>;
  private sql: string;
  /** What views read, by view; null until known, and then every change counts. */
  private views: ReadonlyMap<string, readonly string[]> | null = null;
  private timesAsked = 0;
  private pending = true;
  private flight: Cancel | null = null;
  private restUntilMs = Number.NEGATIVE_INFINITY;
  private callOff: (() => void) | null = null;
  private stopped = false;
  private readonly stopListening: (() => void)[];

  constructor(private readonly options: LiveQueryOptions) {
    this.sql = options.sql;
    this.names = namesIn(options.sql);
    this.stopListening = [
      options.database.onChange((change) => {
        if (this.isTouchedBy(change.tables)) this.wish();
        // A view can be behind every name but the house's own, which are always tables.
        if (change.tables.some((table) => !HOUSE_NAMES.has(table.toLowerCase()))) this.learnViews();
      }),
      options.database.onRestart((phase) => {
        if (phase === 'ready') this.wish();
      }),
    ];
    this.learnViews();
    this.pump();
  }

  setSql(sql: string): void {
    if (sql === this.sql || this.stopped) return;
    this.sql = sql;
    this.names = namesIn(sql);
    this.restUntilMs = Number.NEGATIVE_INFINITY;
    this.flight?.abort();
    this.wish();
  }

  refresh(): void {
    this.wish();
  }

  stop(): void {
    this.stopped = true;
    for (const stop of this.stopListening) stop();
    this.callOff?.();
    this.flight?.abort();
  }

  private wish(): void {
    this.pending = true;
    this.pump();
  }

  private pump(): void {
    if (this.stopped || !this.pending || this.flight !== null) return;
    const { scheduler } = this.options;
    this.callOff?.();
    this.callOff = null;
    const waitMs = this.restUntilMs - scheduler.now();
    if (waitMs > 0) {
      this.callOff = scheduler.after(waitMs, () => {
        this.callOff = null;
        this.pump();
      });
      return;
    }
    void this.run();
  }

  private async run(): Promise<void> {
    const { database, scheduler, onResult, onError, minIntervalMs = MIN_INTERVAL_MS } = this.options;
    const { timeLimitMs = TIME_LIMIT_MS, maxRows } = this.options;
    const cancel = new Cancel();
    this.flight = cancel;
    this.pending = false;
    const startedMs = scheduler.now();
    let outcome: () => void = () => undefined;
    try {
      const limits = maxRows === undefined ? { timeLimitMs } : { timeLimitMs, maxRows };
      const result = await database.query(this.sql, { ...limits, signal: cancel });
      outcome = () => onResult(result);
    } catch (error) {
      // The database comes back with a change notice, which starts the next run.
      const restarted = error instanceof QueryError && error.code === 'restarted';
      if (!restarted) outcome = () => onError(error);
    }
    this.flight = null;
    const endedMs = scheduler.now();
    if (!cancel.aborted) {
      this.restUntilMs = Math.max(startedMs + minIntervalMs, endedMs + (endedMs - startedMs));
      outcome();
    }
    this.pump();
  }

  private isTouchedBy(tables: readonly string[]): boolean {
    const { views } = this;
    if (views === null) return true;
    const reads = new Set<string>();
    const add = (name: string) => {
      if (reads.has(name)) return;
      reads.add(name);
      for (const behind of views.get(name) ?? []) add(behind.toLowerCase());
    };
    for (const name of this.names) add(name);
    return tables.some((table) => reads.has(table.toLowerCase()));
  }

  private learnViews(): void {
    const asked = ++this.timesAsked;
    this.views = null;
    this.options.database.tables().then(
      (tables) => {
        if (asked !== this.timesAsked) return;
        this.views = new Map(
          tables.filter((table) => table.type === 'view').map((table) => [table.name.toLowerCase(), table.reads ?? []]),
        );
      },
      () => {
        // Unknown for now: every change counts until the next answer.
      },
    );
  }
}

/** Starts at once. */
export function startLiveQuery(options: LiveQueryOptions): LiveQuery {
  return new RunningLiveQuery(options);
}
