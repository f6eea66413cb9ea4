/**
 * From deliveries to stored rows: read, flag, and hand to the outbox; what is unknown waits a little for the meta or
 * clock that makes it known. Nothing is dropped.
 */
import { ingestFlag } from '../../../core/quality/spans.ts';
import type { IngestAnswer } from '../../../core/store/ingest-protocol.ts';
import { DeviceDirectory } from '../../../core/stream/device-directory.ts';
import { issue } from '../../../core/stream/dialects/reading.ts';
import { FAR_FUTURE_MS } from '../../../core/stream/limits.ts';
import type { StreamStatistics } from '../../../core/stream/live-stream.ts';
import type { Delivery } from '../../../core/stream/message.ts';
import type { RejectionReason } from '../../../core/stream/observation.ts';
import { type ReadDelivery, type ReadingContext, readDelivery } from '../../../core/stream/read-delivery.ts';
import { type VirtualClockState, virtualTimeAt } from '../../../core/stream/virtual-clock.ts';
import { Outbox, type OutboxOptions } from './outbox.ts';
import type { Row } from './row-batches.ts';

export interface PipelineOptions extends Pick<OutboxOptions, 'encode' | 'send' | 'onStored'> {
  readonly sensorIds: readonly string[];
}

/** Deliveries that may wait before a source is asked to hold back what can wait. */
const HIGH_WATER = 20_000;
export const LOW_WATER = 8_000;
/** How long a message of an unknown device or run waits for the meta or clock that makes it known. */
const UNKNOWN_WAIT_MS = 3_000;
const MOST_WAITING = 20_000;
interface WaitingRow extends Row {
  readonly sinceMs: number;
}

export class Pipeline {
  readonly directory = new DeviceDirectory();
  readonly rejectedByReason = new Map<RejectionReason, number>();
  received = 0;
  receivedBytes = 0;
  rejected = 0;
  private readonly heard = new Set<string>();
  private readonly runs = new Set<string>();
  private readonly outbox: Outbox;
  /** Oldest first. */
  private waiting: WaitingRow[] = [];
  private knownAtLastLook = 0;
  private clock: VirtualClockState | null = null;
  private startedMs: number | null = null;
  private relief: { readonly promise: Promise<void>; readonly release: () => void } | null = null;

  constructor(options: PipelineOptions) {
    this.directory.addSensors(options.sensorIds);
    const { encode, send, onStored } = options;
    this.outbox = new Outbox({
      encode,
      send,
      onStored,
      onUnstorable: ({ delivery, read }, detail) => {
        // A message of which something was turned away already is counted.
        if (read.issues.length === 0) this.countRejected('not-storable');
        return { delivery, read: { ...read, observations: [], issues: [issue('not-storable', detail)] } };
      },
    });
  }

  /** Devices that have sent an observation. */
  get devices(): number {
    return this.heard.size;
  }

  /** Deliveries read but not yet stored. */
  get backlog(): number {
    return this.outbox.size + this.waiting.length;
  }

  /** Deliveries wait for the meta or clock that makes them known: they are not yet among those taken. */
  get hasUndecided(): boolean {
    return this.waiting.length > 0;
  }

  /** Deliveries handed to storage so far, for `hasStored`. */
  get taken(): number {
    return this.outbox.added;
  }

  /** Whether the first so many of them are stored. */
  hasStored(taken: number): boolean {
    return this.outbox.hasStored(taken);
  }

  get problem(): StreamStatistics['ingestProblem'] {
    return this.outbox.problem;
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
    this.outbox.step(nowMs);
  }

  onAnswer(answer: IngestAnswer, nowMs: number): void {
    this.outbox.onAnswer(answer, nowMs);
    this.step(nowMs);
    if (this.relief !== null && this.backlog < LOW_WATER) {
      this.relief.release();
      this.relief = null;
    }
  }

  /** The database was replaced: what it had not confirmed goes to its successor, before anything newer. */
  onNewDatabase(nowMs: number): void {
    this.outbox.onNewDatabase(nowMs);
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
    if (read.issues.length > 0) this.countRejected(read.issues[0]!.code);
    this.outbox.add(row, nowMs);
  }

  private countRejected(reason: RejectionReason): void {
    this.rejected++;
    this.rejectedByReason.set(reason, (this.rejectedByReason.get(reason) ?? 0) + 1);
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
}

function reliefValve(): { promise: Promise<void>; release: () => void } {
  let release = () => {};
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}

/** Beyond what a clock in wall time would let in: to be judged once it is known whether the city has its own time. */
function isFarAhead({ observations }: ReadDelivery, nowMs: number): boolean {
  const limitMs = nowMs + FAR_FUTURE_MS;
  return observations.some((row) => row.phenomenonTimeMs > limitMs || row.resultTimeMs > limitMs);
}
