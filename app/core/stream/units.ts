/**
 * Units of measurement on the wire → UCUM codes. Three spellings arrive: UCUM itself (sandbox JSON, SensorThings
 * `definition`), UN/CEFACT Recommendation 20 codes (NGSI-LD `unitCode`), and what people write (SensorThings `symbol`).
 * Values are never converted here: a unit mix-up is something to find in the data, not to hide.
 */

// biome-ignore format: one table
const UCUM: ReadonlySet<string> = new Set([
  '1', '%', '[ppb]', '[ppm]', 'ug/m3', 'mg/m3', 'ng/m3',
  '{veh}/h', '{veh}', '{bike}/h', '{bike}', '{ped}/h', '{ped}', '{space}',
  'km/h', 'm/s', '[mi_i]/h', 'kn', 'Cel', 'K', '[degF]', 'deg', 'rad', 'hPa', 'Pa', 'kPa', 'mm/h', 'mm', 'cm', 'm', 'km',
  'dB', 'dB[A]', 'dB[SPL]', 's', 'min', 'h', 'd', 'L', 'kg', 'g', 'W', 'kW', 'W.h', 'kW.h', 'W/m2', 'V', 'A', 'Hz', 'lx',
]);

/** UN/CEFACT Recommendation 20 → UCUM. */
// biome-ignore format: one table
const UN_CEFACT: ReadonlyMap<string, string> = new Map([
  ['GQ', 'ug/m3'], ['GP', 'mg/m3'], ['59', '[ppm]'], ['61', '[ppb]'], ['C62', '1'], ['P1', '%'],
  ['KMH', 'km/h'], ['MTS', 'm/s'], ['HM', '[mi_i]/h'], ['KNT', 'kn'], ['CEL', 'Cel'], ['KEL', 'K'], ['FAH', '[degF]'],
  ['DD', 'deg'], ['A97', 'hPa'], ['PAL', 'Pa'], ['KPA', 'kPa'], ['2N', 'dB'], ['MMT', 'mm'], ['MMH', 'mm/h'], ['H67', 'mm/h'],
  ['CMT', 'cm'], ['MTR', 'm'], ['KMT', 'km'], ['LTR', 'L'], ['KGM', 'kg'], ['GRM', 'g'],
  ['SEC', 's'], ['MIN', 'min'], ['HUR', 'h'], ['DAY', 'd'], ['WTT', 'W'], ['KWT', 'kW'], ['WHR', 'W.h'], ['KWH', 'kW.h'],
  ['D54', 'W/m2'], ['VLT', 'V'], ['AMP', 'A'], ['HTZ', 'Hz'], ['LUX', 'lx'],
]);

/** What people write → UCUM. */
// biome-ignore format: one table
const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['µg/m³', 'ug/m3'], ['μg/m³', 'ug/m3'], ['µg/m3', 'ug/m3'], ['μg/m3', 'ug/m3'], ['ug/m³', 'ug/m3'], ['ug.m-3', 'ug/m3'],
  ['mg/m³', 'mg/m3'], ['ppb', '[ppb]'], ['ppm', '[ppm]'], ['°C', 'Cel'], ['degC', 'Cel'], ['°F', '[degF]'], ['°', 'deg'],
  ['dB(A)', 'dB[A]'], ['dBA', 'dB[A]'], ['kph', 'km/h'], ['mph', '[mi_i]/h'], ['mbar', 'hPa'], ['kWh', 'kW.h'], ['Wh', 'W.h'],
  ['l', 'L'], ['veh/h', '{veh}/h'], ['bike/h', '{bike}/h'], ['', '1'],
]);

/** A UCUM code from a UCUM code or a written unit; null where it is neither. */
export function ucumUnit(text: string): string | null {
  return UCUM.has(text) ? text : (WRITTEN.get(text) ?? null);
}

/**
 * A UCUM code from an NGSI-LD `unitCode`. Recommendation 20 knows no A-weighted decibel: `2N` on a sound level is
 * taken for what the Smart Data Model means by it.
 */
export function unitFromCode(code: string, property: string): string | null {
  const unit = UN_CEFACT.get(code) ?? (UCUM.has(code) ? code : null);
  return unit === 'dB' && property.startsWith('la') ? 'dB[A]' : unit;
}
