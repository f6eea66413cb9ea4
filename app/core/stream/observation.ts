/** One measured value, as the table `observations` holds it. Times are ms UTC; units are UCUM codes. */
export interface Observation {
  readonly runId: string;
  readonly sensorId: string;
  readonly property: string;
  readonly phenomenonTimeMs: number;
  readonly resultTimeMs: number;
  readonly receivedAtMs: number;
  readonly value: number | null;
  readonly unit: string;
  /** QARTOD primary flag: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing. */
  readonly qualityFlag: 1 | 2 | 3 | 4 | 9;
  readonly seq: number | null;
  /** Which dialect and carrier it came by, e.g. `sandbox`, `sensorthings`, `ngsi-ld`. */
  readonly source: string;
}

/** Why a message was turned away: the closed list behind `rejected_messages.reason`. */
export type RejectionReason =
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'unknown-topic'
  | 'unknown-dialect'
  | 'unknown-device'
  | 'wrong-type'
  | 'missing-field'
  | 'unknown-unit'
  | 'bad-time'
  | 'far-future'
  | 'not-allowed'
  /** Read and let in, but the database cannot store it. */
  | 'not-storable';

export interface RejectedMessage {
  readonly receivedAtMs: number;
  readonly topic: string;
  readonly reason: RejectionReason;
  readonly detail: string;
  /** The first 4 KB of the payload as text, unreadable bytes replaced. */
  readonly payloadHead: string;
  readonly payloadBytes: number;
  /** Hash of the whole payload, hexadecimal. */
  readonly payloadHash: string;
}
