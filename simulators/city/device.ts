/** A device of the city: a sensor of the dataset with its place in the street, its rhythm and its own chance. */
import { MS_PER_SECOND } from '../../app/core/base/clock.ts';
import { type StreetSite, streetSiteOf } from '../../app/core/models/street-air/roadside-place.ts';
import { type DeviceTopic, deviceTopic } from '../../app/core/stream/topics.ts';
import type { CityDataset, CitySensor } from './dataset.ts';
import { keyOf, uniformAt } from './seeded-noise.ts';

export interface Device {
  /** Row in the city's list of devices. */
  readonly index: number;
  readonly sensor: CitySensor;
  readonly site: StreetSite;
  readonly key: number;
  /** One stream of chance for each property. */
  readonly propertyKeys: readonly number[];
  readonly cadenceMs: number;
  /** Where in its cadence the device speaks, so that the devices of a city do not all speak at once. */
  readonly offsetMs: number;
  readonly obsTopic: string;
  readonly statusTopic: string;
  readonly metaTopic: string;
}

/** Messages are numbered from here, so that a number stays the same whatever interval is asked for. */
const SEQUENCE_EPOCH_MS = Date.UTC(2000, 0, 1);

const MIN_LATENCY_MS = 400;
/** No healthy message is later than this after its phenomenon. */
export const MAX_LATENCY_MS = 30_000;

export function createDevices(dataset: CityDataset, seed: number): Device[] {
  return dataset.sensors.map((sensor, index) => {
    const key = keyOf(seed, 'device', sensor.id);
    const topic = (leaf: DeviceTopic['leaf']) =>
      deviceTopic({ city: dataset.cityId, domain: sensor.domain, kind: sensor.kind, device: sensor.id, leaf });
    return {
      index,
      sensor,
      site: streetSiteOf(dataset, sensor),
      key,
      propertyKeys: sensor.properties.map((property) => keyOf(seed, 'device', sensor.id, property.name)),
      cadenceMs: sensor.cadenceSeconds * MS_PER_SECOND,
      offsetMs: Math.floor(uniformAt(key, 1) * sensor.cadenceSeconds) * MS_PER_SECOND,
      obsTopic: topic('obs'),
      statusTopic: topic('status'),
      metaTopic: topic('meta'),
    };
  });
}

/** A slot is one turn of a device to speak; its phenomenon time is exact. */
export function slotTimeMs(device: Device, slot: number): number {
  return slot * device.cadenceMs + device.offsetMs;
}

/** The first slot at or after a time. */
export function firstSlotFrom(device: Device, timeMs: number): number {
  return Math.ceil((timeMs - device.offsetMs) / device.cadenceMs);
}

/** Never negative, for the sake of parsers that count in unsigned numbers; before 2000 all are 0. */
export function sequenceOf(device: Device, slot: number): number {
  return Math.max(0, slot - Math.floor(SEQUENCE_EPOCH_MS / device.cadenceMs));
}

/** From the phenomenon until the message leaves the device's network when nothing is wrong: mostly 1–4 s. */
export function latencyMs(device: Device, slot: number): number {
  const chance = uniformAt(device.key + 2, slot);
  const tail = chance * chance * chance;
  return MIN_LATENCY_MS + Math.floor(3_000 * chance + 20_000 * tail * tail);
}
