/**
 * Keeps a tab's work beyond its page: rows of the stream a few seconds after they were stored, own tables as soon as they
 * were written. One tab of a browser does so; the others wait for it to go. Whatever the store refuses, the page goes on
 * in memory and the status says so (docs/adr: work kept in the browser).
 */
import { KeepError, type KeepStore, type KeptObject, type KeptWork } from '../../../core/store/keep-store.ts';
import { LEASE_RENEWAL_MS } from '../../../core/store/lease.ts';
import type { Scheduler } from '../../../core/store/live-query.ts';
import { HOUSE_TABLES, STREAM_TABLES } from '../../../core/store/schema.ts';
import { NOTHING_STORED, type StorageState, type StorageStatus } from '../../../core/store/work-storage.ts';
import { continuesRun, type KeptPosition } from '../../../core/stream/kept-position.ts';
import { DatabaseCrash } from '../connections.ts';
import type { KeptWorkAccess } from '../kept-work.ts';
import type { Retired, StoredRows } from '../observation-store.ts';
import { inOrder, mergeWork } from './merge-work.ts';
import { type OwnChange, OwnLog, PAGE_ROOM } from './own-log.ts';
import { roomIn, rowsFrom } from './own-room.ts';
import { RowLog } from './row-log.ts';
import { OPEN_LIMIT_MS, OWN_WAIT_MS, RETRY_MS, ROWS_WAIT_MS } from './waits.ts';

const HOUSE_NAMES: ReadonlySet<string> = new Set(HOUSE_TABLES.map(({ name }) => name));

export interface KeeperOptions {
  readonly open: () => Promise<KeepStore>;
  readonly scheduler: Scheduler;
  /** Resolves after whatever else waits for this thread has had its turn. */
  readonly turn: () => Promise<void>;
  readonly onStatus: (status: StorageStatus) => void;
  /** Own objects that only the page can hold, for a restart of the database. */
  readonly onUnkept?: (put: readonly KeptObject[], removed: readonly string[]) => void;
  /** What was kept cannot all be brought back: the past has to be fetched whole. */
  readonly onIncomplete?: () => void;
}

/** States in which nothing is tried any more. */
const FINAL: ReadonlySet<StorageState> = new Set(['other-version', 'unavailable', 'forgotten']);

export class Keeper {
  private store: KeepStore | null = null;
  private work: KeptWorkAccess | null = null;
  private opened: KeptWork | null = null;
  private readonly rows = new RowLog();
  private readonly own = new OwnLog();
  private readonly load = rowsFrom(() => this.store);
  private status: StorageStatus = NOTHING_STORED;
  /** Operations on the store, one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private mark: KeptPosition | null = null;
  private markWaits = false;
  private run: { readonly runId: string; readonly virtualMs: number } | null = null;
  private settled = false;
  /** The store does not hold what this tab has: all of it is written when that is possible again. */
  private stale = false;
  /** What the store holds is here as well: it may be written over. */
  private adopted = false;
  /** Rows of the store are on their way into the database. */
  private restoring = false;
  private nextTryMs = 0;
  private rowTimer: (() => void) | null = null;
  private ownTimer: (() => void) | null = null;
  private renewalTimer: (() => void) | null = null;

  constructor(private readonly options: KeeperOptions) {}

  /** Opens the store; answers where the stream may go on, as far as what is kept says. It never rejects. */
  async begin(): Promise<KeptPosition | null> {
    try {
      const store = await this.openInTime();
      this.store = store;
      if (await store.acquire()) {
        this.opened = await store.read();
        this.tell({ state: 'writing', savedAtMs: this.opened.savedAtMs });
      } else {
        this.stale = true;
        this.tell({ state: 'other-tab' });
      }
    } catch (error) {
      this.stale = true;
      this.noteError(error);
    }
    this.renewLater();
    const { opened } = this;
    const isWhole = opened?.damaged.every(({ chunkId }) => chunkId === null) ?? false;
    this.mark = isWhole ? opened!.position : null;
    return this.mark;
  }

  private openInTime(): Promise<KeepStore> {
    return new Promise((resolve, reject) => {
      const callOff = this.options.scheduler.after(OPEN_LIMIT_MS, () =>
        reject(new KeepError('unavailable', 'the browser did not open its store')),
      );
      this.options
        .open()
        .then(resolve, reject)
        .finally(() => callOff());
    });
  }

  /** Own tables come back before anybody asks for them. `fromPage` is what the page held for a restart. */
  async restoreOwn(work: KeptWorkAccess, fromPage: readonly KeptObject[]): Promise<void> {
    this.work = work;
    this.restoring = true;
    const { opened } = this;
    const held = new Set(fromPage.map(({ name }) => name));
    const kept = (opened?.objects ?? []).filter(({ name }) => !held.has(name));
    const failed = await this.own.restore([...fromPage, ...kept], work, this.load);
    for (const { name } of fromPage) this.own.note(name);
    if (held.size > 0) this.ownLater();
    const damaged = [...(opened?.damaged.map(({ name }) => name) ?? []), ...failed];
    if (damaged.length > 0) this.tell({ damaged: [...new Set(damaged)] });
  }

  /** Then the rows of the stream, in turns. */
  async restoreStream(): Promise<void> {
    const { opened, work } = this;
    this.opened = null;
    try {
      if (opened === null || work === null) return;
      this.adopted = true;
      for (const { chunkId } of opened.damaged) if (chunkId !== null) this.rows.removeChunk(chunkId);
      await this.restoreRows(work, opened);
    } finally {
      this.restoring = false;
    }
  }

  private async restoreRows(work: KeptWorkAccess, { chunks, position }: KeptWork): Promise<void> {
    this.rows.adopt(chunks);
    let broken = false;
    for (const chunk of inOrder(chunks, position)) {
      try {
        work.restoreRows(chunk.info.table, chunk.ipc);
      } catch (error) {
        if (error instanceof DatabaseCrash) throw error;
        this.rows.removeChunk(chunk.info.id);
        broken = true;
        this.tell({ damaged: [...new Set([...this.status.damaged, chunk.info.table])] });
      }
      await this.options.turn();
    }
    if (broken) {
      this.mark = null;
      this.options.onIncomplete?.();
    }
    this.tellFigures();
  }

  /** Where the city stands, told before its first rows: what is kept of another run, or of a later time, goes. */
  noteRun(runId: string, virtualMs: number): void {
    this.run = { runId, virtualMs };
    const { work, mark } = this;
    if (work === null) return;
    const goesOn = (kept: string) => kept === runId && (mark === null || continuesRun(mark, runId, virtualMs));
    // Later in a visit only what is on again after it was retired: it begins anew.
    const ended = this.settled
      ? [runId].filter((kept) => work.isRetired(kept))
      : [...this.rows.runs].filter((kept) => !goesOn(kept));
    this.settled = true;
    for (const kept of ended) {
      if (kept === runId) work.forgetRun(kept);
      else work.retireRun(kept);
    }
    if (ended.length === 0) return;
    this.mark = null;
    this.stale = true;
    this.tryAgain();
  }

  /** Rows went into the database, or out of it. */
  add(written: readonly StoredRows[], retired: Retired | null): void {
    if (this.stale || this.store === null) return;
    this.rows.add([...written, ...(retired?.hours ?? [])], retired?.retirements ?? []);
    this.rowsLater();
  }

  /** Everything that fell due before is stored. */
  noteCovered(position: KeptPosition): void {
    if (this.run?.runId !== position.runId) return;
    this.mark = position;
    this.markWaits = true;
    this.rowsLater();
  }

  noteOwn(target: string): void {
    this.own.note(target);
    this.ownLater();
  }

  /** Tables came or changed: views that wait for theirs are tried again. */
  noteTables(tables: readonly string[]): void {
    if (this.work === null || !this.own.hasWaiting) return;
    if (tables.some((table) => !STREAM_TABLES.has(table) && !HOUSE_NAMES.has(table))) this.own.retryWaiting(this.work);
  }

  /** Writes what waits without waiting longer: the page may be about to go. */
  saveNow(): Promise<void> {
    for (const callOff of [this.ownTimer, this.rowTimer]) callOff?.();
    this.ownTimer = this.rowTimer = null;
    return this.enqueue(async () => {
      await this.writeOwn();
      await this.writeRows();
    });
  }

  /** Resolves when everything that was begun so far is through. */
  async idle(): Promise<void> {
    await this.queue;
  }

  /**
   * Forgets all that is kept, and keeps nothing from here on: own tables are left to the page, for a restart. Rejects
   * where the store could not be cleared.
   */
  forget(): Promise<void> {
    const done = this.queue.then(async () => {
      await this.store?.clear();
      this.stale = true;
      this.rows.clear();
      this.own.clear();
      this.tell({ ...NOTHING_STORED, state: 'forgotten' });
      this.stop();
      await this.writeOwn(true).catch(() => undefined);
    });
    this.queue = done.catch(() => undefined);
    return done;
  }

  stop(): void {
    for (const callOff of [this.rowTimer, this.ownTimer, this.renewalTimer]) callOff?.();
    this.rowTimer = this.ownTimer = this.renewalTimer = null;
    this.store?.close();
    this.store = null;
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work).catch((error: unknown) => this.noteError(error));
    return this.queue;
  }

  private rowsLater(): void {
    if (this.rows.isFull) {
      this.rowTimer?.();
      this.rowTimer = null;
      void this.enqueue(() => this.writeRows());
      return;
    }
    this.rowTimer ??= this.options.scheduler.after(ROWS_WAIT_MS, () => {
      this.rowTimer = null;
      void this.enqueue(() => this.writeRows());
    });
  }

  private ownLater(): void {
    this.ownTimer ??= this.options.scheduler.after(OWN_WAIT_MS, () => {
      this.ownTimer = null;
      void this.enqueue(() => this.writeOwn());
    });
  }

  private async writeRows(): Promise<void> {
    const { store, mark } = this;
    if (store === null || this.stale || (this.rows.isEmpty && !this.markWaits)) return;
    this.markWaits = false;
    const taken = this.rows.take();
    const ids = await store.commit({ ...taken, position: mark });
    this.rows.written(taken.addChunks, ids, taken.removeChunks);
    const merged = this.rows.merge();
    if (merged !== null) {
      const [id] = await store.commit(merged);
      this.rows.written(merged.addChunks, [id!], merged.removeChunks);
    }
    await this.tellSaved();
  }

  private async writeOwn(all = false): Promise<void> {
    const { work, store } = this;
    if (work === null) return;
    const tellPage = ({ put, removed }: OwnChange) => this.options.onUnkept?.(put, removed);
    const isKept = store !== null && !this.stale;
    const room = isKept ? await roomIn(store, this.own.bytes) : PAGE_ROOM;
    const change = await this.own.change(work, all, room).catch(async (error: unknown) => {
      // The store took a part of a table no more: what the page can hold it holds.
      if (error instanceof KeepError) tellPage(await this.own.forPage(work));
      throw error;
    });
    if (change.put.length === 0 && change.removed.length === 0) return this.tellFigures();
    if (store === null || this.stale) {
      // The page goes on without the store, and holds these for a restart of the database.
      this.own.written(change);
      tellPage(change);
      return this.tellFigures();
    }
    try {
      await store.commit({ putObjects: change.put, removeObjects: change.removed });
    } catch (error) {
      this.own.failed(change);
      // Rows that lie in parts are too many for the page to hold besides.
      tellPage({ ...change, put: change.put.filter(({ parts }) => parts === undefined) });
      throw error;
    }
    this.own.written(change);
    await this.tellSaved();
  }

  /** Everything as it is now, in the place of whatever the store holds. */
  private async writeAll(remove: readonly number[]): Promise<void> {
    const { work, store, mark } = this;
    if (work === null || store === null) return;
    const removeChunks = [...new Set([...remove, ...this.rows.ids])];
    this.rows.clear();
    const addChunks = work.exportAll();
    // From here on rows gather again for the chunk after these.
    this.stale = false;
    const ids = await store.commit({ addChunks, removeChunks, position: mark });
    this.rows.written(addChunks, ids, []);
    this.tell({ state: 'writing', detail: null });
    await this.writeOwn(true);
    await this.tellSaved();
  }

  private renewLater(): void {
    if (FINAL.has(this.status.state)) return;
    this.renewalTimer = this.options.scheduler.after(LEASE_RENEWAL_MS, () => {
      void this.enqueue(() => this.renew()).then(() => this.renewLater());
    });
  }

  private async renew(): Promise<void> {
    const { store, work } = this;
    if (store === null) return;
    if (!(await store.acquire())) {
      if (this.status.state !== 'other-tab') this.lose('other-tab', null);
    } else if (this.restoring) {
      // What is not back yet would be missing in what is written: the next renewal will do.
    } else if (work !== null && this.stale && this.options.scheduler.now() >= this.nextTryMs) {
      await this.takeOver(store, work);
    }
  }

  private tryAgain(): void {
    if (this.store === null || this.work === null || this.status.state !== 'writing') return;
    void this.enqueue(() => this.writeAll([]));
  }

  /** The lease is this tab's and the store holds another's work, or an older state of this one's. */
  private async takeOver(store: KeepStore, work: KeptWorkAccess): Promise<void> {
    const kept = await store.read();
    const remove = [...kept.chunks.map(({ info }) => info.id), ...kept.damaged.flatMap(({ chunkId }) => chunkId ?? [])];
    if (!this.adopted) await mergeWork(kept, this.own, work, this.load, this.run);
    this.adopted = true;
    await this.writeAll(remove);
  }

  private lose(state: StorageState, detail: string | null): void {
    this.stale = true;
    this.rows.clear();
    if (state === 'other-tab') {
      this.adopted = false;
      this.tell({ keptBytes: 0, keptObservations: 0, keptTables: [], savedAtMs: null });
    }
    this.tell({ state, detail });
  }

  private noteError(error: unknown): void {
    if (error instanceof DatabaseCrash || FINAL.has(this.status.state)) return;
    const { code, message } = error instanceof KeepError ? error : new KeepError('failed', String(error));
    this.nextTryMs = this.options.scheduler.now() + (code === 'other-tab' ? 0 : RETRY_MS);
    this.lose(code, message);
    if (!FINAL.has(this.status.state)) return;
    this.stop();
    void this.enqueue(() => this.writeOwn(true));
  }

  private async tellSaved(): Promise<void> {
    this.tell({ savedAtMs: this.options.scheduler.now() });
    const estimate = (await this.store?.estimate()) ?? null;
    this.tell({ usedBytes: estimate?.usedBytes ?? null, quotaBytes: estimate?.quotaBytes ?? null });
    this.tellFigures();
  }

  private tellFigures(): void {
    // Told once: whoever hears of it forgets as well, and what came after that is not meant.
    if (this.status.state === 'forgotten') return;
    this.tell({ tooLarge: [...this.own.tooLarge] });
    if (this.status.state !== 'writing') return;
    this.tell({
      keptBytes: this.rows.bytes + this.own.bytes,
      keptObservations: this.rows.observations,
      keptTables: this.own.tables,
    });
  }

  private tell(news: Partial<StorageStatus>): void {
    this.status = { ...this.status, ...news };
    this.options.onStatus(this.status);
  }
}
