/**
 * The people of some districts, one by one: as many as their census sections count, by age, in households that live in the
 * dwellings of the buildings. The registers and the traces are about them.
 */
import { MS_PER_DAY } from '../../../../app/core/base/clock.ts';
import { ln } from '../../../../app/core/base/portable-math.ts';
import { type RandomSource, randomFrom } from '../../../../app/core/base/random.ts';
import type { Building } from '../buildings.ts';
import type { DistrictModel } from '../model.ts';
import type { CensusSection } from '../residents.ts';
import type { Flat } from './address-text.ts';
import type { Address } from './addresses.ts';
import { EDUCATION, GIVEN_NAMES, type GivenName, SURNAMES } from './people-names.ts';

/** The day of the registers: ages are counted on it. */
export const REGISTER_DAY = '2024-11-01';
const REGISTER_DAY_MS = Date.parse(REGISTER_DAY);

export interface Dwelling {
  readonly address: Address;
  readonly flat: Flat;
}

export interface Person {
  readonly id: string;
  readonly householdId: string;
  readonly dwelling: Dwelling;
  readonly givenName: GivenName;
  readonly surname1: string;
  /** Empty for people from countries with one surname. */
  readonly surname2: string;
  readonly birthDate: string;
  /** Whole years on the day of the registers. */
  readonly age: number;
  readonly education: string;
}

const OCCUPIED_SHARE = 0.93;
const ELDER_HEADS = 0.64;
const CHILDREN_PER_FAMILY = 1.5;
const SECOND_PARENT = 0.86;
const LARGEST_HOUSEHOLD = 6;
const ONE_SURNAME = 0.09;
/** Old houses call their first floor the principal. */
const PRINCIPAL_UNTIL = 1938;

type Age = 'child' | 'adult' | 'elder';

export function createPopulation(
  model: DistrictModel,
  addresses: readonly Address[],
  districts: ReadonlySet<string>,
): readonly Person[] {
  const people: Person[] = [];
  let households = 0;
  for (const section of model.sections) {
    if (!districts.has(section.districtId)) continue;
    const random = randomFrom(model.plan.parameters.seed, 'population', section.id);
    const dwellings = addresses
      .filter((address) => address.section === section)
      .flatMap((address) => dwellingsOf(address, model.dwellings.get(address.building.id)!, model.uses));
    for (const [index, members] of householdsOf(section, random).entries()) {
      households++;
      // Some dwellings stand empty, spread over all.
      const dwelling = dwellings[Math.min(dwellings.length - 1, Math.floor(index / OCCUPIED_SHARE))]!;
      const householdId = `H${String(10_000 + households)}`;
      for (const member of peopleOf(members, random)) {
        people.push({ id: `person-${String(people.length + 1).padStart(5, '0')}`, householdId, dwelling, ...member });
      }
    }
  }
  return people;
}

/** Flats from the first floor up, evenly many on each floor. */
function dwellingsOf(address: Address, count: number, uses: ReadonlyMap<string, Building['use']>): readonly Dwelling[] {
  const { building } = address;
  const isMixed = (uses.get(building.id) ?? building.use) === 'mixed';
  const lowest = isMixed ? 2 : 1;
  const floors = Math.max(1, building.floors - lowest);
  const perFloor = Math.max(1, Math.ceil(count / floors));
  const hasPrincipal = building.year <= PRINCIPAL_UNTIL;
  return Array.from({ length: count }, (_, index) => {
    const level = lowest + Math.floor(index / perFloor);
    const isTop = !hasPrincipal && level === building.floors - 1 && floors > 3;
    const floor = hasPrincipal ? (level === 1 ? 'PR' : level - 1) : isTop ? 'AT' : level;
    return { address, flat: { floor, door: 1 + (index % perFloor) } };
  });
}

/** Everyone of a section in households: a head each, children with parents, the rest where there is room. */
function householdsOf(section: CensusSection, random: RandomSource): readonly Age[][] {
  const count = Math.floor(section.dwellings * OCCUPIED_SHARE);
  let [children, adults, elders] = [section.pop0to14, section.pop15to64, section.pop65plus];
  const elderHeads = Math.round(elders * ELDER_HEADS);
  const heads: Age[] = Array.from({ length: count }, (_, index) => (index < elderHeads ? 'elder' : 'adult'));
  shuffle(heads, random);
  const households = heads.map((head) => [head]);
  elders -= elderHeads;
  adults -= count - elderHeads;
  for (const household of households) {
    if (elders > 0 && household[0] === 'elder' && random.uniform() < elders / (elderHeads * 0.9)) {
      household.push('elder');
      elders--;
    }
  }
  const families = households.filter((household) => household[0] === 'adult');
  const wanted = Math.min(families.length, Math.ceil(children / CHILDREN_PER_FAMILY));
  for (const family of families.slice(0, wanted)) {
    if (adults > 0 && random.uniform() < SECOND_PARENT) {
      family.push('adult');
      adults--;
    }
    if (children > 0) {
      family.push('child');
      children--;
    }
  }
  place('child', children, families.slice(0, wanted));
  place('adult', adults, households);
  place('elder', elders, households);
  return households;

  /** Anywhere, but not over the largest size. */
  function place(age: Age, left: number, among: readonly Age[][]): void {
    for (let placed = 0; placed < left; ) {
      const household = among[random.below(among.length)]!;
      if (household.length >= LARGEST_HOUSEHOLD && random.uniform() < 0.98) continue;
      household.push(age);
      placed++;
    }
  }
}

type Member = Omit<Person, 'id' | 'householdId' | 'dwelling'>;

/** Children bear one surname of each parent; siblings the same. */
function peopleOf(members: readonly Age[], random: RandomSource): readonly Member[] {
  const first = surname(random);
  const second = surname(random);
  const mother = surname(random);
  return members.map((group, index) => {
    const age = ageIn(group, random);
    const oneOnly = random.uniform() < ONE_SURNAME;
    const surname1 = index === 0 || group === 'child' ? first : surname(random);
    const surname2 = group === 'child' ? mother : index === 0 ? second : surname(random);
    const daysOld = Math.floor((age + random.uniform()) * 365.25);
    // Just under or over the birthday: the age is counted again from the date.
    const birthDate = new Date(REGISTER_DAY_MS - daysOld * MS_PER_DAY).toISOString().slice(0, 10);
    return {
      givenName: givenName(age, random),
      surname1,
      surname2: oneOnly && group !== 'child' ? '' : surname2,
      birthDate: withAge(birthDate, age),
      age,
      education: age < 16 ? '1' : EDUCATION[1 + random.below(3)]!,
    };
  });
}

function ageIn(group: Age, random: RandomSource): number {
  if (group === 'child') return random.below(15);
  // Two draws make the middle years the most common.
  if (group === 'adult') return 15 + Math.floor(25 * (random.uniform() + random.uniform()));
  return Math.min(101, 65 + Math.floor(-11 * ln(1 - random.uniform())));
}

/** Whole years from a date to the day of the registers. */
export function ageOn(birthDate: string): number {
  const years = Number(REGISTER_DAY.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) <= REGISTER_DAY.slice(5) ? years : years - 1;
}

/** Leap years put a few birthdays a day to the wrong side: those move by a year's difference. */
function withAge(birthDate: string, age: number): string {
  const off = ageOn(birthDate) - age;
  const moved = `${Number(birthDate.slice(0, 4)) + off}${birthDate.slice(4)}`;
  return moved.endsWith('-02-29') ? `${moved.slice(0, 8)}28` : moved;
}

function surname(random: RandomSource): string {
  const third = Math.floor(SURNAMES.length / 3);
  const draw = random.below(7);
  const from = draw < 4 ? 0 : draw < 6 ? third : 2 * third;
  return SURNAMES[from + random.below(from === 2 * third ? SURNAMES.length - from : third)]!;
}

function givenName(age: number, random: RandomSource): GivenName {
  const era = age < 25 ? 'young' : age > 55 ? 'old' : 'any';
  const wanted = random.uniform() < 0.75 ? era : 'any';
  const sex = random.uniform() < 0.52 ? 'D' : 'H';
  const names = GIVEN_NAMES.filter((name) => name.era === wanted && name.sex === sex);
  return names[random.below(names.length)]!;
}

export function shuffle<T>(items: T[], random: RandomSource): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
}

/** Someone who has moved away and was never struck off: lives on the register in a dwelling that others have now. */
export function formerResident(index: number, dwelling: Dwelling, random: RandomSource): Person {
  const [member] = peopleOf(['adult'], random);
  return {
    id: `former-${String(index + 1).padStart(4, '0')}`,
    householdId: `F${10_001 + index}`,
    dwelling,
    ...member!,
  };
}
