/**
 * From deliveries to stored rows: read, flag, gather for a quarter of a second, encode, hand to the database worker. At
 * most two requests are under way; what comes meanwhile waits, and nothing is dropped: rows are kept until the database
 * has said that they are stored.
 */
import { ingestFlag } from '../../../core/quality/spans.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { IngestAnswer, IngestBatch, IngestMode, IngestRequest } from '../../../core/store/ingest-protocol.ts';
import { DeviceDirectory } from '../../../core/stream/device-directory.ts';
import type { Delivery } from '../../../core/stream/message.ts';
import type { Observation, RejectedMessage, RejectionReason } from '../../../core/stream/observation.ts';
import { lossyUtf8 } from '../../../core/stream/payload-text.ts';
import { type ReadDelivery, type ReadingContext, readDelivery } from '../../../core/stream/read-delivery.ts';
import { rejectedMessage } from '../../../core/stream/rejection.ts';
import { RowBuffer } from '../../../core/stream/row-buffer.ts';
import { type VirtualClockState, virtualTimeAt } from '../../../core/stream/virtual-clock.ts';
import { observationColumns, type RawMessage, rawMessageColumns, rejectedColumns } from './stream-columns.ts';

export interface PipelineOptions {
  readonly encode: (batch: ColumnBatch) => Uint8Array;
  readonly send: (request: IngestRequest) => void;
  readonly onStored: (stored: StoredDeliveries) => void;
  readonly sensorIds: readonly string[];
}

export interface StoredDeliveries {
  readonly deliveries: readonly Delivery[];
  readonly observations: number;
}

const BATCH_MS = 250;
const BATCH_DELIVERIES = 4_096;
const MOST_UNDER_WAY = 2;
/** Deliveries that may wait before a source is asked to hold back what can wait. */
const HIGH_WATER = 20_000;
const LOW_WATER = 8_000;
/** How long a message of an unknown device or run waits for the meta or clock that makes it known. */
const UNKNOWN_WAIT_MS = 3_000;
const MOST_WAITING = 20_000;
/** A payload's text in `messages_raw` is cut there. */
const RAW_BYTES = 64 * 1024;
const RETRY_MS = 1_000;

interface Row {
  readonly delivery: Delivery;
  readonly read: ReadDelivery;
}

interface UnderWay {
  readonly rows: readonly Row[];
  readonly observations: number;
}

export class Pipeline {
  readonly directory = new DeviceDirectory();
  readonly rejectedByReason = new Map<RejectionReason, number>();
  received = 0;
  receivedBytes = 0;
  rejected = 0;
  private readonly heard = new Set<string>();
  private readonly runs = new Set<string>();
  private readonly buffer = new RowBuffer<Row>(BATCH_DELIVERIES, BATCH_MS);
  private waiting: Row[] = [];
  private waitingSinceMs = 0;
  private knownAtLastLook = 0;
  private readonly underWay = new Map<number, UnderWay>();
  private retry: { readonly work: UnderWay; readonly atMs: number }[] = [];
  private nextId = 1;
  private clock: VirtualClockState | null = null;
  private startedMs: number | null = null;
  private relief: { readonly promise: Promise<void>; readonly release: () => void } | null = null;

  constructor(private readonly options: PipelineOptions) {
    this.directory.addSensors(options.sensorIds);
  }

  /** Devices that have sent an observation. */
  get devices(): number {
    return this.heard.size;
  }

  /** Deliveries read but not yet stored. */
  get backlog(): number {
    let count = this.buffer.size + this.waiting.length;
    for (const { rows } of this.underWay.values()) count += rows.length;
    for (const { work } of this.retry) count += work.rows.length;
    return count;
  }

  setClock(clock: VirtualClockState): void {
    this.clock = clock;
    this.runs.add(clock.runId);
  }

  /** Takes deliveries in. The promise, where there is one, resolves when there is room for more. */
  take(deliveries: readonly Delivery[], nowMs: number): void | Promise<void> {
    this.startedMs ??= nowMs;
    const context = this.context(nowMs);
    this.received += deliveries.length;
    for (const delivery of deliveries) {
      this.receivedBytes += delivery.payload.length;
      this.sort({ delivery, read: readDelivery(delivery, context) }, nowMs);
    }
    this.step(nowMs);
    if (this.backlog < HIGH_WATER) return undefined;
    this.relief ??= reliefValve();
    return this.relief.promise;
  }

  /** Sends what is due; called about every 50 ms, and whenever something changed. */
  step(nowMs: number): void {
    this.reconsiderWaiting(nowMs);
    while (this.underWay.size < MOST_UNDER_WAY) {
      const due = this.retry[0];
      if (due !== undefined && due.atMs <= nowMs) {
        this.retry.shift();
        this.submit(due.work);
      } else if (due === undefined && this.buffer.isDue(nowMs)) {
        const rows = this.buffer.take(BATCH_DELIVERIES);
        this.submit({ rows, observations: rows.reduce((sum, { read }) => sum + read.observations.length, 0) });
      } else {
        break;
      }
    }
  }

  onAnswer(answer: IngestAnswer, nowMs: number): void {
    const work = this.underWay.get(answer.id);
    if (work === undefined) return;
    this.underWay.delete(answer.id);
    if (answer.type === 'ingest-failed') {
      this.retry.push({ work, atMs: nowMs + RETRY_MS });
    } else {
      const deliveries = work.rows.map(({ delivery }) => delivery);
      this.options.onStored({ deliveries, observations: work.observations });
    }
    this.step(nowMs);
    if (this.relief !== null && this.backlog < LOW_WATER) {
      this.relief.release();
      this.relief = null;
    }
  }

  /** The database was replaced: what it had not confirmed goes to its successor, before anything newer. */
  onNewDatabase(nowMs: number): void {
    const unconfirmed = [...this.underWay.values()].map((work) => ({ work, atMs: nowMs }));
    this.underWay.clear();
    this.retry = [...unconfirmed, ...this.retry];
    this.step(nowMs);
  }

  private context(nowMs: number): ReadingContext {
    const { clock, directory, runs } = this;
    // A broker without a city clock has no runs to know: after a moment any is taken.
    const anyRun = runs.size === 0 && nowMs - (this.startedMs ?? nowMs) >= UNKNOWN_WAIT_MS;
    return {
      directory,
      virtualNowMs: clock === null ? null : virtualTimeAt(clock, nowMs),
      runId: clock?.runId ?? 'none',
      knowsRun: (runId) => anyRun || runs.has(runId),
      flagOf: ingestFlag,
    };
  }

  /** Where a read delivery goes: to the batch, or to those that wait for a meta or a clock. */
  private sort(row: Row, nowMs: number): void {
    const { read } = row;
    if (read.mayWait && this.waiting.length < MOST_WAITING) {
      if (this.waiting.length === 0) this.waitingSinceMs = nowMs;
      this.waiting.push(row);
      return;
    }
    this.accept(row, nowMs);
  }

  private accept(row: Row, nowMs: number): void {
    const { read } = row;
    if (read.meta !== null) this.directory.learn(read.meta);
    if (read.observations.length > 0) this.heard.add(read.device!);
    if (read.issues.length > 0) {
      this.rejected++;
      const reason = read.issues[0]!.code;
      this.rejectedByReason.set(reason, (this.rejectedByReason.get(reason) ?? 0) + 1);
    }
    this.buffer.add(row, nowMs);
  }

  private reconsiderWaiting(nowMs: number): void {
    if (this.waiting.length === 0) return;
    const context = this.context(nowMs);
    const expired = nowMs - this.waitingSinceMs >= UNKNOWN_WAIT_MS;
    const known = this.directory.size + this.runs.size;
    if (!expired && known === this.knownAtLastLook) return;
    this.knownAtLastLook = known;
    const still: Row[] = [];
    for (const { delivery } of this.waiting) {
      const row = { delivery, read: readDelivery(delivery, context) };
      if (row.read.mayWait && !expired) still.push(row);
      else this.accept(row, nowMs);
    }
    this.waiting = still;
  }

  private submit(work: UnderWay): void {
    const observations: Observation[] = [];
    const raw: RawMessage[] = [];
    const rejected: RejectedMessage[] = [];
    for (const { delivery, read } of work.rows) {
      observations.push(...read.observations);
      raw.push(rawMessage(delivery, read));
      if (read.issues.length > 0) rejected.push(rejectedMessage(delivery, read.issues));
    }
    const batches: IngestBatch[] = [this.encoded(rawMessageColumns(raw), 'append')];
    if (observations.length > 0) batches.push(this.encoded(observationColumns(observations), 'upsert-observations'));
    if (rejected.length > 0) batches.push(this.encoded(rejectedColumns(rejected), 'append'));
    const id = this.nextId++;
    this.underWay.set(id, work);
    this.options.send({ type: 'ingest', id, batches });
  }

  private encoded(batch: ColumnBatch, mode: IngestMode): IngestBatch {
    return { table: batch.table, mode, rowCount: batch.rowCount, ipc: this.options.encode(batch) };
  }
}

function rawMessage({ receivedAtMs, topic, payload }: Delivery, read: ReadDelivery): RawMessage {
  return {
    receivedAtMs,
    topic: topic.slice(0, 512),
    device: read.device,
    payload: read.text ?? lossyUtf8(payload.subarray(0, RAW_BYTES)),
    bytes: payload.length,
    accepted: read.issues.length === 0,
  };
}

function reliefValve(): { promise: Promise<void>; release: () => void } {
  let release = () => {};
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}
