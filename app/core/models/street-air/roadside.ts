/**
 * What the traffic of one street adds to the air at one place beside it, at one moment: the hourly member of the chain,
 * for measurements (a sensor's hour) rather than for yearly means.
 *
 * ΔC = Q · D;  Q = Σ_links flow/3600 · EF(speed) · 1000   µg/(m·s), flow veh/h, EF g/km
 * D from OSPM where the place lies between façades, from an open road (mean over ±0.5 rad of wind direction) where it lies
 * beyond them, as in a park.
 * OSPM costs 40 directions a value, so D · U is kept on a grid of wind speed, direction to the axis and turbulence of
 * traffic, filled where it is asked for, and read linearly between: 1.5 % from OSPM on average, more where the wind turns
 * along the street, since OSPM itself changes in steps of one direction there.
 * Valid as OSPM is: H/W 0.3–3, wind 0.5–12 m/s (held outside), traffic's turbulence 0–0.4 m/s (held above).
 * It cannot tell: junctions, trees, queues at lights, and the streets around the corner: those are background.
 */
import { sin } from '../../base/portable-math.ts';
import { emissionFactorOf, type Fleet, type FleetFactors, fleetFactors, shareOfKind } from '../emissions/fleet.ts';
import { openRoadDilutionSPerM2 } from './open-road.ts';
import { OSPM } from './ospm.ts';
import { type Canyon, type FacadeSide, trafficTurbulenceMS, type Wind, windToAxisDeg } from './street-air.ts';

export interface RoadsidePlace {
  readonly canyon: Canyon;
  readonly side: FacadeSide;
  readonly heightM: number;
  /** From the middle of the street, m. Beyond half the street's width the place is in the open. */
  readonly distanceM: number;
  /** The street is no canyon: the place is in the open though it lies between the façades. */
  readonly isOpen?: boolean;
}

/** Traffic of one link: mean speed over the whole link, its junction included. */
export interface RoadTraffic {
  readonly flowVehPerHour: number;
  readonly speedKmh: number;
  /** Share of the vehicles whose engine is cold; none unless told. */
  readonly coldShare?: number;
}

export interface RoadsideIncrement {
  /** µg/m³; NOx counted as NO2. */
  readonly noxUgM3: number;
  readonly pm10UgM3: number;
  readonly pm25UgM3: number;
  /** How long air stays in the street, s: what its chemistry needs. */
  readonly residenceS: number;
}

const WINDS_MS = [0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12] as const;
const TURBULENCES_MS = [0, 0.05, 0.1, 0.17, 0.25, 0.4] as const;
const DIRECTION_STEP_DEG = 10;
const DIRECTIONS = 180 / DIRECTION_STEP_DEG + 1;
const SECTOR_HALF_WIDTH_RAD = 0.5;
const OPEN_DIRECTIONS = 20;
const RADIANS = Math.PI / 180;

/** Dilution in s/m² at a place for a wind above the roofs and a turbulence of traffic in m/s. */
export function createRoadsideDilution(place: RoadsidePlace): (wind: Wind, turbulenceMS: number) => number {
  const { canyon, side, heightM, distanceM } = place;
  /** The wind's origin to the axis, positive where it comes over the place's own façade. */
  const ownSideDeg = (wind: Wind) => (side === 'right' ? 1 : -1) * windToAxisDeg(canyon.axisDeg, wind.fromDeg);
  if (distanceM > canyon.widthM / 2 || place.isOpen === true) {
    return (wind) => openRoadsideDilutionSPerM2(distanceM, wind.roofMS, ownSideDeg(wind) * RADIANS);
  }
  const grid = canyonGrid({ ...canyon, axisDeg: 0 }, heightM);
  return (wind, turbulenceMS) => {
    const deg = ownSideDeg(wind);
    // A street is the same seen from either end.
    const folded = deg > 90 ? 180 - deg : deg < -90 ? -180 - deg : deg;
    return grid(wind.roofMS, folded, turbulenceMS);
  };
}

/**
 * Where no façades stand, mean over ±0.5 rad of wind direction, s/m²; `ownSideRad` the wind's origin to the axis, positive
 * where it comes over the place. Nothing comes from the street while the wind blows towards it.
 */
export function openRoadsideDilutionSPerM2(distanceM: number, windMS: number, ownSideRad: number): number {
  let sum = 0;
  for (let i = 0; i < OPEN_DIRECTIONS; i++) {
    const angle = ownSideRad + SECTOR_HALF_WIDTH_RAD * ((2 * (i + 0.5)) / OPEN_DIRECTIONS - 1);
    if (sin(angle) < 0) sum += openRoadDilutionSPerM2(distanceM, windMS, angle);
  }
  return sum / OPEN_DIRECTIONS;
}

function canyonGrid(canyon: Canyon, heightM: number) {
  const steps = TURBULENCES_MS.length;
  /** Dilution times wind speed, which varies far less than dilution does; NaN where nobody has asked yet. */
  const values = new Float64Array(WINDS_MS.length * DIRECTIONS * steps).fill(Number.NaN);
  const node = (wind: number, direction: number, step: number): number => {
    const at = (wind * DIRECTIONS + direction) * steps + step;
    if (Number.isNaN(values[at]!)) {
      const roofMS = WINDS_MS[wind]!;
      const fromDeg = direction * DIRECTION_STEP_DEG - 90;
      values[at] = roofMS * OSPM.dilutionSPerM2(canyon, 'right', heightM, { roofMS, fromDeg }, TURBULENCES_MS[step]!);
    }
    return values[at]!;
  };
  const overTurbulence = (wind: number, direction: number, step: number, share: number): number => {
    const from = node(wind, direction, step);
    return share === 0 ? from : from + share * (node(wind, direction, step + 1) - from);
  };
  return (windMS: number, ownSideDeg: number, turbulenceMS: number): number => {
    const u = Math.min(WINDS_MS[WINDS_MS.length - 1]!, Math.max(WINDS_MS[0], windMS));
    const t = Math.min(TURBULENCES_MS[steps - 1]!, Math.max(0, turbulenceMS));
    const wind = stepBelow(WINDS_MS, u);
    const step = stepBelow(TURBULENCES_MS, t);
    const place = (ownSideDeg + 90) / DIRECTION_STEP_DEG;
    const direction = Math.max(0, Math.min(DIRECTIONS - 2, Math.floor(place)));
    const windShare = (u - WINDS_MS[wind]!) / (WINDS_MS[wind + 1]! - WINDS_MS[wind]!);
    const stepShare = (t - TURBULENCES_MS[step]!) / (TURBULENCES_MS[step + 1]! - TURBULENCES_MS[step]!);
    const directionShare = place - direction;
    const overDirection = (at: number): number => {
      const from = overTurbulence(at, direction, step, stepShare);
      return from + directionShare * (overTurbulence(at, direction + 1, step, stepShare) - from);
    };
    const calm = overDirection(wind);
    return (calm + windShare * (overDirection(wind + 1) - calm)) / Math.max(WINDS_MS[0], windMS);
  };
}

/** Index of the largest value at or below `value`, with one more after it. */
function stepBelow(steps: readonly number[], value: number): number {
  let step = 0;
  while (step < steps.length - 2 && value >= steps[step + 1]!) step++;
  return step;
}

/** Increments of a street's links together; `cold` is what a cold engine emits besides (`emissions/cold-start.ts`). Throws RangeError on a fleet with problems. */
export function createRoadside(
  place: RoadsidePlace,
  fleet: Fleet,
  cold: FleetFactors | null = null,
): (traffic: readonly RoadTraffic[], wind: Wind) => RoadsideIncrement {
  const factors = fleetFactors(fleet);
  const heavyShare = shareOfKind(fleet, 'bus');
  const dilutionOf = createRoadsideDilution(place);
  const { canyon } = place;
  return (traffic, wind) => {
    let nox = 0;
    let pm10 = 0;
    let pm25 = 0;
    let flow = 0;
    let driven = 0;
    for (const { flowVehPerHour, speedKmh, coldShare = 0 } of traffic) {
      flow += flowVehPerHour;
      driven += flowVehPerHour * speedKmh;
      nox += flowVehPerHour * emissionFactorOf(factors, 'nox', speedKmh);
      pm10 += flowVehPerHour * emissionFactorOf(factors, 'pm10', speedKmh);
      pm25 += flowVehPerHour * emissionFactorOf(factors, 'pm25', speedKmh);
      if (cold === null || coldShare === 0) continue;
      nox += flowVehPerHour * coldShare * emissionFactorOf(cold, 'nox', speedKmh);
      pm10 += flowVehPerHour * coldShare * emissionFactorOf(cold, 'pm10', speedKmh);
      pm25 += flowVehPerHour * coldShare * emissionFactorOf(cold, 'pm25', speedKmh);
    }
    const turbulence = trafficTurbulenceMS(
      {
        lightVehPerHour: flow * (1 - heavyShare),
        heavyVehPerHour: flow * heavyShare,
        speedKmh: flow > 0 ? driven / flow : 0,
      },
      canyon.widthM,
    );
    // veh/h · g/km → µg/(m·s): 1,000 µg/m in a g/km, 3,600 s in an hour.
    const diluted = dilutionOf(wind, turbulence) / 3.6;
    const exchangeMS = Math.sqrt(0.01 * wind.roofMS * wind.roofMS + 0.4 * turbulence * turbulence);
    return {
      noxUgM3: nox * diluted,
      pm10UgM3: pm10 * diluted,
      pm25UgM3: pm25 * diluted,
      residenceS: canyon.heightM / exchangeMS,
    };
  };
}
