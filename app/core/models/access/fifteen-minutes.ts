/**
 * Who reaches what on foot: walking times from where people live to the nearest place of each category, and the figures
 * made of them — with the answer that a circle on the map would have given beside them.
 *
 * t_ik = distance along the streets / walking speed                         min
 * coverage_k(T) = Σ pop_i·[t_ik ≤ T] / Σ pop                                 0–1
 * completeness_i(T) = number of categories within T
 * mean time PT_i = mean over categories of t_ik; inequality: Gini of PT over people, 0 all equal, 1 one has it all
 * buffer: the same coverage with straight-line distance. On a grid a circle of 1,250 m is 57 % larger than what can be
 * walked in 15 minutes.
 * Speeds: 5 km/h adults, 0.9 m/s elderly. Valid where streets are the ways; slopes, lifts, opening hours and quality
 * of the places are not in it.
 *
 * Source: the method follows M. Bruno et al., Nature Cities 1 (2024); speeds from planning practice (assumptions).
 */
import type { Assumption } from '../assumption.ts';
import { createWalkingSearch, type NetworkPlace, type WalkingNetwork } from './walking-network.ts';

export const ACCESS_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'access.walking-speed',
    value: 5 / 3.6,
    unit: 'm/s',
    range: [1.2, 1.45],
    source: 'Usual planning value, 5 km/h',
    kind: 'assumption',
  },
  {
    key: 'access.elderly-walking-speed',
    value: 0.9,
    unit: 'm/s',
    range: [0.8, 1.0],
    source: 'Usual value for signal design and people of 65 and older',
    kind: 'assumption',
  },
  {
    key: 'access.crossing-delay',
    value: 15,
    unit: 's',
    range: [0, 20],
    source: 'Mean wait at lights with a 90 s cycle, green for half of it',
    kind: 'assumption',
  },
];

export interface AccessOrigin {
  readonly place: NetworkPlace;
  /** Where it is, m, for the straight line. */
  readonly xM: number;
  readonly yM: number;
  readonly population: number;
}

export interface AccessCategory {
  readonly name: string;
  readonly places: readonly (NetworkPlace & { readonly xM: number; readonly yM: number })[];
}

export interface AccessOptions {
  readonly speedMS?: number;
  readonly crossingS?: number;
}

export interface AccessTimes {
  readonly categories: readonly string[];
  /** Minutes, origin after origin: `minutes[i * categories + k]`; Infinity where there is no way. */
  readonly minutes: Float64Array;
  /** The same for the straight line. */
  readonly straightMinutes: Float64Array;
}

export function accessTimes(
  network: WalkingNetwork,
  origins: readonly AccessOrigin[],
  categories: readonly AccessCategory[],
  { speedMS = ACCESS_ASSUMPTIONS[0]!.value, crossingS = ACCESS_ASSUMPTIONS[2]!.value }: AccessOptions = {},
): AccessTimes {
  const search = createWalkingSearch(network, crossingS * speedMS);
  const minutes = new Float64Array(origins.length * categories.length).fill(Number.POSITIVE_INFINITY);
  const straightMinutes = minutes.slice();
  const perMinuteM = speedMS * 60;
  categories.forEach(({ places }, k) => {
    const nodeDistances = search.distancesTo(places);
    origins.forEach((origin, i) => {
      const cell = i * categories.length + k;
      minutes[cell] = search.distanceFrom(origin.place, places, nodeDistances) / perMinuteM;
      for (const place of places) {
        const dx = place.xM - origin.xM;
        const dy = place.yM - origin.yM;
        straightMinutes[cell] = Math.min(straightMinutes[cell]!, Math.sqrt(dx * dx + dy * dy) / perMinuteM);
      }
    });
  });
  return { categories: categories.map(({ name }) => name), minutes, straightMinutes };
}

/** Share of the people within `withinMinutes` of each category, 0–1; 0 where nobody lives. */
export function coverageByCategory(
  minutes: Float64Array,
  categoryCount: number,
  origins: readonly AccessOrigin[],
  withinMinutes: number,
): number[] {
  const total = origins.reduce((sum, { population }) => sum + population, 0);
  return Array.from({ length: categoryCount }, (_, k) => {
    let covered = 0;
    origins.forEach(({ population }, i) => {
      if (minutes[i * categoryCount + k]! <= withinMinutes) covered += population;
    });
    return total > 0 ? covered / total : 0;
  });
}

/** Categories within `withinMinutes` of each origin. */
export function completeness(minutes: Float64Array, categoryCount: number, withinMinutes: number): Int32Array {
  const reached = new Int32Array(categoryCount > 0 ? minutes.length / categoryCount : 0);
  for (let cell = 0; cell < minutes.length; cell++) {
    if (minutes[cell]! <= withinMinutes) reached[Math.floor(cell / categoryCount)]!++;
  }
  return reached;
}

/**
 * Gini coefficient of `values` (0 and above) weighted by people: 0 when all have the same. NaN never: 0 for nobody or
 * for nothing. Values that are not finite are left out with their people: a time without end has no place among times, and
 * whoever shows the figure says beside it how many people that concerns.
 */
export function giniOf(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const rows: (readonly [value: number, weight: number])[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i]!) && weights[i]! > 0) rows.push([values[i]!, weights[i]!]);
  }
  rows.sort((a, b) => a[0] - b[0]);
  let people = 0;
  let sum = 0;
  let area = 0;
  for (const [value, weight] of rows) {
    area += weight * (sum + (value * weight) / 2);
    sum += value * weight;
    people += weight;
  }
  return people > 0 && sum > 0 ? 1 - (2 * area) / (people * sum) : 0;
}
