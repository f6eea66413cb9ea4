/** The ways in which one and the same address is written down. */
import type { Address, StreetName } from './addresses.ts';
import { type Clerk, inCapitals } from './mess.ts';

/** `BX` ground floor, `PR` principal (the first floor of an old house), `AT` attic; else the number of the floor. */
export interface Flat {
  readonly floor: 'BX' | 'PR' | 'AT' | number;
  readonly door: number;
}

/** As the truth has it: "PR-02", "03-01". */
export function flatCode({ floor, door }: Flat): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${typeof floor === 'number' ? pad(floor) : floor}-${pad(door)}`;
}

const CATALAN_ORDINALS = ['', '1r', '2n', '3r', '4t'];
const CATALAN_DOORS = ['', '1a', '2a', '3a', '4a'];

const catalanFloor = (floor: Flat['floor']) =>
  floor === 'BX'
    ? 'baixos'
    : floor === 'PR'
      ? 'pral.'
      : floor === 'AT'
        ? 'àtic'
        : (CATALAN_ORDINALS[floor] ?? `${floor}è`);
const catalanDoor = (door: number) => CATALAN_DOORS[door] ?? `${door}a`;
const spanishFloor = (floor: Flat['floor']) =>
  floor === 'BX' ? 'bajos' : floor === 'PR' ? 'pral.' : floor === 'AT' ? 'ático' : `${floor}º`;
const bareFloor = (floor: Flat['floor']) => (floor === 'PR' ? 'P' : String(floor));

const SHORT_TYPES: Readonly<Record<string, string>> = {
  Carrer: 'C/',
  Calle: 'C.',
  Avinguda: 'Av.',
  Avenida: 'Avda.',
  Passeig: 'Pg.',
  Paseo: 'Pº',
};

const joined = ({ particle }: StreetName, name: string) =>
  particle.endsWith("'") ? `${particle}${name}` : `${particle} ${name}`;

/**
 * Writes an address. The clerk decides the language, how much is shortened, what is left out and what is misspelt; what is
 * not official is noted.
 */
export function writeAddress(clerk: Clerk, { street, number: houseNumber }: Address, flat: Flat | null): string {
  const isSpanish = clerk.happens('address-spanish');
  const isShort = clerk.happens('address-abbreviated');
  const isCapitals = clerk.happens('address-capitals');
  const isReversed = !isShort && clerk.happens('address-reversed');
  const names = isSpanish ? street.spanish : street.catalan;
  const name = clerk.happens('address-typo') ? clerk.slip(names.name) : names.name;
  const number = clerk.happens('address-no-number') ? 's/n' : String(houseNumber);
  const door = flat === null || clerk.happens('address-no-flat') ? null : flat;
  const variant = clerk.random.below(3);

  let text: string;
  if (isReversed) text = `${name} (${names.type} ${names.particle}), ${number}`;
  else if (isShort && isCapitals) text = `${name} ${number}`;
  else if (isShort) {
    const type = variant === 0 ? names.type : SHORT_TYPES[names.type]!;
    text = `${type} ${name} ${number}`;
  } else text = `${names.type} ${joined(names, name)}, ${number}`;

  if (door !== null) {
    const [floorText, doorText] = isSpanish
      ? [spanishFloor(door.floor), `${door.door}ª`]
      : [catalanFloor(door.floor), catalanDoor(door.door)];
    if (isShort && variant === 1) text += `, ${bareFloor(door.floor)}-${door.door}`;
    else if (isShort && variant === 2 && isSpanish) text += `, ${floorText}${doorText}`;
    else if (isShort) text += ` ${floorText} ${doorText}`;
    else text += `, ${floorText} ${doorText}`;
  }
  return isCapitals ? inCapitals(text) : text;
}
