/**
 * What the host page wants broken or mended, looked at and kept. A fault begins at the earliest where the city has
 * spoken up to, and is stopped there, so that nothing that was said has to be said differently: history made again is
 * what was heard. Server and embedded city use the same desk; time is an argument.
 */
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '../../../app/core/base/clock.ts';
import {
  canBefall,
  type FaultKind,
  type FaultParameters,
  type FaultySensor,
  faultKind,
  propertiesBefallen,
} from '../../../app/core/stream/fault-catalogue.ts';
import type {
  FaultAnswer,
  FaultProblem,
  FaultReport,
  FaultRequest,
  ManualFault,
  ScheduledFault,
} from '../../../app/core/stream/fault-message.ts';
import type { City } from '../city.ts';
import { MAX_DELAY_MS, REPLAY_REACH_MS } from './fault.ts';

type DeskCity = Pick<City, 'id' | 'seed' | 'sensors' | 'retainedMessages' | 'messagesBetween' | 'faultsBetween'> & {
  withFaults(manual: readonly ManualFault[]): DeskCity;
};

/** Faults that run or are to come; a class needs a handful. */
export const MOST_FAULTS = 100;
/** Wishes within ten wall seconds. */
export const MOST_REQUESTS = 20;
const RATE_SPAN_MS = 10 * MS_PER_SECOND;
const LONGEST_MINUTES = 24 * 60;
/** History reaches back a day, and what fell due then may have begun this much earlier. */
const KEPT_MS = MS_PER_DAY + 2 * MS_PER_HOUR + MAX_DELAY_MS + REPLAY_REACH_MS;
const NEAR_MS = 2 * MS_PER_HOUR;
const ANSWERS_KEPT = 12;

type Outcome = { readonly id: string | null; readonly manual: readonly ManualFault[] } | Refusal;
interface Refusal {
  readonly problem: FaultProblem;
  readonly detail: string;
}

export class FaultDesk {
  private current: DeskCity;
  private list: readonly ManualFault[];
  private answers: readonly FaultAnswer[] = [];
  private requestedAtMs: readonly number[] = [];
  private lastNumber: number;
  /** Goes up with everything that a report would tell differently. */
  version = 0;
  /** The city with the faults of the moment; hand this out once, it follows. */
  readonly city: Pick<City, 'id' | 'seed' | 'retainedMessages' | 'messagesBetween'>;

  constructor(
    private readonly own: DeskCity,
    manual: readonly ManualFault[] = [],
  ) {
    this.list = manual.filter((fault) => own.sensors.some(({ id }) => id === fault.sensorId));
    this.lastNumber = Math.max(0, ...this.list.map(({ id }) => Number(id.split('-').at(-1)) || 0));
    this.current = this.broken();
    this.city = {
      id: own.id,
      seed: own.seed,
      retainedMessages: (runId, atMs) => this.current.retainedMessages(runId, atMs),
      messagesBetween: (runId, fromMs, toMs) => this.current.messagesBetween(runId, fromMs, toMs),
    };
  }

  /** What a restart has to be told. */
  get manual(): readonly ManualFault[] {
    return this.list;
  }

  /** A new run begins with a sound city. */
  clear(): void {
    this.keep([]);
  }

  /** `nowMs`: virtual time up to which the city has spoken; null in place of a request that could not be read. */
  request(request: FaultRequest | null, nowMs: number, wallMs: number): FaultAnswer {
    const name = request?.request ?? '-';
    const outcome = this.decide(request, Math.ceil(nowMs), wallMs);
    const refused = 'problem' in outcome;
    const answer: FaultAnswer = refused
      ? { request: name, id: null, problem: outcome.problem, detail: outcome.detail.slice(0, 120) }
      : { request: name, id: outcome.id, problem: null, detail: '' };
    this.answers = [...this.answers, answer].slice(-ANSWERS_KEPT);
    if (refused) this.version++;
    else this.keep(outcome.manual.filter(({ toMs }) => toMs === null || toMs > nowMs - KEPT_MS));
    return answer;
  }

  report(run: string, nowMs: number): FaultReport {
    const scheduled = this.own
      .faultsBetween(nowMs - MS_PER_DAY, nowMs + MS_PER_DAY)
      .filter(
        ({ origin, fromMs, toMs }) => origin === 'planned' || (fromMs < nowMs + NEAR_MS && toMs > nowMs - NEAR_MS),
      )
      .map(({ type, sensorId, property, fromMs, toMs, origin }): ScheduledFault => {
        return { type, sensorId, property, fromMs, toMs, planned: origin === 'planned' };
      });
    return { run, atMs: nowMs, manual: this.list, scheduled, answers: this.answers };
  }

  private decide(request: FaultRequest | null, nowMs: number, wallMs: number): Outcome {
    this.requestedAtMs = this.requestedAtMs.filter((atMs) => atMs <= wallMs && wallMs - atMs < RATE_SPAN_MS);
    if (this.requestedAtMs.length >= MOST_REQUESTS) return refusal('too-fast', String(MOST_REQUESTS));
    this.requestedAtMs = [...this.requestedAtMs, wallMs];
    if (request === null) return refusal('unreadable', '');
    switch (request.type) {
      case 'start':
        return this.start(request, nowMs);
      case 'stop':
        return this.list.some(({ id, toMs }) => id === request.id && (toMs === null || toMs > nowMs))
          ? { id: null, manual: this.list.flatMap((fault) => (fault.id === request.id ? ended(fault, nowMs) : fault)) }
          : refusal('unknown-fault', request.id);
      case 'stop-all':
        return { id: null, manual: this.list.flatMap((fault) => ended(fault, nowMs)) };
    }
  }

  private start(request: Extract<FaultRequest, { type: 'start' }>, nowMs: number): Outcome {
    const sensor = this.own.sensors.find(({ id }) => id === request.sensorId);
    if (sensor === undefined) return refusal('unknown-sensor', request.sensorId);
    const kind = faultKind(request.fault);
    if (kind === undefined) return refusal('unknown-type', request.fault);
    if (!canBefall(kind, sensor)) return refusal('not-possible', `${kind.type}, ${sensor.id}`);
    const property = propertyOf(kind, sensor, request.property);
    if (property === undefined) return refusal('bad-property', String(request.property));
    const parameters = checkedParameters(kind, request.parameters);
    if (!('values' in parameters)) return parameters;
    const fromMs = Math.ceil(request.fromMs ?? nowMs);
    if (fromMs < nowMs || fromMs > nowMs + MS_PER_DAY) return refusal('bad-time', new Date(fromMs).toISOString());
    const { minutes } = request;
    if (minutes !== null && !(minutes > 0 && minutes <= LONGEST_MINUTES)) return refusal('bad-length', String(minutes));
    if (this.list.filter(({ toMs }) => toMs === null || toMs > nowMs).length >= MOST_FAULTS) {
      return refusal('too-many', String(MOST_FAULTS));
    }
    const id = `host-${++this.lastNumber}`;
    // Within one cadence lies one reading.
    const lastsMs = kind.oneReading ? sensor.cadenceSeconds * MS_PER_SECOND : null;
    const toMs = lastsMs !== null ? fromMs + lastsMs : minutes === null ? null : fromMs + minutes * MS_PER_MINUTE;
    const fault: ManualFault = {
      id,
      type: kind.type,
      sensorId: sensor.id,
      property,
      fromMs,
      toMs: toMs === null ? null : Math.round(toMs),
      parameters: parameters.values,
    };
    return { id, manual: [...this.list, fault] };
  }

  private keep(manual: readonly ManualFault[]): void {
    this.list = manual;
    this.current = this.broken();
    this.version++;
  }

  private broken(): DeskCity {
    return this.list.length === 0 ? this.own : this.own.withFaults(this.list);
  }
}

/** A fault stopped at a moment: one that had not begun has never been. */
function ended(fault: ManualFault, nowMs: number): readonly ManualFault[] {
  if (fault.fromMs >= nowMs) return [];
  return [fault.toMs === null || fault.toMs > nowMs ? { ...fault, toMs: nowMs } : fault];
}

/** The property a fault touches: null for whole messages, undefined where the one asked for cannot be. */
function propertyOf(kind: FaultKind, sensor: FaultySensor, asked: string | null): string | null | undefined {
  if (kind.properties === null) return asked === null ? null : undefined;
  const possible = propertiesBefallen(kind, sensor);
  return asked === null ? possible[0] : possible.find((property) => property === asked);
}

function checkedParameters(kind: FaultKind, given: FaultParameters): { readonly values: FaultParameters } | Refusal {
  for (const [name, value] of Object.entries(given)) {
    const known = Object.hasOwn(kind.parameters, name) ? kind.parameters[name] : undefined;
    const sound =
      known !== undefined &&
      ('choices' in known
        ? known.choices.includes(String(value))
        : typeof value === 'number' && value >= known.least && value <= known.most);
    if (!sound) return refusal('bad-parameter', `${name} ${value}`);
  }
  return { values: given };
}

function refusal(problem: FaultProblem, detail: string): Refusal {
  return { problem, detail };
}
