/** The house puts units into column names (`height_m`, `capacity_veh_h`); here they are read back, as UCUM codes. */
const SUFFIXES: readonly (readonly [suffix: string, ucum: string])[] = [
  ['_veh_h', '{veh}/h'],
  ['_ug_m3', 'ug/m3'],
  ['_kmh', 'km/h'],
  ['_m2', 'm2'],
  ['_db', 'dB[A]'],
  ['_deg', 'deg'],
  ['_m', 'm'],
  ['_s', 's'],
];

/** The unit a column's name tells, as a UCUM code; '' where it tells none. */
export function attributeUnit(column: string): string {
  return SUFFIXES.find(([suffix]) => column.endsWith(suffix))?.[1] ?? '';
}

/** The name without its unit, as words: `canyon_height_m` → `Canyon height`. */
export function attributeWords(column: string): string {
  const suffix = SUFFIXES.find(([ending]) => column.endsWith(ending))?.[0] ?? '';
  const words = column
    .slice(0, column.length - suffix.length)
    .replaceAll('_', ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
