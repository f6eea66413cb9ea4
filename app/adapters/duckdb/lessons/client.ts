/** The page's handle on the exercises' database: made when an exercise is first opened, ended when the last one closes. */
import scriptUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { Pulse } from '../../../core/base/pulse.ts';
import type {
  LessonDatabase,
  Trial,
  TrialOptions,
  TrialOutcome,
} from '../../../core/lessons/exercises/lesson-database.ts';
import {
  type CancelSignal,
  type DatabaseChange,
  type DatabaseMemory,
  QueryError,
  type QueryOptions,
  type ResultTable,
  type TableInfo,
} from '../../../core/store/database.ts';
import { fromWire } from '../codec.ts';
import { decodeResult } from '../result-table.ts';
import type { FromLessons, LessonAnswer, ToLessons } from './codec.ts';

const TIME_LIMIT_MS = 20_000;
const MAX_ROWS = 100_000;
/** A worker that does not stop this long after it should is stuck inside one step. */
const GRACE_MS = 2_000;
const TICK_MS = 1_000;
const MOST_SILENT_TICKS = 20;

interface Pending {
  readonly resolve: (answer: LessonAnswer) => void;
  readonly reject: (error: Error) => void;
}

class LessonClient implements LessonDatabase {
  private worker: Worker | null = null;
  private pending = new Map<number, Pending>();
  private nextId = 1;
  private version = 0;
  private pulse = new Pulse(MOST_SILENT_TICKS);
  private readonly ticking: ReturnType<typeof setInterval>;
  private readonly changeListeners = new Set<(change: DatabaseChange) => void>();
  private readonly restartListeners = new Set<(phase: 'restarting' | 'ready') => void>();
  private opened: Promise<void>;
  private state = '';

  constructor() {
    this.opened = this.open();
    this.opened.catch(() => undefined);
    this.ticking = setInterval(() => {
      if (this.pulse.tick()) void this.restart('the exercises’ database fell silent');
    }, TICK_MS);
  }

  async prepare(state: string): Promise<void> {
    await this.opened;
    this.state = state;
    await this.ask({ type: 'prepare', id: this.nextId++, state });
  }

  async query(sql: string, options: QueryOptions = {}): Promise<ResultTable> {
    const { signal, timeLimitMs = TIME_LIMIT_MS, maxRows = MAX_ROWS } = options;
    const answer = await this.askInTime({ type: 'query', id: this.nextId++, sql, timeLimitMs, maxRows }, signal);
    if (answer.type !== 'result') throw new Error(`unexpected answer ${answer.type}`);
    return decodeResult(answer.result);
  }

  async try(trial: Trial, { signal, timeLimitMs = TIME_LIMIT_MS }: TrialOptions = {}): Promise<TrialOutcome> {
    const request = { type: 'try', id: this.nextId++, trial, timeLimitMs, maxRows: MAX_ROWS } as const;
    const answer = await this.askInTime(request, signal);
    if (answer.type !== 'tried') throw new Error(`unexpected answer ${answer.type}`);
    return {
      results: answer.results.map(decodeResult),
      error: answer.error === null ? null : fromWire(answer.error),
    };
  }

  async tables(): Promise<readonly TableInfo[]> {
    await this.opened;
    const answer = await this.ask({ type: 'tables', id: this.nextId++ });
    return answer.type === 'tables' ? answer.tables : [];
  }

  async memory(): Promise<DatabaseMemory> {
    await this.opened;
    const answer = await this.ask({ type: 'memory', id: this.nextId++ });
    if (answer.type !== 'memory') throw new Error(`unexpected answer ${answer.type}`);
    return answer.memory;
  }

  onChange(listener: (change: DatabaseChange) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  onRestart(listener: (phase: 'restarting' | 'ready') => void): () => void {
    this.restartListeners.add(listener);
    return () => this.restartListeners.delete(listener);
  }

  async close(): Promise<void> {
    clearInterval(this.ticking);
    this.stop(new QueryError('cancelled', 'the exercises’ database was closed'));
    this.changeListeners.clear();
    this.restartListeners.clear();
  }

  private open(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'lessons' });
    this.worker = worker;
    this.pulse = new Pulse(MOST_SILENT_TICKS);
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromLessons>) => {
        if (this.worker !== worker) return;
        this.pulse.heard();
        if (data.type === 'opened') resolve();
        else if (data.type === 'open-failed') reject(new Error(data.detail));
        else this.receive(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message || 'the exercises’ database could not be loaded'));
      };
      // The library resolves nothing against the page: both addresses go as absolute ones.
      const absolute = (url: string) => new URL(url, document.baseURI).href;
      worker.postMessage({ type: 'open', scriptUrl: absolute(scriptUrl), wasmUrl: absolute(wasmUrl) });
    });
  }

  private receive(message: Exclude<FromLessons, { type: 'opened' | 'open-failed' }>): void {
    switch (message.type) {
      case 'pulse':
        break;
      case 'changed':
        this.version++;
        for (const listener of this.changeListeners) listener({ version: this.version, tables: message.tables });
        break;
      case 'crashed':
        void this.restart(message.detail);
        break;
      case 'failed':
        this.settle(message.id)?.reject(fromWire(message.error));
        break;
      default:
        this.settle(message.id)?.resolve(message);
    }
  }

  /** A new worker with the state as it was prepared; what the participant made in it is gone. */
  private async restart(why: string): Promise<void> {
    this.stop(new QueryError('other', why, undefined, 'restarted'));
    for (const listener of this.restartListeners) listener('restarting');
    this.opened = this.open().then(async () => {
      if (this.state !== '') await this.ask({ type: 'prepare', id: this.nextId++, state: this.state });
    });
    await this.opened.then(
      () => {
        for (const listener of this.restartListeners) listener('ready');
      },
      () => undefined,
    );
  }

  private async askInTime(
    message: Extract<ToLessons, { type: 'query' | 'try' }>,
    signal: CancelSignal | undefined,
  ): Promise<LessonAnswer> {
    await this.opened;
    if (signal?.aborted) throw new QueryError('cancelled', 'the query was cancelled');
    let graceTimer: ReturnType<typeof setTimeout> | undefined;
    const expectEnd = (kind: 'cancelled' | 'time-limit', waitMs: number) => {
      clearTimeout(graceTimer);
      graceTimer = setTimeout(() => {
        const words = kind === 'cancelled' ? 'was cancelled' : `ran longer than ${message.timeLimitMs} ms`;
        this.settle(message.id)?.reject(new QueryError(kind, `the query ${words}; the database was restarted`));
        void this.restart('another query was stuck');
      }, waitMs);
    };
    const cancel = () => {
      this.worker?.postMessage({ type: 'cancel', id: message.id } satisfies ToLessons);
      expectEnd('cancelled', GRACE_MS);
    };
    expectEnd('time-limit', message.timeLimitMs + GRACE_MS);
    signal?.addEventListener('abort', cancel);
    try {
      return await this.ask(message);
    } finally {
      clearTimeout(graceTimer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  private ask(message: ToLessons & { readonly id: number }): Promise<LessonAnswer> {
    return new Promise((resolve, reject) => {
      if (this.worker === null) {
        reject(new QueryError('other', 'the exercises’ database is not open'));
        return;
      }
      this.pending.set(message.id, { resolve, reject });
      this.worker.postMessage(message);
    });
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private stop(reason: Error): void {
    this.worker?.terminate();
    this.worker = null;
    const { pending } = this;
    this.pending = new Map();
    for (const { reject } of pending.values()) reject(reason);
  }
}

/** Its worker is started by whoever asks for it first; what is asked waits until it is open. */
export function lazyLessonDatabase(): { get(): LessonDatabase; isOpen(): boolean } {
  let opened: LessonDatabase | null = null;
  return {
    get() {
      opened ??= new LessonClient();
      return opened;
    },
    isOpen: () => opened !== null,
  };
}
