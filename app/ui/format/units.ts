/** UCUM codes as people write them; the code stays in the tables. */
const SIGNS: Readonly<Record<string, string>> = {
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  '{veh}/h': 'veh/h',
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
