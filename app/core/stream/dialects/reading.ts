import { fail, type Issue, type Result } from '../../base/result.ts';
import type { DeviceDirectory } from '../device-directory.ts';
import { parseIsoTime } from '../iso-time.ts';
import { FAR_FUTURE_MS, MAX_DETAIL_LENGTH, MAX_NAME_LENGTH } from '../limits.ts';
import type { Observation, RejectionReason } from '../observation.ts';

/** What a reader needs to know besides the message itself. */
export interface ReadingContext {
  readonly directory: DeviceDirectory;
  /** Where the virtual clock stands, ms UTC; null before it is known, when nothing can be called far-future. */
  readonly virtualNowMs: number | null;
  /** Run of a message that names none (a city's own device knows nothing of runs). */
  readonly runId: string;
  /** False for a run that the city's clock never named: whoever says so is not the city. */
  readonly knowsRun: (runId: string) => boolean;
  /** QARTOD flag at ingest; the quality room owns the thresholds. */
  readonly flagOf: (property: string, unit: string, value: number) => Observation['qualityFlag'];
}

/** The message being read: which device's topic it came by, and when. */
export interface Envelope {
  readonly device: string;
  readonly receivedAtMs: number;
  readonly context: ReadingContext;
}

/** Good observations beside the issues of the others: one bad value does not cost its neighbours. */
export interface Reading {
  readonly observations: readonly Observation[];
  readonly issues: readonly Issue<RejectionReason>[];
}

export type JsonObject = { readonly [key: string]: unknown };

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

const NAME = /^[A-Za-z0-9{][A-Za-z0-9_.:/{}-]*$/;

export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME_LENGTH && NAME.test(value);
}

export function rejection(reason: RejectionReason, detail: string): Reading {
  return { observations: [], issues: [issue(reason, detail)] };
}

export function issue(reason: RejectionReason, detail: string): Issue<RejectionReason> {
  return { code: reason, severity: 'error', detail: detail.slice(0, MAX_DETAIL_LENGTH) };
}

/** A short picture of a value for a detail: never more than a few characters of what came in. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value).slice(0, 60);
}

/** A time field of a message, checked against the virtual clock. An interval `start/end` counts by its end. */
export function readTime(
  value: unknown,
  field: string,
  context: ReadingContext,
): Result<number, 'missing-field' | 'bad-time' | 'far-future'> {
  if (value === undefined || value === null) return fail('missing-field', field);
  if (typeof value !== 'string') return fail('bad-time', `${field} is ${quoted(value)}`);
  const slash = value.indexOf('/');
  const time = parseIsoTime(slash < 0 ? value : value.slice(slash + 1));
  if (time === null) return fail('bad-time', `${field} is ${quoted(value)}`);
  if (context.virtualNowMs !== null && time > context.virtualNowMs + FAR_FUTURE_MS) {
    return fail('far-future', `${field} is ${quoted(value)}`);
  }
  return { value: time, issues: [] };
}

/** A message's number in sequence; anything else than a whole number that fits is as good as none. */
export function readSequence(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0x7fffffff ? value : null;
}

/** A message's run; absent in messages of a city's own devices. */
export function readRun(value: unknown, context: ReadingContext): Result<string, 'wrong-type' | 'not-allowed'> {
  if (value === undefined || value === null) return { value: context.runId, issues: [] };
  if (!isName(value)) return fail('wrong-type', `run is ${quoted(value)}`);
  return context.knowsRun(value) ? { value, issues: [] } : fail('not-allowed', `${UNKNOWN_RUN} ${quoted(value)}`);
}

/** How the detail of such a message begins; it may come just before the clock that names its run. */
export const UNKNOWN_RUN = 'unknown run';

/** A measured value: a finite number, or null for a value the device knows it is missing. Text is never a number. */
export function readValue(
  value: unknown,
  property: string,
): Result<number | 'missing', 'wrong-type' | 'missing-field'> {
  if (value === undefined) return fail('missing-field', `value of ${property}`);
  if (value === null) return { value: 'missing', issues: [] };
  if (typeof value === 'number' && Number.isFinite(value)) return { value, issues: [] };
  return fail('wrong-type', `${property} is ${quoted(value)}`);
}

/** One observation from its checked parts. */
export function makeObservation(
  envelope: Envelope,
  parts: {
    readonly runId: string;
    readonly property: string;
    readonly phenomenonTimeMs: number;
    readonly resultTimeMs: number;
    readonly value: number | 'missing';
    readonly unit: string;
    readonly seq: number | null;
    readonly source: string;
  },
): Observation {
  const missing = parts.value === 'missing';
  return {
    runId: parts.runId,
    sensorId: envelope.device,
    property: parts.property,
    phenomenonTimeMs: parts.phenomenonTimeMs,
    resultTimeMs: parts.resultTimeMs,
    receivedAtMs: envelope.receivedAtMs,
    value: missing ? null : (parts.value as number),
    unit: parts.unit,
    qualityFlag: missing ? 9 : envelope.context.flagOf(parts.property, parts.unit, parts.value as number),
    seq: parts.seq,
    source: parts.source,
  };
}
