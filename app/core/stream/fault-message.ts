/** What goes over the topics of the faults: the host's wishes one way, the answers and the state of things the other. */
import { type FaultParameters, type FaultType, faultKind } from './fault-catalogue.ts';

/** A fault that a person started. Times are ms UTC of virtual time, half-open; `toMs` null runs until it is stopped. */
export interface ManualFault {
  readonly id: string;
  readonly type: FaultType;
  readonly sensorId: string;
  /** The property it touches; null where it touches whole messages. */
  readonly property: string | null;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly parameters: FaultParameters;
}

/** A fault of the city's own schedule. `planned` ones come at the same local time every day. */
export interface ScheduledFault {
  readonly type: FaultType;
  readonly sensorId: string;
  readonly property: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly planned: boolean;
}

/** What the host page wishes. `request` is a name of its own, which the answer repeats. */
export type FaultRequest =
  | {
      readonly type: 'start';
      readonly request: string;
      readonly fault: string;
      readonly sensorId: string;
      /** Null leaves the choice: the first property that the fault can befall. */
      readonly property: string | null;
      /** Null for now. */
      readonly fromMs: number | null;
      /** Virtual minutes; null until it is stopped. */
      readonly minutes: number | null;
      readonly parameters: FaultParameters;
    }
  | { readonly type: 'stop'; readonly request: string; readonly id: string }
  | { readonly type: 'stop-all'; readonly request: string };

type Nameless<Request> = Request extends { readonly request: string } ? Omit<Request, 'request'> : never;
/** The same before it has a name of its own. */
export type FaultWish = Nameless<FaultRequest>;

/** Why a wish was not fulfilled. */
export type FaultProblem =
  | 'unreadable'
  | 'unknown-sensor'
  | 'unknown-type'
  | 'not-possible'
  | 'bad-property'
  | 'bad-time'
  | 'bad-length'
  | 'bad-parameter'
  | 'too-many'
  | 'too-fast'
  | 'unknown-fault'
  /** This page is not the host's. */
  | 'not-host'
  /** The connection broke, or nobody answered in time. */
  | 'no-answer';

export interface FaultAnswer {
  readonly request: string;
  /** The fault that was started; null for a stop, and where there is a problem. */
  readonly id: string | null;
  readonly problem: FaultProblem | null;
  /** What the problem is about: a name or a number, plain text. */
  readonly detail: string;
}

/** The retained state for the host: what people started, what comes by itself, and the last answers. */
export interface FaultReport {
  readonly run: string;
  /** Virtual time of the report, ms UTC. */
  readonly atMs: number;
  /** Running, to come, and over within the last day. */
  readonly manual: readonly ManualFault[];
  /** The planned ones of the day before and the day after, and those of chance two hours either way. */
  readonly scheduled: readonly ScheduledFault[];
  readonly answers: readonly FaultAnswer[];
}

const LONGEST_REQUEST = 2_000;
const LONGEST_REPORT = 512 * 1024;
const MOST_ENTRIES = 2_000;

export function faultRequestPayload(request: FaultRequest): string {
  return JSON.stringify(request);
}

/** A wish as it came, its form checked and nothing else; null where it has none. */
export function readFaultRequest(text: string): FaultRequest | null {
  const message = text.length > LONGEST_REQUEST ? null : parseObject(text);
  if (message === null) return null;
  const { type, request } = message;
  if (!isShortText(request)) return null;
  if (type === 'stop-all') return { type, request };
  if (type === 'stop') return isShortText(message.id) ? { type, request, id: message.id } : null;
  if (type !== 'start') return null;
  const { fault, sensorId, property = null, fromMs = null, minutes = null } = message;
  const parameters = readParameters(message.parameters ?? {});
  const sound =
    isShortText(fault) &&
    isShortText(sensorId) &&
    (property === null || isShortText(property)) &&
    (fromMs === null || isNumber(fromMs)) &&
    (minutes === null || isNumber(minutes)) &&
    parameters !== null;
  return sound ? { type, request, fault, sensorId, property, fromMs, minutes, parameters } : null;
}

export function faultReportPayload(report: FaultReport): string {
  return JSON.stringify(report);
}

/** Null where the payload is no report; entries that cannot be read are left out. */
export function readFaultReport(text: string): FaultReport | null {
  const message = text.length > LONGEST_REPORT ? null : parseObject(text);
  if (message === null || !isShortText(message.run) || !isNumber(message.atMs)) return null;
  return {
    run: message.run,
    atMs: message.atMs,
    manual: listOf(message.manual, readManualFault),
    scheduled: listOf(message.scheduled, readScheduledFault),
    answers: listOf(message.answers, readAnswer),
  };
}

/** A fault that somebody wrote down, such as the state of a run; null where it is none. */
export function readManualFault(value: unknown): ManualFault | null {
  const entry = asObject(value);
  if (entry === null) return null;
  const { id, toMs } = entry;
  const parameters = readParameters(entry.parameters);
  const common = readCommon(entry);
  if (common === null || parameters === null || !isShortText(id)) return null;
  return toMs === null || isNumber(toMs) ? { id, ...common, toMs, parameters } : null;
}

function readScheduledFault(value: unknown): ScheduledFault | null {
  const entry = asObject(value);
  const common = entry === null ? null : readCommon(entry);
  if (entry === null || common === null || !isNumber(entry.toMs) || typeof entry.planned !== 'boolean') return null;
  return { ...common, toMs: entry.toMs, planned: entry.planned };
}

function readCommon({ type, sensorId, property, fromMs }: Record<string, unknown>) {
  const kind = typeof type === 'string' ? faultKind(type) : undefined;
  if (kind === undefined || !isShortText(sensorId) || !isNumber(fromMs)) return null;
  if (property !== null && !isShortText(property)) return null;
  return { type: kind.type, sensorId, property, fromMs };
}

function readAnswer(value: unknown): FaultAnswer | null {
  const { request, id, problem, detail } = asObject(value) ?? {};
  if (!isShortText(request) || typeof detail !== 'string') return null;
  if (id !== null && !isShortText(id)) return null;
  if (problem !== null && !isShortText(problem)) return null;
  return { request, id, problem: problem as FaultProblem | null, detail: detail.slice(0, 160) };
}

function readParameters(value: unknown): FaultParameters | null {
  const entry = asObject(value);
  if (entry === null) return null;
  const pairs = Object.entries(entry);
  const sound = pairs.length <= 8 && pairs.every(([, item]) => isNumber(item) || isShortText(item));
  return sound ? (entry as FaultParameters) : null;
}

function listOf<T>(value: unknown, read: (item: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_ENTRIES).flatMap((item) => read(item) ?? []);
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 128;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
