import { quantity } from './numbers.ts';

/** UCUM codes as people write them; the code stays in the tables. */
const SIGNS: Readonly<Record<string, string>> = {
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  '{veh}/h': 'veh/h',
  '{veh}/d': 'veh/day',
  '{bike}/h': 'bikes/h',
  '{space}': '',
  '{veh}': 'veh',
  'km/h': 'km/h',
  'dB[A]': 'dB(A)',
  Cel: '°C',
  deg: '°',
  m2: 'm²',
  '{person}': 'people',
  '{person}/km2': 'people/km²',
  '1': '',
  '{1}': '',
  '[ppb]': 'ppb',
  a: 'years',
  'W/m2': 'W/m²',
  'm/s': 'm/s',
};

export function unitSign(ucum: string): string {
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
