/** What a device says in one slot: the true values, its healthy error, and whatever is wrong with it just then. */
import type { Device } from './device.ts';
import { firstSlotFrom, slotTimeMs } from './device.ts';
import type { Fault } from './faults.ts';
import { normalAt } from './seeded-noise.ts';
import { measuredValue, presentable } from './sensor-error.ts';
import type { CityState } from './true-values.ts';

/** The faults that touch a moment, of those given. */
export function faultsAt(faults: readonly Fault[], timeMs: number): readonly Fault[] {
  if (faults.length === 0) return faults;
  return faults.filter((fault) => timeMs >= fault.fromMs && timeMs < fault.toMs);
}

/** Values as sent, in the order of the device's properties. `faults` are those of this very slot. */
export function sentValues(state: CityState, device: Device, slot: number, faults: readonly Fault[]): number[] {
  const timeMs = slotTimeMs(device, slot);
  const values = healthyValues(state, device, slot, timeMs);
  for (const fault of faults) {
    const column = device.sensor.properties.findIndex((property) => property.name === fault.property);
    if (column >= 0) values[column] = faultyValue(state, device, column, slot, timeMs, values[column]!, fault);
  }
  return values;
}

function healthyValues(state: CityState, device: Device, slot: number, timeMs: number): number[] {
  const trueValues = state.valuesOf(device, timeMs);
  const weather = state.weatherAt(timeMs);
  const values = trueValues.map((_, column) => measuredValue(device, column, trueValues, timeMs, slot, weather));
  keepTogether(device, values);
  return values;
}

/** Two readings of one device must not contradict each other: fine particles are part of the coarse. */
function keepTogether(device: Device, values: number[]): void {
  const at = (name: string) => device.sensor.properties.findIndex((property) => property.name === name);
  const coarse = at('pm10');
  const fine = at('pm25');
  if (coarse >= 0 && fine >= 0) values[fine] = Math.min(values[fine]!, values[coarse]!);
}

function faultyValue(
  state: CityState,
  device: Device,
  column: number,
  slot: number,
  timeMs: number,
  value: number,
  fault: Fault,
): number {
  const property = device.sensor.properties[column]!;
  switch (fault.type) {
    case 'stuck': {
      const start = firstSlotFrom(device, fault.fromMs);
      return start === slot ? value : healthyValues(state, device, start, slotTimeMs(device, start))[column]!;
    }
    case 'spike':
      return presentable(property, value + property.spike * (1 + 0.2 * normalAt(device.key + 4, slot)));
    case 'drift':
      return presentable(property, value + (property.drift * (timeMs - fault.fromMs)) / (fault.toMs - fault.fromMs));
    case 'unit-mixup':
      return presentable(property, value / (property.ugPerPpb ?? 1));
    case 'gap':
    case 'duplicate':
    case 'late':
      return value;
  }
}
