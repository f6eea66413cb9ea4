/** What the stream worker does, apart from being a worker: source, encoder, database and time are handed in. */
import type { ColumnBatch } from '../../../core/store/column-batch.ts';
import type { IngestAnswer, IngestMessage } from '../../../core/store/ingest-protocol.ts';
import type { FaultAnswer, FaultReport, FaultRequest } from '../../../core/stream/fault-message.ts';
import type { KeptPosition } from '../../../core/stream/kept-position.ts';
import type { StreamStatistics } from '../../../core/stream/live-stream.ts';
import type { MessageSource, SourceStatus } from '../../../core/stream/message-source.ts';
import { type ClockRequest, type VirtualClockState, virtualTimeAt } from '../../../core/stream/virtual-clock.ts';
import { LagMeter, RateMeter } from './meters.ts';
import { LOW_WATER, Pipeline } from './pipeline.ts';

/** The line to the database worker. */
export interface DatabaseLine {
  send(message: IngestMessage): void;
  listen(listener: (answer: IngestAnswer) => void): void;
}

export interface StreamApiOptions {
  readonly source: MessageSource;
  readonly carrier: StreamStatistics['carrier'];
  readonly database: DatabaseLine;
  readonly encode: (batch: ColumnBatch) => Uint8Array;
  readonly sensorIds: readonly string[];
  /** What the database has of an earlier visit. */
  readonly kept?: KeptPosition | null;
  /** What is broken, on the host's page. */
  readonly onFaults?: (report: FaultReport) => void;
  /** Wall time, ms UTC. */
  readonly now: () => number;
}

/** Deliveries that may wait to be stored before the source is suspended: live messages cannot be held back otherwise. */
const MOST_BACKLOG = 100_000;

/** The past counts as stored when fewer deliveries than this wait. */
const CAUGHT_UP_BACKLOG = 1_000;

export class StreamApi {
  private readonly pipeline: Pipeline;
  private readonly rate = new RateMeter();
  private readonly lag = new LagMeter();
  private database: DatabaseLine;
  private status: SourceStatus = { state: 'connecting' };
  private clock: VirtualClockState | null = null;
  private storedDeliveries = 0;
  private observationsStored = 0;
  private batchesStored = 0;
  /** A place up to which the source has brought everything, and how much had been taken by then. */
  private mark: { readonly position: KeptPosition; readonly taken: number } | null = null;
  private told: KeptPosition | null = null;
  private isSuspended = false;
  /** True once what came before the page was opened has been stored: only then is `live` what a person sees. */
  private isCaughtUp = false;

  constructor(private readonly options: StreamApiOptions) {
    this.database = options.database;
    this.pipeline = new Pipeline({
      encode: options.encode,
      sensorIds: options.sensorIds,
      send: (request) => this.database.send(request),
      onStored: ({ deliveries, observations }) => {
        const nowMs = options.now();
        for (const { receivedAtMs } of deliveries) this.lag.add(nowMs - receivedAtMs, nowMs);
        this.storedDeliveries += deliveries.length;
        this.observationsStored += observations;
        this.batchesStored++;
        options.source.stored?.(this.storedDeliveries);
      },
    });
  }

  get mayRequestClock(): boolean {
    return this.options.source.mayRequestClock ?? false;
  }

  start(): void {
    const { source, now } = this.options;
    this.listenTo(this.database);
    source.start(
      {
        onDeliveries: (deliveries) => {
          const nowMs = now();
          this.rate.add(deliveries.length, nowMs);
          const relief = this.pipeline.take(deliveries, nowMs);
          this.lookAtBacklog();
          return relief;
        },
        onClock: (clock) => {
          if (clock.runId !== this.clock?.runId) this.tellRun(clock);
          this.clock = clock;
          this.pipeline.setClock(clock);
        },
        onStatus: (status) => {
          this.status = status;
        },
        onFaults: (report) => this.options.onFaults?.(report),
      },
      this.options.kept,
    );
  }

  /** To be called about every 50 ms. */
  step(): void {
    this.pipeline.step(this.options.now());
    this.lookAtBacklog();
    this.tellCovered();
  }

  /** Sensors of the place's dataset: known from here on, whether or not they announce themselves. */
  knowSensors(sensorIds: readonly string[]): void {
    this.pipeline.knowSensors(sensorIds, this.options.now());
  }

  requestClock(request: ClockRequest): Promise<boolean> {
    return this.options.source.requestClock(request);
  }

  requestFault(request: FaultRequest): Promise<FaultAnswer> {
    return this.options.source.requestFault(request);
  }

  /** The database was restarted: sends what was unconfirmed, and has the past brought again that it does not have. */
  replaceDatabase(database: DatabaseLine, kept: KeptPosition | null = null): void {
    this.database = database;
    this.listenTo(database);
    this.storedDeliveries = 0;
    this.isCaughtUp = false;
    this.mark = null;
    this.told = null;
    if (this.clock !== null) this.tellRun(this.clock);
    this.pipeline.onNewDatabase(this.options.now());
    this.options.source.refill?.(kept);
  }

  statistics(): StreamStatistics {
    const { pipeline } = this;
    const nowMs = this.options.now();
    return {
      status: this.shownStatus(),
      carrier: this.options.carrier,
      clock: this.clock,
      devices: pipeline.devices,
      received: pipeline.received,
      receivedBytes: pipeline.receivedBytes,
      messagesPerSecond: this.rate.perSecond(nowMs),
      accepted: pipeline.received - pipeline.rejected,
      rejected: pipeline.rejected,
      rejectedByReason: Object.fromEntries(pipeline.rejectedByReason),
      observationsStored: this.observationsStored,
      batchesStored: this.batchesStored,
      ingestProblem: pipeline.problem,
      lagMedianMs: this.lag.quantile(0.5, nowMs),
      lagP95Ms: this.lag.quantile(0.95, nowMs),
    };
  }

  stop(): Promise<void> {
    return this.options.source.stop();
  }

  /** Before the first rows of a run: the database may have kept some of another, or of a later time. */
  private tellRun(clock: VirtualClockState): void {
    this.database.send({ type: 'run', runId: clock.runId, virtualMs: virtualTimeAt(clock, this.options.now()) });
  }

  /**
   * Up to where the database has everything, so that a later visit need not fetch it again: a place is noted when the
   * source has handed over what came before it, and told when all that was taken by then is stored.
   */
  private tellCovered(): void {
    const { pipeline, mark } = this;
    if (mark === null) {
      const position = this.options.source.covered?.() ?? null;
      if (position === null || pipeline.hasUndecided) return;
      if (position.runId === this.told?.runId && position.untilMs <= this.told.untilMs) return;
      this.mark = { position, taken: pipeline.taken };
    } else if (pipeline.hasStored(mark.taken)) {
      this.database.send({ type: 'covered', position: mark.position });
      this.told = mark.position;
      this.mark = null;
    }
  }

  private shownStatus(): SourceStatus {
    if (this.status.state !== 'live') return this.status;
    this.isCaughtUp ||= this.pipeline.backlog < CAUGHT_UP_BACKLOG;
    return this.isCaughtUp ? this.status : { state: 'catching-up', received: this.pipeline.received };
  }

  private lookAtBacklog(): void {
    const { source } = this.options;
    const { backlog, problem } = this.pipeline;
    if (!this.isSuspended && backlog > MOST_BACKLOG && source.suspend !== undefined) {
      this.isSuspended = true;
      source.suspend(problem?.detail ?? `${backlog} messages wait to be stored`);
    } else if (this.isSuspended && backlog < LOW_WATER) {
      this.isSuspended = false;
      source.resume?.();
    }
  }

  private listenTo(database: DatabaseLine): void {
    database.listen((answer) => {
      if (this.database === database) this.pipeline.onAnswer(answer, this.options.now());
    });
  }
}
