/** What a person's week turns around: a place of work or school, usual hours, the shops and parks nearby. */
import { exp } from '../../../../app/core/base/portable-math.ts';
import { type RandomSource, randomFrom } from '../../../../app/core/base/random.ts';
import { weightedIndex } from '../buildings.ts';
import type { DistrictModel } from '../model.ts';
import { distanceM, middleOf, type PlanPoint } from '../plan.ts';
import type { Address } from './addresses.ts';
import type { Person } from './population.ts';
import type { Pupil } from './schools.ts';

export type Anchor =
  | { readonly kind: 'work' | 'school'; readonly place: PlanPoint }
  /** Works or learns outside the place. */
  | { readonly kind: 'away' }
  | { readonly kind: 'none' };

export interface Habits {
  readonly person: Person;
  readonly home: PlanPoint;
  readonly anchor: Anchor;
  /** Usual begin and end of work or school, minutes after midnight. */
  readonly beginMinute: number;
  readonly endMinute: number;
  /** Shops, bars, sports: the four this person goes to again and again, the last of them near work. */
  readonly errands: readonly PlanPoint[];
  readonly parks: readonly PlanPoint[];
  /** Where friends or family live. */
  readonly visits: readonly PlanPoint[];
}

const WORKS_IN_THE_PLACE = 0.62;
const EMPLOYED = 0.77;
const RETIRED_FROM = 66;
/** Choice of shops falls to a third in this distance. */
const SHOP_REACH_M = 220;
const PARK_REACH_M = 350;

export function createHabits(
  model: DistrictModel,
  addresses: readonly Address[],
  pupils: readonly Pupil[],
): (person: Person) => Habits {
  const { seed } = model.plan.parameters;
  const schoolOf = new Map(pupils.map((pupil) => [pupil.person.id, pupil]));
  const usesOf = (address: Address) => model.uses.get(address.building.id) ?? address.building.use;
  const places = addresses
    .map((address) => {
      const use = usesOf(address);
      const { areaM2, floors } = address.building;
      const busyFloors = use === 'residential' ? 0.15 : use === 'mixed' ? 1.5 : floors;
      return { point: address.point, weight: areaM2 * busyFloors };
    })
    .filter(({ weight }) => weight > 0);
  const workplaceWeights = places.map(({ weight }) => weight);
  const shops = [
    ...model.facilities
      .filter(({ category }) =>
        ['supermarket', 'market', 'pharmacy', 'sports', 'library', 'primary-care'].includes(category),
      )
      .map(({ point }) => point),
    ...addresses.filter((address) => ['mixed', 'retail'].includes(usesOf(address))).map(({ point }) => point),
  ];
  const parks = model.parks.map(({ ring }) => middleOf(ring));

  return (person) => {
    const random = randomFrom(seed, 'habits', person.id);
    const home = person.dwelling.address.point;
    const pupil = schoolOf.get(person.id);
    const anchor: Anchor =
      pupil !== undefined
        ? { kind: 'school', place: pupil.school.facility.point }
        : person.age < 17
          ? { kind: 'away' }
          : person.age >= RETIRED_FROM || random.uniform() >= EMPLOYED
            ? { kind: 'none' }
            : person.age >= 21 && random.uniform() < WORKS_IN_THE_PLACE
              ? { kind: 'work', place: places[weightedIndex(workplaceWeights, random)]!.point }
              : { kind: 'away' };
    const hours = usualHours(anchor, pupil?.grade ?? null, random);
    const nearTo = (from: PlanPoint, points: readonly PlanPoint[], reachM: number) => {
      const weights = points.map((point) => exp(-distanceM(point, from) / reachM));
      return () => points[weightedIndex(weights, random)]!;
    };
    const shopNearHome = nearTo(home, shops, SHOP_REACH_M);
    const parkNearHome = nearTo(home, parks, PARK_REACH_M);
    const lunch = anchor.kind === 'work' ? nearTo(anchor.place, shops, SHOP_REACH_M) : shopNearHome;
    return {
      person,
      home,
      anchor,
      ...hours,
      errands: [shopNearHome(), shopNearHome(), shopNearHome(), lunch()],
      parks: [parkNearHome(), parkNearHome()],
      visits: [addresses[random.below(addresses.length)]!.point, addresses[random.below(addresses.length)]!.point],
    };
  };
}

function usualHours(anchor: Anchor, grade: number | null, random: RandomSource) {
  if (grade !== null) {
    // Secondary schools begin at eight and end after lunch time.
    return grade >= 9 ? { beginMinute: 480, endMinute: 870 } : { beginMinute: 540, endMinute: 990 };
  }
  if (anchor.kind === 'none') return { beginMinute: 600 + random.below(90), endMinute: 750 + random.below(60) };
  // Few work early or late shifts.
  const draw = random.uniform();
  const begin = draw < 0.08 ? 370 + random.below(50) : draw < 0.14 ? 820 + random.below(60) : 465 + random.below(120);
  return { beginMinute: begin, endMinute: begin + 470 + random.below(100) };
}
