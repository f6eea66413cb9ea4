/** How much of a person's own tables the store takes, and how their rows come out of it again. */
import type { KeepStore } from '../../../core/store/keep-store.ts';
import { type LoadRows, type OwnRoom, PAGE_ROOM } from './own-log.ts';

/** Of the room that the browser has left. */
const ROOM_SHARE = 0.8;
/** Where the browser does not tell, as on plain HTTP. */
const UNTOLD_BYTES = 512_000_000;
/** A person's tables cannot be larger in the database's memory. */
const LARGEST_BYTES = 1_000_000_000;

/**
 * What the browser has left, with some to spare: the older state of a table lies beside the new one until that is whole.
 * A browser that does not tell says so when it is full. `ownBytes`: what the own tables take by now.
 */
export async function roomIn(store: KeepStore, ownBytes: number): Promise<OwnRoom> {
  const estimate = await store.estimate();
  const free = estimate === null ? UNTOLD_BYTES : ROOM_SHARE * (estimate.quotaBytes - estimate.usedBytes);
  const tableBytes = Math.max(PAGE_ROOM.tableBytes, Math.min(free, LARGEST_BYTES));
  const allBytes = Math.max(PAGE_ROOM.allBytes, Math.min(free + ownBytes, LARGEST_BYTES));
  return { tableBytes, allBytes, store };
}

/** Rows lie with the object, or in parts of their own. */
export function rowsFrom(store: () => KeepStore | null): LoadRows {
  return async ({ kind, ipc, parts }) => {
    if (kind !== 'table') return [];
    if (parts === undefined) return ipc === null ? null : [ipc];
    const streams: Uint8Array[] = [];
    for (const { id } of parts) {
      const stream =
        (await store()
          ?.readPart(id)
          .catch(() => null)) ?? null;
      if (stream === null) return null;
      streams.push(stream);
    }
    return streams;
  };
}
