import type { Issue } from '../base/result.ts';
import type { DeviceMeta } from './device-directory.ts';
import { isNgsiLd, readNgsiLd } from './dialects/ngsi-ld.ts';
import {
  asObject,
  isName,
  issue,
  type JsonObject,
  quoted,
  type Reading,
  type ReadingContext,
  rejection,
  UNKNOWN_RUN,
} from './dialects/reading.ts';
import { isSandbox, readSandbox } from './dialects/sandbox.ts';
import { isSensorThings, readSensorThings } from './dialects/sensorthings.ts';
import { MAX_JSON_DEPTH, MAX_PAYLOAD_BYTES } from './limits.ts';
import type { Delivery } from './message.ts';
import type { Observation, RejectionReason } from './observation.ts';
import { asciiText, scanPayload, strictUtf8 } from './payload-text.ts';
import { parseTopic } from './topics.ts';
import { ucumUnit } from './units.ts';

export type { ReadingContext } from './dialects/reading.ts';

/**
 * What a delivery turned out to be. Issues of severity `error` say that something of it was turned away; observations
 * may stand beside them, when only some values of a message were bad.
 */
export interface ReadDelivery {
  readonly type: 'observations' | 'meta' | 'status' | 'control' | 'rejected';
  readonly device: string | null;
  readonly observations: readonly Observation[];
  readonly meta: DeviceMeta | null;
  /** The payload's text where it could be decoded. */
  readonly text: string | null;
  readonly issues: readonly Issue<RejectionReason>[];
  /** True where the answer may differ shortly: the device's meta, or the clock that names the run, is on its way. */
  readonly mayWait: boolean;
}

/** Reads one delivery by its topic and shape. Never throws, whatever the bytes. */
export function readDelivery(delivery: Delivery, context: ReadingContext): ReadDelivery {
  const topic = parseTopic(delivery.topic);
  if (topic.type === 'unknown') return turnedAway(null, null, issue('unknown-topic', delivery.topic));
  if (topic.type !== 'device') return nothing('control', null, null);
  const { device } = topic;
  // An empty retained message is MQTT's way of taking one back.
  if (delivery.payload.length === 0) return nothing(topic.leaf === 'obs' ? 'control' : topic.leaf, device, '');

  const { payload } = delivery;
  if (payload.length > MAX_PAYLOAD_BYTES) {
    return turnedAway(device, null, issue('too-large', `${payload.length} bytes`));
  }
  const scan = scanPayload(payload);
  const text = scan.ascii ? asciiText(payload) : strictUtf8(payload);
  if (text === null) return turnedAway(device, null, issue('not-utf8', `${payload.length} bytes`));
  if (scan.depth > MAX_JSON_DEPTH) return turnedAway(device, text, issue('too-large', `nested ${scan.depth} deep`));
  const json = parseJson(text);
  if (json === undefined) return turnedAway(device, text, issue('not-json', text.slice(0, 60)));
  const message = asObject(json);
  if (message === null) return turnedAway(device, text, issue('unknown-dialect', 'not an object'));

  if (topic.leaf === 'status') return readStatus(message, device, text);
  if (topic.leaf === 'meta') return readMeta(message, device, topic.domain, topic.kind, text);
  const reading = readObservations(message, device, delivery.receivedAtMs, context);
  const type = reading.observations.length > 0 ? 'observations' : 'rejected';
  const [first] = reading.issues;
  const mayWait = first?.code === 'unknown-device' || first?.detail?.startsWith(UNKNOWN_RUN) === true;
  return { type, device, observations: reading.observations, meta: null, text, issues: reading.issues, mayWait };
}

function readObservations(message: JsonObject, device: string, receivedAtMs: number, context: ReadingContext): Reading {
  const envelope = { device, receivedAtMs, context };
  const read = isSandbox(message)
    ? readSandbox
    : isSensorThings(message)
      ? readSensorThings
      : isNgsiLd(message)
        ? readNgsiLd
        : null;
  if (read === null) return rejection('unknown-dialect', Object.keys(message).slice(0, 6).join(', '));
  if (!context.directory.has(device)) return rejection('unknown-device', device);
  return read(message, envelope);
}

function readStatus(message: JsonObject, device: string, text: string): ReadDelivery {
  if (typeof message.online !== 'boolean') return turnedAway(device, text, issue('missing-field', 'online'));
  return nothing('status', device, text);
}

/** Meta: `{"device","domain","kind","cadence_s","properties":[{"property","unit"}],…}`, for the topic's own device. */
function readMeta(message: JsonObject, device: string, domain: string, kind: string, text: string): ReadDelivery {
  if (message.device !== undefined && message.device !== device) {
    return turnedAway(device, text, issue('not-allowed', 'meta speaks for another device'));
  }
  const list = message.properties;
  if (!Array.isArray(list)) return turnedAway(device, text, issue('missing-field', 'properties'));
  const units = new Map<string, string>();
  for (const item of list.slice(0, 64) as readonly unknown[]) {
    const entry = asObject(item);
    const property = entry?.property;
    const said = entry?.unit;
    const unit = typeof said === 'string' ? ucumUnit(said) : null;
    if (isName(property) && unit !== null) units.set(property, unit);
  }
  const cadence = message.cadence_s;
  const cadenceSeconds = typeof cadence === 'number' && Number.isFinite(cadence) && cadence > 0 ? cadence : null;
  const meta: DeviceMeta = { device, domain, kind, units, cadenceSeconds };
  // What it measures is known all the same; a place that is none is told.
  return { type: 'meta', device, observations: [], meta, text, issues: placeIssues(message), mayWait: false };
}

/** Degrees that no place on Earth has. Whether a possible place is the right one, only the city's own map can tell. */
function placeIssues({ lon, lat }: JsonObject): Issue<RejectionReason>[] {
  const isDegrees = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most;
  if (lon !== undefined && !isDegrees(lon, 180)) return [issue('wrong-type', `lon is ${quoted(lon)}, no degrees`)];
  if (lat !== undefined && !isDegrees(lat, 90)) return [issue('wrong-type', `lat is ${quoted(lat)}, no degrees`)];
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nothing(type: 'meta' | 'status' | 'control', device: string | null, text: string | null): ReadDelivery {
  return { type, device, observations: [], meta: null, text, issues: [], mayWait: false };
}

function turnedAway(device: string | null, text: string | null, found: Issue<RejectionReason>): ReadDelivery {
  return { type: 'rejected', device, observations: [], meta: null, text, issues: [found], mayWait: false };
}
