import { textOf } from '../i18n/text.ts';
import { quantity } from './numbers.ts';

/** UCUM codes as people write them; the code stays in the tables. */
const SIGNS: Readonly<Record<string, string>> = {
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  '{space}': '',
  'km/h': 'km/h',
  'dB[A]': 'dB(A)',
  Cel: '°C',
  deg: '°',
  m2: 'm²',
  '1': '',
  '{1}': '',
  '[ppb]': 'ppb',
  'W/m2': 'W/m²',
  'm/s': 'm/s',
};

/** Those that are written in words. */
const WORDS = {
  '{veh}/h': 'unit.vehicles-an-hour',
  '{veh}/d': 'unit.vehicles-a-day',
  '{bike}/h': 'unit.bicycles-an-hour',
  '{veh}': 'unit.vehicles',
  '{person}': 'unit.people',
  '{person}/km2': 'unit.people-a-square-kilometre',
  a: 'unit.years',
} as const;

export function unitSign(ucum: string): string {
  if (Object.hasOwn(WORDS, ucum)) return textOf(WORDS[ucum as keyof typeof WORDS]);
  return SIGNS[ucum] ?? ucum.replace(/[{}]/g, '');
}

/** `41.2 µg/m³`, `37`, `21.5 °C`; degrees of direction without a space. */
export function withUnit(number: string, ucum: string): string {
  const sign = unitSign(ucum);
  if (sign === '') return number;
  return sign === '°' ? `${number}${sign}` : `${number}\u00a0${sign}`;
}

/** Shares of a whole, told by their property: UCUM `1` alone could as well be a count. */
const SHARES: ReadonlySet<string> = new Set(['fill', 'occupancy']);

const isShare = (ucum: string, property: string) => ucum === '1' && SHARES.has(property);

/** The sign of the unit a property is shown in: a share reads as percent. */
export function shownUnit(ucum: string, property: string): string {
  return isShare(ucum, property) ? '%' : unitSign(ucum);
}

/** The number that goes with `shownUnit`; percent to a tenth. */
export function shownNumber(value: number, ucum: string, property: string): number {
  return isShare(ucum, property) ? Math.round(value * 1000) / 10 : value;
}

/** `31 %` for a fill level of 0.31, `41.2 µg/m³` for nitrogen dioxide. */
export function measured(value: number, ucum: string, property: string): string {
  const text = quantity(shownNumber(value, ucum, property));
  return withUnit(text, isShare(ucum, property) ? '%' : ucum);
}
