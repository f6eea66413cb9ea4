import type { FaultAnswer, FaultReport, FaultRequest } from './fault-message.ts';
import type { KeptPosition } from './kept-position.ts';
import type { Delivery } from './message.ts';
import type { ClockRequest, VirtualClockState } from './virtual-clock.ts';

/** Where the stream stands. `nextTryMs` is a wall time. `detail` is plain text for the folded part of a notice. */
export type SourceStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'catching-up'; readonly received: number }
  /** `withoutHistory`: the past was asked for and refused; only what comes from here on will be there. */
  | { readonly state: 'live'; readonly withoutHistory?: boolean }
  | { readonly state: 'reconnecting'; readonly attempt: number; readonly nextTryMs: number; readonly detail: string }
  | { readonly state: 'stopped' }
  /** `storage`: what arrived could not be stored for so long that the source was suspended; it goes on by itself. */
  | { readonly state: 'failed'; readonly detail: string; readonly reason?: 'storage' };

export interface SourceListener {
  /** A promise asks the source to hold back what can wait (history) until it resolves; live messages never wait. */
  onDeliveries(deliveries: readonly Delivery[]): void | Promise<void>;
  onClock(clock: VirtualClockState): void;
  onStatus(status: SourceStatus): void;
  /** On the host's page only: what is broken, and what will be. */
  onFaults?(report: FaultReport): void;
}

/**
 * Brings a city's messages: first the last 24 virtual hours, then what follows, and after an interruption whatever
 * was missed. It may deliver a message twice (QoS 1, overlap of history and live); it never leaves one out.
 */
export interface MessageSource {
  /** `kept`: what came before is there from an earlier visit, if the city still goes on from it. */
  start(listener: SourceListener, kept?: KeptPosition | null): void;
  /** Asks the clock's owner for a change. Refused (false) where this page is not the host. */
  requestClock(request: ClockRequest): Promise<boolean>;
  /** Asks for a fault to begin or end. A page that is not the host's is answered `not-host`. */
  requestFault(request: FaultRequest): Promise<FaultAnswer>;
  stop(): Promise<void>;
  /** False once it is known that this page is not the host; absent where it never is. */
  readonly mayRequestClock?: boolean;
  /** Brings the last 24 virtual hours again, or what `kept` leaves out of them: the tables they were stored in were lost. */
  refill?(kept?: KeptPosition | null): void;
  /** Up to where everything that fell due has been handed over; null where that is not known. */
  covered?(): KeptPosition | null;
  /** Too much waits to be stored: brings nothing more, and says `failed` for reasons of storage, until `resume`. */
  suspend?(detail: string): void;
  /** There is room again: goes on, and brings what was missed meanwhile. */
  resume?(): void;
  /** How many deliveries have been stored since `start` or `refill`; a source that can slow down goes by it. */
  stored?(deliveries: number): void;
}
