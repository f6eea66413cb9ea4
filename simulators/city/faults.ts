/**
 * What goes wrong, when and where. Every day has the same planned faults at the same local times on the same devices,
 * so that a lesson can name them, and besides them some of every kind within every two hours, placed by the seed.
 */
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../app/core/base/clock.ts';
import { type RandomSource, randomFrom } from '../../app/core/base/random.ts';
import { LONGEST_CADENCE_MS } from './dataset.ts';
import { type Device, firstSlotFrom, slotTimeMs } from './device.ts';
import { localMoment, timeOfLocal } from './local-time.ts';
import { keyOf, uniformAt } from './seeded-noise.ts';

/**
 * gap: nothing is sent · stuck: the value at its start is repeated · spike: one reading far off · drift: an error that
 * grows from nothing · duplicate: each message twice · late: messages minutes to two hours late · unit-mixup: the
 * number is in ppb, the label says µg/m³.
 */
export type FaultType = 'gap' | 'stuck' | 'spike' | 'drift' | 'duplicate' | 'late' | 'unit-mixup';
export const FAULT_TYPES: readonly FaultType[] = ['gap', 'stuck', 'spike', 'drift', 'duplicate', 'late', 'unit-mixup'];

export interface Fault {
  readonly type: FaultType;
  readonly sensorId: string;
  /** The property it touches; null where it touches whole messages. */
  readonly property: string | null;
  /** Phenomenon times from–to, half-open, ms UTC. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Planned faults come at the same local time every day. */
  readonly planned: boolean;
}

export interface FaultSchedule {
  /** Every fault whose interval touches [fromMs, toMs), by start. */
  between(fromMs: number, toMs: number): Fault[];
  /** The same for one device; cheap. */
  ofDevice(device: Device, fromMs: number, toMs: number): readonly Fault[];
}

/** The longest delay of a late message after its phenomenon, healthy latency not counted. */
export const MAX_DELAY_MS = 2 * MS_PER_HOUR;
const LONGEST_FAULT_MS = 6 * MS_PER_HOUR;
/** A fault waits for its device's next reading, so one of a day may begin in the small hours of the next. */
const LOOK_BACK_MS = LONGEST_FAULT_MS + LONGEST_CADENCE_MS;
const DAYS_KEPT = 12;
const DEVICES_PER_SEEDED_FAULT = 75;

/** Where a kind of fault can happen, and how many minutes it lasts. */
interface FaultKind {
  readonly minutes: readonly [least: number, most: number];
  readonly domains: readonly string[] | null;
  readonly properties: readonly string[] | null;
}

const GASES = ['no2', 'no', 'o3'];
const KINDS: Readonly<Record<FaultType, FaultKind>> = {
  gap: { minutes: [30, 150], domains: null, properties: null },
  stuck: {
    minutes: [60, 240],
    // Parking stands still by nature: nobody could tell.
    domains: ['traffic', 'air', 'noise'],
    properties: ['flow', 'no2', 'o3', 'pm10', 'laeq'],
  },
  spike: {
    minutes: [1, 1],
    domains: ['traffic', 'air', 'noise', 'waste'],
    properties: ['flow', 'no2', 'o3', 'pm10', 'pm25', 'laeq', 'fill'],
  },
  drift: {
    minutes: [150, 360],
    domains: ['air', 'noise', 'weather'],
    properties: ['no2', 'o3', 'pm10', 'laeq', 'temperature'],
  },
  duplicate: { minutes: [20, 60], domains: null, properties: null },
  late: { minutes: [20, 60], domains: null, properties: null },
  'unit-mixup': { minutes: [60, 240], domains: ['air'], properties: GASES },
};

/** Local hour, minutes, and the kind of device it befalls; `domain/kind` as in the topics. */
const PLANNED: readonly (readonly [type: FaultType, hour: number, minutes: number, place: string])[] = [
  ['spike', 9.25, 1, 'noise/class2'],
  ['drift', 9.5, 360, 'air/lowcost'],
  ['gap', 9.75, 45, 'air/lowcost'],
  ['stuck', 10.25, 90, 'traffic/loop'],
  ['duplicate', 10.5, 30, 'traffic/loop'],
  ['late', 11, 30, 'air/lowcost'],
  ['spike', 12, 1, 'air/lowcost'],
  ['unit-mixup', 12.5, 120, 'air/lowcost'],
  ['duplicate', 14, 30, 'noise/class2'],
  ['gap', 15.25, 90, 'traffic/loop'],
  ['stuck', 16.25, 120, 'air/lowcost'],
  ['late', 17, 45, 'traffic/loop'],
  ['drift', 17.5, 300, 'noise/class2'],
  ['spike', 18.5, 1, 'traffic/loop'],
  ['unit-mixup', 19, 180, 'air/lowcost'],
  ['duplicate', 20, 30, 'parking/onstreet'],
  ['gap', 21.5, 60, 'noise/class2'],
  ['stuck', 22, 90, 'noise/class2'],
  ['drift', 23, 240, 'weather/station'],
  ['late', 23.25, 30, 'parking/onstreet'],
  ['unit-mixup', 2, 180, 'air/lowcost'],
  ['gap', 4, 120, 'air/reference'],
];

export function createFaultSchedule(devices: readonly Device[], seed: number): FaultSchedule {
  const days = new Map<number, ReadonlyMap<number, readonly Fault[]>>();
  const candidates = new Map(
    FAULT_TYPES.map((type) => [type, devices.filter((device) => canHappen(type, device))] as const),
  );
  const indexOf = new Map(devices.map((device) => [device.sensor.id, device.index]));

  /** Faults that begin on a local day, by device. */
  const ofDay = (day: number): ReadonlyMap<number, readonly Fault[]> => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const byDevice = new Map<number, Fault[]>();
    for (const fault of [...plannedFaults(devices, seed, day), ...seededFaults(candidates, seed, day)]) {
      const index = indexOf.get(fault.sensorId)!;
      const list = byDevice.get(index);
      if (list === undefined) byDevice.set(index, [fault]);
      else list.push(fault);
    }
    if (days.size >= DAYS_KEPT) days.delete(days.keys().next().value!);
    days.set(day, byDevice);
    return byDevice;
  };

  const touching = (fromMs: number, toMs: number, pick: (day: number) => Iterable<Fault>): Fault[] => {
    const found: Fault[] = [];
    const lastDay = localMoment(toMs).day;
    for (let day = localMoment(fromMs - LOOK_BACK_MS).day; day <= lastDay; day++) {
      for (const fault of pick(day)) if (fault.fromMs < toMs && fault.toMs > fromMs) found.push(fault);
    }
    return found;
  };

  return {
    between: (fromMs, toMs) =>
      touching(fromMs, toMs, (day) => [...ofDay(day).values()].flat()).sort(
        (a, b) => a.fromMs - b.fromMs || (a.sensorId < b.sensorId ? -1 : a.sensorId > b.sensorId ? 1 : 0),
      ),
    ofDevice: (device, fromMs, toMs) => touching(fromMs, toMs, (day) => ofDay(day).get(device.index) ?? []),
  };
}

function canHappen(type: FaultType, device: Device): boolean {
  const { domains, properties } = KINDS[type];
  if (domains !== null && !domains.includes(device.sensor.domain)) return false;
  return properties === null || device.sensor.properties.some((property) => properties.includes(property.name));
}

function* plannedFaults(devices: readonly Device[], seed: number, day: number): Generator<Fault> {
  for (const [entry, [type, hour, minutes, place]] of PLANNED.entries()) {
    const possible = devices.filter(
      ({ sensor }) => `${sensor.domain}/${sensor.kind}` === place && sensor.properties.length > 0,
    );
    const fitting = possible.filter((device) => canHappen(type, device));
    if (fitting.length === 0) continue;
    const device = fitting[Math.floor(uniformAt(keyOf(seed, 'planned-fault'), entry) * fitting.length)]!;
    const { properties } = KINDS[type];
    const touched = device.sensor.properties.find((property) => properties?.includes(property.name));
    yield faultOf(type, device, touched?.name ?? null, timeOfLocal(day, hour), minutes, true);
  }
}

/** At least one of every type begins in every two hours of the day. */
function* seededFaults(
  candidates: ReadonlyMap<FaultType, readonly Device[]>,
  seed: number,
  day: number,
): Generator<Fault> {
  const random = randomFrom(seed, 'faults', day);
  const midnight = timeOfLocal(day, 0);
  const blocks = Math.round((timeOfLocal(day + 1, 0) - midnight) / MAX_DELAY_MS);
  for (let block = 0; block < blocks; block++) {
    for (const [type, possible] of candidates) {
      if (possible.length === 0) continue;
      const number = Math.max(1, Math.round(possible.length / DEVICES_PER_SEEDED_FAULT));
      for (let i = 0; i < number; i++) {
        const start = midnight + (block + random.uniform()) * MAX_DELAY_MS;
        yield seededFault(type, possible, start, random);
      }
    }
  }
}

function seededFault(type: FaultType, possible: readonly Device[], start: number, random: RandomSource): Fault {
  const device = possible[random.below(possible.length)]!;
  const { minutes, properties } = KINDS[type];
  const fitting = device.sensor.properties.filter((property) => properties?.includes(property.name));
  const touched = fitting.length > 0 ? fitting[random.below(fitting.length)]!.name : null;
  return faultOf(type, device, touched, start, minutes[0] + random.uniform() * (minutes[1] - minutes[0]), false);
}

function faultOf(
  type: FaultType,
  device: Device,
  property: string | null,
  startMs: number,
  minutes: number,
  planned: boolean,
): Fault {
  // A fault starts with a reading and covers whole ones: one for a spike, at least two otherwise.
  const fromMs = slotTimeMs(device, firstSlotFrom(device, Math.round(startMs)));
  const readings = type === 'spike' ? 1 : Math.max(2, Math.round((minutes * MS_PER_MINUTE) / device.cadenceMs));
  const lasts = Math.min(readings * device.cadenceMs, LONGEST_FAULT_MS);
  return { type, sensorId: device.sensor.id, property, fromMs, toMs: fromMs + lasts, planned };
}

/** How long after its healthy time a message leaves while its device is late: one to 120 minutes, mostly about ten. */
export function delayMs(device: Device, slot: number): number {
  const chance = uniformAt(device.key + 3, slot);
  return MS_PER_MINUTE + Math.floor(chance * chance * chance * (MAX_DELAY_MS - MS_PER_MINUTE));
}
