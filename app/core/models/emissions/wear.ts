/**
 * Particles from tyres, brakes and the road surface, which outweigh the exhaust of modern fleets: a battery car has them
 * too.
 *
 * EF = Σ over tyre, brake, road of TSP · size share · speed correction, mg per vehicle-kilometre
 * tyre correction   1.39 below 40 km/h, 1.78 − 0.00974·V from 40 to 90
 * brake correction  1.67 below 40 km/h, 2.75 − 0.027·V from 40 to 95
 * road surface      not corrected
 * Valid for 0–90 km/h, dry roads. Buses: totals below 40 km/h, of which the road's part is kept constant.
 *
 * Source: EMEP/EEA guidebook, 1.A.3.b.vi–vii (Tier 2). TSP of the road surface under cars and the division of the
 * buses' total are assumptions.
 */
import type { VehicleKind } from './vehicle-classes.ts';

interface WearTsp {
  readonly tyreMgPerKm: number;
  readonly brakeMgPerKm: number;
  readonly roadMgPerKm: number;
}

const TSP: Readonly<Record<Exclude<VehicleKind, 'bus'>, WearTsp>> = {
  car: { tyreMgPerKm: 10.7, brakeMgPerKm: 7.5, roadMgPerKm: 15 },
  van: { tyreMgPerKm: 16.9, brakeMgPerKm: 11.7, roadMgPerKm: 15 },
  motorcycle: { tyreMgPerKm: 4.6, brakeMgPerKm: 3.7, roadMgPerKm: 6 },
};

const SIZE_SHARE = {
  pm10: { tyre: 0.6, brake: 0.98, road: 0.5 },
  pm25: { tyre: 0.42, brake: 0.39, road: 0.27 },
} as const;

/** Totals of a bus below 40 km/h and the part of them that is road surface, mg/km. */
const BUS = {
  pm10: { totalMgPerKm: 90, roadMgPerKm: 76 * SIZE_SHARE.pm10.road },
  pm25: { totalMgPerKm: 47, roadMgPerKm: 76 * SIZE_SHARE.pm25.road },
} as const;

const SLOW_TYRE = 1.39;
const SLOW_BRAKE = 1.67;

function tyreCorrection(speedKmh: number): number {
  if (speedKmh < 40) return SLOW_TYRE;
  return speedKmh > 90 ? 0.902 : 1.78 - 0.00974 * speedKmh;
}

function brakeCorrection(speedKmh: number): number {
  if (speedKmh < 40) return SLOW_BRAKE;
  return speedKmh > 95 ? 0.185 : 2.75 - 0.027 * speedKmh;
}

/** Wear of one vehicle in mg/km at its mean speed in km/h. */
export function wearMgPerKm(kind: VehicleKind, size: 'pm10' | 'pm25', speedKmh: number): number {
  const tyre = tyreCorrection(speedKmh);
  const brake = brakeCorrection(speedKmh);
  if (kind === 'bus') {
    const { totalMgPerKm, roadMgPerKm } = BUS[size];
    // A bus' tyres and brakes are not told apart here: the mean of both corrections moves them.
    const moving = (tyre / SLOW_TYRE + brake / SLOW_BRAKE) / 2;
    return roadMgPerKm + (totalMgPerKm - roadMgPerKm) * moving;
  }
  const { tyreMgPerKm, brakeMgPerKm, roadMgPerKm } = TSP[kind];
  const share = SIZE_SHARE[size];
  return tyreMgPerKm * share.tyre * tyre + brakeMgPerKm * share.brake * brake + roadMgPerKm * share.road;
}
