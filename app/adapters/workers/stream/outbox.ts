/**
 * Rows on their way into the database: gathered for a quarter of a second, at most two requests under way, kept until
 * the database has said that they are stored. A request that it does not take is sent again; one that it refuses again
 * and again is halved until the row that it cannot store stands alone, so that one row never holds up the others.
 */
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { IngestAnswer, IngestRequest } from '../../../core/store/ingest-protocol.ts';
import type { StreamStatistics } from '../../../core/stream/live-stream.ts';
import type { Delivery } from '../../../core/stream/message.ts';
import { RowBuffer } from '../../../core/stream/row-buffer.ts';
import { type Row, rowBatches } from './row-batches.ts';

export interface StoredDeliveries {
  readonly deliveries: readonly Delivery[];
  readonly observations: number;
}

export interface OutboxOptions {
  readonly encode: (batch: ColumnBatch) => Uint8Array;
  readonly send: (request: IngestRequest) => void;
  readonly onStored: (stored: StoredDeliveries) => void;
  /** The database takes others but not this one: answers with the row to store instead. */
  readonly onUnstorable: (row: Row, detail: string) => Row;
}

interface Work {
  readonly rows: readonly Row[];
  /** Place in the order of arrival. */
  readonly order: number;
  /** The row stands for one that could not be stored. */
  readonly isReplacement: boolean;
  /** Times the database did not take it, for another reason than memory. */
  failures: number;
  /** How many requests with observations the database had taken when it first failed. */
  takenBefore: number | null;
}

const BATCH_MS = 250;
const BATCH_DELIVERIES = 4_096;
const MOST_UNDER_WAY = 2;
const RETRY_MS = 1_000;
/** Failures of one request after which its rows are looked at one by one. */
const MOST_FAILURES = 3;
/** Failures in a row, with nothing stored between them, after which it is not for the rows: more than halving takes. */
const LASTING_FAILURES = 20;
const LASTING_RETRY_MS = 5_000;
const NO_MEMORY = /memory|alloc/i;

export class Outbox {
  private readonly buffer = new RowBuffer<Row>(BATCH_DELIVERIES, BATCH_MS);
  private readonly underWay = new Map<number, Work>();
  /** In the order of arrival. */
  private retries: { readonly work: Work; readonly atMs: number }[] = [];
  private nextId = 1;
  private nextOrder = 0;
  private taken = 0;
  private failuresInARow = 0;
  private lastDetail = '';
  private heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: OutboxOptions) {}

  /** Deliveries that are not yet stored. */
  get size(): number {
    let count = this.buffer.size;
    for (const { rows } of this.underWay.values()) count += rows.length;
    for (const { work } of this.retries) count += work.rows.length;
    return count;
  }

  /** Rows that were ever added. */
  get added(): number {
    return this.nextOrder + this.buffer.size;
  }

  /** Whether the first so many of the rows that were added are stored. */
  hasStored(count: number): boolean {
    if (this.nextOrder < count) return false;
    for (const { order } of this.underWay.values()) if (order < count) return false;
    return this.retries.every(({ work }) => work.order >= count);
  }

  /** Present while the database does not take what is sent. */
  get problem(): StreamStatistics['ingestProblem'] {
    if (this.failuresInARow === 0) return undefined;
    return { failures: this.failuresInARow, waiting: this.size, detail: this.lastDetail };
  }

  add(row: Row, nowMs: number): void {
    this.buffer.add(row, nowMs);
  }

  /** Sends what is due. */
  step(nowMs: number): void {
    while (this.underWay.size < MOST_UNDER_WAY && nowMs >= this.heldUntilMs) {
      const work = this.nextWork(nowMs);
      if (work === null) return;
      this.submit(work, nowMs);
    }
  }

  onAnswer(answer: IngestAnswer, nowMs: number): void {
    const work = this.underWay.get(answer.id);
    if (work === undefined) return;
    this.underWay.delete(answer.id);
    if (answer.type === 'ingest-failed') {
      this.onFailure(work, answer.detail, nowMs);
      return;
    }
    this.failuresInARow = 0;
    this.heldUntilMs = Number.NEGATIVE_INFINITY;
    const observations = work.rows.reduce((sum, { read }) => sum + read.observations.length, 0);
    if (observations > 0) this.taken++;
    this.options.onStored({
      deliveries: work.rows.map(({ delivery }) => delivery),
      observations: answer.stored ?? observations,
    });
  }

  /** What the old database had not confirmed goes to its successor, before anything newer. */
  onNewDatabase(nowMs: number): void {
    const unconfirmed = [...this.underWay.values(), ...this.retries.map(({ work }) => work)];
    this.underWay.clear();
    this.retries = [];
    this.failuresInARow = 0;
    this.heldUntilMs = Number.NEGATIVE_INFINITY;
    for (const work of unconfirmed) this.retryAt({ ...work, failures: 0, takenBefore: null }, nowMs);
  }

  private nextWork(nowMs: number): Work | null {
    const due = this.retries.findIndex(({ atMs }) => atMs <= nowMs);
    if (due >= 0) return this.retries.splice(due, 1)[0]!.work;
    // What came earlier goes first, except for a single row that waits to be tried again.
    const isBlocked = this.retries.some(({ work }) => work.rows.length > 1 || work.failures === 0);
    if (isBlocked || !this.buffer.isDue(nowMs)) return null;
    const rows = this.buffer.take(BATCH_DELIVERIES);
    const order = this.nextOrder;
    this.nextOrder += rows.length;
    return { rows, order, isReplacement: false, failures: 0, takenBefore: null };
  }

  private submit(work: Work, nowMs: number): void {
    try {
      const batches = rowBatches(work.rows, this.options.encode);
      const id = this.nextId++;
      this.underWay.set(id, work);
      this.options.send({ type: 'ingest', id, batches });
    } catch (error) {
      this.onFailure(work, error instanceof Error ? error.message : String(error), nowMs);
    }
  }

  private onFailure(work: Work, detail: string, nowMs: number): void {
    this.failuresInARow++;
    this.lastDetail = detail.slice(0, 500);
    work.takenBefore ??= this.taken;
    const isLasting = this.failuresInARow > LASTING_FAILURES;
    if (isLasting) this.heldUntilMs = nowMs + LASTING_RETRY_MS;
    if (!NO_MEMORY.test(detail)) work.failures++;
    if (work.failures < MOST_FAILURES || isLasting) {
      this.retryAt(work, nowMs + RETRY_MS);
    } else if (work.rows.length > 1) {
      for (const half of halves(work)) this.retryAt(half, nowMs);
    } else if (this.taken > work.takenBefore) {
      this.giveUp(work, detail, nowMs);
    } else {
      this.retryAt(work, nowMs + RETRY_MS);
    }
  }

  /** The database stores others but not this row: it becomes one that was turned away, and if that fails too, a count. */
  private giveUp(work: Work, detail: string, nowMs: number): void {
    const [row] = work.rows;
    if (work.isReplacement) {
      this.options.onStored({ deliveries: [row!.delivery], observations: 0 });
      return;
    }
    const rows = [this.options.onUnstorable(row!, detail)];
    this.retryAt({ rows, order: work.order, isReplacement: true, failures: 0, takenBefore: null }, nowMs);
  }

  private retryAt(work: Work, atMs: number): void {
    this.retries.push({ work, atMs });
    this.retries.sort((a, b) => a.work.order - b.work.order);
  }
}

/** A half that fails is halved again at once; a single row has to fail twice by itself. */
function halves({ rows, order, isReplacement, takenBefore }: Work): Work[] {
  const middle = rows.length >> 1;
  return [rows.slice(0, middle), rows.slice(middle)].map((part, i) => ({
    rows: part,
    order: order + i * middle,
    isReplacement,
    failures: part.length > 1 ? MOST_FAILURES - 1 : MOST_FAILURES - 2,
    takenBefore,
  }));
}
