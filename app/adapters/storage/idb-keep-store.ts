/**
 * The keep store over IndexedDB, which is there on plain HTTP too, unlike OPFS. Bytes and what is said about them lie in
 * stores of their own, so that the list is read without the bytes. Every writing transaction looks at the lease first:
 * IndexedDB lets one run at a time over all tabs, so a tab that lost the lease finds out before it changes anything.
 */
import { checksum } from '../../core/store/checksum.ts';
import {
  type ChunkInfo,
  type DamagedPart,
  type KeepChange,
  KeepError,
  type KeepStore,
  type KeptObject,
  type KeptWork,
  type StoredPart,
} from '../../core/store/keep-store.ts';
import { type Lease, mayTakeLease } from '../../core/store/lease.ts';
import type { KeptPosition } from '../../core/stream/kept-position.ts';
import { answerOf, endOf, keepError, openDatabase } from './idb-requests.ts';

/** Of what is stored and how. 2 has added the parts of large tables; what 1 has kept is read as it is. */
const VERSION = 2;
const STORES = ['meta', 'chunks', 'bytes', 'objects', 'parts'] as const;

interface StoredBytes {
  readonly bytes: Uint8Array;
  readonly checksum: number;
}
interface StoredObject extends Omit<KeptObject, 'ipc'> {
  readonly content: StoredBytes | null;
}

const intact = (stored: StoredBytes | undefined): stored is StoredBytes =>
  stored?.bytes instanceof Uint8Array && checksum(stored.bytes) === stored.checksum;

/** A view is stored with the whole buffer behind it: only what is meant goes. */
function withChecksum(ipc: Uint8Array): StoredBytes {
  const bytes = ipc.byteLength === ipc.buffer.byteLength ? ipc : ipc.slice();
  return { bytes, checksum: checksum(bytes) };
}

export interface OpenKeepStoreOptions {
  /** Different for each place on one origin. */
  readonly name: string;
  readonly tabId: string;
  /** Of this opening. */
  readonly session: string;
  /** Wall time, ms UTC. */
  readonly now: () => number;
}

export async function openIdbKeepStore(options: OpenKeepStoreOptions): Promise<KeepStore> {
  const database = await openDatabase(options.name, VERSION, (older) => {
    const missing = (name: (typeof STORES)[number]) => !older.objectStoreNames.contains(name);
    if (missing('meta')) older.createObjectStore('meta');
    if (missing('chunks')) older.createObjectStore('chunks', { keyPath: 'id', autoIncrement: true });
    if (missing('bytes')) older.createObjectStore('bytes');
    if (missing('objects')) older.createObjectStore('objects', { keyPath: 'name' });
    if (missing('parts')) older.createObjectStore('parts', { autoIncrement: true });
  });
  // A later version of the app wants to open it: it must not wait for this tab.
  database.onversionchange = () => database.close();
  return new IdbKeepStore(database, options);
}

class IdbKeepStore implements KeepStore {
  private readonly openedAtMs: number;

  constructor(
    private readonly database: IDBDatabase,
    private readonly options: OpenKeepStoreOptions,
  ) {
    this.openedAtMs = options.now();
  }

  /** What was forgotten stays forgotten: a tab that was open then does not write it back. */
  private async refuseForgotten(meta: IDBObjectStore): Promise<void> {
    const forgottenAtMs = (await answerOf(meta.get('forgottenAtMs'))) as number | undefined;
    if (forgottenAtMs !== undefined && forgottenAtMs >= this.openedAtMs) {
      throw new KeepError('forgotten', 'everything was forgotten');
    }
  }

  private begin(
    mode: IDBTransactionMode,
    stores: readonly string[] = STORES,
    durability: IDBTransactionDurability = 'relaxed',
  ): IDBTransaction {
    try {
      return this.database.transaction(stores, mode, { durability });
    } catch (error) {
      throw keepError(error, 'the store was closed');
    }
  }

  async acquire(): Promise<boolean> {
    const { tabId, session, now } = this.options;
    const transaction = this.begin('readwrite', ['meta']);
    const end = endOf(transaction);
    const meta = transaction.objectStore('meta');
    await this.refuseForgotten(meta);
    const held = ((await answerOf(meta.get('lease'))) as Lease | undefined) ?? null;
    const taken = mayTakeLease(held, { tabId, session }, now());
    if (taken) meta.put({ tabId, session, renewedAtMs: now() } satisfies Lease, 'lease');
    await end;
    return taken;
  }

  async read(): Promise<KeptWork> {
    const transaction = this.begin('readonly');
    const store = (name: (typeof STORES)[number]) => transaction.objectStore(name);
    const [infos, keys, contents, stored, position, savedAtMs, partKeys] = await Promise.all([
      answerOf(store('chunks').getAll()) as Promise<ChunkInfo[]>,
      answerOf(store('bytes').getAllKeys()),
      answerOf(store('bytes').getAll()) as Promise<StoredBytes[]>,
      answerOf(store('objects').getAll()) as Promise<StoredObject[]>,
      answerOf(store('meta').get('position')) as Promise<KeptPosition | undefined>,
      answerOf(store('meta').get('savedAtMs')) as Promise<number | undefined>,
      answerOf(store('parts').getAllKeys()) as Promise<number[]>,
    ]);
    const byId = new Map(keys.map((key, i) => [key, contents[i]!]));
    const damaged: DamagedPart[] = [];
    const chunks: KeptWork['chunks'][number][] = [];
    for (const info of infos) {
      const content = byId.get(info.id);
      if (intact(content)) chunks.push({ info, ipc: content.bytes });
      else damaged.push({ name: info.table, chunkId: info.id });
    }
    const objects: KeptObject[] = [];
    const lying = new Set(partKeys);
    for (const { content, ...object } of stored) {
      const isWhole = (object.parts ?? []).every(({ id }) => lying.has(id));
      if (isWhole && (content === null || intact(content))) objects.push({ ...object, ipc: content?.bytes ?? null });
      else damaged.push({ name: object.name, chunkId: null });
    }
    const named = new Set(stored.flatMap(({ parts = [] }) => parts.map(({ id }) => id)));
    await this.dropParts(partKeys.filter((id) => !named.has(id)));
    return { chunks, objects, position: position ?? null, savedAtMs: savedAtMs ?? null, damaged };
  }

  /** Of a writing that came to no end. Without the lease they stay for whoever has it. */
  async dropParts(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const transaction = this.begin('readwrite', ['meta', 'parts']);
    const end = endOf(transaction);
    const lease = (await answerOf(transaction.objectStore('meta').get('lease'))) as Lease | undefined;
    if (lease?.session === this.options.session) for (const id of ids) transaction.objectStore('parts').delete(id);
    await end;
  }

  async addPart(ipc: Uint8Array): Promise<StoredPart> {
    const transaction = this.begin('readwrite', ['meta', 'parts']);
    const end = endOf(transaction);
    try {
      const lease = await this.holdLease(transaction.objectStore('meta'));
      transaction.objectStore('meta').put(lease, 'lease');
      const id = (await answerOf(transaction.objectStore('parts').add(withChecksum(ipc)))) as number;
      await end;
      return { id, bytes: ipc.byteLength };
    } catch (error) {
      return this.abort(transaction, end, error);
    }
  }

  async readPart(id: number): Promise<Uint8Array | null> {
    const transaction = this.begin('readonly', ['parts']);
    const stored = (await answerOf(transaction.objectStore('parts').get(id))) as StoredBytes | undefined;
    return intact(stored) ? stored.bytes : null;
  }

  /** Renewed; throws where it is another tab's, or everything was forgotten. */
  private async holdLease(meta: IDBObjectStore): Promise<Lease> {
    await this.refuseForgotten(meta);
    const lease = (await answerOf(meta.get('lease'))) as Lease | undefined;
    if (lease?.session !== this.options.session) throw new KeepError('other-tab', 'another tab keeps its work now');
    return { ...lease, renewedAtMs: this.options.now() };
  }

  private abort(transaction: IDBTransaction, end: Promise<void>, error: unknown): never {
    end.catch(() => undefined);
    try {
      transaction.abort();
    } catch {
      // It has ended by itself.
    }
    // Why the whole failed says more than the request that was cut off by it.
    throw keepError(error instanceof KeepError && error.code !== 'failed' ? error : (transaction.error ?? error));
  }

  async commit(change: KeepChange): Promise<readonly number[]> {
    const { now } = this.options;
    const isLarge = change.putObjects?.some(({ parts }) => parts !== undefined) ?? false;
    // The older state of a large table goes with this: it must not be gone before the new one is on the disk.
    const transaction = this.begin('readwrite', STORES, isLarge ? 'strict' : 'relaxed');
    const end = endOf(transaction);
    const store = (name: (typeof STORES)[number]) => transaction.objectStore(name);
    try {
      store('meta').put(await this.holdLease(store('meta')), 'lease');
      store('meta').put(now(), 'savedAtMs');
      if (change.position !== undefined) store('meta').put(change.position, 'position');
      for (const id of change.removeChunks ?? []) {
        store('chunks').delete(id);
        store('bytes').delete(id);
      }
      const replaced = [...(change.removeObjects ?? []), ...(change.putObjects ?? []).map(({ name }) => name)];
      for (const name of replaced) {
        const older = (await answerOf(store('objects').get(name))) as StoredObject | undefined;
        for (const { id } of older?.parts ?? []) store('parts').delete(id);
      }
      for (const name of change.removeObjects ?? []) store('objects').delete(name);
      for (const { ipc, ...object } of change.putObjects ?? []) {
        const content = ipc === null ? null : withChecksum(ipc);
        store('objects').put({ ...object, content } satisfies StoredObject);
      }
      const ids: number[] = [];
      for (const { ipc, ...info } of change.addChunks ?? []) {
        const id = (await answerOf(store('chunks').add({ ...info, bytes: ipc.byteLength }))) as number;
        store('bytes').put(withChecksum(ipc), id);
        ids.push(id);
      }
      await end;
      return ids;
    } catch (error) {
      return this.abort(transaction, end, error);
    }
  }

  async clear(): Promise<void> {
    const transaction = this.begin('readwrite');
    const end = endOf(transaction);
    for (const name of STORES) transaction.objectStore(name).clear();
    transaction.objectStore('meta').put(this.options.now(), 'forgottenAtMs');
    await end;
  }

  async estimate(): Promise<{ usedBytes: number; quotaBytes: number } | null> {
    // Undefined on plain HTTP.
    const storage = navigator.storage as StorageManager | undefined;
    const { usage, quota } = (await storage?.estimate?.().catch(() => undefined)) ?? {};
    return usage === undefined || quota === undefined ? null : { usedBytes: usage, quotaBytes: quota };
  }

  close(): void {
    this.database.close();
  }
}
