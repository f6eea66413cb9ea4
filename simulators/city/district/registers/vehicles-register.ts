/** The vehicle register: cars, motorcycles and vans of the residents on the register, and of a few firms. */
import { randomFrom } from '../../../../app/core/base/random.ts';
import { writeAddress } from './address-text.ts';
import type { Address } from './addresses.ts';
import { Clerk, type MessShares } from './mess.ts';
import { type RegisterTable, truthOf } from './register-table.ts';
import { type RegisteredPerson, writeNames } from './residents-register.ts';

export const VEHICLES_MESS: MessShares = {
  duplicate: 0.012,
  'address-spanish': 0.34,
  'address-abbreviated': 0.5,
  'address-capitals': 0.3,
  'address-typo': 0.06,
  'address-no-number': 0.01,
  'address-no-flat': 0.3,
  'name-typo': 0.02,
  'name-spanish': 0.25,
  'name-capitals': 0.3,
  'missing-key': 0.05,
  'missing-value': 0.03,
  'date-day-first': 0.2,
  'date-two-digit-year': 0.05,
  'lost-leading-zeros': 0.12,
  'stray-spaces': 0.03,
  mojibake: 0.015,
  'decimal-comma': 0.3,
  'thousands-point': 0.08,
  'other-code-list': 0.12,
};

interface Kind {
  readonly catalan: string;
  readonly spanish: string;
  readonly perAdult: number;
  readonly engineCm3: readonly [least: number, most: number];
  readonly massKg: readonly [least: number, most: number];
  readonly co2: readonly [least: number, most: number];
}

const CAR: Kind = {
  catalan: 'turisme',
  spanish: 'turismo',
  perAdult: 0.3,
  engineCm3: [998, 2_199],
  massKg: [890, 1_980],
  co2: [89, 205],
};
const MOTORCYCLE: Kind = {
  catalan: 'motocicleta',
  spanish: 'ciclomotor o moto',
  perAdult: 0.16,
  engineCm3: [49, 749],
  massKg: [98, 230],
  co2: [38, 110],
};
const VAN: Kind = {
  catalan: 'furgoneta',
  spanish: 'furgoneta',
  perAdult: 0.018,
  engineCm3: [1_461, 2_998],
  massKg: [1_350, 2_490],
  co2: [120, 260],
};
const KINDS = [CAR, MOTORCYCLE, VAN];
const FUELS = [
  { catalan: 'gasolina', spanish: 'GASOLINA', until: 0.52 },
  { catalan: 'gasoil', spanish: 'DIESEL', until: 0.86 },
  { catalan: 'híbrid', spanish: 'HIBRIDO', until: 0.95 },
  { catalan: 'elèctric', spanish: 'ELECTRICO', until: 1 },
];
const FIRMS = 420;
/** The first letter of a plate is a vowel, which no plate issued in Spain since 2000 has: none of these is real. */
const VOWELS = 'AEIOU';
const CONSONANTS = 'BCDFGHJKLMNPRSTVWXYZ';

interface Vehicle {
  readonly kind: Kind;
  readonly owner: RegisteredPerson | null;
  readonly address: Address;
}

export function vehiclesRegister(
  registered: readonly RegisteredPerson[],
  addresses: readonly Address[],
  seed: number,
): { readonly table: RegisterTable; readonly truth: RegisterTable } {
  const random = randomFrom(seed, 'vehicles');
  const vehicles: Vehicle[] = [];
  for (const owner of registered) {
    if (owner.person.age < 18) continue;
    for (const kind of KINDS) {
      if (random.uniform() < kind.perAdult) vehicles.push({ kind, owner, address: owner.person.dwelling.address });
    }
  }
  const firms = addresses.filter(({ building }) => building.use === 'office' || building.use === 'retail');
  for (let index = 0; index < FIRMS; index++) {
    vehicles.push({
      kind: random.uniform() < 0.6 ? VAN : CAR,
      owner: null,
      address: firms[random.below(firms.length)]!,
    });
  }
  const rows: string[][] = [];
  const truth: string[][] = [];
  const taken = new Set<string>();
  const newPlate = () => {
    let plate = '';
    do {
      plate = `${String(random.below(10_000)).padStart(4, '0')}${VOWELS[random.below(5)]}${CONSONANTS[random.below(20)]}${CONSONANTS[random.below(20)]}`;
    } while (taken.has(plate));
    taken.add(plate);
    return plate;
  };
  for (const [index, vehicle] of vehicles.entries()) {
    const facts = factsOf(vehicle.kind, randomFrom(seed, 'vehicle', index), newPlate());
    const firstRow = rows.length + 1;
    const copies = random.uniform() < VEHICLES_MESS.duplicate! ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const clerk = new Clerk(randomFrom(seed, 'vehicle-row', index, copy), VEHICLES_MESS);
      if (copy > 0) clerk.note('duplicate');
      rows.push(writeRow(clerk, vehicle, facts));
      const { owner, address } = vehicle;
      truth.push([
        String(rows.length),
        facts.plate,
        copy > 0 ? String(firstRow) : '',
        vehicle.kind.catalan,
        facts.fuel.catalan,
        facts.engineCm3 === null ? '' : String(facts.engineCm3),
        String(facts.massKg),
        String(facts.co2),
        facts.firstRegistered,
        owner?.person.id ?? '',
        owner?.personNumber ?? '',
        address.id,
        address.building.id,
        address.building.block.id,
        address.section.id,
        clerk.minutes(),
      ]);
    }
  }
  const table: RegisterTable = {
    table: 'vehicles',
    role: 'register',
    title: 'Vehicle register',
    about: 'Cars, motorcycles and vans with their owners and where they are taxed. No plate in it was ever issued.',
    coverage: `Vehicles whose owner is on the register of residents, and ${FIRMS} of firms anywhere in the place. The firms have no person number.`,
    knownProblems: [
      'The number of the owner is missing in some rows, and has lost its leading zeros in others.',
      'Plates are written with and without a space or hyphen, and some have lost a leading zero.',
      'Masses and emissions have decimal commas and thousands points here and there.',
      'Kinds and fuels are named in two languages; addresses and names as the owner gave them.',
      'Some vehicles are in it twice.',
    ],
    personal: true,
    encoding: 'utf-8',
    delimiter: ';',
    lineEnd: '\n',
    columns: [
      { name: 'plate', description: 'registration plate' },
      { name: 'kind', description: 'car, motorcycle or van, in Catalan or Spanish' },
      { name: 'fuel', description: 'petrol, diesel, hybrid or electric, in Catalan or Spanish' },
      { name: 'engine_cm3', description: 'engine capacity, cm³; none for electric ones' },
      { name: 'mass_kg', description: 'mass in running order, kg' },
      { name: 'co2_g_km', description: 'carbon dioxide, g/km' },
      { name: 'first_registered', description: 'date of first registration' },
      { name: 'owner_number', description: 'person number of the owner → residents' },
      { name: 'owner_name', description: 'name of the owner' },
      { name: 'tax_address', description: 'address where it is taxed, free text' },
    ],
    rows,
  };
  return {
    table,
    truth: truthOf(
      table,
      [
        { name: 'row', description: 'row of vehicles, counted from 1 after the head' },
        { name: 'plate', description: 'plate without spaces' },
        { name: 'duplicate_of', description: 'row of the entry that counts, where this is a second one' },
        { name: 'kind', description: 'kind in Catalan' },
        { name: 'fuel', description: 'fuel in Catalan' },
        { name: 'engine_cm3', description: 'engine capacity, cm³' },
        { name: 'mass_kg', description: 'mass in running order, kg' },
        { name: 'co2_g_km', description: 'carbon dioxide, g/km' },
        { name: 'first_registered', description: 'date of first registration, ISO 8601' },
        { name: 'person_id', description: 'the owner; empty for firms' },
        { name: 'owner_number', description: 'person number of the owner; empty for firms' },
        { name: 'address_id', description: 'address → addresses' },
        { name: 'building_id', description: 'building → buildings' },
        { name: 'block_id', description: 'block → blocks' },
        { name: 'section_id', description: 'census section → census_sections' },
        { name: 'mess', description: 'what was done to the row, parted by spaces' },
      ],
      truth,
    ),
  };
}

interface Facts {
  readonly plate: string;
  readonly fuel: (typeof FUELS)[number];
  readonly engineCm3: number | null;
  readonly massKg: number;
  readonly co2: number;
  readonly firstRegistered: string;
}

function factsOf(kind: Kind, random: ReturnType<typeof randomFrom>, plate: string): Facts {
  const draw = random.uniform();
  const fuel = kind === MOTORCYCLE && draw < 0.9 ? FUELS[0]! : FUELS.find(({ until }) => draw < until)!;
  const isElectric = fuel === FUELS[3];
  const between = ([least, most]: readonly [number, number]) => least + random.below(most - least + 1);
  const year = 2002 + Math.floor(23 * Math.sqrt(random.uniform()));
  const month = 1 + random.below(year === 2024 ? 10 : 12);
  const pad = (n: number) => String(n).padStart(2, '0');
  return {
    plate,
    fuel,
    engineCm3: isElectric ? null : between(kind.engineCm3),
    massKg: between(kind.massKg),
    co2: isElectric ? 0 : between(kind.co2) + random.below(10) / 10,
    firstRegistered: `${year}-${pad(month)}-${pad(1 + random.below(28))}`,
  };
}

function writeRow(clerk: Clerk, { kind, owner, address }: Vehicle, facts: Facts): string[] {
  const isSpanish = clerk.happens('other-code-list');
  const date = clerk.dateWriter();
  const number = clerk.numberWriter();
  const code = clerk.codeWriter();
  const names = owner === null ? null : writeNames(clerk, owner.person);
  const ownerName =
    names === null
      ? `Serveis ${address.street.catalan.name} ${address.number} SL`
      : `${names.surname1} ${names.surname2}`.trim().concat(', ', names.givenName);
  return clerk.finish([
    [code(facts.plate.slice(0, 4)), facts.plate.slice(4)].join(clerk.pick(['', '', ' ', '-'])),
    isSpanish ? kind.spanish : kind.catalan,
    isSpanish ? facts.fuel.spanish : facts.fuel.catalan,
    facts.engineCm3 === null ? clerk.pick(['', '0', 'NA']) : number(facts.engineCm3, 0),
    clerk.happens('missing-value') ? clerk.nothing('missing-value') : number(facts.massKg, 1),
    number(facts.co2, 1),
    date(facts.firstRegistered),
    owner !== null && clerk.happens('missing-key') ? clerk.nothing('missing-key') : code(owner?.personNumber ?? ''),
    ownerName,
    writeAddress(clerk, address, owner?.person.dwelling.flat ?? null),
  ]);
}
