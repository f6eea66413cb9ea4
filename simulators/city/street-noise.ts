/** The true sound level at a façade: the street's own traffic, the city's murmur, and now and then a siren. */
import { exp } from '../../app/core/base/portable-math.ts';
import { createStreamNoise, facadeLevelDbA, levelOfEnergyDb } from '../../app/core/models/noise.ts';
import { smoothAt, uniformAt } from './seeded-noise.ts';
import type { StreetSite } from './street-site.ts';
import type { CityTraffic } from './traffic.ts';

/** Buses, lorries and vans above 3.5 t among the vehicles of an inner city. */
const HEAVY_SHARE = 0.025;
const SIREN_CHANCE = 0.006;

export type StreetNoise = (site: StreetSite, key: number, timeMs: number) => number;

/** LAeq over five minutes in dB(A). `key` is the device's own, so that sirens and voices differ between places. */
export function createStreetNoise(traffic: CityTraffic): StreetNoise {
  const energyOfStream = createStreamNoise(HEAVY_SHARE);
  return (site, key, timeMs) => {
    let linePower = 0;
    for (const link of site.links) {
      const flow = traffic.flowVehPerHour(link, timeMs);
      linePower += energyOfStream(flow, traffic.spotSpeedKmh(link, flow));
    }
    const streetDb = facadeLevelDbA(levelOfEnergyDb(linePower), site.receptor.distanceM);
    const murmurDb = 41 + 9 * Math.sqrt(traffic.level(timeMs)) + 1.5 * smoothAt(key, timeMs, 1_800_000);
    const slot = Math.floor(timeMs / 300_000);
    const sirenDb =
      uniformAt(key, slot) < SIREN_CHANCE ? streetDb + 3 + 7 * uniformAt(key + 1, slot) : Number.NEGATIVE_INFINITY;
    return levelOfEnergyDb(energy(streetDb) + energy(murmurDb) + energy(sirenDb));
  };
}

function energy(levelDb: number): number {
  return levelDb === Number.NEGATIVE_INFINITY ? 0 : exp((levelDb * Math.LN10) / 10);
}
