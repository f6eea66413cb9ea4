/** A keep store in memory that several "tabs" share, with a lease like the real one, and that fails when told to. */
import {
  type ChunkInfo,
  KeepError,
  type KeepErrorCode,
  type KeepStore,
  type KeptObject,
} from '../../app/core/store/keep-store.ts';
import { type Lease, mayTakeLease } from '../../app/core/store/lease.ts';
import type { Scheduler } from '../../app/core/store/live-query.ts';
import type { KeptPosition } from '../../app/core/stream/kept-position.ts';

export interface MemoryShelf {
  lease: Lease | null;
  chunks: Map<number, { info: ChunkInfo; ipc: Uint8Array }>;
  objects: Map<string, KeptObject>;
  parts: Map<number, Uint8Array>;
  position: KeptPosition | null;
  savedAtMs: number | null;
  nextId: number;
  commits: number;
  /** What every write fails with, where it does. */
  failure: KeepErrorCode | null;
  /** Called before each part of a large table is written. */
  beforePart: (() => Promise<void>) | null;
  quotaBytes: number;
}

export function memoryShelf(): MemoryShelf {
  return {
    lease: null,
    chunks: new Map(),
    objects: new Map(),
    parts: new Map(),
    position: null,
    savedAtMs: null,
    nextId: 1,
    commits: 0,
    failure: null,
    beforePart: null,
    quotaBytes: 1_000_000_000,
  };
}

let sessions = 0;

export function openMemoryStore(shelf: MemoryShelf, tabId: string, now: () => number): KeepStore {
  sessions += 1;
  const session = `session-${sessions}`;
  return {
    async acquire() {
      if (!mayTakeLease(shelf.lease, { tabId, session }, now())) return false;
      shelf.lease = { tabId, session, renewedAtMs: now() };
      return true;
    },
    async read() {
      const { objects, position, savedAtMs } = shelf;
      const named = new Set([...objects.values()].flatMap(({ parts = [] }) => parts.map(({ id }) => id)));
      for (const id of [...shelf.parts.keys()]) if (!named.has(id)) shelf.parts.delete(id);
      return {
        chunks: [...shelf.chunks.values()],
        objects: [...objects.values()],
        position,
        savedAtMs,
        damaged: [],
      };
    },
    async commit({ addChunks = [], removeChunks = [], position, putObjects = [], removeObjects = [] }) {
      if (shelf.lease?.session !== session) throw new KeepError('other-tab', 'another tab');
      if (shelf.failure !== null) throw new KeepError(shelf.failure, 'as told');
      shelf.commits += 1;
      shelf.savedAtMs = now();
      if (position !== undefined) shelf.position = position;
      for (const id of removeChunks) shelf.chunks.delete(id);
      for (const name of [...removeObjects, ...putObjects.map((object) => object.name)]) {
        for (const { id } of shelf.objects.get(name)?.parts ?? []) shelf.parts.delete(id);
      }
      for (const name of removeObjects) shelf.objects.delete(name);
      for (const object of putObjects) shelf.objects.set(object.name, object);
      return addChunks.map(({ ipc, ...info }) => {
        const id = shelf.nextId++;
        shelf.chunks.set(id, { info: { ...info, id, bytes: ipc.byteLength }, ipc: ipc.slice() });
        return id;
      });
    },
    async addPart(ipc) {
      await shelf.beforePart?.();
      if (shelf.lease?.session !== session) throw new KeepError('other-tab', 'another tab');
      if (shelf.failure !== null) throw new KeepError(shelf.failure, 'as told');
      const id = shelf.nextId++;
      shelf.parts.set(id, ipc.slice());
      return { id, bytes: ipc.byteLength };
    },
    async dropParts(ids) {
      for (const id of ids) shelf.parts.delete(id);
    },
    readPart: async (id) => shelf.parts.get(id) ?? null,
    async clear() {
      shelf.parts.clear();
      shelf.chunks.clear();
      shelf.objects.clear();
      shelf.position = null;
      shelf.lease = null;
    },
    estimate: async () => ({ usedBytes: 1_000, quotaBytes: shelf.quotaBytes }),
    close: () => {},
  };
}

/** Time that the test moves. */
export function handScheduler(): Scheduler & { advance(ms: number): void } {
  let nowMs = 1_768_478_400_000;
  let waiting: { atMs: number; work: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs, work) {
      const item = { atMs: nowMs + delayMs, work };
      waiting.push(item);
      return () => {
        waiting = waiting.filter((other) => other !== item);
      };
    },
    advance(ms) {
      nowMs += ms;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter(({ atMs }) => atMs > nowMs);
      for (const { work } of due) work();
    },
  };
}
