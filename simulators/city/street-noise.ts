/** The true sound level at a façade: the street's own traffic, the city's murmur, and now and then a siren. */
import { STANDARD_FLEET } from '../../app/core/models/emissions/fleet.ts';
import { facadeLevelDbA } from '../../app/core/models/noise/facade-level.ts';
import { energyOf, levelOf } from '../../app/core/models/noise/octave-bands.ts';
import { createStreetNoise as createStreamNoise } from '../../app/core/models/scenario/street-noise.ts';
import type { StreetSite } from '../../app/core/models/street-air/roadside-place.ts';
import { smoothAt, uniformAt } from './seeded-noise.ts';
import type { CityTraffic } from './traffic.ts';

const SIREN_CHANCE = 0.006;

export type StreetNoise = (site: StreetSite, key: number, timeMs: number) => number;

/** LAeq over five minutes in dB(A). `key` is the device's own, so that sirens and voices differ between places. */
export function createStreetNoise(traffic: CityTraffic): StreetNoise {
  const stream = createStreamNoise(STANDARD_FLEET);
  return (site, key, timeMs) => {
    let linePower = 0;
    for (const link of site.links) {
      const flow = traffic.flowVehPerHour(link, timeMs);
      linePower += stream.energyPerMetre(flow, traffic.spotSpeedKmh(link, flow));
    }
    const streetDb = facadeLevelDbA(levelOf(linePower), site.distanceM);
    const murmurDb = 41 + 9 * Math.sqrt(traffic.level(timeMs)) + 1.5 * smoothAt(key, timeMs, 1_800_000);
    const slot = Math.floor(timeMs / 300_000);
    const sirenDb =
      uniformAt(key, slot) < SIREN_CHANCE ? streetDb + 3 + 7 * uniformAt(key + 1, slot) : Number.NEGATIVE_INFINITY;
    return levelOf(energyOf(streetDb) + energyOf(murmurDb) + energyOf(sirenDb));
  };
}
