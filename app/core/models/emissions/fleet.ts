/**
 * A fleet: which share of the traffic each vehicle class is, how that changes under a low-emission zone or
 * electrification, and what the mean vehicle then emits.
 *
 * EF_fleet(V) = Σ_class share · EF_class(V), the classes' tables interpolated linearly over speed and held at the end
 * values outside 10–50 km/h. Exhaust and wear are both in the particles.
 * Units: NOx, PM10, PM2.5, CO2 in g per vehicle-kilometre.
 *
 * The shares of the standard fleet are illustrative: a synthetic urban mix, not a count of any city.
 */
import type { Assumption } from '../assumption.ts';
import {
  TABLE_SPEEDS_KMH,
  VEHICLE_CLASSES,
  type VehicleClass,
  type VehicleEnergy,
  type VehicleKind,
} from './vehicle-classes.ts';
import { wearMgPerKm } from './wear.ts';

export type EmittedPollutant = 'nox' | 'pm10' | 'pm25' | 'co2';

/** Shares by class id; they add up to 1. Classes that are not named have none. */
export type Fleet = Readonly<Record<string, number>>;

export const STANDARD_FLEET: Fleet = {
  'car-petrol-euro4': 0.14,
  'car-petrol-euro5': 0.08,
  'car-petrol-euro6': 0.16,
  'car-diesel-euro4': 0.09,
  'car-diesel-euro5': 0.09,
  'car-diesel-euro6': 0.08,
  'car-battery': 0.04,
  'van-diesel-euro5': 0.06,
  'van-diesel-euro6': 0.06,
  'bus-diesel-euro5': 0.006,
  'bus-diesel-euro6': 0.014,
  'motorcycle-small-euro3': 0.12,
  'motorcycle-medium-euro3': 0.06,
};

export const FLEET_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'emissions.standard-fleet',
    value: 0.38,
    unit: '1',
    source: 'Share of diesel cars and vans in the standard fleet: an illustrative synthetic mix',
    kind: 'assumption',
  },
  {
    key: 'emissions.nox-factor-spread',
    value: 1.35,
    unit: '1',
    source: 'Geometric standard deviation of a fleet’s real NOx factor about the tabulated one: judgement',
    kind: 'assumption',
  },
];

const CLASS_BY_ID = new Map(VEHICLE_CLASSES.map((vehicle) => [vehicle.id, vehicle]));

/** A fleet's emission factors at the table's speeds, ready for many evaluations. */
export interface FleetFactors {
  readonly nox: Float64Array;
  readonly pm10: Float64Array;
  readonly pm25: Float64Array;
  readonly co2: Float64Array;
}

/** Problems of a fleet in a closed list: an unknown class, a share that is no share, shares that do not add up to 1. */
export interface FleetProblem {
  readonly code: 'unknown-class' | 'bad-share' | 'shares-do-not-add-up';
  readonly detail: string;
}

export function fleetProblems(fleet: Fleet): FleetProblem[] {
  const problems: FleetProblem[] = [];
  let total = 0;
  for (const [id, share] of Object.entries(fleet)) {
    if (!CLASS_BY_ID.has(id)) problems.push({ code: 'unknown-class', detail: id });
    if (!(share >= 0 && share <= 1)) problems.push({ code: 'bad-share', detail: `${id}: ${share}` });
    total += share;
  }
  if (!(Math.abs(total - 1) < 1e-6)) problems.push({ code: 'shares-do-not-add-up', detail: String(total) });
  return problems;
}

/** Throws RangeError on a fleet with problems: ask `fleetProblems` about one that a person made. */
export function fleetFactors(fleet: Fleet): FleetFactors {
  const [problem] = fleetProblems(fleet);
  if (problem !== undefined) throw new RangeError(`fleet: ${problem.code} ${problem.detail}`);
  const factors: FleetFactors = {
    nox: new Float64Array(TABLE_SPEEDS_KMH.length),
    pm10: new Float64Array(TABLE_SPEEDS_KMH.length),
    pm25: new Float64Array(TABLE_SPEEDS_KMH.length),
    co2: new Float64Array(TABLE_SPEEDS_KMH.length),
  };
  for (const vehicle of VEHICLE_CLASSES) {
    const share = fleet[vehicle.id] ?? 0;
    if (share === 0) continue;
    TABLE_SPEEDS_KMH.forEach((speedKmh, i) => {
      const exhaustG = vehicle.exhaustPmMgPerKm[i]! / 1000;
      factors.nox[i]! += share * vehicle.noxGPerKm[i]!;
      factors.pm10[i]! += share * (exhaustG + wearMgPerKm(vehicle.kind, 'pm10', speedKmh) / 1000);
      factors.pm25[i]! += share * (exhaustG + wearMgPerKm(vehicle.kind, 'pm25', speedKmh) / 1000);
      factors.co2[i]! += share * vehicle.co2GPerKm[i]!;
    });
  }
  return factors;
}

/** g per vehicle-kilometre at a mean speed in km/h. */
export function emissionFactorOf(factors: FleetFactors, pollutant: EmittedPollutant, speedKmh: number): number {
  const values = factors[pollutant];
  const last = TABLE_SPEEDS_KMH.length - 1;
  if (!(speedKmh > TABLE_SPEEDS_KMH[0])) return values[0]!;
  if (speedKmh >= TABLE_SPEEDS_KMH[last]!) return values[last]!;
  let i = 0;
  while (speedKmh >= TABLE_SPEEDS_KMH[i + 1]!) i++;
  const share = (speedKmh - TABLE_SPEEDS_KMH[i]!) / (TABLE_SPEEDS_KMH[i + 1]! - TABLE_SPEEDS_KMH[i]!);
  return values[i]! + share * (values[i + 1]! - values[i]!);
}

/** Share of the fleet that is buses: what noise and turbulence count as heavy. */
export function shareOfKind(fleet: Fleet, kind: VehicleKind): number {
  let share = 0;
  for (const [id, part] of Object.entries(fleet)) if (CLASS_BY_ID.get(id)?.kind === kind) share += part;
  return share;
}

export function shareOfEnergy(fleet: Fleet, energy: VehicleEnergy): number {
  let share = 0;
  for (const [id, part] of Object.entries(fleet)) if (CLASS_BY_ID.get(id)?.energy === energy) share += part;
  return share;
}

/**
 * The fleet in which one class has `share` (0–1) and all others together the rest, in the proportions they had; where they
 * had nothing, the rest goes to `fallback`, a petrol Euro 6 car unless told. Shares add up to 1 again.
 */
export function withShare(fleet: Fleet, id: string, share: number, fallback = 'car-petrol-euro6'): Fleet {
  const own = Math.min(1, Math.max(0, share));
  const others = VEHICLE_CLASSES.flatMap((vehicle) => (vehicle.id === id ? [] : [vehicle.id]));
  const before = others.reduce((sum, other) => sum + (fleet[other] ?? 0), 0);
  const rest = 1 - own;
  const changed: Record<string, number> = { [id]: own };
  for (const other of others) {
    const part = before > 0 ? ((fleet[other] ?? 0) * rest) / before : other === fallback ? rest : 0;
    if (part > 0) changed[other] = part;
  }
  // A fleet that was of the fallback alone cannot give way to itself.
  if (before === 0 && id === fallback) changed[id] = 1;
  return changed;
}

/** Moves `share` (0–1) of the classes that `leaves` names to the class that `replacement` gives for each. */
function replaced(
  fleet: Fleet,
  share: number,
  leaves: (vehicle: VehicleClass) => boolean,
  replacement: (vehicle: VehicleClass) => string,
): Fleet {
  const changed: Record<string, number> = { ...fleet };
  for (const vehicle of VEHICLE_CLASSES) {
    const present = fleet[vehicle.id] ?? 0;
    if (present === 0 || !leaves(vehicle)) continue;
    const moved = present * share;
    const into = replacement(vehicle);
    changed[vehicle.id] = present - moved;
    changed[into] = (changed[into] ?? 0) + moved;
  }
  return changed;
}

const BATTERY: Readonly<Record<VehicleKind, string | null>> = {
  car: 'car-battery',
  van: 'van-battery',
  bus: 'bus-battery',
  motorcycle: null,
};

/** The fleet with `share` (0–1) of its cars, vans or buses with an engine replaced by battery vehicles. */
export function electrified(fleet: Fleet, share: number, kinds: readonly VehicleKind[] = ['car', 'van', 'bus']): Fleet {
  return replaced(
    fleet,
    share,
    ({ kind, energy }) => energy !== 'battery' && BATTERY[kind] !== null && kinds.includes(kind),
    ({ kind }) => BATTERY[kind]!,
  );
}

/**
 * The fleet of a low-emission zone that diesel below Euro `dieselFrom` and petrol below Euro `petrolFrom` may not enter;
 * `obeyed` (0–1) of them are replaced by Euro 6 of the same kind and energy. Motorcycles stay.
 */
export function lowEmissionZone(fleet: Fleet, dieselFrom = 6, petrolFrom = 4, obeyed = 0.95): Fleet {
  return replaced(
    fleet,
    obeyed,
    ({ kind, energy, euro }) =>
      kind !== 'motorcycle' && euro !== null && euro < (energy === 'diesel' ? dieselFrom : petrolFrom) && euro < 6,
    ({ kind, energy }) => `${kind}-${energy}-euro6`,
  );
}
