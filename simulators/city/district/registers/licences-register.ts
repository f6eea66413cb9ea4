/** The register of business licences: who does business where, on what floor area, since when. */
import { MS_PER_DAY } from '../../../../app/core/base/clock.ts';
import { type RandomSource, randomFrom } from '../../../../app/core/base/random.ts';
import { weightedIndex } from '../buildings.ts';
import type { DistrictModel } from '../model.ts';
import { ofPlace, PLANT_NAMES } from '../names.ts';
import { type Activity, FROM_FACILITIES, OFFICES, SHOPS } from './activities.ts';
import { type Flat, flatCode, writeAddress } from './address-text.ts';
import type { Address } from './addresses.ts';
import { COORDINATE_COLUMNS, writeCoordinates } from './coordinates.ts';
import { Clerk, inCapitals, type MessShares } from './mess.ts';
import { GIVEN_NAMES, SURNAMES } from './people-names.ts';
import { type RegisterTable, truthOf } from './register-table.ts';

export const LICENCES_MESS: MessShares = {
  duplicate: 0.03,
  'address-spanish': 0.3,
  'address-abbreviated': 0.45,
  'address-capitals': 0.2,
  'address-reversed': 0.05,
  'address-typo': 0.07,
  'address-no-number': 0.01,
  'address-no-flat': 0.15,
  'name-capitals': 0.25,
  'name-typo': 0.03,
  'missing-key': 0.03,
  'missing-value': 0.05,
  'date-day-first': 0.25,
  'date-month-first': 0.01,
  'date-two-digit-year': 0.06,
  'date-serial-number': 0.02,
  'lost-leading-zeros': 0.1,
  'stray-spaces': 0.03,
  mojibake: 0.015,
  'decimal-comma': 0.35,
  'thousands-point': 0.1,
  'axes-swapped': 0.03,
  'system-mislabelled': 0.03,
  'system-missing': 0.03,
  'other-code-list': 0.2,
};

const FIRST_DAY_MS = Date.parse('1996-01-01');
const DAYS = 10_500;
const CLOSED = 0.16;

interface Licence {
  readonly address: Address;
  readonly flat: Flat;
  readonly activity: Activity;
  readonly facilityId: string | null;
}

export function licencesRegister(
  model: DistrictModel,
  addresses: readonly Address[],
): { readonly table: RegisterTable; readonly truth: RegisterTable } {
  const { seed } = model.plan.parameters;
  const licences = licencesOf(model, addresses, randomFrom(seed, 'licences'));
  const rows: string[][] = [];
  const truth: string[][] = [];
  for (const [index, licence] of licences.entries()) {
    const random = randomFrom(seed, 'licence', index);
    const facts = factsOf(licence, index, random);
    const firstRow = rows.length + 1;
    const copies = random.uniform() < LICENCES_MESS.duplicate! ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const clerk = new Clerk(randomFrom(seed, 'licence-row', index, copy), LICENCES_MESS);
      if (copy > 0) clerk.note('duplicate');
      rows.push(writeRow(clerk, licence, facts));
      const { address, flat, activity, facilityId } = licence;
      truth.push([
        String(rows.length),
        facts.number,
        copy > 0 ? String(firstRow) : '',
        activity.code,
        activity.catalan,
        facts.tradeName,
        facts.holder,
        facts.areaM2.toFixed(2),
        facts.openedOn,
        facts.closedOn,
        facilityId ?? '',
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
  }
  const table: RegisterTable = {
    table: 'licences',
    role: 'register',
    title: 'Business licences',
    about: 'Shops, bars, workshops and offices with their trade, floor area and days. All names are invented.',
    coverage: 'The whole place. Pharmacies and supermarkets are those of the layer `facilities`.',
    knownProblems: [
      'Coordinates come in two systems; the column that says which is now and then empty or wrong, and some axes are swapped.',
      'Decimal commas and thousands points, in coordinates and floor areas.',
      'Addresses are free text in two languages; trades are named in either.',
      'Some licences are entered twice; some have no number, and codes have lost leading zeros.',
      'Dates are written in several ways.',
      'What is missing is empty, or says so in different words; stray spaces and garbled accents.',
    ],
    personal: true,
    encoding: 'utf-8',
    delimiter: ',',
    lineEnd: '\n',
    columns: [
      { name: 'licence_number', description: 'number of the licence, eight digits' },
      { name: 'activity_code', description: 'code of the trade, four digits' },
      { name: 'activity', description: 'trade, in Catalan or Spanish' },
      { name: 'trade_name', description: 'name over the door' },
      { name: 'holder', description: 'person or firm that holds the licence' },
      { name: 'address', description: 'address, free text' },
      { name: 'floor_area_m2', description: 'floor area, m²' },
      { name: 'opened_on', description: 'first day' },
      { name: 'closed_on', description: 'last day; empty while open' },
      { name: 'x', description: COORDINATE_COLUMNS.x },
      { name: 'y', description: COORDINATE_COLUMNS.y },
      { name: 'coordinate_system', description: COORDINATE_COLUMNS.system },
    ],
    rows,
  };
  return {
    table,
    truth: truthOf(
      table,
      [
        { name: 'row', description: 'row of licences, counted from 1 after the head' },
        { name: 'licence_number', description: 'number of the licence, eight digits' },
        { name: 'duplicate_of', description: 'row of the entry that counts, where this is a second one' },
        { name: 'activity_code', description: 'code of the trade, four digits' },
        { name: 'activity', description: 'trade in Catalan' },
        { name: 'trade_name', description: 'name over the door' },
        { name: 'holder', description: 'person or firm that holds the licence' },
        { name: 'floor_area_m2', description: 'floor area, m²' },
        { name: 'opened_on', description: 'first day, ISO 8601' },
        { name: 'closed_on', description: 'last day, ISO 8601; empty while open' },
        { name: 'facility_id', description: 'facility it is → facilities; empty for others' },
        { name: 'address_id', description: 'address → addresses' },
        { name: 'flat', description: 'floor and door; `BX` ground floor' },
        { name: 'lon', description: 'longitude of the door, degrees' },
        { name: 'lat', description: 'latitude of the door, degrees' },
        { name: 'building_id', description: 'building → buildings' },
        { name: 'block_id', description: 'block → blocks' },
        { name: 'section_id', description: 'census section → census_sections' },
        { name: 'mess', description: 'what was done to the row, parted by spaces' },
      ],
      truth,
    ),
  };
}

/** Shops on the ground floor, offices above; a pharmacy or supermarket takes the shop of its building. */
function licencesOf(model: DistrictModel, addresses: readonly Address[], random: RandomSource): readonly Licence[] {
  const facilityOf = new Map(model.facilities.map((facility) => [facility.buildingId, facility]));
  const licences: Licence[] = [];
  for (const address of addresses) {
    const { building } = address;
    const use = model.uses.get(building.id) ?? building.use;
    const facility = facilityOf.get(building.id);
    const own = facility && FROM_FACILITIES[facility.category];
    const shops =
      use === 'mixed'
        ? 1 + random.below(2)
        : use === 'retail'
          ? 2 + random.below(3)
          : use === 'residential'
            ? random.uniform() < 0.55
              ? 1
              : 0
            : use === 'office'
              ? random.below(2)
              : 0;
    for (let door = 1; door <= shops; door++) {
      const isOwn = own !== undefined && door === 1;
      licences.push({
        address,
        flat: { floor: 'BX', door },
        activity: isOwn ? own : choose(SHOPS, random),
        facilityId: isOwn ? facility!.id : null,
      });
    }
    const offices = use === 'office' ? 2 + random.below(5) : use === 'mixed' ? random.below(2) : 0;
    for (let index = 0; index < offices; index++) {
      const floor = use === 'office' ? 1 + Math.floor(index / 2) : 1;
      licences.push({
        address,
        flat: { floor, door: 1 + (index % 2) },
        activity: choose(OFFICES, random),
        facilityId: null,
      });
    }
  }
  return licences;
}

function choose(list: readonly Activity[], random: RandomSource): Activity {
  return list[
    weightedIndex(
      list.map(({ weight }) => weight),
      random,
    )
  ]!;
}

interface Facts {
  readonly number: string;
  readonly tradeName: string;
  readonly holder: string;
  readonly areaM2: number;
  readonly openedOn: string;
  readonly closedOn: string;
}

function factsOf({ activity }: Licence, index: number, random: RandomSource): Facts {
  const [least, most] = activity.areaM2;
  const draw = random.uniform();
  const plant = PLANT_NAMES[random.below(PLANT_NAMES.length)]!;
  const family = SURNAMES[random.below(60)]!;
  const given = GIVEN_NAMES[random.below(GIVEN_NAMES.length)]!.catalan;
  const openedDay = Math.floor(DAYS * Math.sqrt(random.uniform()));
  const lastDay = openedDay + 90 + random.below(3_000);
  const day = (days: number) => new Date(FIRST_DAY_MS + days * MS_PER_DAY).toISOString().slice(0, 10);
  return {
    number: String(20_000 + 3 * index + random.below(3)).padStart(8, '0'),
    tradeName: draw < 0.55 ? `${activity.catalan} ${ofPlace(plant)}` : `${activity.catalan} ${family}`,
    holder: random.uniform() < 0.45 ? `${family}, ${given}` : `${family} i Associats SL`,
    // Small premises are the most common.
    areaM2: least + Math.round(100 * (most - least) * random.uniform() * random.uniform()) / 100,
    openedOn: day(openedDay),
    closedOn: lastDay < DAYS && random.uniform() < CLOSED * 2 ? day(lastDay) : '',
  };
}

function writeRow(clerk: Clerk, { address, flat, activity }: Licence, facts: Facts): string[] {
  const date = clerk.dateWriter();
  const number = clerk.numberWriter();
  const code = clerk.codeWriter();
  const isSpanish = clerk.happens('other-code-list');
  const isCapitals = clerk.happens('name-capitals');
  const typed = clerk.happens('name-typo') ? clerk.slip(facts.tradeName) : facts.tradeName;
  const cased = (text: string) => (isCapitals ? inCapitals(text) : text);
  const [x, y, system] = writeCoordinates(clerk, address, number);
  return clerk.finish([
    clerk.happens('missing-key') ? clerk.nothing('missing-key') : code(facts.number),
    code(activity.code),
    isSpanish ? activity.spanish : activity.catalan,
    cased(typed),
    cased(facts.holder),
    writeAddress(clerk, address, flat),
    clerk.happens('missing-value') ? clerk.nothing('missing-value') : number(facts.areaM2, 2),
    date(facts.openedOn),
    facts.closedOn === '' ? clerk.pick(['', '', '', 'NULL']) : date(facts.closedOn),
    x,
    y,
    system,
  ]);
}
