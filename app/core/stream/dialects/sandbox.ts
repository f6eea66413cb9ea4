import type { Issue } from '../../base/result.ts';
import { MAX_OBSERVATIONS_PER_MESSAGE } from '../limits.ts';
import type { Observation, RejectionReason } from '../observation.ts';
import { ucumUnit } from '../units.ts';
import {
  asObject,
  type Envelope,
  isName,
  issue,
  type JsonObject,
  makeObservation,
  quoted,
  type Reading,
  readRun,
  readSequence,
  readTime,
  readValue,
  rejection,
} from './reading.ts';

/** The sandbox's own JSON is told by its list of observations. */
export function isSandbox(message: JsonObject): boolean {
  return message.observations !== undefined;
}

/**
 * `{"device","run","seq","phenomenonTime","resultTime","observations":[{"property","value","unit"}]}`. The device must be
 * the topic's: a message that speaks for another is `not-allowed`.
 */
export function readSandbox(message: JsonObject, envelope: Envelope): Reading {
  const { context, device } = envelope;
  const list = message.observations;
  if (!Array.isArray(list)) return rejection('wrong-type', `observations is ${quoted(list)}`);
  if (list.length > MAX_OBSERVATIONS_PER_MESSAGE) return rejection('too-large', `${list.length} observations`);
  if (message.device === undefined) return rejection('missing-field', 'device');
  if (message.device !== device) {
    const said = message.device;
    return rejection(typeof said === 'string' ? 'not-allowed' : 'wrong-type', `device is ${quoted(said)}`);
  }
  const run = readRun(message.run, context);
  const phenomenon = readTime(message.phenomenonTime, 'phenomenonTime', context);
  const result = message.resultTime === undefined ? phenomenon : readTime(message.resultTime, 'resultTime', context);
  if (run.value === null || phenomenon.value === null || result.value === null) {
    return { observations: [], issues: [...run.issues, ...phenomenon.issues, ...result.issues].slice(0, 1) };
  }
  if (list.length === 0) return rejection('missing-field', 'observations is empty');
  const seq = readSequence(message.seq);

  const observations: Observation[] = [];
  const issues: Issue<RejectionReason>[] = [];
  for (const item of list as readonly unknown[]) {
    const entry = asObject(item);
    if (entry === null) {
      issues.push(issue('wrong-type', `an observation is ${quoted(item)}`));
      continue;
    }
    const property = entry.property;
    if (!isName(property)) {
      const missing = property === undefined;
      issues.push(
        issue(missing ? 'missing-field' : 'wrong-type', missing ? 'property' : `property is ${quoted(property)}`),
      );
      continue;
    }
    const value = readValue(entry.value, property);
    if (value.value === null) {
      issues.push(...value.issues);
      continue;
    }
    const said = entry.unit;
    const unit =
      said === undefined
        ? context.directory.unitOf(device, property)
        : typeof said === 'string'
          ? ucumUnit(said.slice(0, 64))
          : null;
    if (unit === null) {
      issues.push(
        said === undefined
          ? issue('missing-field', `unit of ${property}`)
          : issue('unknown-unit', `unit of ${property} is ${quoted(said)}`),
      );
      continue;
    }
    observations.push(
      makeObservation(envelope, {
        runId: run.value,
        property,
        phenomenonTimeMs: phenomenon.value,
        resultTimeMs: result.value,
        value: value.value,
        unit,
        seq,
        source: 'sandbox',
      }),
    );
  }
  return { observations, issues };
}
