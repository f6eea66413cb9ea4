/**
 * Chance as a function of place and time: any number of the city can be had on its own, without what came before it.
 * A `key` names a stream (hash of seed, device, property), an `index` a moment in it. Integer operations and square
 * roots only, so every engine gives the same bits.
 *
 * Mixing: MurmurHash3 (A. Appleby, public domain), one block and the finaliser.
 */

import { exp } from '../../app/core/base/portable-math.ts';
import { hash32 } from '../../app/core/base/random.ts';

export function keyOf(seed: number, ...names: readonly (string | number)[]): number {
  return hash32(names.join('/'), seed);
}

function mix(key: number, index: number): number {
  let k = Math.imul(index, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = key ^ k;
  h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform in [0, 1). */
export function uniformAt(key: number, index: number): number {
  return mix(key, index) / 4294967296;
}

/** Nearly normal, mean 0, deviation 1, within ±4.9: the sum of eight uniform numbers of 16 bits. */
export function normalAt(key: number, index: number): number {
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const h = mix(key + Math.imul(i, 0x9e3779b9), index);
    sum += (h & 0xffff) + (h >>> 16);
  }
  return (sum / 65535 - 4) / Math.sqrt(8 / 12);
}

/** A smooth curve through normal numbers `periodMs` apart; mean 0 and deviation 1 at every moment. */
export function smoothAt(key: number, timeMs: number, periodMs: number): number {
  const place = timeMs / periodMs;
  const index = Math.floor(place);
  const share = place - index;
  const later = share * share * (3 - 2 * share);
  const earlier = 1 - later;
  const mixed = earlier * normalAt(key, index) + later * normalAt(key, index + 1);
  return mixed / Math.sqrt(earlier * earlier + later * later);
}

/**
 * A count with the given mean that scatters more than chance alone: variance µ + µ²/k, like a negative binomial.
 * Above a mean of 12 by its normal approximation, below by Poisson on a scattered mean.
 */
export function countAt(key: number, index: number, mean: number, k: number): number {
  if (mean <= 0) return 0;
  const normal = normalAt(key, index);
  if (mean > 12) return Math.max(0, Math.round(mean + Math.sqrt(mean + (mean * mean) / k) * normal));
  const scattered = mean * Math.max(0.05, 1 + normal / Math.sqrt(k));
  const aim = uniformAt(key ^ 0x5bd1e995, index);
  let term = exp(-scattered);
  let sum = term;
  let count = 0;
  while (sum < aim && count < 100) {
    count++;
    term *= scattered / count;
    sum += term;
  }
  return count;
}
