import type { Issue } from '../../base/result.ts';
import { MAX_OBSERVATIONS_PER_MESSAGE } from '../limits.ts';
import type { Observation, RejectionReason } from '../observation.ts';
import { unitFromCode } from '../units.ts';
import {
  asObject,
  type Envelope,
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

/** An NGSI-LD entity is told by its `type` and its `id` (or its `@context`). */
export function isNgsiLd(message: JsonObject): boolean {
  return message.type !== undefined && (message.id !== undefined || message['@context'] !== undefined);
}

/** Attribute of the Smart Data Models → property of this project, and the unit the model prescribes where none is said. */
interface Attribute {
  readonly property: string;
  readonly unit: string;
}
const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map(
  (
    [
      ['no2', 'no2', 'ug/m3'],
      ['no', 'no', 'ug/m3'],
      ['nox', 'nox', 'ug/m3'],
      ['o3', 'o3', 'ug/m3'],
      ['so2', 'so2', 'ug/m3'],
      ['pm10', 'pm10', 'ug/m3'],
      ['pm25', 'pm25', 'ug/m3'],
      ['pm2_5', 'pm25', 'ug/m3'],
      ['co', 'co', 'mg/m3'],
      ['temperature', 'temperature', 'Cel'],
      ['relativeHumidity', 'humidity', '1'],
      ['windSpeed', 'wind_speed', 'm/s'],
      ['windDirection', 'wind_direction', 'deg'],
      ['atmosphericPressure', 'pressure', 'hPa'],
      ['precipitation', 'rain', 'mm/h'],
      ['LAeq', 'laeq', 'dB[A]'],
      ['LAmax', 'lamax', 'dB[A]'],
      ['intensity', 'flow', '{veh}/h'],
      ['averageVehicleSpeed', 'speed', 'km/h'],
      ['occupancy', 'occupancy', '1'],
      ['fillingLevel', 'fill', '1'],
      ['availableSpotNumber', 'free', '{space}'],
    ] as const
  ).map(([name, property, unit]) => [name, { property, unit }]),
);

/** How an attribute would be spelled, by its letters alone. */
const SPELLING: ReadonlyMap<string, string> = new Map([...ATTRIBUTES.keys()].map((name) => [name.toLowerCase(), name]));

const TIMES = ['dateObserved', 'dateObservedTo', 'dateObservedFrom'] as const;

/**
 * An entity of the Smart Data Models, normalised (`{"type":"Property","value":…,"unitCode":…,"observedAt":…}`) or as
 * key-values. Every attribute that measures something becomes an observation; the others (location, references) are
 * passed over. The time is the attribute's own `observedAt`, else the entity's `dateObserved` (an interval by its end).
 */
export function readNgsiLd(message: JsonObject, envelope: Envelope): Reading {
  const { context, device } = envelope;
  const id = message.id;
  if (typeof message.type !== 'string') return rejection('wrong-type', `type is ${quoted(message.type)}`);
  if (typeof id !== 'string') return rejection(id === undefined ? 'missing-field' : 'wrong-type', 'id');
  const named = id.slice(id.lastIndexOf(':') + 1);
  if (named !== device && context.directory.has(named)) return rejection('not-allowed', `id is ${quoted(id)}`);

  const run = readRun(plain(message.run), context);
  if (run.value === null) return { observations: [], issues: run.issues };
  const seq = readSequence(plain(message.seq));
  const keys = Object.keys(message);
  if (keys.length > MAX_OBSERVATIONS_PER_MESSAGE) return rejection('too-large', `${keys.length} attributes`);
  const entityTime = TIMES.map((field) => plain(message[field])).find((value) => value !== undefined);

  const observations: Observation[] = [];
  const issues: Issue<RejectionReason>[] = [];
  for (const key of keys) {
    const attribute = ATTRIBUTES.get(key);
    if (attribute === undefined) {
      // Names are compared letter for letter: nothing is guessed, and a value that goes missing for it is told.
      const meant = SPELLING.get(key.toLowerCase());
      if (meant !== undefined) issues.push(issue('missing-field', `${meant}; there is ${quoted(key)}`));
      continue;
    }
    const normalised = asObject(message[key]);
    const value = readValue(normalised === null ? message[key] : normalised.value, key);
    if (value.value === null) {
      issues.push(...value.issues);
      continue;
    }
    const observedAt = normalised?.observedAt;
    const time = readTime(observedAt ?? entityTime, observedAt === undefined ? 'dateObserved' : 'observedAt', context);
    const result = message.modifiedAt === undefined ? time : readTime(plain(message.modifiedAt), 'modifiedAt', context);
    if (time.value === null || result.value === null) {
      // One wrong time is one issue, however many attributes lean on it.
      if (issues.length === 0) issues.push(...[...time.issues, ...result.issues].slice(0, 1));
      continue;
    }
    const code = normalised?.unitCode;
    const unit =
      code === undefined
        ? (context.directory.unitOf(device, attribute.property) ?? attribute.unit)
        : typeof code === 'string'
          ? unitFromCode(code, attribute.property)
          : null;
    if (unit === null) {
      issues.push(issue('unknown-unit', `unitCode of ${key} is ${quoted(code)}`));
      continue;
    }
    observations.push(
      makeObservation(envelope, {
        runId: run.value,
        property: attribute.property,
        phenomenonTimeMs: time.value,
        resultTimeMs: result.value,
        value: value.value,
        unit,
        seq,
        source: 'ngsi-ld',
      }),
    );
  }
  if (observations.length === 0 && issues.length === 0)
    return rejection('missing-field', 'no attribute measures anything');
  return { observations, issues };
}

/** The value of a normalised Property, or the key-value itself; a DateTime may be `{"@type":"DateTime","@value":…}`. */
function plain(value: unknown): unknown {
  const object = asObject(value);
  if (object === null) return value;
  return object['@value'] ?? plain(object.value);
}
