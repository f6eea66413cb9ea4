/** Units of columns: from the catalogue where it knows the column, else from the name, as the house writes names. */
import { attributesOf } from './layer-attributes.ts';
import { shippedLayers } from './layer-catalogue.ts';

/** The house puts units into column names (`height_m`, `capacity_veh_h`); longer endings stand before shorter ones. */
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

/** The part of a column's name that tells its unit, and the unit as a UCUM code; both '' where it tells none. */
export function unitSuffix(column: string): { readonly suffix: string; readonly unit: string } {
  const [suffix, unit] = SUFFIXES.find(([ending]) => column.endsWith(ending)) ?? ['', ''];
  return { suffix, unit };
}

/** The UCUM code of a column or property, whatever result it stands in; '' where neither source tells one. */
export function unitOfColumn(column: string): string {
  const known = shippedLayers()
    .flatMap(attributesOf)
    .find(({ id }) => id === column);
  return known?.unit || unitSuffix(column).unit;
}
