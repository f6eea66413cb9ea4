/** What is kept of a person's own tables, views and macros, and what of it has to be written anew. */
import type { KeepStore, KeptObject, StoredPart } from '../../../core/store/keep-store.ts';
import { joinStreams } from '../arrow-join.ts';
import type { KeptWorkAccess } from '../kept-work.ts';

/** Where the rows go, and how many of them may. */
export interface OwnRoom {
  /** Beyond these a table is not kept; the person is told. */
  readonly tableBytes: number;
  /** Of all own tables together. */
  readonly allBytes: number;
  /** Where parts of large tables go; null where all of it is held in memory. */
  readonly store: Pick<KeepStore, 'addPart' | 'dropParts'> | null;
}

/** What a page holds without a store, for a restart of its database. */
export const PAGE_ROOM: OwnRoom = { tableBytes: 32_000_000, allBytes: 128_000_000, store: null };

type TableContent = Pick<KeptObject, 'columns' | 'rows' | 'ipc' | 'parts'> & { readonly bytes: number };

interface Kept {
  readonly sql: string;
  readonly kind: KeptObject['kind'];
  readonly bytes: number;
}

export interface OwnChange {
  readonly put: readonly KeptObject[];
  readonly removed: readonly string[];
}

export class OwnLog {
  private readonly kept = new Map<string, Kept>();
  /** Kept, and not yet made: a view waits for the layer it reads. */
  private waiting: KeptObject[] = [];
  /** Names, in lower case, that were written since. */
  private dirty = new Set<string>();
  readonly tooLarge = new Set<string>();
  /** Kept tables that could not be made this time: not in the database, and not dropped either. */
  private readonly unmade = new Set<string>();

  get tables(): readonly string[] {
    return [...this.kept].filter(([, { kind }]) => kind === 'table').map(([name]) => name);
  }

  get bytes(): number {
    return [...this.kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  note(target: string): void {
    this.dirty.add(target.toLowerCase());
  }

  /** Makes kept objects again; answers the names of tables that could not be. What must wait is tried again later. */
  async restore(objects: readonly KeptObject[], work: KeptWorkAccess, load: LoadRows): Promise<readonly string[]> {
    const failed: string[] = [];
    for (const object of objects) {
      this.remember(object);
      if (object.kind !== 'table') {
        this.waiting.push(object);
        continue;
      }
      const streams = await load(object);
      if (streams === null || !work.restoreObject(object, streams)) failed.push(object.name);
    }
    for (const name of failed) this.unmade.add(name);
    this.retryWaiting(work);
    return failed;
  }

  /**
   * Another tab's objects beside this one's. A table whose name is taken here comes under another; of views and macros
   * this tab's counts.
   */
  async merge(objects: readonly KeptObject[], work: KeptWorkAccess, load: LoadRows): Promise<void> {
    const taken = new Set(work.ownObjects().map(({ name }) => name.toLowerCase()));
    for (const object of objects) {
      let { name } = object;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${object.name}_${n}`;
      if (name !== object.name && object.kind !== 'table') continue;
      taken.add(name.toLowerCase());
      const streams = (await load(object)) ?? [];
      const isLost = object.kind === 'table' && streams.length === 0;
      if (!isLost && !work.restoreObject(object, streams, name) && object.kind !== 'table') this.waiting.push(object);
    }
  }

  /** Views and macros whose tables may be there by now. */
  retryWaiting(work: KeptWorkAccess): void {
    for (let before = -1; this.waiting.length !== before; ) {
      before = this.waiting.length;
      this.waiting = this.waiting.filter((object) => !work.restoreObject(object, []));
    }
  }

  /** What differs from what is kept. `all`: as if nothing were kept. */
  async change(work: KeptWorkAccess, all: boolean, room: OwnRoom): Promise<OwnChange> {
    const { dirty } = this;
    this.dirty = new Set();
    const objects = work.ownObjects();
    const names = new Set(objects.map(({ name }) => name));
    this.waiting = this.waiting.filter(({ name }) => !names.has(name));
    const waiting = new Set([...this.unmade, ...this.waiting.map(({ name }) => name)]);
    const removed = new Set([...this.kept.keys()].filter((name) => !names.has(name) && !waiting.has(name)));
    for (const name of this.tooLarge) if (!names.has(name)) this.tooLarge.delete(name);
    const put: KeptObject[] = [];
    let bytes = this.bytes;
    for (const { name, kind, sql } of objects) {
      const kept = this.kept.get(name);
      const isDirty = all || dirty.has(name.toLowerCase());
      if (!isDirty && (kept?.sql === sql || this.tooLarge.has(name))) continue;
      if (kind !== 'table') {
        put.push({ name, kind, sql, columns: [], rows: 0, ipc: null });
        continue;
      }
      bytes -= kept?.bytes ?? 0;
      const limit = Math.min(room.tableBytes, room.allBytes - bytes);
      const content = await contentOf(work, name, limit, room.store).catch((error: unknown) => {
        if (work.ownObjects().some((object) => object.name === name)) throw error;
        return null;
      });
      if (content === null) {
        // Dropped while another was read: that is no failure of the store.
        if (kept !== undefined) removed.add(name);
        continue;
      }
      if (content === 'too-large') {
        // An older state of it would be taken for the table itself.
        this.tooLarge.add(name);
        if (kept !== undefined) removed.add(name);
        continue;
      }
      this.tooLarge.delete(name);
      const { bytes: size, ...rows } = content;
      bytes += size;
      put.push({ name, kind, sql, ...rows });
    }
    return { put, removed: [...removed] };
  }

  /** Everything that a page can hold, which counts as not written. */
  async forPage(work: KeptWorkAccess): Promise<OwnChange> {
    const held = await this.change(work, true, PAGE_ROOM);
    this.failed(held);
    return held;
  }

  /** A change was written. */
  written({ put, removed }: OwnChange): void {
    for (const name of removed) this.kept.delete(name);
    for (const object of put) this.remember(object);
  }

  /** A change could not be written: the same again next time. */
  failed({ put, removed }: OwnChange): void {
    for (const { name } of put) this.note(name);
    for (const name of removed) this.note(name);
  }

  clear(): void {
    this.kept.clear();
    this.waiting = [];
    this.unmade.clear();
    this.tooLarge.clear();
  }

  private remember({ name, sql, kind, ipc, parts = [] }: KeptObject): void {
    const bytes = parts.reduce((sum, part) => sum + part.bytes, ipc?.byteLength ?? 0);
    this.kept.set(name, { sql, kind, bytes });
  }
}

/** Rows of a kept object as Arrow streams, none for a view; null where they cannot be read. */
export type LoadRows = (object: KeptObject) => Promise<readonly Uint8Array[] | null>;

/** Small tables whole, large ones in parts that are written as they are read. */
async function contentOf(
  work: KeptWorkAccess,
  name: string,
  mostBytes: number,
  store: OwnRoom['store'],
): Promise<TableContent | 'too-large'> {
  const held: Uint8Array[] = [];
  const parts: StoredPart[] = [];
  let bytes = 0;
  let rows = 0;
  const dropParts = () => store?.dropParts(parts.map(({ id }) => id)).catch(() => undefined);
  try {
    const columns = await work.exportTable(name, async (piece) => {
      bytes += piece.ipc.byteLength;
      rows += piece.rows;
      held.push(piece.ipc);
      if (bytes > mostBytes) return false;
      // The first is held until it is known not to be all.
      if (store !== null && bytes > piece.ipc.byteLength) {
        for (const ipc of held.splice(0)) parts.push(await store.addPart(ipc));
      }
      return true;
    });
    if (bytes > mostBytes) {
      await dropParts();
      return 'too-large';
    }
    if (parts.length > 0) return { columns, rows, ipc: null, parts, bytes };
    return { columns, rows, ipc: held.length === 1 ? held[0]! : joinStreams(held), bytes };
  } catch (error) {
    await dropParts();
    throw error;
  }
}
