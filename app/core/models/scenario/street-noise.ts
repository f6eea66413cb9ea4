/** Noise of a fleet on the streets of a place: CNOSSOS emission tabulated over speed, and levels at façades. */
import type { Assumption } from '../assumption.ts';
import { type Fleet, shareOfKind } from '../emissions/fleet.ts';
import { linePowerDbA, type StreamByCategory } from '../noise/cnossos-road.ts';
import { facadeLevelDbA, ldenDb } from '../noise/facade-level.ts';
import { energyOf, levelOf } from '../noise/octave-bands.ts';

export interface StreetNoise {
  /** Sound energy (10^(L/10)) of a metre of road at a flow in veh/h and a speed in km/h. */
  energyPerMetre(vehPerHour: number, speedKmh: number): number;
  /**
   * Lden and Lnight in dB(A) at a façade of a street of several links, given the energies by link of day, evening and
   * night. A street without any traffic is as loud as the city around it: `QUIET_LDEN_DB`, `QUIET_LNIGHT_DB`.
   * `louder` than calculated are, in dB, the street's own traffic and the city around; not at all unless told.
   */
  levels(
    energies: readonly Float64Array[],
    links: readonly number[],
    widthM: number,
    louder?: { readonly noiseDb: number; readonly quietDb: number },
  ): FacadeLevels;
}

export interface FacadeLevels {
  readonly ldenDb: number;
  readonly lnightDb: number;
}

const SLOWEST_KMH = 20;
const FASTEST_KMH = 130;
/** What is heard everywhere of the city beyond the street, dB(A): an assumption. */
export const QUIET_LDEN_DB = 45;
/** The same at night: Lden 45 of a city whose traffic falls off as here. */
const QUIET_LNIGHT_DB = 36;

export const STREET_NOISE_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'noise.quiet-lden',
    value: QUIET_LDEN_DB,
    unit: 'dB[A]',
    range: [40, 50],
    source: 'Lden of the city beyond the street, heard at every façade; judgement',
    kind: 'assumption',
  },
  {
    key: 'noise.quiet-lnight',
    value: QUIET_LNIGHT_DB,
    unit: 'dB[A]',
    range: [30, 42],
    source: 'Lnight of the city beyond the street, heard at every façade; judgement',
    kind: 'assumption',
  },
];

const AS_CALCULATED = { noiseDb: 0, quietDb: 0 };

export function createStreetNoise(fleet: Fleet): StreetNoise {
  // Battery vehicles count as the others of their kind: CNOSSOS has no category for their quieter engines.
  const stream: StreamByCategory = {
    light: shareOfKind(fleet, 'car') + shareOfKind(fleet, 'van'),
    heavy: shareOfKind(fleet, 'bus'),
    motorcycle: shareOfKind(fleet, 'motorcycle'),
  };
  /** Energy of one vehicle an hour at whole speeds. */
  const table = Float64Array.from({ length: FASTEST_KMH - SLOWEST_KMH + 2 }, (_, i) =>
    energyOf(linePowerDbA(stream, SLOWEST_KMH + i)),
  );
  return {
    energyPerMetre(vehPerHour, speedKmh) {
      const place = Math.min(FASTEST_KMH, Math.max(SLOWEST_KMH, speedKmh)) - SLOWEST_KMH;
      const i = Math.floor(place);
      return vehPerHour * (table[i]! + (place - i) * (table[i + 1]! - table[i]!));
    },
    levels(energies, links, widthM, { noiseDb, quietDb } = AS_CALCULATED) {
      const parts = energies.map((byLink) => {
        let energy = 0;
        for (const link of links) energy += byLink[link]!;
        return energy > 0 ? facadeLevelDbA(levelOf(energy), widthM / 2) + noiseDb : Number.NEGATIVE_INFINITY;
      });
      const street = energyOf(ldenDb(parts[0]!, parts[1]!, parts[2]!));
      return {
        ldenDb: levelOf(street + energyOf(QUIET_LDEN_DB + quietDb)),
        lnightDb: levelOf(energyOf(parts[2]!) + energyOf(QUIET_LNIGHT_DB + quietDb)),
      };
    },
  };
}
