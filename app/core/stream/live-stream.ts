import type { FaultAnswer, FaultReport, FaultWish } from './fault-message.ts';
import type { SourceStatus } from './message-source.ts';
import type { RejectionReason } from './observation.ts';
import type { ClockRequest, VirtualClockState } from './virtual-clock.ts';

/** Counts at each station of the path a message takes; sums since the page opened unless said otherwise. */
export interface StreamStatistics {
  readonly status: SourceStatus;
  /** `mqtt` or `embedded`, and the address shown to people. */
  readonly carrier: { readonly type: 'mqtt' | 'embedded'; readonly address: string };
  readonly clock: VirtualClockState | null;
  /** Collection: what arrived. Rates are per wall second over the last five seconds. */
  readonly devices: number;
  readonly received: number;
  readonly receivedBytes: number;
  readonly messagesPerSecond: number;
  /** Access: what was let in and turned away. */
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Partial<Record<RejectionReason, number>>>;
  /** Storage: what became queryable. */
  readonly observationsStored: number;
  readonly batchesStored: number;
  /**
   * There while the database does not take what arrives: failures in a row, deliveries that wait, and its own words
   * (plain text).
   */
  readonly ingestProblem?: { readonly failures: number; readonly waiting: number; readonly detail: string } | undefined;
  /** Arrival → queryable, wall milliseconds, over the last minute; null before the first batch. */
  readonly lagMedianMs: number | null;
  readonly lagP95Ms: number | null;
}

/** The app's handle on the stream worker. */
export interface LiveStream {
  onStatistics(listener: (statistics: StreamStatistics) => void): () => void;
  /** False where this page may not set the clock (a participant of a class). */
  readonly mayRequestClock: boolean;
  requestClock(request: ClockRequest): Promise<boolean>;
  /** On the host's page: what is broken and what will be, now and whenever it changes. Participants never hear of it. */
  onFaults(listener: (report: FaultReport) => void): () => void;
  /** Starts or stops faults; what stands in the way is in the answer. */
  requestFault(wish: FaultWish): Promise<FaultAnswer>;
  stop(): Promise<void>;
}
