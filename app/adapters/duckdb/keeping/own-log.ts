/** What is kept of a person's own tables, views and macros, and what of it has to be written anew. */
import type { KeptObject } from '../../../core/store/keep-store.ts';
import type { KeptWorkAccess } from '../kept-work.ts';

/** Beyond these a table is not kept; the person is told. Rows go by what a person may see of a result, ten times over. */
const MOST_ROWS = 1_000_000;
const MOST_BYTES = 32_000_000;
/** Of all own tables together. */
const MOST_BYTES_IN_ALL = 128_000_000;

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
  restore(objects: readonly KeptObject[], work: KeptWorkAccess): readonly string[] {
    const failed: string[] = [];
    for (const object of objects) {
      this.remember(object);
      if (object.kind !== 'table') this.waiting.push(object);
      else if (!work.restoreObject(object)) failed.push(object.name);
    }
    for (const name of failed) this.unmade.add(name);
    this.retryWaiting(work);
    return failed;
  }

  /**
   * Another tab's objects beside this one's. A table whose name is taken here comes under another; of views and macros
   * this tab's counts.
   */
  merge(objects: readonly KeptObject[], work: KeptWorkAccess): void {
    const taken = new Set(work.ownObjects().map(({ name }) => name.toLowerCase()));
    for (const object of objects) {
      let { name } = object;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${object.name}_${n}`;
      if (name !== object.name && object.kind !== 'table') continue;
      taken.add(name.toLowerCase());
      if (!work.restoreObject(object, name) && object.kind !== 'table') this.waiting.push(object);
    }
  }

  /** Views and macros whose tables may be there by now. */
  retryWaiting(work: KeptWorkAccess): void {
    for (let before = -1; this.waiting.length !== before; ) {
      before = this.waiting.length;
      this.waiting = this.waiting.filter((object) => !work.restoreObject(object));
    }
  }

  /** What differs from what is kept. `all`: as if nothing were kept. */
  async change(work: KeptWorkAccess, all: boolean): Promise<OwnChange> {
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
      const content = await work.exportTable(name, MOST_ROWS, MOST_BYTES).catch((error: unknown) => {
        if (work.ownObjects().some((object) => object.name === name)) throw error;
        return null;
      });
      bytes -= kept?.bytes ?? 0;
      if (content === null) {
        // Dropped while another was read: that is no failure of the store.
        if (kept !== undefined) removed.add(name);
        continue;
      }
      if (content.type === 'too-large' || bytes + content.ipc.byteLength > MOST_BYTES_IN_ALL) {
        // An older state of it would be taken for the table itself.
        this.tooLarge.add(name);
        if (kept !== undefined) removed.add(name);
        continue;
      }
      this.tooLarge.delete(name);
      bytes += content.ipc.byteLength;
      put.push({ name, kind, sql, columns: content.columns, rows: content.rows, ipc: content.ipc });
    }
    return { put, removed: [...removed] };
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

  private remember({ name, sql, kind, ipc }: KeptObject): void {
    this.kept.set(name, { sql, kind, bytes: ipc?.byteLength ?? 0 });
  }
}
