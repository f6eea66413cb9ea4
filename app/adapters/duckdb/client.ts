/** The page's handle on the database worker: the Database port, ingest ports for other workers, restarts. */
import scriptUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { Pulse } from '../../core/base/pulse.ts';
import {
  type Database,
  type DatabaseChange,
  type DatabaseMemory,
  QueryError,
  type QueryOptions,
  type ResultTable,
  type TableInfo,
} from '../../core/store/database.ts';
import type { KeptObject } from '../../core/store/keep-store.ts';
import { NOTHING_STORED, type StorageStatus, type WorkStorage } from '../../core/store/work-storage.ts';
import type { KeptPosition } from '../../core/stream/kept-position.ts';
import { type FromWorker, fromWire, type KeepPlace, type ToWorker } from './codec.ts';
import { KeptBatches } from './kept-batches.ts';
import { decodeResult } from './result-table.ts';

const DEFAULT_TIME_LIMIT_MS = 30_000;
const DEFAULT_MAX_ROWS = 100_000;
/** A worker that does not answer a cancel, or a time limit that passed, for this long is stuck inside one step. */
const DEFAULT_CANCEL_GRACE_MS = 2_000;
const TICK_MS = 1_000;
/** A worker may be busy with one step for long, and says nothing meanwhile. */
const MOST_SILENT_TICKS = 20;
/** Wall milliseconds between attempts to start a new worker: the server that sends it may be away, too. */
const OPEN_AGAIN_MS = 5_000;

export interface OpenDuckDbOptions {
  /** Called while the database is downloaded; `totalBytes` is 0 where the server does not say. */
  readonly onProgress?: (progress: { readonly loadedBytes: number; readonly totalBytes: number }) => void;
  /** Wall milliseconds after a cancel before the worker is restarted; 2,000 unless told. */
  readonly cancelGraceMs?: number;
  /** Where work is kept beyond the page; nothing is where absent. */
  readonly keep?: KeepPlace;
}

export interface DuckDb extends Database {
  /**
   * A port that takes IngestRequests and answers them (core/store/ingest-protocol), to be transferred to the worker that
   * writes. It dies with a restart of the database: ask for a new one when `onRestart` says `ready`, and send again what
   * was not answered.
   */
  ingestPort(): MessagePort;
  /** Stops the worker and starts a new one with the kept tables, as after a cancel that failed. */
  restart(): Promise<void>;
  readonly storage: WorkStorage;
  /** From where on the worker that runs now needs the stream; null for all of it. */
  position(): Promise<KeptPosition | null>;
  /** Writes what waits to be kept: the page may be about to go. */
  saveNow(): void;
}

interface Pending {
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: Error) => void;
}

class DuckDbClient implements DuckDb {
  private worker: Worker | null = null;
  private pending = new Map<number, Pending>();
  private nextId = 1;
  private version = 0;
  private readonly kept = new KeptBatches();
  private readonly changeListeners = new Set<(change: DatabaseChange) => void>();
  private readonly restartListeners = new Set<(phase: 'restarting' | 'ready') => void>();
  private pulse = new Pulse(MOST_SILENT_TICKS);
  private ticking: ReturnType<typeof setInterval> | null = null;
  private failOpening: (error: Error) => void = () => undefined;
  private positionKnown: Promise<KeptPosition | null> = Promise.resolve(null);
  private tellPosition: (position: KeptPosition | null) => void = () => undefined;
  private storageStatus = NOTHING_STORED;
  private readonly storageListeners = new Set<(status: StorageStatus) => void>();
  /** Own objects that are kept nowhere else. */
  private readonly own = new Map<string, KeptObject>();
  private restarting: Promise<void> | null = null;
  private opening: Promise<void> | null = null;
  private closed = false;

  constructor(private readonly options: OpenDuckDbOptions) {}

  open(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'database' });
    this.worker = worker;
    this.pulse = new Pulse(MOST_SILENT_TICKS);
    this.tellPosition(null);
    this.positionKnown = new Promise((resolve) => {
      this.tellPosition = resolve;
    });
    return new Promise((resolve, reject) => {
      this.ticking ??= setInterval(() => this.listenForPulse(), TICK_MS);
      const fail = (error: Error) => {
        this.tellPosition(null);
        reject(error);
      };
      this.failOpening = fail;
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (this.worker !== worker) return;
        this.pulse.heard();
        if (data.type === 'opened') resolve();
        else if (data.type === 'open-failed') fail(new Error(data.detail));
        else this.receive(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(new Error(event.message || 'the database worker could not be loaded'));
      };
      // The library resolves nothing against the page: both addresses go as absolute ones.
      const absolute = (url: string) => new URL(url, document.baseURI).href;
      const addresses = { scriptUrl: absolute(scriptUrl), wasmUrl: absolute(wasmUrl) };
      // What was forgotten stays so for as long as this page is there, whatever becomes of its workers.
      const keep = this.storageStatus.state === 'forgotten' ? null : (this.options.keep ?? null);
      this.send({ type: 'open', ...addresses, keep, own: [...this.own.values()] });
    });
  }

  /** The first opening, which queries wait for; the time a download takes is not a query's. */
  openFirst(): Promise<void> {
    this.opening ??= this.open().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async ready(): Promise<void> {
    await this.opening;
    await this.restarting;
  }

  async query(sql: string, options: QueryOptions = {}): Promise<ResultTable> {
    const { signal, timeLimitMs = DEFAULT_TIME_LIMIT_MS, maxRows = DEFAULT_MAX_ROWS } = options;
    if (!signal?.aborted) await this.ready();
    // Asked after the wait: the signal says nothing to those who begin to listen later.
    if (signal?.aborted) throw new QueryError('cancelled', 'the query was cancelled');
    const id = this.nextId++;
    const graceMs = this.options.cancelGraceMs ?? DEFAULT_CANCEL_GRACE_MS;
    let graceTimer: ReturnType<typeof setTimeout> | undefined;
    const expect = (kind: 'cancelled' | 'time-limit', waitMs: number) => {
      clearTimeout(graceTimer);
      graceTimer = setTimeout(() => {
        const words = kind === 'cancelled' ? 'was cancelled' : `ran longer than ${timeLimitMs} ms`;
        this.settle(id)?.reject(new QueryError(kind, `the query ${words}; the database was restarted`));
        this.restart().catch(() => undefined);
      }, waitMs);
    };
    const cancel = () => {
      this.send({ type: 'cancel', id });
      expect('cancelled', graceMs);
    };
    expect('time-limit', timeLimitMs + graceMs);
    signal?.addEventListener('abort', cancel);
    try {
      const answer = await this.ask({ type: 'query', id, sql, timeLimitMs, maxRows });
      if (answer.type !== 'result') throw new Error(`unexpected answer ${answer.type}`);
      return decodeResult(answer.result);
    } finally {
      clearTimeout(graceTimer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  async tables(): Promise<readonly TableInfo[]> {
    await this.ready();
    const answer = await this.ask({ type: 'tables', id: this.nextId++ });
    return answer.type === 'tables' ? answer.tables : [];
  }

  async memory(): Promise<DatabaseMemory> {
    await this.ready();
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

  ingestPort(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.send({ type: 'ingest-port', port: port2 }, [port2]);
    return port1;
  }

  position(): Promise<KeptPosition | null> {
    return this.positionKnown;
  }

  saveNow(): void {
    this.send({ type: 'save-now' });
  }

  readonly storage: WorkStorage = {
    onStatus: (listener) => {
      this.storageListeners.add(listener);
      listener(this.storageStatus);
      return () => this.storageListeners.delete(listener);
    },
    forget: async () => {
      await this.ready();
      this.own.clear();
      await this.ask({ type: 'forget', id: this.nextId++ });
    },
  };

  restart(): Promise<void> {
    this.restarting ??= this.startAgain().finally(() => {
      this.restarting = null;
    });
    return this.restarting;
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.ticking !== null) clearInterval(this.ticking);
    this.stopWorker(new QueryError('cancelled', 'the database was closed'));
    this.changeListeners.clear();
    this.restartListeners.clear();
  }

  private async startAgain(): Promise<void> {
    if (this.closed) return;
    this.stopWorker(new QueryError('other', 'the database was restarted', undefined, 'restarted'));
    for (const listener of this.restartListeners) listener('restarting');
    await this.openAgain();
    const batches = await this.kept.takeAll();
    // Copied, not transferred: should this worker fail too, the batches are still there for the next one.
    if (batches.length > 0) {
      await this.ask({ type: 'restore', id: this.nextId++, batches }).catch((error: unknown) => {
        this.kept.add(batches);
        throw error;
      });
    }
    for (const listener of this.restartListeners) listener('ready');
    const answer = await this.ask({ type: 'tables', id: this.nextId++ });
    // After a restart everything may be different.
    if (answer.type === 'tables') this.notify(answer.tables.map((table) => table.name));
  }

  private async openAgain(): Promise<void> {
    for (;;) {
      try {
        return await this.open();
      } catch (error) {
        if (this.closed) throw error;
        this.worker?.terminate();
        await new Promise((resolve) => setTimeout(resolve, OPEN_AGAIN_MS));
      }
    }
  }

  private listenForPulse(): void {
    if (!this.pulse.tick()) return;
    if (this.opening !== null || this.restarting !== null)
      this.failOpening(new Error('the database worker fell silent'));
    else this.restart().catch(() => undefined);
  }

  private notify(tables: readonly string[]): void {
    this.version++;
    for (const listener of this.changeListeners) listener({ version: this.version, tables });
  }

  private stopWorker(reason: Error): void {
    this.worker?.terminate();
    this.worker = null;
    const { pending } = this;
    this.pending = new Map();
    for (const { reject } of pending.values()) reject(reason);
  }

  private send(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker?.postMessage(message, transfer);
  }

  private ask(message: ToWorker & { readonly id: number }, transfer: Transferable[] = []): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (this.worker === null) {
        reject(new QueryError('other', 'the database is not open'));
        return;
      }
      this.pending.set(message.id, { resolve, reject });
      this.send(message, transfer);
    });
  }

  private noteStorage(status: StorageStatus): void {
    this.storageStatus = status;
    if (status.state === 'writing') this.own.clear();
    for (const listener of this.storageListeners) listener(status);
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case 'progress':
        this.options.onProgress?.(message);
        break;
      case 'changed':
        this.notify(message.tables);
        break;
      case 'keep':
        this.kept.add(message.batches);
        break;
      case 'position':
        this.tellPosition(message.position);
        break;
      case 'storage':
        this.noteStorage(message.status);
        break;
      case 'own':
        for (const name of message.removed) this.own.delete(name);
        for (const object of message.put) this.own.set(object.name, object);
        break;
      case 'incomplete':
        // The stream gets new ports and brings the whole past again.
        this.positionKnown = Promise.resolve(null);
        for (const listener of this.restartListeners) listener('ready');
        break;
      case 'crashed':
        this.restart().catch(() => undefined);
        break;
      case 'failed':
        this.settle(message.id)?.reject(fromWire(message.error));
        break;
      case 'result':
      case 'tables':
      case 'memory':
      case 'restored':
      case 'forgotten':
        this.settle(message.id)?.resolve(message);
        break;
    }
  }
}

/**
 * Starts the database worker. Its ports take work at once and queries wait until it is open; `opened` rejects in plain
 * words where it cannot be loaded.
 */
export function startDuckDb(options: OpenDuckDbOptions = {}): {
  readonly database: DuckDb;
  readonly opened: Promise<void>;
} {
  const client = new DuckDbClient(options);
  const opened = client.openFirst().catch(async (error: unknown) => {
    await client.close();
    throw error;
  });
  return { database: client, opened };
}

/** Starts the database worker; resolves when it answers queries. */
export async function openDuckDb(options: OpenDuckDbOptions = {}): Promise<DuckDb> {
  const { database, opened } = startDuckDb(options);
  await opened;
  return database;
}
