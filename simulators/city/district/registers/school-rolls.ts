/** The rolls of the schools, one row a pupil: an older system that writes Windows-1252 and semicolons. */
import { randomFrom } from '../../../../app/core/base/random.ts';
import { flatCode, writeAddress } from './address-text.ts';
import { COORDINATE_COLUMNS, writeCoordinates } from './coordinates.ts';
import { Clerk, inCapitals, type MessShares } from './mess.ts';
import { type Person, shuffle } from './population.ts';
import { type RegisterTable, truthOf } from './register-table.ts';
import { type RegisteredPerson, writeNames } from './residents-register.ts';
import type { Pupil } from './schools.ts';

export const ROLLS_MESS: MessShares = {
  duplicate: 0.02,
  'address-spanish': 0.18,
  'address-abbreviated': 0.5,
  'address-capitals': 0.08,
  'address-typo': 0.05,
  'address-no-number': 0.01,
  'address-no-flat': 0.12,
  'name-typo': 0.04,
  'name-spanish': 0.05,
  'name-capitals': 0.1,
  'missing-key': 0.35,
  'missing-value': 0.06,
  'date-day-first': 0.45,
  'date-two-digit-year': 0.08,
  'lost-leading-zeros': 0.08,
  'stray-spaces': 0.05,
  mojibake: 0.01,
  'decimal-comma': 0.8,
  'thousands-point': 0.1,
  'axes-swapped': 0.04,
  'system-mislabelled': 0.04,
  'system-missing': 0.05,
  'other-code-list': 0.25,
};

export function schoolRolls(
  pupils: readonly Pupil[],
  registered: readonly RegisteredPerson[],
  population: readonly Person[],
  seed: number,
): { readonly table: RegisterTable; readonly truth: RegisterTable } {
  const numbers = new Map(registered.map(({ person, personNumber }) => [person.id, personNumber]));
  const adults = new Map<string, Person>();
  for (const person of population) {
    if (person.age >= 18 && !adults.has(person.householdId)) adults.set(person.householdId, person);
  }
  const random = randomFrom(seed, 'school-rolls');
  const entries = pupils.flatMap((pupil) => {
    const once = { pupil, isAgain: false };
    return random.uniform() < ROLLS_MESS.duplicate! ? [once, { pupil, isAgain: true }] : [once];
  });
  shuffle(entries, random);
  // School by school, as the rolls came in.
  entries.sort((a, b) => Number(a.pupil.school.code) - Number(b.pupil.school.code));
  const firstRows = new Map<string, number>();
  for (const [index, { pupil, isAgain }] of entries.entries()) if (!isAgain) firstRows.set(pupil.person.id, index + 1);

  const rows: string[][] = [];
  const truth: string[][] = [];
  for (const [index, { pupil, isAgain }] of entries.entries()) {
    const clerk = new Clerk(randomFrom(seed, 'roll-row', index), ROLLS_MESS);
    if (isAgain) clerk.note('duplicate');
    const { person, school, grade, distanceM } = pupil;
    const personNumber = numbers.get(person.id) ?? null;
    rows.push(writeRow(clerk, pupil, personNumber, adults.get(person.householdId) ?? null));
    const { address, flat } = person.dwelling;
    truth.push([
      String(index + 1),
      person.id,
      isAgain ? String(firstRows.get(person.id)) : '',
      personNumber ?? '',
      school.code,
      school.facility.id,
      String(grade),
      person.givenName.catalan,
      person.surname1,
      person.surname2,
      person.birthDate,
      distanceM.toFixed(1),
      address.id,
      flatCode(flat),
      String(address.lon),
      String(address.lat),
      address.building.id,
      address.building.block.id,
      address.section.id,
      clerk.minutes(),
    ]);
  }
  const table: RegisterTable = {
    table: 'school_rolls',
    role: 'register',
    title: 'School rolls',
    about:
      'Pupils of the school year 2024/25 from the first year of infants to the fourth of secondary. All are invented.',
    coverage:
      'Pupils who live in the two districts of the register of residents and go to a school of the place: about 93 % of the children of those years.',
    knownProblems: [
      'The file is not UTF-8: it is Windows-1252, with semicolons and decimal commas.',
      'The person number is often missing: the family did not bring it.',
      'Coordinates of the home come in two systems, some mislabelled, unlabelled or swapped.',
      'Grades are named after two plans of study; both surnames stand in one column.',
      'Names, addresses and dates as the families wrote them; some pupils are on two lists.',
    ],
    personal: true,
    encoding: 'windows-1252',
    delimiter: ';',
    lineEnd: '\r\n',
    columns: [
      { name: 'school_code', description: 'code of the school, eight digits' },
      { name: 'school_name', description: 'name of the school → facilities.name' },
      { name: 'grade', description: 'infants (`I3`–`I5`), primary and secondary year; a second naming is in use' },
      { name: 'person_number', description: 'number on the register of residents → residents' },
      { name: 'given_name', description: 'given name' },
      { name: 'surnames', description: 'both surnames' },
      { name: 'birth_date', description: 'date of birth' },
      { name: 'guardian', description: 'name of a parent or guardian' },
      { name: 'address', description: 'address of the home, free text' },
      { name: 'postcode', description: 'postcode, five digits' },
      { name: 'home_x', description: COORDINATE_COLUMNS.x },
      { name: 'home_y', description: COORDINATE_COLUMNS.y },
      { name: 'coordinate_system', description: COORDINATE_COLUMNS.system },
      { name: 'distance_m', description: 'straight line from home to school, m' },
    ],
    rows,
  };
  return {
    table,
    truth: truthOf(
      table,
      [
        { name: 'row', description: 'row of school_rolls, counted from 1 after the head' },
        { name: 'person_id', description: 'the pupil' },
        { name: 'duplicate_of', description: 'row of the entry that counts, where this is a second one' },
        { name: 'person_number', description: 'number on the register of residents; empty for who is not on it' },
        { name: 'school_code', description: 'code of the school, eight digits' },
        { name: 'facility_id', description: 'the school → facilities' },
        { name: 'grade', description: '0 first year of infants … 12 fourth of secondary' },
        { name: 'given_name', description: 'given name in its own form' },
        { name: 'surname_1', description: 'first surname' },
        { name: 'surname_2', description: 'second surname' },
        { name: 'birth_date', description: 'date of birth, ISO 8601' },
        { name: 'distance_m', description: 'straight line from home to school, m' },
        { name: 'address_id', description: 'address of the home → addresses' },
        { name: 'flat', description: 'floor and door; `PR` principal, `AT` attic' },
        { name: 'lon', description: 'longitude of the home, degrees' },
        { name: 'lat', description: 'latitude of the home, degrees' },
        { name: 'building_id', description: 'building → buildings' },
        { name: 'block_id', description: 'block → blocks' },
        { name: 'section_id', description: 'census section → census_sections' },
        { name: 'mess', description: 'what was done to the row, parted by spaces' },
      ],
      truth,
    ),
  };
}

function writeRow(clerk: Clerk, pupil: Pupil, personNumber: string | null, guardian: Person | null): string[] {
  const { person, school, grade, distanceM } = pupil;
  const { address, flat } = person.dwelling;
  const date = clerk.dateWriter();
  const number = clerk.numberWriter();
  const code = clerk.codeWriter();
  const names = writeNames(clerk, person);
  const [x, y, system] = writeCoordinates(clerk, address, number);
  const isCapitals = names.givenName === inCapitals(names.givenName);
  const guardianName = guardian === null ? '' : `${guardian.givenName.catalan} ${guardian.surname1}`;
  return clerk.finish([
    code(school.code),
    clerk.random.below(5) === 0 ? inCapitals(school.facility.name) : school.facility.name,
    clerk.happens('other-code-list') ? spanishGrade(grade) : catalanGrade(grade),
    personNumber === null || clerk.happens('missing-key') ? clerk.nothing('missing-key') : code(personNumber),
    names.givenName,
    `${names.surname1} ${names.surname2}`.trim(),
    date(person.birthDate),
    clerk.happens('missing-value')
      ? clerk.nothing('missing-value')
      : isCapitals
        ? inCapitals(guardianName)
        : guardianName,
    writeAddress(clerk, address, flat),
    code(address.postcode),
    x,
    y,
    system,
    number(distanceM, 1),
  ]);
}

const CATALAN_YEARS = ['1r', '2n', '3r', '4t', '5è', '6è'];

function catalanGrade(grade: number): string {
  if (grade < 3) return `I${grade + 3}`;
  return grade < 9 ? `${CATALAN_YEARS[grade - 3]} primària` : `${CATALAN_YEARS[grade - 9]} ESO`;
}

function spanishGrade(grade: number): string {
  if (grade < 3) return `P-${grade + 3}`;
  return grade < 9 ? `${grade - 2}º Primaria` : `ESO ${grade - 8}`;
}
