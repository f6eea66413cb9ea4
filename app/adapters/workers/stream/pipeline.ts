/**
 * From deliveries to stored rows: read, flag, gather for a quarter of a second, encode, hand to the database worker. At
 * most two requests are under way; what comes meanwhile waits, and nothing is dropped: rows are kept until the database
 * has said that they are stored.
 */
import { ingestFlag } from '../../../core/quality/spans.ts';
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { IngestAnswer, IngestBatch, IngestMode, IngestRequest } from '../../../core/store/ingest-protocol.ts';
import { DeviceDirectory } from '../../../core/stream/device-directory.ts';
import { FAR_FUTURE_MS } from '../../../core/stream/limits.ts';
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
/** A payload's text in `messages_raw` is cut there: the table is bounded in rows, and this bounds it in bytes. */
const RAW_BYTES = 4 * 1024;
const RETRY_MS = 1_000;

interface Row {
  readonly delivery: Delivery;
  readonly read: ReadDelivery;
}

interface WaitingRow extends Row {
  readonly sinceMs: number;
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
  /** Oldest first. */
  private waiting: WaitingRow[] = [];
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

  /** Sensors of the place's dataset, where they are known later than the stream. */
  knowSensors(sensorIds: readonly string[], nowMs: number): void {
    this.directory.addSensors(sensorIds);
    this.step(nowMs);
  }

  /** Takes deliveries in. The promise, where there is one, resolves when there is room for more. */
  take(deliveries: readonly Delivery[], nowMs: number): void | Promise<void> {
    this.startedMs ??= nowMs;
    const context = this.context(nowMs);
    this.received += deliveries.length;
    for (const delivery of deliveries) {
      this.receivedBytes += delivery.payload.length;
      this.sort({ delivery, read: readDelivery(delivery, context) }, context, nowMs);
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

  /** True from the moment on when nobody waits for a city clock any more. */
  private hasNoClock(nowMs: number): boolean {
    return this.clock === null && nowMs - (this.startedMs ?? nowMs) >= UNKNOWN_WAIT_MS;
  }

  private context(nowMs: number): ReadingContext {
    const { clock, directory, runs } = this;
    // A broker without a city clock has no runs to know, and lives in wall time: after a moment both hold.
    const noClock = this.hasNoClock(nowMs);
    return {
      directory,
      virtualNowMs: clock !== null ? virtualTimeAt(clock, nowMs) : noClock ? nowMs : null,
      runId: clock?.runId ?? 'none',
      knowsRun: (runId) => noClock || runs.has(runId),
      flagOf: ingestFlag,
    };
  }

  /** Where a read delivery goes: to the batch, or to those that wait for a meta or a clock. */
  private sort(row: Row, context: ReadingContext, nowMs: number): void {
    const ahead = context.virtualNowMs === null && isFarAhead(row.read, nowMs);
    if (!row.read.mayWait && !ahead) {
      this.accept(row, nowMs);
    } else if (this.waiting.length < MOST_WAITING) {
      this.waiting.push({ ...row, sinceMs: nowMs });
    } else {
      const judged = ahead ? readDelivery(row.delivery, { ...context, virtualNowMs: nowMs }) : row.read;
      this.accept({ delivery: row.delivery, read: judged }, nowMs);
    }
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
    const known = this.directory.size + this.runs.size + (this.hasNoClock(nowMs) ? 1 : 0);
    const isNews = known !== this.knownAtLastLook;
    this.knownAtLastLook = known;
    const isExpired = (row: WaitingRow) => nowMs - row.sinceMs >= UNKNOWN_WAIT_MS;
    if (!isNews && !isExpired(this.waiting[0]!)) return;
    const still: WaitingRow[] = [];
    for (const row of this.waiting) {
      const expired = isExpired(row);
      if (!isNews && !expired) {
        still.push(row);
        continue;
      }
      const read = readDelivery(row.delivery, context);
      const ahead = context.virtualNowMs === null && isFarAhead(read, nowMs);
      if ((read.mayWait || ahead) && !expired) still.push(row);
      else this.accept({ delivery: row.delivery, read }, nowMs);
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
    payload:
      payload.length <= RAW_BYTES && read.text !== null ? read.text : lossyUtf8(payload.subarray(0, headEnd(payload))),
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

/** Where the head of a payload ends, with no character cut in two. */
function headEnd(payload: Uint8Array): number {
  let end = Math.min(payload.length, RAW_BYTES);
  for (let back = 0; back < 3 && (payload[end]! & 0xc0) === 0x80; back++) end--;
  return end;
}

/** Beyond what a clock in wall time would let in: to be judged once it is known whether the city has its own time. */
function isFarAhead({ observations }: ReadDelivery, nowMs: number): boolean {
  const limitMs = nowMs + FAR_FUTURE_MS;
  return observations.some((row) => row.phenomenonTimeMs > limitMs || row.resultTimeMs > limitMs);
}
