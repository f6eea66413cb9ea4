/** The register of residents of two districts: who is on it, and how it is written. */
import { MS_PER_DAY } from '../../../../app/core/base/clock.ts';
import { type RandomSource, randomFrom } from '../../../../app/core/base/random.ts';
import { flatCode, writeAddress } from './address-text.ts';
import { Clerk, inCapitals, type MessShares } from './mess.ts';
import { EDUCATION_MEANING } from './people-names.ts';
import { formerResident, type Person, REGISTER_DAY, shuffle } from './population.ts';
import { type RegisterTable, truthOf } from './register-table.ts';

export interface RegisteredPerson {
  readonly person: Person;
  /** Eight digits, of the entry that counts. */
  readonly personNumber: string;
}

export interface ResidentsRegister {
  readonly table: RegisterTable;
  readonly truth: RegisterTable;
  /** Who of the population is on it. */
  readonly registered: readonly RegisteredPerson[];
}

/** Shares of the rows, but for the first two: who is missing is no row, and duplicates are added. */
export const RESIDENTS_MESS: MessShares = {
  duplicate: 0.016,
  'not-in-population': 0.014,
  'address-spanish': 0.27,
  'address-abbreviated': 0.4,
  'address-capitals': 0.16,
  'address-reversed': 0.04,
  'address-typo': 0.07,
  'address-no-number': 0.006,
  'address-no-flat': 0.05,
  'name-typo': 0.02,
  'name-spanish': 0.12,
  'name-capitals': 0.14,
  'names-swapped': 0.008,
  'missing-key': 0.012,
  'missing-value': 0.02,
  'date-day-first': 0.17,
  'date-month-first': 0.008,
  'date-two-digit-year': 0.04,
  'date-serial-number': 0.02,
  'lost-leading-zeros': 0.06,
  'stray-spaces': 0.03,
  mojibake: 0.015,
  'other-code-list': 0.1,
};

/** Young adults register late or not at all. */
const UNREGISTERED = 0.022;
const UNREGISTERED_YOUNG = 0.075;

interface Entry {
  readonly person: Person;
  readonly isFormer: boolean;
  /** A second entry of the same person. */
  readonly isAgain: boolean;
}

export function residentsRegister(population: readonly Person[], seed: number, districts: string): ResidentsRegister {
  const random = randomFrom(seed, 'residents-register');
  const entries: Entry[] = [];
  for (const person of population) {
    const isYoung = person.age >= 19 && person.age <= 34;
    if (random.uniform() < (isYoung ? UNREGISTERED_YOUNG : UNREGISTERED)) continue;
    entries.push({ person, isFormer: false, isAgain: false });
    if (random.uniform() < RESIDENTS_MESS.duplicate!) entries.push({ person, isFormer: false, isAgain: true });
  }
  const formers = Math.round(entries.length * RESIDENTS_MESS['not-in-population']!);
  for (let index = 0; index < formers; index++) {
    const { dwelling } = population[random.below(population.length)]!;
    entries.push({ person: formerResident(index, dwelling, random), isFormer: true, isAgain: false });
  }
  shuffle(entries, random);

  const firstRows = new Map<string, number>();
  for (const [index, { person, isAgain }] of entries.entries()) if (!isAgain) firstRows.set(person.id, index + 1);
  const registered: RegisteredPerson[] = [];
  const rows: string[][] = [];
  const truth: string[][] = [];
  let number = 100_000;
  for (const [index, entry] of entries.entries()) {
    const { person, isFormer, isAgain } = entry;
    number += 1 + random.below(5);
    const personNumber = String(number).padStart(8, '0');
    if (!isFormer && !isAgain) registered.push({ person, personNumber });
    const clerk = new Clerk(randomFrom(seed, 'residents-row', index), RESIDENTS_MESS);
    if (isAgain) clerk.note('duplicate');
    if (isFormer) clerk.note('not-in-population');
    const registeredOn = registrationDay(person, clerk.random);
    rows.push(writeRow(clerk, person, personNumber, registeredOn));
    const { address, flat } = person.dwelling;
    truth.push([
      String(index + 1),
      person.id,
      isAgain ? String(firstRows.get(person.id)) : '',
      personNumber,
      person.householdId,
      person.givenName.catalan,
      person.surname1,
      person.surname2,
      person.givenName.sex,
      person.birthDate,
      registeredOn,
      address.id,
      flatCode(flat),
      address.building.id,
      address.building.block.id,
      address.section.id,
      clerk.minutes(),
    ]);
  }
  const table: RegisterTable = {
    table: 'residents',
    role: 'register',
    title: 'Register of residents',
    about: `Everyone who is registered as living at an address, on ${REGISTER_DAY}. All persons are invented.`,
    coverage: `Two districts, ${districts}, as one district office would hand them over. About 97 % of the people that each census section counts are on it (95.8 to 97.5 %): some never registered, young adults most of all. About 1.4 % of its entries are people who have moved away and were not struck off, and about 1.6 % are second entries of someone.`,
    knownProblems: [
      'Addresses are written by hand in Catalan and in Spanish, shortened, in capitals, with slips.',
      'Given names stand now in one language and now in the other; a few names and surnames changed places.',
      'Some people are on it twice, some no longer live there.',
      'Dates are written in several ways, one of them ambiguous.',
      'Codes have lost their leading zeros where a spreadsheet took them for numbers.',
      'What is missing is empty, or says so in different words; `sex` follows two code lists.',
      'Stray spaces, and letters with accents garbled by a wrong encoding.',
    ],
    personal: true,
    encoding: 'utf-8',
    delimiter: ';',
    lineEnd: '\n',
    columns: [
      { name: 'person_number', description: 'number of the entry, eight digits' },
      { name: 'household_number', description: 'sheet of the household' },
      { name: 'given_name', description: 'given name' },
      { name: 'surname_1', description: 'first surname' },
      { name: 'surname_2', description: 'second surname; people from many countries have none' },
      { name: 'sex', description: '`D`/`H` (dona, home); a second list is in use' },
      { name: 'birth_date', description: 'date of birth' },
      { name: 'education', description: `highest certificate: ${EDUCATION_MEANING}` },
      { name: 'address', description: 'address, free text' },
      { name: 'postcode', description: 'postcode, five digits' },
      { name: 'section_code', description: 'code of the census section, ten digits' },
      { name: 'registered_on', description: 'date of registration at the address' },
    ],
    rows,
  };
  return {
    table,
    truth: truthOf(
      table,
      [
        { name: 'row', description: 'row of residents, counted from 1 after the head' },
        { name: 'person_id', description: 'the person; `former-` where no longer living there' },
        { name: 'duplicate_of', description: 'row of the entry that counts, where this is a second one' },
        { name: 'person_number', description: 'number of the entry, eight digits' },
        { name: 'household_number', description: 'sheet of the household' },
        { name: 'given_name', description: 'given name in its own form' },
        { name: 'surname_1', description: 'first surname' },
        { name: 'surname_2', description: 'second surname' },
        { name: 'sex', description: '`D` or `H`' },
        { name: 'birth_date', description: 'date of birth, ISO 8601' },
        { name: 'registered_on', description: 'date of registration, ISO 8601' },
        { name: 'address_id', description: 'address → addresses' },
        { name: 'flat', description: 'floor and door; `PR` principal, `AT` attic' },
        { name: 'building_id', description: 'building → buildings' },
        { name: 'block_id', description: 'block → blocks' },
        { name: 'section_id', description: 'census section → census_sections' },
        { name: 'mess', description: 'what was done to the row, parted by spaces' },
      ],
      truth,
    ),
    registered,
  };
}

function registrationDay(person: Person, random: RandomSource): string {
  const end = Date.parse(REGISTER_DAY);
  const start = Math.max(Date.parse(person.birthDate), Date.parse('1986-04-01'));
  return new Date(start + Math.floor((random.uniform() * (end - start)) / MS_PER_DAY) * MS_PER_DAY)
    .toISOString()
    .slice(0, 10);
}

function writeRow(clerk: Clerk, person: Person, personNumber: string, registeredOn: string): string[] {
  const { address, flat } = person.dwelling;
  const date = clerk.dateWriter();
  const names = writeNames(clerk, person);
  const sex = person.givenName.sex;
  const code = clerk.codeWriter();
  const number = clerk.happens('missing-key') ? clerk.nothing('missing-key') : code(personNumber);
  const surname2 = names.surname2 === '' ? clerk.pick(['', '', '-']) : names.surname2;
  return clerk.finish([
    number,
    person.householdId,
    names.givenName,
    names.surname1,
    surname2,
    clerk.happens('other-code-list') ? (sex === 'D' ? 'M' : 'V') : sex,
    date(person.birthDate),
    clerk.happens('missing-value') ? clerk.nothing('missing-value') : person.education,
    writeAddress(clerk, address, flat),
    code(address.postcode),
    code(address.sectionCode),
    date(registeredOn),
  ]);
}

interface Names {
  readonly givenName: string;
  readonly surname1: string;
  readonly surname2: string;
}

/** A person's names as a clerk writes them. */
export function writeNames(clerk: Clerk, person: Person): Names {
  const { catalan, spanish } = person.givenName;
  const given = spanish !== null && clerk.happens('name-spanish') ? spanish : catalan;
  const isTypo = clerk.happens('name-typo');
  const slipInGiven = isTypo && given.length > 3 && clerk.random.below(3) === 0;
  let names: Names = {
    givenName: slipInGiven ? clerk.slip(given) : given,
    surname1: isTypo && !slipInGiven ? clerk.slip(person.surname1) : person.surname1,
    surname2: person.surname2,
  };
  if (names.surname2 !== '' && clerk.happens('names-swapped')) {
    names = { ...names, surname1: names.surname2, surname2: names.surname1 };
  }
  if (!clerk.happens('name-capitals')) return names;
  return {
    givenName: inCapitals(names.givenName),
    surname1: inCapitals(names.surname1),
    surname2: inCapitals(names.surname2),
  };
}
