/**
 * What goes wrong by itself, when and where. Every day has the same planned faults at the same local times on the same
 * devices, and besides them one of every form begins within any two hours, placed by the seed.
 */
import { MS_PER_MINUTE } from '../../../app/core/base/clock.ts';
import { ln } from '../../../app/core/base/portable-math.ts';
import {
  canBefall,
  type FaultySensor,
  faultKind,
  propertiesBefallen,
} from '../../../app/core/stream/fault-catalogue.ts';
import { LONGEST_CADENCE_MS } from '../dataset.ts';
import { type Device, firstSlotFrom, slotTimeMs } from '../device.ts';
import { localMoment, timeOfLocal } from '../local-time.ts';
import { keyOf, uniformAt } from '../seeded-noise.ts';
import { CHANCE_FORMS, type ChanceForm } from './chance-forms.ts';
import { type Fault, LONGEST_SCHEDULED_MS } from './fault.ts';
import { PLANNED_DAY } from './planned-day.ts';

export interface FaultSchedule {
  /** Every fault whose interval touches [fromMs, toMs), by start. */
  between(fromMs: number, toMs: number): Fault[];
  /** The same for one device; cheap. */
  ofDevice(device: Device, fromMs: number, toMs: number): readonly Fault[];
}

/**
 * A form begins once in each block, at a phase of its own, a little earlier or later, and waits for its device's next
 * reading: from one beginning to the next never more than 90 + 15 + 15 minutes pass.
 */
const BLOCK_MS = 90 * MS_PER_MINUTE;
const JITTER_MS = 15 * MS_PER_MINUTE;
const QUICK_CADENCE_MS = 15 * MS_PER_MINUTE;
/** A fault waits for its device's next reading, so one of a day may begin in the small hours of the next. */
const LOOK_BACK_MS = LONGEST_SCHEDULED_MS + LONGEST_CADENCE_MS;
const BLOCKS_KEPT = 64;
const DAYS_KEPT = 8;

type ByDevice = ReadonlyMap<number, readonly Fault[]>;
interface Possible {
  readonly form: ChanceForm;
  readonly phaseMs: number;
  readonly key: number;
  readonly devices: readonly Device[];
}

export function createFaultSchedule(devices: readonly Device[], seed: number): FaultSchedule {
  const indexOf = new Map(devices.map((device) => [device.sensor.id, device.index]));
  const planned = plannedPlaces(devices, seed);
  const shown = new Set(planned.map(({ device }) => device));
  // What a lesson points at is left alone, as long as there are others.
  const others = devices.filter((device) => !shown.has(device));
  const possible = CHANCE_FORMS.map((form, index): Possible => {
    const key = keyOf(seed, 'chance-fault', index);
    const phaseMs = Math.floor(uniformAt(key, -1) * BLOCK_MS);
    return {
      form,
      key,
      phaseMs,
      devices: firstNotEmpty(quick(others), quick(devices), devices)((d) => suits(form, d)),
    };
  });
  const slow = others.filter((device) => device.cadenceMs > QUICK_CADENCE_MS);
  const slowKey = keyOf(seed, 'chance-fault', 'slow');

  const blocks = keeping(BLOCKS_KEPT, (block) => byDevice(chanceFaults(block)));
  const days = keeping(DAYS_KEPT, (day) => byDevice(planned.map((place) => plannedFault(place, day))));

  function chanceFaults(block: number): Fault[] {
    const faults: Fault[] = [];
    for (const { form, key, phaseMs, devices: suited } of possible) {
      if (suited.length === 0) continue;
      const chance = (index: number) => uniformAt(key + 1 + index, block);
      const startMs = block * BLOCK_MS + phaseMs + Math.floor(chance(0) * JITTER_MS);
      faults.push(chanceFault(form, suited[Math.floor(chance(1) * suited.length)]!, startMs, chance));
    }
    // Those that speak once an hour would never be the next to speak: they have a lot of their own.
    const chance = (index: number) => uniformAt(slowKey + 1 + index, block);
    const form = CHANCE_FORMS[Math.floor(chance(4) * CHANCE_FORMS.length)]!;
    const suited = slow.filter((device) => suits(form, device));
    if (suited.length > 0) {
      const device = suited[Math.floor(chance(1) * suited.length)]!;
      faults.push(chanceFault(form, device, block * BLOCK_MS + Math.floor(chance(0) * BLOCK_MS), chance));
    }
    return faults;
  }

  function byDevice(faults: readonly Fault[]): ByDevice {
    const found = new Map<number, Fault[]>();
    for (const fault of faults) {
      const index = indexOf.get(fault.sensorId)!;
      const list = found.get(index);
      if (list === undefined) found.set(index, [fault]);
      else list.push(fault);
    }
    return found;
  }

  const touching = (fromMs: number, toMs: number, pick: (faults: ByDevice) => Iterable<Fault>): Fault[] => {
    const found: Fault[] = [];
    const look = (faults: ByDevice) => {
      for (const fault of pick(faults)) if (fault.fromMs < toMs && fault.toMs > fromMs) found.push(fault);
    };
    const lastDay = localMoment(toMs).day;
    for (let day = localMoment(fromMs - LOOK_BACK_MS).day; day <= lastDay; day++) look(days(day));
    const lastBlock = Math.floor(toMs / BLOCK_MS);
    const lookBackMs = LOOK_BACK_MS + BLOCK_MS + JITTER_MS;
    for (let block = Math.floor((fromMs - lookBackMs) / BLOCK_MS); block <= lastBlock; block++) look(blocks(block));
    return found;
  };

  return {
    between: (fromMs, toMs) =>
      touching(fromMs, toMs, (faults) => [...faults.values()].flat()).sort(
        (a, b) => a.fromMs - b.fromMs || (a.sensorId < b.sensorId ? -1 : a.sensorId > b.sensorId ? 1 : 0),
      ),
    ofDevice: (device, fromMs, toMs) => touching(fromMs, toMs, (faults) => faults.get(device.index) ?? []),
  };
}

interface PlannedPlace {
  readonly entry: (typeof PLANNED_DAY)[number];
  readonly device: Device;
  readonly property: string | null;
}

/** A device for each planned fault, each another one as long as there are enough. */
function plannedPlaces(devices: readonly Device[], seed: number): PlannedPlace[] {
  const taken = new Set<Device>();
  return PLANNED_DAY.flatMap((entry, index) => {
    const kind = faultKind(entry.type)!;
    const suited = devices.filter(
      ({ sensor }) => `${sensor.domain}/${sensor.kind}` === entry.place && canBefall(kind, befallen(sensor)),
    );
    const free = suited.filter((device) => !taken.has(device));
    const from = free.length > 0 ? free : suited;
    if (from.length === 0) return [];
    const device = from[Math.floor(uniformAt(keyOf(seed, 'planned-fault'), index) * from.length)]!;
    taken.add(device);
    const property = entry.property ?? propertiesBefallen(kind, befallen(device.sensor))[0] ?? null;
    return [{ entry, device, property }];
  });
}

function plannedFault({ entry, device, property }: PlannedPlace, day: number): Fault {
  const { type, hour, minutes, parameters = {} } = entry;
  return { type, property, parameters, origin: 'planned', ...span(type, device, timeOfLocal(day, hour), minutes) };
}

function chanceFault(form: ChanceForm, device: Device, startMs: number, chance: (index: number) => number): Fault {
  const fitting = fittingProperties(form, device);
  const property = fitting.length > 0 ? fitting[Math.floor(chance(2) * fitting.length)]! : null;
  const { type, minutes } = form;
  const lasts =
    'mean' in minutes
      ? Math.max(minutes.least, -ln(1 - chance(3)) * minutes.mean)
      : minutes[0] + chance(3) * (minutes[1] - minutes[0]);
  // A drift reaches its full height when it ends.
  const parameters = type === 'drift' ? { hours: lasts / 60 } : (form.parameters ?? {});
  return { type, property, parameters, origin: 'chance', ...span(type, device, startMs, lasts) };
}

/** A fault starts with a reading and covers whole ones: one for a spike, at least two otherwise. */
function span(type: Fault['type'], device: Device, startMs: number, minutes: number) {
  const fromMs = slotTimeMs(device, firstSlotFrom(device, Math.round(startMs)));
  const asked = Math.round((minutes * MS_PER_MINUTE) / device.cadenceMs);
  const readings = faultKind(type)!.oneReading ? 1 : Math.max(2, asked);
  const lasts = Math.min(readings * device.cadenceMs, LONGEST_SCHEDULED_MS);
  return { sensorId: device.sensor.id, fromMs, toMs: fromMs + lasts };
}

function suits(form: ChanceForm, device: Device): boolean {
  const kind = faultKind(form.type)!;
  return (
    canBefall(kind, befallen(device.sensor)) && (kind.properties === null || fittingProperties(form, device).length > 0)
  );
}

function fittingProperties(form: ChanceForm, device: Device): readonly string[] {
  const befalls = propertiesBefallen(faultKind(form.type)!, befallen(device.sensor));
  return form.properties === undefined ? befalls : befalls.filter((property) => form.properties!.includes(property));
}

/** A sensor as the catalogue of faults looks at it. */
export function befallen(sensor: Device['sensor']): FaultySensor {
  const { id, domain, cadenceSeconds } = sensor;
  return { id, domain, cadenceSeconds, properties: sensor.properties.map(({ name }) => name) };
}

function quick(devices: readonly Device[]): readonly Device[] {
  return devices.filter((device) => device.cadenceMs <= QUICK_CADENCE_MS);
}

/** The first list of which anything passes the test, and what does. */
function firstNotEmpty<T>(...lists: readonly (readonly T[])[]): (test: (item: T) => boolean) => readonly T[] {
  return (test) => {
    for (const list of lists) {
      const passing = list.filter(test);
      if (passing.length > 0) return passing;
    }
    return [];
  };
}

/** Remembers the last few of what it made. */
function keeping<T>(most: number, make: (number: number) => T): (number: number) => T {
  const kept = new Map<number, T>();
  return (number) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const made = make(number);
    if (kept.size >= most) kept.delete(kept.keys().next().value!);
    kept.set(number, made);
    return made;
  };
}
