/**
 * The air that reaches the district from the city around it: what weather and traffic foretell
 * (`street-air/regional-background.ts`), and the city's own scatter about it.
 */
import { MS_PER_DAY, MS_PER_HOUR } from '../../app/core/base/clock.ts';
import { type BackgroundAir, regionalBackground } from '../../app/core/models/street-air/regional-background.ts';
import { keyOf, smoothAt } from './seeded-noise.ts';
import type { Weather } from './weather.ts';

export type { BackgroundAir } from '../../app/core/models/street-air/regional-background.ts';

/** `trafficLevel` is the city's traffic an hour before, 1 in the busiest hour of a working day. */
export function createBackground(
  seed: number,
): (timeMs: number, weather: Weather, trafficLevel: number) => BackgroundAir {
  const region = keyOf(seed, 'background', 'region');
  const dust = keyOf(seed, 'background', 'dust');
  const sky = keyOf(seed, 'background', 'oxidant');
  return (timeMs, weather, trafficLevel) =>
    regionalBackground(weather, trafficLevel, {
      nitrogen: Math.max(0.4, 1 + 0.18 * smoothAt(region, timeMs, 8 * MS_PER_HOUR)),
      oxidantPpb: 3 * smoothAt(sky, timeMs, 20 * MS_PER_HOUR),
      dustUgM3: 4 * smoothAt(dust, timeMs, 1.5 * MS_PER_DAY),
    });
}
