/**
 * Seeded random numbers. A stream is named by a list of keys — seed, device, day — so that any part of the city can
 * be generated on its own, in any order, with the same result.
 *
 * Generator: sfc32 (C. Doty-Humphrey, PractRand), 32-bit integer operations only, hence the same in every engine.
 * Key hash: MurmurHash3's 32-bit finaliser over FNV-1a.
 */
import { cos, ln, pow } from './portable-math.ts';

export interface RandomSource {
  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** Normal with mean 0 and standard deviation 1 (Box–Muller). */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Poisson count with the given mean (Knuth below 30, normal approximation above). */
  poisson(mean: number): number;
}

/** 32-bit hash of a text; not for security. */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

export function randomFrom(seed: number, ...keys: readonly (string | number)[]): RandomSource {
  const name = keys.join('\u001f');
  let a = hash32(name, seed);
  let b = hash32(name, a ^ 0x9e3779b9);
  let c = hash32(name, b ^ 0x85ebca6b);
  let counter = 1;

  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  const uniform = () => next() / 4294967296;
  const normal = () => {
    const radius = Math.sqrt(-2 * ln(1 - uniform()));
    return radius * cos(2 * Math.PI * uniform());
  };
  const poisson = (mean: number): number => {
    if (mean <= 0) return 0;
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = pow(Math.E, -mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count++;
    return count;
  };
  return {
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    normal,
    exponential: () => -ln(1 - uniform()),
    poisson,
  };
}
