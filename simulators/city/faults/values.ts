/** Faults of the number itself: what a broken sensor measures, counts or converts. */
import { MS_PER_HOUR } from '../../../app/core/base/clock.ts';
import { roundTo } from '../../../app/core/base/portable-math.ts';
import { type Device, firstSlotFrom } from '../device.ts';
import type { Property } from '../properties.ts';
import { normalAt, uniformAt } from '../seeded-noise.ts';
import { presentable } from '../sensor-error.ts';
import { type Fault, numberOf } from './fault.ts';

/** The reading a fault acts upon. */
export interface FaultyReading {
  readonly device: Device;
  readonly column: number;
  readonly slot: number;
  readonly timeMs: number;
  /** What the same property of the device reads in another slot when nothing is wrong. */
  readonly healthyAt: (slot: number) => number;
}

const COUNTER_SIZE = 65_536;
const MPH_PER_KMH = 0.621371;
const MPH_PER_MS = 2.236936;

/** The value with one fault of the family `value` added, as a number; the other types leave it as it is. */
export function faultyValue(value: number, fault: Fault, reading: FaultyReading): number {
  const { device, column, slot, timeMs } = reading;
  const property = device.sensor.properties[column]!;
  const chance = () => normalAt(device.key + 4, slot);
  const first = () => {
    const start = firstSlotFrom(device, fault.fromMs);
    return start === slot ? value : reading.healthyAt(start);
  };
  switch (fault.type) {
    case 'stuck': {
      const dither = numberOf(fault, 'dither');
      return dither === 0 ? first() : presentable(property, first() * (1 + dither * chance()));
    }
    case 'spike':
      return presentable(property, value + property.spike * (1 + 0.2 * chance()));
    case 'drift':
      return presentable(
        property,
        value + (property.drift * (timeMs - fault.fromMs)) / (numberOf(fault, 'hours') * MS_PER_HOUR),
      );
    case 'noise-burst':
      return presentable(property, value + 0.3 * property.spike * chance());
    case 'saturation':
      return Math.min(value, presentable(property, first() * numberOf(fault, 'share')));
    case 'counter-rollover':
      return value - COUNTER_SIZE * countsPerHour(device);
    case 'counter-reset':
      return value - (1_000 + Math.floor(60_000 * uniformAt(device.key + 6, slot))) * countsPerHour(device);
    case 'unit-mixup':
      return inAnotherUnit(property, value);
    default:
      return value;
  }
}

/** A counter's difference over one interval becomes a rate an hour. */
function countsPerHour(device: Device): number {
  return MS_PER_HOUR / device.cadenceMs;
}

/** The same quantity in the unit that it is not labelled with. */
function inAnotherUnit(property: Property, value: number): number {
  if (property.ugPerPpb !== undefined) return roundTo(value / property.ugPerPpb, 0.1);
  switch (property.name) {
    case 'temperature':
      return roundTo(value * 1.8 + 32, 0.1);
    case 'wind_speed':
      return roundTo(value * MPH_PER_MS, 0.1);
    case 'speed':
      return roundTo(value * MPH_PER_KMH, 0.1);
    case 'humidity':
      return roundTo(value / 100, 0.001);
    default:
      return roundTo(value * 100, 0.1);
  }
}
