import type { StreetGraph } from '../../geo/street-graph.ts';

/**
 * A road network as assignment needs it: links as parallel arrays, nodes as numbers. Where the links come from — the
 * district's street graph, a textbook case — is not its business.
 */
export interface AssignmentNetwork {
  readonly nodeCount: number;
  readonly linkCount: number;
  /** Node index at the start and at the end of each directed link. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Time over the empty link including its fixed delays, s. */
  readonly freeFlowTimeS: Float64Array;
  readonly capacityVehPerHour: Float64Array;
  /** BPR factor and power of each link; 0.15 and 4 where absent. */
  readonly bprFactor?: Float64Array;
  readonly bprPower?: Float64Array;
  /** Tolls, distance and whatever else is felt beside the time, already in seconds; 0 where absent. */
  readonly fixedCostS?: Float64Array;
  /** 1 for links that nobody may use now. They keep their number, so that flows before and after stay comparable. */
  readonly closed?: Uint8Array;
  /** 1 for nodes where trips may start and end, but which none may pass (the centre of a zone). */
  readonly noThrough?: Uint8Array;
}

/** Trips of one hour between zones; zone i sits on node `zoneNode[i]`. */
export interface TripTable {
  readonly zoneNode: Int32Array;
  /** `tripsPerHour[i * zones + j]` from zone i to zone j, veh/h; the diagonal is ignored. */
  readonly tripsPerHour: Float64Array;
}

/** Open links leaving each node: `links[first[n]] … links[first[n + 1] - 1]` leave node n. */
export interface ForwardStar {
  readonly first: Int32Array;
  readonly links: Int32Array;
}

export function forwardStarOf(network: AssignmentNetwork): ForwardStar {
  const { nodeCount, linkCount, from, closed } = network;
  const first = new Int32Array(nodeCount + 1);
  for (let a = 0; a < linkCount; a++) if (closed?.[a] !== 1) first[from[a]! + 1]!++;
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!;
  const next = first.slice(0, nodeCount);
  const links = new Int32Array(first[nodeCount]!);
  for (let a = 0; a < linkCount; a++) if (closed?.[a] !== 1) links[next[from[a]!]!++] = a;
  return { first, links };
}

/** The columns of a street graph that assignment reads. */
export type AssignableStreets = Pick<
  StreetGraph,
  'nodeCount' | 'linkCount' | 'from' | 'to' | 'lengthM' | 'freeSpeedKmh' | 'capacityVehPerHour'
>;

/**
 * The network of a street graph; link and node numbers stay the same. Every link ends at a junction that costs
 * `junctionDelayS` even when it is empty (half a red light, on average about 10 s on a coordinated grid); by link where an
 * array is given.
 */
export function networkOfStreets(
  streets: AssignableStreets,
  junctionDelayS: number | Float64Array = 10,
): AssignmentNetwork {
  const { nodeCount, linkCount, from, to, capacityVehPerHour } = streets;
  const freeFlowTimeS = new Float64Array(linkCount);
  const delayOf = (a: number) => (typeof junctionDelayS === 'number' ? junctionDelayS : junctionDelayS[a]!);
  for (let a = 0; a < linkCount; a++) {
    freeFlowTimeS[a] = (streets.lengthM[a]! / streets.freeSpeedKmh[a]!) * 3.6 + delayOf(a);
  }
  return { nodeCount, linkCount, from, to, freeFlowTimeS, capacityVehPerHour };
}
