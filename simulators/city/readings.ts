/** What a device says in one slot: the true values, its healthy error, and whatever is wrong with it just then. */
import type { Device } from './device.ts';
import { slotTimeMs } from './device.ts';
import type { Fault } from './faults/fault.ts';
import { faultyValue } from './faults/values.ts';
import { type WrittenValue, written } from './faults/wording-faults.ts';
import { measuredValue } from './sensor-error.ts';
import type { CityState } from './true-values.ts';

/**
 * Values as written, in the order of the device's properties. `faults` are those of this very slot; `standIn` is the
 * device that really speaks, where another one has taken over the name.
 */
export function sentValues(
  state: CityState,
  device: Device,
  slot: number,
  faults: readonly Fault[],
  standIn: Device = device,
): WrittenValue[] {
  const timeMs = slotTimeMs(device, slot);
  const values = healthyValues(state, standIn, slot, timeMs);
  const { properties } = device.sensor;
  for (const fault of faults) {
    if (fault.property === null) continue;
    const column = properties.findIndex((property) => property.name === fault.property);
    if (column < 0) continue;
    const healthyAt = (other: number) => healthyValues(state, standIn, other, slotTimeMs(device, other))[column]!;
    values[column] = faultyValue(values[column]!, fault, { device, column, slot, timeMs, healthyAt });
  }
  return properties.map(({ name }, column) => written(name, values[column]!, faults));
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
