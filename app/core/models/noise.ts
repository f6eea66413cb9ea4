/**
 * Road traffic noise: CNOSSOS-EU emission of a stream of light and heavy vehicles, and a simple level at the façade.
 *
 * Rolling     L_WR = A_R + B_R · lg(v/70) + K_c · (20 − T)            dB per octave band, K_c 0.08 light, 0.04 heavy
 * Propulsion  L_WP = A_P + B_P · (v − 70)/70
 * Vehicle     L_W  = L_WR ⊕ L_WP                                       ⊕ energetic sum
 * Stream      L'_W = L_W + 10 lg(Q / (1000 v))                         dB per metre of lane, Q veh/h, v km/h
 * Façade      L = L'_W,A − 10 lg(π d) + 3                              infinite line over hard ground, d m; 3 dB for
 *                                                                      the reflections of a street lined with houses
 * Octave bands 63 Hz–8 kHz, A-weighted sum; reference surface, no gradient, no junction term.
 * Valid for 20–130 km/h (slower speeds count as 20), −10–40 °C, d about 2–30 m in a built-up street.
 *
 * Source: Directive (EU) 2015/996 with the coefficients of 2020 (vehicle categories 1 and 3); the façade level is a
 * simplification of ours, not the directive's propagation.
 */
import { ln, log10, pow } from '../base/portable-math.ts';

interface VehicleCategory {
  readonly rollingA: readonly number[];
  readonly rollingB: readonly number[];
  readonly propulsionA: readonly number[];
  readonly propulsionB: readonly number[];
  readonly temperatureK: number;
}

const LIGHT: VehicleCategory = {
  rollingA: [83.1, 89.2, 87.7, 93.1, 100.1, 96.7, 86.8, 76.2],
  rollingB: [30.0, 41.5, 38.9, 25.7, 32.5, 37.2, 39.0, 40.0],
  propulsionA: [97.9, 92.5, 90.7, 87.2, 84.7, 88.0, 84.4, 77.1],
  propulsionB: [-1.3, 7.2, 7.7, 8, 8, 8, 8, 8],
  temperatureK: 0.08,
};

const HEAVY: VehicleCategory = {
  rollingA: [91.7, 96.2, 98.2, 104.9, 105.1, 98.5, 91.1, 85.6],
  rollingB: [30.0, 33.5, 31.3, 25.4, 31.8, 37.1, 38.6, 40.6],
  propulsionA: [108.8, 104.2, 103.5, 102.9, 102.6, 98.5, 93.8, 87.5],
  propulsionB: [0, 3.0, 4.6, 5, 5, 5, 5, 5],
  temperatureK: 0.04,
};

const A_WEIGHTS_DB = [-26.2, -16.1, -8.6, -3.2, 0, 1.2, 1.0, -1.1] as const;
const SLOWEST_KMH = 20;

export type VehicleKind = 'light' | 'heavy';

/** Adds levels in dB by their energies. An empty list is silence, −Infinity. */
export function addLevelsDb(levelsDb: readonly number[]): number {
  let energy = 0;
  for (const level of levelsDb) energy += pow(10, level / 10);
  return energy > 0 ? 10 * log10(energy) : -Infinity;
}

/** A-weighted sound power of one vehicle as energy (10^(L/10)), from its eight octave bands. */
function vehicleEnergy(kind: VehicleKind, speedKmh: number, temperatureC: number): number {
  const category = kind === 'light' ? LIGHT : HEAVY;
  const logSpeed = log10(speedKmh / 70);
  const relative = (speedKmh - 70) / 70;
  const warmth = category.temperatureK * (20 - temperatureC);
  let energy = 0;
  for (let band = 0; band < 8; band++) {
    const rolling = category.rollingA[band]! + category.rollingB[band]! * logSpeed + warmth;
    const propulsion = category.propulsionA[band]! + category.propulsionB[band]! * relative;
    const weight = A_WEIGHTS_DB[band]!;
    energy += decibelEnergy(rolling + weight) + decibelEnergy(propulsion + weight);
  }
  return energy;
}

function decibelEnergy(levelDb: number): number {
  return pow(10, levelDb / 10);
}

/** A-weighted sound power per metre of lane, dB(A)/m, of one kind of vehicle; −Infinity without vehicles. */
export function linePowerDbA(kind: VehicleKind, vehPerHour: number, speedKmh: number, temperatureC = 20): number {
  if (!(vehPerHour > 0)) return -Infinity;
  const speed = Math.max(SLOWEST_KMH, speedKmh);
  return 10 * log10((vehicleEnergy(kind, speed, temperatureC) * vehPerHour) / (1000 * speed));
}

/** A-weighted level in dB(A) at a façade `distanceM` metres from the middle of the traffic. */
export function facadeLevelDbA(linePowerDb: number, distanceM: number): number {
  return linePowerDb - 10 * log10(Math.PI * distanceM) + 3;
}

/**
 * The same chain for a mixed stream as energy (10^(L/10)), tabulated over speed for callers that need it thousands of
 * times: sound energy at 1 m·veh/h, linear between whole km/h (error below 0.01 dB), at one temperature.
 */
export function createStreamNoise(
  heavyShare: number,
  temperatureC = 20,
): (vehPerHour: number, speedKmh: number) => number {
  const fastest = 130;
  const table = new Float64Array(fastest - SLOWEST_KMH + 2);
  for (let i = 0; i < table.length; i++) {
    const speed = SLOWEST_KMH + i;
    const energy =
      (1 - heavyShare) * vehicleEnergy('light', speed, temperatureC) +
      heavyShare * vehicleEnergy('heavy', speed, temperatureC);
    table[i] = energy / (1000 * speed);
  }
  return (vehPerHour, speedKmh) => {
    const speed = Math.min(fastest, Math.max(SLOWEST_KMH, speedKmh)) - SLOWEST_KMH;
    const i = Math.floor(speed);
    const share = speed - i;
    return vehPerHour * (table[i]! + share * (table[i + 1]! - table[i]!));
  };
}

/** Level in dB of an energy 10^(L/10). */
export function levelOfEnergyDb(energy: number): number {
  return energy > 0 ? (10 * ln(energy)) / Math.LN10 : -Infinity;
}
