/**
 * The city as a source of messages. It keeps no state in time: everything it says at a virtual moment is a function of
 * seed, device, time and the faults that people started, so any interval can be had alone, and the same messages come
 * out however it is cut.
 */
import type { FaultType, FaultySensor } from '../../app/core/stream/fault-catalogue.ts';
import type { ManualFault } from '../../app/core/stream/fault-message.ts';
import type { CityMessage } from '../../app/core/stream/message.ts';
import type { CityDataset } from './dataset.ts';
import { createDevices, type Device, firstSlotFrom, sequenceOf, slotTimeMs } from './device.ts';
import { collectMessages, retainedOf, type VoiceSurroundings } from './device-voice.ts';
import { type Fault, familyOf, faultsAt } from './faults/fault.ts';
import { befallen, createFaultSchedule, type FaultSchedule } from './faults/schedule.ts';
import { createCityState } from './true-values.ts';
import type { WindTurn } from './weather.ts';

/** What was really there when a device spoke or should have spoken; kept aside from the stream. */
export interface TruthRecord {
  readonly sensorId: string;
  readonly property: string;
  /** The true time, whatever the device wrote. */
  readonly phenomenonTimeMs: number;
  /** The true value, not rounded to the sensor's resolution. */
  readonly value: number;
  readonly unit: string;
  /** The number in sequence of the message that tells it: finds the row where its time is wrong. */
  readonly seq: number;
  /** What was wrong with this reading; empty for a healthy one. */
  readonly faults: readonly FaultType[];
}

export interface City {
  readonly id: string;
  readonly seed: number;
  readonly deviceCount: number;
  /** Its sensors, as far as it matters for what can befall them. */
  readonly sensors: readonly FaultySensor[];
  /** What a broker would hold at a virtual time: `meta` and `status` of every device, and readings kept by mistake. */
  retainedMessages(runId: string, atMs: number): CityMessage[];
  /** Messages due in [fromMs, toMs), in the order they are due. */
  messagesBetween(runId: string, fromMs: number, toMs: number): CityMessage[];
  /** Faults whose interval touches [fromMs, toMs), by start. */
  faultsBetween(fromMs: number, toMs: number): Fault[];
  /** Truth of every reading with a phenomenon time in [fromMs, toMs), sent or not, device by device. */
  truthBetween(fromMs: number, toMs: number): TruthRecord[];
  /** The same city with these faults besides its own, instead of any given before; cheap. */
  withFaults(manual: readonly ManualFault[]): City;
}

export interface CityOptions {
  readonly seed: number;
  /** False for a city that suffers from nothing but what people start. */
  readonly ownFaults?: boolean;
}

export function createCity(dataset: CityDataset, { seed, ownFaults = true }: CityOptions): City {
  const devices = createDevices(dataset, seed);
  const state = createCityState(dataset, seed);
  const schedule = ownFaults ? createFaultSchedule(devices, seed) : NOTHING;
  const sensors = devices.map(({ sensor }) => befallen(sensor));

  const cityWith = (manual: readonly ManualFault[]): City => {
    const { faultsOf, between } = besides(schedule, manual);
    const turns = windTurns(manual);
    const there = turns.length === 0 ? state : state.withWind(turns);
    const around: VoiceSurroundings = { cityId: dataset.cityId, state: there, devices, faultsOf };
    return {
      id: dataset.cityId,
      seed,
      deviceCount: devices.length,
      sensors,
      retainedMessages: (runId, atMs) => devices.flatMap((device) => retainedOf(around, device, runId, atMs)),
      messagesBetween(runId, fromMs, toMs) {
        const messages: CityMessage[] = [];
        if (!(toMs > fromMs)) return messages;
        for (const device of devices) collectMessages(around, device, runId, { fromMs, toMs }, messages);
        // Sorting is stable: messages due in the same millisecond stay in the order of their devices.
        return messages.sort((a, b) => a.dueMs - b.dueMs);
      },
      faultsBetween: between,
      truthBetween: (fromMs, toMs) => devices.flatMap((device) => truthOf(around, device, fromMs, toMs)),
      withFaults: cityWith,
    };
  };
  return cityWith([]);
}

const NOTHING: FaultSchedule = { between: () => [], ofDevice: () => [] };

/** Of what people started, the weather: it befalls the whole city and no reading is wrong for it. */
function windTurns(manual: readonly ManualFault[]): readonly WindTurn[] {
  return manual
    .filter(({ type }) => type === 'wind-turn')
    .map(({ fromMs, toMs, parameters }) => ({
      fromMs,
      toMs: toMs ?? Number.POSITIVE_INFINITY,
      fromDeg: typeof parameters.from_deg === 'number' ? parameters.from_deg : SOUTH_DEG,
    }));
}

const SOUTH_DEG = 180;

/** The schedule together with what people started. */
function besides(schedule: FaultSchedule, manual: readonly ManualFault[]) {
  const faults = manual.map((fault): Fault => {
    const { type, sensorId, property, fromMs, toMs, parameters } = fault;
    return { type, sensorId, property, fromMs, toMs: toMs ?? Number.POSITIVE_INFINITY, origin: 'host', parameters };
  });
  const bySensor = new Map<string, Fault[]>();
  const wrong = faults.filter((fault) => familyOf(fault) !== 'weather');
  for (const fault of wrong) bySensor.set(fault.sensorId, [...(bySensor.get(fault.sensorId) ?? []), fault]);
  const touches = (fromMs: number, toMs: number) => (fault: Fault) => fault.fromMs < toMs && fault.toMs > fromMs;
  return {
    faultsOf(device: Device, fromMs: number, toMs: number): readonly Fault[] {
      const scheduled = schedule.ofDevice(device, fromMs, toMs);
      const started = bySensor.get(device.sensor.id);
      return started === undefined ? scheduled : [...scheduled, ...started.filter(touches(fromMs, toMs))];
    },
    between(fromMs: number, toMs: number): Fault[] {
      const found = [...schedule.between(fromMs, toMs), ...faults.filter(touches(fromMs, toMs))];
      return found.sort((a, b) => a.fromMs - b.fromMs);
    },
  };
}

function truthOf({ state, faultsOf }: VoiceSurroundings, device: Device, fromMs: number, toMs: number): TruthRecord[] {
  const records: TruthRecord[] = [];
  const faults = faultsOf(device, fromMs, toMs);
  for (let slot = firstSlotFrom(device, fromMs); slotTimeMs(device, slot) < toMs; slot++) {
    const phenomenonTimeMs = slotTimeMs(device, slot);
    const wrong = faultsAt(faults, phenomenonTimeMs).filter((fault) => isFelt(device, slot, fault));
    const values = state.valuesOf(device, phenomenonTimeMs);
    device.sensor.properties.forEach(({ name, unit }, column) => {
      records.push({
        sensorId: device.sensor.id,
        property: name,
        phenomenonTimeMs,
        value: values[column]!,
        unit,
        seq: sequenceOf(device, slot),
        faults: wrong.filter(({ property }) => property === null || property === name).map(({ type }) => type),
      });
    });
  }
  return records;
}

/** Whether the reading of a slot itself is wrong: a wrong place only where the reading says the place. */
function isFelt(device: Device, slot: number, fault: Fault): boolean {
  if (familyOf(fault) === 'place') return device.sensor.dialect === 'ngsi-ld';
  if (fault.type === 'retained-stale') return slot !== firstSlotFrom(device, fault.fromMs);
  return true;
}
