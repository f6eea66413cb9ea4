/**
 * From a true value to what the instrument says, in good health: each kind has the errors its datasheet would confess.
 *
 * reference air   ±2.5 % ± 1 µg/m³
 * low-cost gases  own gain and offset, drift since the last calibration (every 180 days), 0.2 µg/m³ per K away from
 *                 20 °C, cross-sensitivity to ozone, slow and fast noise
 * low-cost PM     grows with humidity: 1 + (κ/1.65)/(1/a_w − 1), κ = 0.4, damped to a third
 * loops, counters whole vehicles or bicycles in the interval, scattered like a negative binomial, 2–5 % (loops) or
 *                 5–15 % (bicycles) missed
 * noise           own offset ±1 dB, −0.1 dB a month, ±0.4 dB
 * weather, bins   a little noise; parking counts its spaces
 */
import { MS_PER_DAY, MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { roundTo } from '../../app/core/base/portable-math.ts';
import type { Device } from './device.ts';
import type { Property } from './properties.ts';
import { countAt, normalAt, smoothAt, uniformAt } from './seeded-noise.ts';
import type { Weather } from './weather.ts';

const RECALIBRATED_EVERY_MS = 180 * MS_PER_DAY;
const MS_PER_MONTH = 30 * MS_PER_DAY;
const WATER_UPTAKE = 0.4;

/** What the device reports for one property, rounded to its resolution and held within its range. */
export function measuredValue(
  device: Device,
  column: number,
  trueValues: readonly number[],
  timeMs: number,
  slot: number,
  weather: Weather,
): number {
  const property = device.sensor.properties[column]!;
  return presentable(property, rawValue(device, property, column, trueValues, timeMs, slot, weather));
}

/** Rounded to the property's resolution and held within its range. */
export function presentable(property: Property, value: number): number {
  if (property.name === 'wind_direction') return (((Math.round(value) % 360) + 360) % 360) | 0;
  return Math.min(property.most, Math.max(property.least, roundTo(value, property.resolution)));
}

function rawValue(
  device: Device,
  property: Property,
  column: number,
  trueValues: readonly number[],
  timeMs: number,
  slot: number,
  weather: Weather,
): number {
  const truth = trueValues[column]!;
  const key = device.propertyKeys[column]!;
  switch (property.name) {
    case 'flow':
      return countPerHour(device, key, slot, truth * (0.95 + 0.03 * uniformAt(key, -1)), 35);
    case 'bikes':
      return countPerHour(device, key, slot, truth * (0.85 + 0.1 * uniformAt(key, -1)), 10);
    case 'speed':
      return truth * (1 + 0.03 * normalAt(key, slot)) + 1.5 * normalAt(key + 1, slot);
    case 'occupancy':
      return device.sensor.domain === 'parking' ? truth : truth * (1 + 0.06 * normalAt(key, slot));
    case 'no2':
    case 'no':
    case 'o3':
    case 'pm10':
    case 'pm25':
      return device.sensor.kind === 'reference'
        ? truth * (1 + 0.025 * normalAt(key, slot)) + normalAt(key + 1, slot)
        : lowCost(device, property, key, truth, trueValues, timeMs, slot, weather);
    case 'laeq':
      return truth + uniformAt(key, -1) * 2 - 1 - 0.1 * monthsSinceCalibration(key, timeMs) + 0.4 * normalAt(key, slot);
    case 'temperature': {
      const shield = (1.2 * weather.radiationWM2) / 1000;
      return truth + shield + 0.2 * normalAt(key, slot);
    }
    case 'humidity':
      return truth + 2 * normalAt(key, slot);
    case 'wind_speed':
      return truth * (0.92 + 0.16 * uniformAt(key, -1)) + 0.25 * normalAt(key, slot);
    case 'wind_direction':
      return truth + 10 * (uniformAt(key, -1) - 0.5) + 5 * normalAt(key, slot);
    case 'pressure':
      return truth + 0.2 * normalAt(key, slot);
    case 'rain':
      return truth < 0.05 ? 0 : truth * (1 + 0.08 * normalAt(key, slot));
    case 'fill':
      return truth + 0.02 * normalAt(key, slot);
    default:
      return truth;
  }
}

function countPerHour(device: Device, key: number, slot: number, perHour: number, k: number): number {
  const intervals = MS_PER_HOUR / device.cadenceMs;
  return countAt(key, slot, perHour / intervals, k) * intervals;
}

function monthsSinceCalibration(key: number, timeMs: number): number {
  const place = timeMs / RECALIBRATED_EVERY_MS + uniformAt(key, -2);
  return ((place - Math.floor(place)) * RECALIBRATED_EVERY_MS) / MS_PER_MONTH;
}

function lowCost(
  device: Device,
  property: Property,
  key: number,
  truth: number,
  trueValues: readonly number[],
  timeMs: number,
  slot: number,
  weather: Weather,
): number {
  const months = monthsSinceCalibration(key, timeMs);
  if (property.ugPerPpb === undefined) {
    const activity = Math.min(0.95, weather.humidityPercent / 100);
    const growth = 1 + WATER_UPTAKE / 1.65 / (1 / activity - 1) / 3;
    const gain = 0.85 + 0.3 * uniformAt(key, -3);
    return truth * growth * gain * (1 + 0.06 * normalAt(key, slot)) + normalAt(key + 1, slot);
  }
  const gain = (0.88 + 0.24 * uniformAt(key, -3)) * (1 - 0.015 * months);
  const offset = 8 * (uniformAt(key, -4) - 0.5);
  const drift = 3 * (uniformAt(key, -5) - 0.5) * months;
  const ozone = device.sensor.properties.findIndex((other) => other.name === 'o3');
  const cross = property.name === 'no2' && ozone >= 0 ? 0.06 * trueValues[ozone]! : 0;
  const heat = 0.2 * (weather.temperatureC - 20);
  const noise = 2.2 * smoothAt(key, timeMs, 1.5 * MS_PER_HOUR) + 1.6 * normalAt(key, slot);
  return offset + drift + gain * truth + cross + heat + noise;
}
