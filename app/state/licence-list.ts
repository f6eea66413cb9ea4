import { LICENCE_IDS, type Licence, licenceOf } from '../core/catalogue/licences.ts';

/** The licences that a card may name, for choosing one. */
export function licences(): readonly Licence[] {
  return LICENCE_IDS.map(licenceOf);
}
