/**
 * Who drives through a district in an hour: through-traffic between the streets at its edge, and the trips of the
 * people who live and work in it.
 *
 * Through-traffic   enters at each gate at a share of its capacity; gates are joined by a gravity model whose weight
 *                   grows with the square of their distance, since nobody crosses a district to leave beside where
 *                   he came in.
 * Zone trips        population · 4.11 trips/day · private share 0.19 / occupancy 1.2; 80 % of them begin or end outside
 *                   (through the gates, by capacity), 20 % stay inside (gravity, exp(−0.8 · km)).
 * Mode split        the private share is the same for every trip, or a logit by distance (`mode-choice.ts`) with the same
 *                   share of all trips; trips that leave go on for 4 km beyond the gate, streets are 1.25 times the line.
 * By hour           all of it times the hourly share of `demand-profile.ts`; trips between homes and outside lead away
 *                   from home more in the morning, towards it more in the evening.
 * Unit veh/h. Valid for a district of 1–5 km² inside a city, where through-traffic is the larger part.
 *
 * Source: EMEF 2023 (4.11 trips per person and working day in the Barcelona area); private share, occupancy, outside
 * share and entry saturation are synthetic, set to usual values of inner Barcelona.
 */
import { exp, hypot } from '../base/portable-math.ts';
import type { TripTable } from './assignment/network.ts';
import type { Assumption } from './assumption.ts';
import { awayFromHomeShare, type DayType, hourlyShare, PEAK_HOUR_SHARE } from './demand-profile.ts';
import type { Gate } from './gates.ts';
import { distributeTrips } from './gravity.ts';
import { constantFor, modeShares } from './mode-choice.ts';

/** Where people live and work, as points in the network's metres. */
export interface DemandSite {
  readonly xM: number;
  readonly yM: number;
  readonly population: number;
  /** What draws trips besides homes: any unit, only proportions count. */
  readonly attraction: number;
}

export interface DemandGeography {
  readonly nodeXM: Float64Array;
  readonly nodeYM: Float64Array;
  readonly gates: readonly Gate[];
  readonly sites: readonly DemandSite[];
}

export interface DemandOptions {
  /** Flow at an entry in the busiest hour of a working day as a share of its capacity; default 0.42. */
  readonly entrySaturation?: number;
}

/** The demand of any hour; zones are the same in all of them. */
export interface DemandModel {
  readonly zoneNode: Int32Array;
  tripsOf(dayType: DayType, hour: number): TripTable;
  /** Of those trips the ones that only pass through, by cell. A demand that does not know them has no such table. */
  throughOf?(dayType: DayType, hour: number): Float64Array;
  /** Of those trips the ones that begin with a parked car in the place, by cell. */
  startingOf?(dayType: DayType, hour: number): Float64Array;
  /** The same people with another choice of modes. A demand that is given in vehicles cannot tell. */
  withModes?(modes: ModeChoice): DemandModel;
}

export interface ModeChoice {
  readonly modeSplit: 'fixed' | 'by-distance';
  /** Private share of the residents' trips over all distances, 0–1. */
  readonly privateShare: number;
}

const TRIPS_PER_PERSON_DAY = 4.11;
const PRIVATE_SHARE = 0.19;
const CAR_OCCUPANCY = 1.2;
const OUTSIDE_SHARE = 0.8;
const DETERRENCE_PER_KM = 0.8;
const ENTRY_SATURATION = 0.42;
const BEYOND_GATE_KM = 4;
const DETOUR = 1.25;

const assumed = (key: string, value: number, unit: string, source: string): Assumption => ({
  key: `demand.${key}`,
  value,
  unit,
  source,
  kind: 'assumption',
});

export const DEMAND_ASSUMPTIONS: readonly Assumption[] = [
  {
    key: 'demand.trips-per-person',
    value: TRIPS_PER_PERSON_DAY,
    unit: '/d',
    source: 'EMEF 2023, working day, area of Barcelona',
    kind: 'published',
  },
  assumed('private-share', PRIVATE_SHARE, '1', 'Share of residents’ trips by car or motorcycle in inner Barcelona'),
  assumed('car-occupancy', CAR_OCCUPANCY, '{person}', 'Persons in a car; usual value'),
  assumed('outside-share', OUTSIDE_SHARE, '1', 'Share of residents’ trips that begin or end outside; synthetic'),
  assumed(
    'entry-saturation',
    ENTRY_SATURATION,
    '1',
    'Through-traffic at an entry, of its capacity in the peak; synthetic',
  ),
  assumed(
    'beyond-gate',
    BEYOND_GATE_KM,
    'km',
    'How far trips go on beyond the district, for the choice of mode; judgement',
  ),
  assumed('detour', DETOUR, '1', 'Way along the streets over the straight line, for the choice of mode; usual value'),
];

export function createDemand(
  { nodeXM, nodeYM, gates, sites }: DemandGeography,
  { entrySaturation = ENTRY_SATURATION }: DemandOptions = {},
): DemandModel {
  const siteNode = sites.map((site) => nearestNode(site, nodeXM, nodeYM));
  const zones = [...new Set([...gates.map((gate) => gate.node), ...siteNode])].sort((a, b) => a - b);
  const zoneOf = new Map(zones.map((node, zone) => [node, zone]));
  const count = zones.length;

  const entry = new Float64Array(count);
  const exit = new Float64Array(count);
  for (const gate of gates) {
    entry[zoneOf.get(gate.node)!]! += gate.entryVehPerHour;
    exit[zoneOf.get(gate.node)!]! += gate.exitVehPerHour;
  }
  const population = new Float64Array(count);
  const draw = new Float64Array(count);
  const totalPopulation = sites.reduce((sum, site) => sum + site.population, 0);
  const totalAttraction = sites.reduce((sum, site) => sum + site.attraction, 0);
  sites.forEach((site, i) => {
    const zone = zoneOf.get(siteNode[i]!)!;
    population[zone]! += site.population;
    draw[zone]! += totalAttraction > 0 ? site.attraction / totalAttraction : site.population / (totalPopulation || 1);
  });

  // All four tables hold the trips of one working day.
  const perDay = entrySaturation / PEAK_HOUR_SHARE;
  const across = pairWeights(zones, nodeXM, nodeYM, (km) => km * km);
  const near = pairWeights(zones, nodeXM, nodeYM, (km) => exp(-DETERRENCE_PER_KM * km));
  const any = pairWeights(zones, nodeXM, nodeYM, () => 1);
  const through = distributeTrips(scaled(entry, perDay), exit, across);
  const carTrips = scaled(population, (TRIPS_PER_PERSON_DAY * PRIVATE_SHARE) / CAR_OCCUPANCY);
  const inside = distributeTrips(scaled(carTrips, 1 - OUTSIDE_SHARE), draw, near);
  const outward = distributeTrips(scaled(carTrips, OUTSIDE_SHARE), exit, any);
  const total = carTrips.reduce((sum, trips) => sum + trips, 0) * OUTSIDE_SHARE;
  const entrySum = entry.reduce((sum, capacity) => sum + capacity, 0) || 1;
  const inward = distributeTrips(scaled(entry, total / entrySum), carTrips, any);

  const zoneNode = Int32Array.from(zones);
  const tables: DayTables = { through, inside, outward, inward };
  // What the tables hold is as many trips as persons make with the usual share: the share of a cell is a factor on it.
  const withModes = (modes: ModeChoice): DemandModel =>
    demandOf(zoneNode, withShares(tables, modes, kilometres(zones, nodeXM, nodeYM)), withModes);
  return demandOf(zoneNode, tables, withModes);
}

/** Trips of one working day by kind. */
interface DayTables {
  readonly through: Float64Array;
  readonly inside: Float64Array;
  readonly outward: Float64Array;
  readonly inward: Float64Array;
}

function demandOf(
  zoneNode: Int32Array,
  { through, inside, outward, inward }: DayTables,
  withModes: NonNullable<DemandModel['withModes']>,
): DemandModel {
  const cells = through.length;
  const table = (of: (cell: number) => number) => Float64Array.from({ length: cells }, (_, cell) => of(cell));
  return {
    zoneNode,
    withModes,
    tripsOf(dayType, hour) {
      const share = hourlyShare(dayType, hour);
      const away = awayFromHomeShare(hour);
      const tripsPerHour = new Float64Array(cells);
      for (let cell = 0; cell < cells; cell++) {
        tripsPerHour[cell] =
          share * (through[cell]! + inside[cell]! + away * outward[cell]! + (1 - away) * inward[cell]!);
      }
      return { zoneNode, tripsPerHour };
    },
    throughOf(dayType, hour) {
      const share = hourlyShare(dayType, hour);
      return table((cell) => share * through[cell]!);
    },
    startingOf(dayType, hour) {
      const share = hourlyShare(dayType, hour);
      const away = awayFromHomeShare(hour);
      return table((cell) => share * (inside[cell]! + away * outward[cell]!));
    },
  };
}

function withShares(tables: DayTables, { modeSplit, privateShare }: ModeChoice, lineKm: Float64Array): DayTables {
  const { through, inside, outward, inward } = tables;
  if (modeSplit === 'fixed') {
    if (privateShare === PRIVATE_SHARE) return tables;
    const factor = privateShare / PRIVATE_SHARE;
    return {
      through,
      inside: scaled(inside, factor),
      outward: scaled(outward, factor),
      inward: scaled(inward, factor),
    };
  }
  const cells = lineKm.length;
  const insideKm = lineKm.map((km) => km * DETOUR);
  const outsideKm = lineKm.map((km) => km * DETOUR + BEYOND_GATE_KM);
  const weights = new Float64Array(2 * cells);
  weights.set(inside);
  for (let cell = 0; cell < cells; cell++) weights[cells + cell] = (outward[cell]! + inward[cell]!) / 2;
  const constant = constantFor(privateShare, [...insideKm, ...outsideKm], weights);
  const chosen = (trips: Float64Array, km: Float64Array) =>
    trips.map((value, cell) => (value > 0 ? (value * modeShares(km[cell]!, constant).private) / PRIVATE_SHARE : 0));
  return {
    through,
    inside: chosen(inside, insideKm),
    outward: chosen(outward, outsideKm),
    inward: chosen(inward, outsideKm),
  };
}

/** Straight distances between zones. */
function kilometres(zones: readonly number[], xM: Float64Array, yM: Float64Array): Float64Array {
  const count = zones.length;
  return Float64Array.from({ length: count * count }, (_, cell) => {
    const a = zones[Math.floor(cell / count)]!;
    const b = zones[cell % count]!;
    return hypot(xM[b]! - xM[a]!, yM[b]! - yM[a]!) / 1000;
  });
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** Weights by distance in km; a zone has none to itself. */
function pairWeights(
  zones: readonly number[],
  xM: Float64Array,
  yM: Float64Array,
  weight: (km: number) => number,
): Float64Array {
  const weights = new Float64Array(zones.length * zones.length);
  zones.forEach((a, i) => {
    zones.forEach((b, j) => {
      if (i !== j) weights[i * zones.length + j] = weight(hypot(xM[b]! - xM[a]!, yM[b]! - yM[a]!) / 1000);
    });
  });
  return weights;
}

function nearestNode(site: DemandSite, xM: Float64Array, yM: Float64Array): number {
  let best = 0;
  let least = Infinity;
  for (let node = 0; node < xM.length; node++) {
    const away = hypot(xM[node]! - site.xM, yM[node]! - site.yM);
    if (away < least) {
      least = away;
      best = node;
    }
  }
  return best;
}
