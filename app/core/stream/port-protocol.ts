import type { FaultAnswer, FaultReport, FaultRequest } from './fault-message.ts';
import type { Delivery } from './message.ts';
import type { SourceStatus } from './message-source.ts';
import type { ClockRequest, VirtualClockState } from './virtual-clock.ts';

/** What the embedded city and the stream worker say to each other over a MessagePort: the in-page carrier. */
export type CityToStream =
  | { readonly type: 'deliveries'; readonly deliveries: readonly Delivery[] }
  | { readonly type: 'clock'; readonly clock: VirtualClockState }
  | { readonly type: 'status'; readonly status: SourceStatus }
  | { readonly type: 'clock-answer'; readonly id: number; readonly accepted: boolean }
  | { readonly type: 'faults'; readonly report: FaultReport }
  | { readonly type: 'fault-answer'; readonly answer: FaultAnswer };

export type StreamToCity =
  | { readonly type: 'start' }
  /** Credit: the stream worker has stored everything up to here; the city slows when it runs too far ahead. */
  | { readonly type: 'stored'; readonly deliveries: number }
  | { readonly type: 'clock-request'; readonly id: number; readonly request: ClockRequest }
  | { readonly type: 'fault-request'; readonly request: FaultRequest }
  | { readonly type: 'stop' };
