/** Everything that goes over a device's topics within an interval: its own readings and announcements, and forgeries. */
import { MS_PER_SECOND } from '../../app/core/base/clock.ts';
import { roundTo } from '../../app/core/base/portable-math.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import { deviceTopic } from '../../app/core/stream/topics.ts';
import { type Device, firstSlotFrom, latencyMs, MAX_LATENCY_MS, sequenceOf, slotTimeMs } from './device.ts';
import { metaPayload, payloadsOf, sandboxPayload, statusPayload } from './dialects.ts';
import { clockErrorMs } from './faults/clock-faults.ts';
import { delayMs, forgeryMs, MAX_REPEAT_MS, redeliveryMs, replayed } from './faults/delivery.ts';
import { type Fault, familyOf, faultsAt, has, MAX_DELAY_MS } from './faults/fault.ts';
import { saidPlace } from './faults/place-faults.ts';
import { silencesOf } from './faults/silence.ts';
import { sentValues } from './readings.ts';
import type { CityState } from './true-values.ts';

export interface VoiceSurroundings {
  readonly cityId: string;
  readonly state: CityState;
  readonly devices: readonly Device[];
  /** Faults of a device whose interval touches [fromMs, toMs), in any order. */
  readonly faultsOf: (device: Device, fromMs: number, toMs: number) => readonly Fault[];
}

/** A device counts as gone when it has been silent for this long; its last will says so. */
const SILENCE_MS = 30_000;
const ORDINARY_MS = MAX_LATENCY_MS + MAX_REPEAT_MS;
/** Nobody knows this device. */
const ROGUE = 'rogue-001';
/** A forger makes the city look better than it is. */
const FORGED_SHARE = 0.2;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Messages of a device due in [fromMs, toMs), added to `into` in no particular order. */
export function collectMessages(
  around: VoiceSurroundings,
  device: Device,
  runId: string,
  due: Span,
  into: CityMessage[],
): void {
  const { fromMs, toMs } = due;
  const faults = around.faultsOf(device, fromMs - MAX_DELAY_MS - ORDINARY_MS, toMs);
  const delayed = has(faults, 'late') || has(faults, 'out-of-order');
  const lookBack = ORDINARY_MS + (delayed ? MAX_DELAY_MS : 0);
  const isDue = (dueMs: number) => dueMs >= fromMs && dueMs < toMs;
  for (let slot = firstSlotFrom(device, fromMs - lookBack); ; slot++) {
    const timeMs = slotTimeMs(device, slot);
    if (timeMs >= toMs) break;
    const wrong = faultsAt(faults, timeMs);
    if (has(wrong, 'gap')) continue;
    const dueMs = timeMs + latencyMs(device, slot) + delayMs(device, slot, wrong);
    const repeatMs = has(wrong, 'duplicate') ? dueMs + redeliveryMs(device, slot) : dueMs;
    if (isDue(dueMs) || isDue(repeatMs)) {
      const retain = has(wrong, 'retained-stale');
      for (const payload of payloadsAt(around, device, runId, slot, wrong)) {
        const message = { topic: device.obsTopic, payload, qos: 1, retain } as const;
        if (isDue(dueMs)) into.push({ ...message, dueMs });
        if (repeatMs !== dueMs && isDue(repeatMs)) into.push({ ...message, dueMs: repeatMs });
      }
    }
    if (has(wrong, 'rogue-publisher')) {
      const forgedMs = dueMs + forgeryMs(device, slot);
      if (isDue(forgedMs)) into.push(...forgeries(around, device, runId, slot, forgedMs));
    }
  }
  if (faults.length > 0) collectOccasions(around, device, runId, due, faults, into);
}

/** What is said because a fault begins or ends. */
function collectOccasions(
  around: VoiceSurroundings,
  device: Device,
  runId: string,
  { fromMs, toMs }: Span,
  faults: readonly Fault[],
  into: CityMessage[],
): void {
  const isDue = (dueMs: number) => dueMs >= fromMs && dueMs < toMs;
  for (const silence of silencesOf(faults)) {
    const goneMs = silence.fromMs + SILENCE_MS;
    if (goneMs >= silence.toMs) continue;
    if (isDue(goneMs)) into.push(statusMessage(device, false, goneMs));
    if (isDue(silence.toMs)) into.push(statusMessage(device, true, silence.toMs));
  }
  for (const fault of faults) {
    if (movesPlace(fault)) {
      for (const edgeMs of [fault.fromMs, fault.toMs]) {
        if (isDue(edgeMs)) into.push(metaMessage(around, device, edgeMs));
      }
    } else if (fault.type === 'replay') {
      for (const { slot, dueMs } of replayed(device, fault, fromMs, toMs)) {
        const wrong = faultsOfSlot(around, device, slot);
        if (has(wrong, 'gap')) continue;
        for (const payload of payloadsAt(around, device, runId, slot, wrong)) {
          into.push({ topic: device.obsTopic, payload, qos: 1, retain: false, dueMs });
        }
      }
    } else if (fault.type === 'retained-stale' && isDue(fault.toMs)) {
      // An empty retained message takes back what the broker kept.
      into.push({ topic: device.obsTopic, payload: '', qos: 1, retain: true, dueMs: fault.toMs });
    }
  }
}

/** `meta`, `status` and where there is one the stale reading of a device, as a broker would hold them. */
export function retainedOf(around: VoiceSurroundings, device: Device, runId: string, atMs: number): CityMessage[] {
  // A gap that ended within the last half minute may have led into the one of now.
  const faults = around.faultsOf(device, atMs - SILENCE_MS, atMs + 1);
  const gone = silencesOf(faults).some(({ fromMs, toMs }) => atMs >= fromMs + SILENCE_MS && atMs < toMs);
  const kept = [metaMessage(around, device, atMs), statusMessage(device, !gone, atMs)];
  const stale = faultsAt(faults, atMs).find(({ type }) => type === 'retained-stale');
  if (stale === undefined) return kept;
  const slot = firstSlotFrom(device, stale.fromMs);
  if (slotTimeMs(device, slot) + ORDINARY_MS > atMs) return kept;
  const payloads = payloadsAt(around, device, runId, slot, faultsOfSlot(around, device, slot));
  // A broker keeps one message a topic: the last.
  return [...kept, { topic: device.obsTopic, payload: payloads.at(-1)!, qos: 1, retain: true, dueMs: atMs }];
}

/** What a device says of one slot, given the faults of that slot. */
function payloadsAt(
  around: VoiceSurroundings,
  device: Device,
  runId: string,
  slot: number,
  wrong: readonly Fault[],
): string[] {
  const stale = wrong.find(({ type }) => type === 'retained-stale');
  if (stale !== undefined) {
    const first = firstSlotFrom(device, stale.fromMs);
    if (first !== slot) {
      const then = faultsOfSlot(around, device, first).filter(({ type }) => type !== 'retained-stale');
      return payloadsAt(around, device, runId, first, then);
    }
  }
  const timeMs = slotTimeMs(device, slot);
  const latency = latencyMs(device, slot);
  const clockMs = timeMs + clockErrorMs(wrong, timeMs);
  const standIn = has(wrong, 'id-reuse') ? standInOf(around.devices, device) : device;
  return payloadsOf(device, {
    runId,
    seq: sequenceOf(device, slot),
    phenomenonTimeMs: clockMs,
    resultTimeMs: clockMs + latency - (latency % MS_PER_SECOND),
    values: sentValues(around.state, device, slot, wrong, standIn),
    place: saidPlace(standIn.sensor, wrong),
  });
}

/** What somebody else sends after a true message: another version of it, and by turns two that nobody should believe. */
function forgeries(
  around: VoiceSurroundings,
  device: Device,
  runId: string,
  slot: number,
  dueMs: number,
): CityMessage[] {
  const timeMs = slotTimeMs(device, slot);
  const { sensor } = device;
  const said = sentValues(around.state, device, slot, []).map(({ name, value }, column) => ({
    name,
    value: roundTo(FORGED_SHARE * Number(value), sensor.properties[column]!.resolution),
  }));
  const reading = {
    runId,
    seq: sequenceOf(device, slot) % 1000,
    phenomenonTimeMs: timeMs,
    resultTimeMs: dueMs - (dueMs % MS_PER_SECOND),
    values: said,
    place: sensor,
  };
  const message = (topic: string, payload: string): CityMessage => ({ topic, payload, qos: 1, retain: false, dueMs });
  const forged = payloadsOf(device, reading).map((payload) => message(device.obsTopic, payload));
  if (slot % 2 === 0) {
    const { cityId: city } = around;
    const topic = deviceTopic({ city, domain: sensor.domain, kind: sensor.kind, device: ROGUE, leaf: 'obs' });
    return [...forged, message(topic, sandboxPayload({ ...sensor, id: ROGUE }, reading))];
  }
  const other = around.devices[(device.index + 1) % around.devices.length]!.sensor.id;
  return [...forged, message(device.obsTopic, sandboxPayload({ ...sensor, id: other }, reading))];
}

/** The device that has taken over a name: the next one of the same kind that measures the same. */
function standInOf(devices: readonly Device[], device: Device): Device {
  const measures = (other: Device) => other.sensor.properties.map(({ name }) => name).join();
  const wanted = measures(device);
  for (let step = 1; step < devices.length; step++) {
    const other = devices[(device.index + step) % devices.length]!;
    const { domain, kind } = other.sensor;
    if (domain === device.sensor.domain && kind === device.sensor.kind && measures(other) === wanted) return other;
  }
  return device;
}

function movesPlace(fault: Fault): boolean {
  return fault.type === 'id-reuse' || familyOf(fault) === 'place';
}

function faultsOfSlot(around: VoiceSurroundings, device: Device, slot: number): readonly Fault[] {
  const timeMs = slotTimeMs(device, slot);
  return faultsAt(around.faultsOf(device, timeMs, timeMs + 1), timeMs);
}

function metaMessage(around: VoiceSurroundings, device: Device, dueMs: number): CityMessage {
  const wrong = faultsAt(around.faultsOf(device, dueMs, dueMs + 1), dueMs);
  const standIn = has(wrong, 'id-reuse') ? standInOf(around.devices, device) : device;
  const payload = metaPayload(device, saidPlace(standIn.sensor, wrong));
  return { topic: device.metaTopic, payload, qos: 1, retain: true, dueMs };
}

function statusMessage(device: Device, online: boolean, timeMs: number): CityMessage {
  return { topic: device.statusTopic, payload: statusPayload(online, timeMs), qos: 1, retain: true, dueMs: timeMs };
}
