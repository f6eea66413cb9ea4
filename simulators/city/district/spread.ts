/** Choosing things so that they lie well apart. */
import type { RandomSource } from '../../../app/core/base/random.ts';
import { distanceM, type PlanPoint } from './plan.ts';

const CANDIDATES_PER_CHOICE = 14;

/**
 * Mitchell's best candidate: of a handful drawn by chance, the one farthest from all chosen so far. Returns `count`
 * different items (fewer when there are not so many), in the order of their choice.
 */
export function chooseSpread<T>(
  items: readonly T[],
  count: number,
  placeOf: (item: T) => PlanPoint,
  random: RandomSource,
  keepAwayFrom: readonly PlanPoint[] = [],
): T[] {
  const left = [...items];
  const places = [...keepAwayFrom];
  const chosen: T[] = [];
  while (chosen.length < count && left.length > 0) {
    let best = 0;
    let bestDistance = -1;
    for (let draw = 0; draw < CANDIDATES_PER_CHOICE; draw++) {
      const index = random.below(left.length);
      const place = placeOf(left[index]!);
      let nearest = Number.MAX_VALUE;
      for (const other of places) nearest = Math.min(nearest, distanceM(place, other));
      if (nearest > bestDistance) {
        best = index;
        bestDistance = nearest;
      }
    }
    const item = left.splice(best, 1)[0]!;
    chosen.push(item);
    places.push(placeOf(item));
  }
  return chosen;
}
