/**
 * Traffic assignment: which streets the trips of one hour take when every driver chooses the quickest way and all of
 * them slow each other down (user equilibrium, Wardrop's first principle).
 *
 * Link time      t_a(v) = t0_a · (1 + B_a · (v/c_a)^p_a)      s, with v and c in veh/h; B = 0.15, p = 4 where not given
 * Minimises      Z(v) = Σ_a ∫0..v_a t_a(x) dx                 (Beckmann, McGuire, Winsten 1956)
 * By             Frank–Wolfe: all-or-nothing loads on the present times give a direction, a bisection on dZ/dλ the step
 * Relative gap   (Σ v_a t_a − Σ_od q_od u_od) / Σ v_a t_a     0 at equilibrium, dimensionless
 *
 * Valid for volumes up to about 1.5 × capacity: BPR knows no queues. Frank–Wolfe reaches gaps of 1e-3 to 1e-4 in tens
 * of iterations on district networks, enough to show flows; the city simulator takes its truth from here. Comparing
 * scenarios wants 1e-5 and better: `equilibrium.ts`.
 *
 * Source: BPR, Traffic Assignment Manual (1964); Y. Sheffi, Urban Transportation Networks (1985), ch. 5.
 */
import { pow } from '../../base/portable-math.ts';
import { type AssignmentNetwork, checkNetwork, forwardStarOf, type TripTable } from './network.ts';
import { createShortestPaths } from './shortest-paths.ts';

export interface AssignmentOptions {
  /** Stops when the relative gap is at or below this; default 1e-4. */
  readonly relativeGap?: number;
  /** Stops after this many all-or-nothing loads; default 100. */
  readonly maxIterations?: number;
}

export interface Assignment {
  readonly flowVehPerHour: Float64Array;
  /** Link times at these flows, s. */
  readonly timeS: Float64Array;
  readonly relativeGap: number;
  readonly iterations: number;
  /** Trips for which there is no way at all; they are in no flow. */
  readonly unservedVehPerHour: number;
}

export function assign(
  network: AssignmentNetwork,
  demand: TripTable,
  { relativeGap: wantedGap = 1e-4, maxIterations = 100 }: AssignmentOptions = {},
): Assignment {
  checkNetwork(network);
  const zones = demand.zoneNode.length;
  if (demand.tripsPerHour.length !== zones * zones) {
    throw new RangeError(`expected ${zones * zones} trip cells, got ${demand.tripsPerHour.length}`);
  }
  const { linkCount } = network;
  const paths = createShortestPaths(network, forwardStarOf(network));
  const nodeLoad = new Float64Array(network.nodeCount);
  const time = new Float64Array(linkCount);
  const target = new Float64Array(linkCount);
  const flow = new Float64Array(linkCount);
  let unserved = 0;

  /** Loads every trip on its present quickest way into `into`; returns Σ q·u in veh·s/h. */
  const allOrNothing = (into: Float64Array): number => {
    into.fill(0);
    unserved = 0;
    let total = 0;
    for (let i = 0; i < zones; i++) {
      const row = i * zones;
      const origin = demand.zoneNode[i]!;
      let any = false;
      for (let j = 0; j < zones && !any; j++) any = j !== i && demand.tripsPerHour[row + j]! > 0;
      if (!any) continue;
      paths.search(origin, time);
      nodeLoad.fill(0);
      for (let j = 0; j < zones; j++) {
        const trips = demand.tripsPerHour[row + j]!;
        const node = demand.zoneNode[j]!;
        if (j === i || !(trips > 0) || node === origin) continue;
        const cost = paths.cost[node]!;
        if (cost === Infinity) {
          unserved += trips;
          continue;
        }
        nodeLoad[node]! += trips;
        total += trips * cost;
      }
      // From the farthest node back to the origin, each node hands its load to the link it was reached by.
      for (let k = paths.reached - 1; k > 0; k--) {
        const node = paths.order[k]!;
        const load = nodeLoad[node]!;
        if (load === 0) continue;
        const link = paths.linkTo[node]!;
        into[link]! += load;
        nodeLoad[network.from[link]!]! += load;
      }
    }
    return total;
  };

  linkTimes(network, flow, time);
  allOrNothing(flow);
  linkTimes(network, flow, time);
  let gap = Infinity;
  let iterations = 1;
  for (;;) {
    const shortest = allOrNothing(target);
    let spent = 0;
    for (let a = 0; a < linkCount; a++) spent += flow[a]! * time[a]!;
    gap = spent > 0 ? Math.max(0, (spent - shortest) / spent) : 0;
    if (gap <= wantedGap || iterations >= maxIterations) break;
    const step = bestStep(network, flow, target);
    for (let a = 0; a < linkCount; a++) flow[a] = flow[a]! + step * (target[a]! - flow[a]!);
    linkTimes(network, flow, time);
    iterations++;
  }
  return { flowVehPerHour: flow, timeS: time, relativeGap: gap, iterations, unservedVehPerHour: unserved };
}

/** BPR times in s at the given flows in veh/h, written into `into`. */
export function linkTimes(network: AssignmentNetwork, flowVehPerHour: Float64Array, into: Float64Array): void {
  for (let a = 0; a < network.linkCount; a++) into[a] = linkTimeS(network, a, flowVehPerHour[a]!);
}

/** BPR time in s of one link at a flow in veh/h. */
export function linkTimeS(network: AssignmentNetwork, link: number, flow: number): number {
  const factor = network.bprFactor === undefined ? 0.15 : network.bprFactor[link]!;
  const power = network.bprPower === undefined ? 4 : network.bprPower[link]!;
  const saturation = flow / network.capacityVehPerHour[link]!;
  const rise = power === 4 ? saturation * saturation * saturation * saturation : pow(saturation, power);
  return network.freeFlowTimeS[link]! * (1 + factor * rise);
}

/** The share λ of the way from `flow` to `target` where Z is least: dZ/dλ = Σ t_a(v + λd) · d_a changes sign there. */
function bestStep(network: AssignmentNetwork, flow: Float64Array, target: Float64Array): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 20; halving++) {
    const middle = (low + high) / 2;
    let slope = 0;
    for (let a = 0; a < network.linkCount; a++) {
      const direction = target[a]! - flow[a]!;
      if (direction !== 0) slope += linkTimeS(network, a, flow[a]! + middle * direction) * direction;
    }
    if (slope > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
