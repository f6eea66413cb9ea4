/**
 * What is kept of the stream's rows: which chunks there are, which rows wait for the next one, and which chunks may go or
 * be put together. It only plans; the keeper writes.
 */

import type { ChunkInfo, KeptWork, NewChunk } from '../../../core/store/keep-store.ts';
import type { Retirement } from '../../../core/store/observation-index.ts';
import { ROW_BOUNDS } from '../../../core/store/retention.ts';
import { OBSERVATIONS } from '../../../core/store/schema.ts';
import { joinStreams } from '../arrow-join.ts';
import type { StoredRows } from '../observation-store.ts';

/** Chunks below this are put together once so many of a kind have gathered. */
const SMALL_BYTES = 1_000_000;
const SMALL_CHUNKS = 16;
/** Rows that wait are written at once when they are more than this. */
const FULL_BYTES = 2_000_000;

const kindOf = ({ table, runId }: Pick<NewChunk, 'table' | 'runId'>) => `${table} ${runId}`;

export class RowLog {
  private infos: ChunkInfo[] = [];
  /** Bytes of small chunks, so that putting them together needs no reading. */
  private readonly small = new Map<number, Uint8Array>();
  private pending: StoredRows[] = [];
  private pendingBytes = 0;
  private readonly gone = new Set<number>();

  get bytes(): number {
    return this.infos.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get observations(): number {
    return this.infos.reduce((sum, { table, rows }) => sum + (table === OBSERVATIONS.name ? rows : 0), 0);
  }

  get isEmpty(): boolean {
    return this.pending.length === 0 && this.gone.size === 0;
  }

  get isFull(): boolean {
    return this.pendingBytes >= FULL_BYTES;
  }

  get ids(): readonly number[] {
    return this.infos.map(({ id }) => id);
  }

  get runs(): ReadonlySet<string> {
    return new Set(this.infos.filter(({ table }) => table === OBSERVATIONS.name).map(({ runId }) => runId));
  }

  /** Begins with what an earlier visit left. */
  adopt(chunks: KeptWork['chunks']): void {
    for (const { info, ipc } of chunks) this.note(info, ipc);
  }

  add(written: readonly StoredRows[], retirements: readonly Retirement[]): void {
    for (const rows of written) {
      this.pending.push(rows);
      this.pendingBytes += rows.ipc.byteLength;
    }
    for (const { runId, beforeMs } of retirements) {
      for (const info of this.infos) {
        if (info.table === OBSERVATIONS.name && info.runId === runId && info.newestMs < beforeMs)
          this.gone.add(info.id);
      }
    }
  }

  removeChunk(id: number): void {
    this.gone.add(id);
  }

  /** Takes what waits: the chunks to write, and the ids of those that go. */
  take(): { readonly addChunks: NewChunk[]; readonly removeChunks: number[] } {
    const groups = groupRows(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    const addChunks = [...groups.values()].map(joinRows);
    this.trimLogs(addChunks);
    const removeChunks = [...this.gone];
    this.gone.clear();
    return { addChunks, removeChunks };
  }

  /** What was taken is written. */
  written(addChunks: readonly NewChunk[], ids: readonly number[], removeChunks: readonly number[]): void {
    const removed = new Set(removeChunks);
    this.infos = this.infos.filter(({ id }) => !removed.has(id));
    for (const id of removed) this.small.delete(id);
    addChunks.forEach(({ ipc, ...rest }, i) => {
      this.note({ ...rest, id: ids[i]!, bytes: ipc.byteLength }, ipc);
    });
  }

  /** Many small chunks of one kind as one, where there are any. */
  merge(): { readonly addChunks: NewChunk[]; readonly removeChunks: number[] } | null {
    const ofKind = new Map<string, ChunkInfo[]>();
    for (const info of this.infos) {
      if (!this.small.has(info.id)) continue;
      const kind = kindOf(info);
      const alike = ofKind.get(kind) ?? [];
      alike.push(info);
      ofKind.set(kind, alike);
    }
    const alike = [...ofKind.values()].find(({ length }) => length >= SMALL_CHUNKS);
    if (alike === undefined) return null;
    const parts = alike.map((info) => ({ ...info, ipc: this.small.get(info.id)! }));
    return { addChunks: [joinRows(parts)], removeChunks: alike.map(({ id }) => id) };
  }

  /** Nothing of this is in the store any more, or nothing is known of what is. */
  clear(): void {
    this.infos = [];
    this.pending = [];
    this.pendingBytes = 0;
    this.small.clear();
    this.gone.clear();
  }

  private note(info: ChunkInfo, ipc: Uint8Array): void {
    this.infos.push(info);
    if (info.bytes < SMALL_BYTES) this.small.set(info.id, ipc);
  }

  /** Bounded tables: the oldest chunks go as long as enough rows stay. */
  private trimLogs(added: readonly NewChunk[]): void {
    for (const [table, { keepRows }] of ROW_BOUNDS) {
      const kept = this.infos.filter((info) => info.table === table && !this.gone.has(info.id));
      let rows = [...kept, ...added].reduce((sum, chunk) => sum + (chunk.table === table ? chunk.rows : 0), 0);
      for (const info of kept) {
        if (rows - info.rows < keepRows) break;
        rows -= info.rows;
        this.gone.add(info.id);
      }
    }
  }
}

function groupRows(rows: readonly StoredRows[]): Map<string, StoredRows[]> {
  const groups = new Map<string, StoredRows[]>();
  for (const item of rows) {
    const group = groups.get(kindOf(item)) ?? [];
    group.push(item);
    groups.set(kindOf(item), group);
  }
  return groups;
}

function joinRows(parts: readonly StoredRows[]): NewChunk {
  const { table, runId } = parts[0]!;
  return {
    table,
    runId,
    newestMs: Math.max(...parts.map(({ newestMs }) => newestMs)),
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    ipc: joinStreams(parts.map(({ ipc }) => ipc)),
  };
}
