import type { FaultAnswer, FaultReport, FaultRequest } from './fault-message.ts';
import type { KeptPosition } from './kept-position.ts';
import type { Delivery } from './message.ts';
import type { SourceStatus } from './message-source.ts';
import type { ClockRequest, VirtualClockState } from './virtual-clock.ts';

/** What the embedded city and the stream worker say to each other over a MessagePort: the in-page carrier. */
export type CityToStream =
  /** `covered`: with these, everything that fell due before has been sent. */
  | { readonly type: 'deliveries'; readonly deliveries: readonly Delivery[]; readonly covered?: KeptPosition }
  | { readonly type: 'clock'; readonly clock: VirtualClockState }
  | { readonly type: 'status'; readonly status: SourceStatus }
  | { readonly type: 'clock-answer'; readonly id: number; readonly accepted: boolean }
  | { readonly type: 'faults'; readonly report: FaultReport }
  | { readonly type: 'fault-answer'; readonly answer: FaultAnswer };

export type StreamToCity =
  /** `kept`: what the page has of the run already. */
  | { readonly type: 'start'; readonly kept?: KeptPosition | null }
  /** Credit: the stream worker has stored everything up to here; the city slows when it runs too far ahead. */
  | { readonly type: 'stored'; readonly deliveries: number }
  | { readonly type: 'clock-request'; readonly id: number; readonly request: ClockRequest }
  | { readonly type: 'fault-request'; readonly request: FaultRequest }
  | { readonly type: 'stop' };
