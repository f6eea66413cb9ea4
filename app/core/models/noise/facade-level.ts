/**
 * The level at a façade from the street before it, and the yearly indicators made of day, evening and night.
 *
 * L = L'_W − 10 lg(π·d) + C    dB(A): an endless straight line source over hard ground, d m from the lane's middle
 * C = 3 dB in a street with houses on both sides (their reflections; the façade's own is left out), 0 in the open
 * Lden = 10 lg[(12·10^{Ld/10} + 4·10^{(Le+5)/10} + 8·10^{(Ln+10)/10}) / 24]
 * Valid for d of 2–50 m and a street in view; no diffraction, no quiet side, no other streets: that is the full
 * CNOSSOS propagation, which this is not.
 *
 * Source: Directive 2002/49/EC, Annex I (Lden); the propagation is a simplification, its 3 dB an assumption.
 */
import { log10 } from '../../base/portable-math.ts';
import type { Assumption } from '../assumption.ts';
import { energyOf, levelOf } from './octave-bands.ts';

export const NOISE_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'noise.canyon-reflections',
    value: 3,
    unit: 'dB',
    range: [1, 5],
    source: 'Reflections between façades of a street about as wide as high; judgement',
    kind: 'assumption',
  },
  {
    key: 'noise.lden-guideline',
    value: 53,
    unit: 'dB[A]',
    source: 'WHO Environmental Noise Guidelines for the European Region (2018), road traffic',
    kind: 'published',
  },
  {
    key: 'noise.lnight-guideline',
    value: 45,
    unit: 'dB[A]',
    source: 'WHO Environmental Noise Guidelines for the European Region (2018), road traffic',
    kind: 'published',
  },
];

const CANYON_REFLECTIONS_DB = NOISE_ASSUMPTIONS[0]!.value;

/** Level in dB(A) at `distanceM` from the middle of a lane of `linePowerDb` dB(A)/m. */
export function facadeLevelDbA(linePowerDb: number, distanceM: number, builtUp = true): number {
  return linePowerDb - 10 * log10(Math.PI * Math.max(1, distanceM)) + (builtUp ? CANYON_REFLECTIONS_DB : 0);
}

/** Levels of several streets or lanes at one façade, added by their energies. */
export function sumOfLevelsDb(levelsDb: Iterable<number>): number {
  let energy = 0;
  for (const level of levelsDb) energy += energyOf(level);
  return levelOf(energy);
}

/** Day 7–19, evening 19–23, night 23–7, each a yearly mean level in dB(A). */
export function ldenDb(dayDb: number, eveningDb: number, nightDb: number): number {
  return levelOf((12 * energyOf(dayDb) + 4 * energyOf(eveningDb + 5) + 8 * energyOf(nightDb + 10)) / 24);
}
