/** What the page and the stream worker say to each other. Payloads never pass here: only ports, wishes and counts. */
import type { FaultAnswer, FaultReport, FaultRequest } from '../../../core/stream/fault-message.ts';
import type { KeptPosition } from '../../../core/stream/kept-position.ts';
import type { StreamStatistics } from '../../../core/stream/live-stream.ts';
import type { ClockRequest } from '../../../core/stream/virtual-clock.ts';

/** Where the messages come from. */
export type StreamOrigin =
  | {
      readonly type: 'mqtt';
      readonly url: string;
      readonly city: string;
      readonly username?: string;
      readonly password?: string;
      readonly clientId: string;
      readonly historyUrl: string | null;
      readonly keepSession: boolean;
    }
  /** The embedded city, over core/stream/port-protocol. */
  | { readonly type: 'embedded'; readonly port: MessagePort };

export interface StartStream {
  readonly type: 'start';
  readonly origin: StreamOrigin;
  /** The database worker, over core/store/ingest-protocol. */
  readonly databasePort: MessagePort;
  /** Sensors of the place's dataset, known before their meta arrives. */
  readonly sensorIds: readonly string[];
  /** What the database has of an earlier visit. */
  readonly kept: KeptPosition | null;
}

export type PageToStream =
  | StartStream
  | { readonly type: 'clock-request'; readonly id: number; readonly request: ClockRequest }
  | { readonly type: 'fault-request'; readonly request: FaultRequest }
  /** The database was restarted and has of the stream only what was kept: here is its new port. */
  | { readonly type: 'database'; readonly databasePort: MessagePort; readonly kept: KeptPosition | null }
  /** Sensors of the place's dataset, known once its layer is loaded. */
  | { readonly type: 'sensors'; readonly sensorIds: readonly string[] }
  | { readonly type: 'stop'; readonly id: number };

export type StreamToPage =
  | { readonly type: 'statistics'; readonly statistics: StreamStatistics; readonly mayRequestClock: boolean }
  | { readonly type: 'answer'; readonly id: number; readonly accepted: boolean }
  | { readonly type: 'faults'; readonly report: FaultReport }
  | { readonly type: 'fault-answer'; readonly answer: FaultAnswer };
