/**
 * The city as a source of messages. It keeps no state in time: everything it says at a virtual moment is a function of
 * seed, device and time, so any interval can be had alone, and the same messages come out however it is cut.
 */
import type { CityMessage } from '../../app/core/stream/message.ts';
import type { CityDataset } from './dataset.ts';
import {
  createDevices,
  type Device,
  firstSlotFrom,
  latencyMs,
  MAX_LATENCY_MS,
  sequenceOf,
  slotTimeMs,
} from './device.ts';
import { metaPayload, payloadsOf, statusPayload } from './dialects.ts';
import { createFaultSchedule, delayMs, type Fault, type FaultType, MAX_DELAY_MS } from './faults.ts';
import { faultsAt, sentValues } from './readings.ts';
import { uniformAt } from './seeded-noise.ts';
import { createCityState } from './true-values.ts';

/** What was really there when a device spoke or should have spoken; kept aside from the stream. */
export interface TruthRecord {
  readonly sensorId: string;
  readonly property: string;
  readonly phenomenonTimeMs: number;
  /** The true value, not rounded to the sensor's resolution. */
  readonly value: number;
  readonly unit: string;
  /** What was wrong with this reading; empty for a healthy one. */
  readonly faults: readonly FaultType[];
}

export interface City {
  readonly id: string;
  readonly seed: number;
  readonly deviceCount: number;
  /** `meta` and `status` of every device as a broker would hold them at a virtual time. */
  retainedMessages(runId: string, atMs: number): CityMessage[];
  /** Messages due in [fromMs, toMs), in the order they are due. */
  messagesBetween(runId: string, fromMs: number, toMs: number): CityMessage[];
  /** Faults whose interval touches [fromMs, toMs), by start. */
  faultsBetween(fromMs: number, toMs: number): Fault[];
  /** Truth of every reading with a phenomenon time in [fromMs, toMs), sent or not, device by device. */
  truthBetween(fromMs: number, toMs: number): TruthRecord[];
}

/** The second copy of a duplicated message follows within this. */
const MAX_REPEAT_MS = 20_000;
/** A device counts as gone when it has been silent for this long; its last will says so. */
const SILENCE_MS = 30_000;

export function createCity(dataset: CityDataset, { seed }: { readonly seed: number }): City {
  const devices = createDevices(dataset, seed);
  const state = createCityState(dataset, seed);
  const schedule = createFaultSchedule(devices, seed);
  const metaPayloads = devices.map(metaPayload);

  const collect = (device: Device, runId: string, fromMs: number, toMs: number, into: CityMessage[]): void => {
    const ordinary = MAX_LATENCY_MS + MAX_REPEAT_MS;
    const faults = schedule.ofDevice(device, fromMs - MAX_DELAY_MS - ordinary, toMs);
    const lookBack = ordinary + (faults.some((fault) => fault.type === 'late') ? MAX_DELAY_MS : 0);
    const isDue = (dueMs: number) => dueMs >= fromMs && dueMs < toMs;
    for (let slot = firstSlotFrom(device, fromMs - lookBack); slotTimeMs(device, slot) < toMs; slot++) {
      const timeMs = slotTimeMs(device, slot);
      const wrong = faultsAt(faults, timeMs);
      if (wrong.some((fault) => fault.type === 'gap')) continue;
      const latency = latencyMs(device, slot);
      const late = wrong.some((fault) => fault.type === 'late');
      const dueMs = timeMs + latency + (late ? delayMs(device, slot) : 0);
      const repeatMs = wrong.some((fault) => fault.type === 'duplicate')
        ? dueMs + 500 + Math.floor(uniformAt(device.key + 5, slot) * (MAX_REPEAT_MS - 500))
        : dueMs;
      if (!isDue(dueMs) && !isDue(repeatMs)) continue;
      const payloads = payloadsOf(device, {
        runId,
        seq: sequenceOf(device, slot),
        phenomenonTimeMs: timeMs,
        resultTimeMs: timeMs + latency - (latency % 1000),
        values: sentValues(state, device, slot, wrong),
      });
      for (const payload of payloads) {
        const message = { topic: device.obsTopic, payload, qos: 1, retain: false } as const;
        if (isDue(dueMs)) into.push({ ...message, dueMs });
        if (repeatMs !== dueMs && isDue(repeatMs)) into.push({ ...message, dueMs: repeatMs });
      }
    }
    for (const silence of silencesOf(faults)) {
      const goneMs = silence.fromMs + SILENCE_MS;
      if (isDue(goneMs)) into.push(statusMessage(device, false, goneMs));
      if (isDue(silence.toMs)) into.push(statusMessage(device, true, silence.toMs));
    }
  };

  return {
    id: dataset.cityId,
    seed,
    deviceCount: devices.length,
    retainedMessages(_runId, atMs) {
      return devices.flatMap((device, index) => {
        // A gap that ended within the last half minute may have led into the one of now.
        const gone = silencesOf(schedule.ofDevice(device, atMs - SILENCE_MS, atMs + 1)).some(
          ({ fromMs, toMs }) => atMs >= fromMs + SILENCE_MS && atMs < toMs,
        );
        const meta: CityMessage = {
          topic: device.metaTopic,
          payload: metaPayloads[index]!,
          qos: 1,
          retain: true,
          dueMs: atMs,
        };
        return [meta, statusMessage(device, !gone, atMs)];
      });
    },
    messagesBetween(runId, fromMs, toMs) {
      const messages: CityMessage[] = [];
      if (!(toMs > fromMs)) return messages;
      for (const device of devices) collect(device, runId, fromMs, toMs, messages);
      // Sorting is stable: messages due in the same millisecond stay in the order of their devices.
      return messages.sort((a, b) => a.dueMs - b.dueMs);
    },
    faultsBetween: schedule.between,
    truthBetween(fromMs, toMs) {
      const records: TruthRecord[] = [];
      for (const device of devices) {
        const faults = schedule.ofDevice(device, fromMs, toMs);
        for (let slot = firstSlotFrom(device, fromMs); slotTimeMs(device, slot) < toMs; slot++) {
          const phenomenonTimeMs = slotTimeMs(device, slot);
          const wrong = faultsAt(faults, phenomenonTimeMs);
          const values = state.valuesOf(device, phenomenonTimeMs);
          device.sensor.properties.forEach(({ name, unit }, column) => {
            records.push({
              sensorId: device.sensor.id,
              property: name,
              phenomenonTimeMs,
              value: values[column]!,
              unit,
              faults: wrong
                .filter((fault) => fault.property === null || fault.property === name)
                .map((fault) => fault.type),
            });
          });
        }
      }
      return records;
    },
  };
}

/** The spans in which a device says nothing: gaps that overlap or touch are one silence. */
function silencesOf(faults: readonly Fault[]): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const silences: { fromMs: number; toMs: number }[] = [];
  const gaps = faults.filter(({ type }) => type === 'gap').sort((a, b) => a.fromMs - b.fromMs);
  for (const { fromMs, toMs } of gaps) {
    const last = silences.at(-1);
    if (last === undefined || fromMs > last.toMs) silences.push({ fromMs, toMs });
    else last.toMs = Math.max(last.toMs, toMs);
  }
  return silences;
}

function statusMessage(device: Device, online: boolean, timeMs: number): CityMessage {
  return { topic: device.statusTopic, payload: statusPayload(online, timeMs), qos: 1, retain: true, dueMs: timeMs };
}
