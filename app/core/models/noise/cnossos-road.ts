/**
 * CNOSSOS-EU road traffic noise emission: the sound power of a metre of road in octave bands.
 *
 * Rolling      L_WR = A_R + B_R · lg(v/70) + K·(20 − T) + C_r·max(1 − |x|/100, 0)      categories 1–3
 * Propulsion   L_WP = A_P + B_P · (v − 70)/70 + C_p·max(1 − |x|/100, 0)
 * Vehicle      L_W = L_WR ⊕ L_WP (two-wheelers: propulsion only), ⊕ the energetic sum
 * Stream       L'_W = L_W + 10 lg(Q / (1000·v))
 * dB per octave band 63 Hz–8 kHz (re 1 pW per metre); v km/h, Q veh/h, T air temperature °C, x distance to a junction m,
 * K = 0.08 dB/K light, 0.04 medium and heavy vehicles.
 * Valid for 20–130 km/h (held at the ends), −10–40 °C; reference road surface, no gradient, no studded tyres.
 *
 * Source: Commission Directive (EU) 2015/996, Annex 2.2, with the revised coefficients of 2020. The delegated directive
 * (EU) 2021/1226 amends coefficients again; results carry this version.
 */
import { log10 } from '../../base/portable-math.ts';
import { aWeightedSumDb, energyOf, levelOf, OCTAVE_BANDS_HZ } from './octave-bands.ts';

/** 1 light, 2 medium heavy, 3 heavy, 4a mopeds, 4b motorcycles. */
export type NoiseCategory = 'light' | 'medium' | 'heavy' | 'moped' | 'motorcycle';
export const NOISE_CATEGORIES: readonly NoiseCategory[] = ['light', 'medium', 'heavy', 'moped', 'motorcycle'];

interface Coefficients {
  readonly rolling: { readonly a: readonly number[]; readonly b: readonly number[] } | null;
  readonly propulsion: { readonly a: readonly number[]; readonly b: readonly number[] };
  /** dB per kelvin below 20 °C. */
  readonly perKelvin: number;
}

const COEFFICIENTS: Readonly<Record<NoiseCategory, Coefficients>> = {
  light: {
    rolling: {
      a: [83.1, 89.2, 87.7, 93.1, 100.1, 96.7, 86.8, 76.2],
      b: [30.0, 41.5, 38.9, 25.7, 32.5, 37.2, 39.0, 40.0],
    },
    propulsion: { a: [97.9, 92.5, 90.7, 87.2, 84.7, 88.0, 84.4, 77.1], b: [-1.3, 7.2, 7.7, 8, 8, 8, 8, 8] },
    perKelvin: 0.08,
  },
  medium: {
    rolling: {
      a: [88.7, 93.2, 95.7, 100.9, 101.7, 95.1, 87.8, 83.6],
      b: [30.0, 35.8, 32.6, 23.8, 30.1, 36.2, 38.3, 40.1],
    },
    propulsion: {
      a: [105.5, 100.2, 100.5, 98.7, 101.0, 97.8, 91.2, 85.0],
      b: [-1.9, 4.7, 6.4, 6.5, 6.5, 6.5, 6.5, 6.5],
    },
    perKelvin: 0.04,
  },
  heavy: {
    rolling: {
      a: [91.7, 96.2, 98.2, 104.9, 105.1, 98.5, 91.1, 85.6],
      b: [30.0, 33.5, 31.3, 25.4, 31.8, 37.1, 38.6, 40.6],
    },
    propulsion: { a: [108.8, 104.2, 103.5, 102.9, 102.6, 98.5, 93.8, 87.5], b: [0, 3.0, 4.6, 5, 5, 5, 5, 5] },
    perKelvin: 0.04,
  },
  moped: {
    rolling: null,
    propulsion: {
      a: [93.0, 93.0, 93.5, 95.3, 97.2, 100.4, 95.8, 90.9],
      b: [4.2, 7.4, 9.8, 11.6, 15.7, 18.9, 20.3, 20.6],
    },
    perKelvin: 0,
  },
  motorcycle: {
    rolling: null,
    propulsion: {
      a: [99.9, 101.9, 96.7, 94.4, 95.2, 94.7, 92.1, 88.6],
      b: [3.2, 5.9, 11.9, 11.6, 11.5, 12.6, 11.1, 12.0],
    },
    perKelvin: 0,
  },
};

/** Rolling and propulsion terms of a crossing with lights and of a roundabout, by light and heavier vehicles, dB. */
const JUNCTION_DB = {
  lights: { light: [-4.5, 5.5], heavier: [-4.0, 9.0] },
  roundabout: { light: [-4.4, 3.1], heavier: [-2.3, 6.7] },
} as const;

export interface Junction {
  readonly kind: keyof typeof JUNCTION_DB;
  /** Along the road from the junction, m; beyond 100 m it makes no difference. */
  readonly distanceM: number;
}

export interface RoadConditions {
  readonly temperatureC?: number;
  readonly junction?: Junction;
}

/** Vehicles per hour by category; those not named do not drive. */
export type StreamByCategory = Readonly<Partial<Record<NoiseCategory, number>>>;

const SLOWEST_KMH = 20;
const FASTEST_KMH = 130;

function junctionTerms(category: NoiseCategory, junction: Junction | undefined): readonly [number, number] {
  if (junction === undefined || category === 'moped' || category === 'motorcycle') return [0, 0];
  const near = Math.max(1 - Math.abs(junction.distanceM) / 100, 0);
  const [rolling, propulsion] = JUNCTION_DB[junction.kind][category === 'light' ? 'light' : 'heavier'];
  return [rolling * near, propulsion * near];
}

/** Sound power of one vehicle in octave bands, dB re 1 pW. */
export function vehiclePowerDb(
  category: NoiseCategory,
  speedKmh: number,
  { temperatureC = 20, junction }: RoadConditions = {},
): Float64Array {
  const { rolling, propulsion, perKelvin } = COEFFICIENTS[category];
  const speed = Math.min(FASTEST_KMH, Math.max(SLOWEST_KMH, speedKmh));
  const logSpeed = log10(speed / 70);
  const relative = (speed - 70) / 70;
  const [atRolling, atPropulsion] = junctionTerms(category, junction);
  const warmth = perKelvin * (20 - temperatureC);
  return Float64Array.from(OCTAVE_BANDS_HZ, (_, band) => {
    const driven = propulsion.a[band]! + propulsion.b[band]! * relative + atPropulsion;
    if (rolling === null) return driven;
    const rolled = rolling.a[band]! + rolling.b[band]! * logSpeed + warmth + atRolling;
    return levelOf(energyOf(rolled) + energyOf(driven));
  });
}

/**
 * Sound power per metre of road in octave bands, dB re 1 pW/m, of a stream at one speed in km/h; −Infinity in every band
 * where nobody drives.
 */
export function linePowerBandsDb(
  stream: StreamByCategory,
  speedKmh: number,
  conditions: RoadConditions = {},
): Float64Array {
  const energies = new Float64Array(OCTAVE_BANDS_HZ.length);
  const speed = Math.min(FASTEST_KMH, Math.max(SLOWEST_KMH, speedKmh));
  for (const category of NOISE_CATEGORIES) {
    const vehPerHour = stream[category] ?? 0;
    if (!(vehPerHour > 0)) continue;
    const power = vehiclePowerDb(category, speedKmh, conditions);
    const perMetre = vehPerHour / (1000 * speed);
    for (let band = 0; band < energies.length; band++) energies[band]! += perMetre * energyOf(power[band]!);
  }
  return energies.map(levelOf);
}

/** The same as one A-weighted figure, dB(A)/m. */
export function linePowerDbA(stream: StreamByCategory, speedKmh: number, conditions: RoadConditions = {}): number {
  return aWeightedSumDb(linePowerBandsDb(stream, speedKmh, conditions));
}
