/** Levels in the eight octave bands of road noise, and their sums. */
import { exp, log10 } from '../../base/portable-math.ts';

export const OCTAVE_BANDS_HZ = [63, 125, 250, 500, 1000, 2000, 4000, 8000] as const;

/** IEC 61672-1, rounded as the Directive does, dB. */
export const A_WEIGHTS_DB = [-26.2, -16.1, -8.6, -3.2, 0, 1.2, 1.0, -1.1] as const;

const LN10_TENTH = Math.LN10 / 10;

/** 10^(level/10): what levels are added by. */
export function energyOf(levelDb: number): number {
  return exp(levelDb * LN10_TENTH);
}

/** The level of an energy, dB; −Infinity of none. */
export function levelOf(energy: number): number {
  return energy > 0 ? 10 * log10(energy) : Number.NEGATIVE_INFINITY;
}

/** A-weighted sum of octave band levels, dB(A). */
export function aWeightedSumDb(bandsDb: ArrayLike<number>): number {
  let energy = 0;
  for (let band = 0; band < A_WEIGHTS_DB.length; band++) energy += energyOf(bandsDb[band]! + A_WEIGHTS_DB[band]!);
  return levelOf(energy);
}
