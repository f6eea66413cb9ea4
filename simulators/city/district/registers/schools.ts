/** Who of the people goes to which school: the nearest ones take most. Rolls and traces share it. */
import { exp } from '../../../../app/core/base/portable-math.ts';
import { randomFrom } from '../../../../app/core/base/random.ts';
import { weightedIndex } from '../buildings.ts';
import type { Facility } from '../facilities.ts';
import type { DistrictModel } from '../model.ts';
import { distanceM } from '../plan.ts';
import { ageOn, type Person } from './population.ts';

export interface School {
  /** Eight digits. */
  readonly code: string;
  readonly facility: Facility;
}

export interface Pupil {
  readonly person: Person;
  readonly school: School;
  /** From 0, the first year of infants (the year one turns three), to 12, the fourth of secondary. */
  readonly grade: number;
  /** Straight line from door to school, m. */
  readonly distanceM: number;
}

/** The rest go to schools elsewhere. */
const IN_THE_PLACE = 0.93;
/** How far people look: choice falls to a third in this distance. */
const REACH_M = 320;
const SCHOOL_YEAR = 2024;
const LAST_GRADE = 12;

export function createPupils(model: DistrictModel, population: readonly Person[]): readonly Pupil[] {
  const { seed } = model.plan.parameters;
  const schools = model.facilities
    .filter((facility) => facility.category === 'school')
    .map((facility, index): School => ({ code: `0899${String(9001 + 7 * index)}`, facility }));
  return population.flatMap((person): Pupil[] => {
    // By year of birth, as the schools count.
    const grade = SCHOOL_YEAR - Number(person.birthDate.slice(0, 4)) - 3;
    const random = randomFrom(seed, 'pupil', person.id);
    if (grade < 0 || grade > LAST_GRADE || random.uniform() >= IN_THE_PLACE || ageOn(person.birthDate) > 16) return [];
    const { point } = person.dwelling.address;
    const distances = schools.map(({ facility }) => distanceM(facility.point, point));
    const weights = distances.map((metres) => exp(-metres / REACH_M));
    const chosen = weightedIndex(weights, random);
    return [{ person, school: schools[chosen]!, grade, distanceM: distances[chosen]! }];
  });
}
