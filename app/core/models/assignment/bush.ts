/**
 * A bush: the ways that the trips of one origin take, as a part of the network without cycles.
 *
 * It spans every node that can be reached. Links stand grouped by the node they end at, groups in topological order (every
 * link's tail has its group earlier), so that one pass forward gives shortest and longest ways and one pass backward gives
 * flows. Where several links end at a node, each has its share of the node's flow; nothing else is stored, and flows stay
 * conserved whatever the demand: a bush made for one demand is a start for another.
 *
 * Source: R. B. Dial, "A path-based user-equilibrium traffic assignment algorithm that obviates path storage and
 * enumeration" (Algorithm B), Transportation Research B 40 (2006) 917–936; H. Bar-Gera, "Origin-based algorithm for the
 * traffic assignment problem", Transportation Science 36 (2002) 398–417 (shares).
 */
import type { DemandByOrigin } from './demand-by-origin.ts';
import type { AssignmentNetwork } from './network.ts';
import type { ShortestPaths } from './shortest-paths.ts';

export interface Bush {
  readonly originNode: number;
  /** Link numbers, grouped by end node, groups in topological order. */
  readonly links: Int32Array;
  /** Shares of the links of all groups with more than one link, in the same order; each group sums to 1. */
  readonly shares: Float64Array;
}

/** One bush laid open: arrays shared by all bushes of a network, so that working on one allocates nothing. */
export interface OpenBush {
  readonly network: AssignmentNetwork;
  originNode: number;
  links: Int32Array;
  shares: Float64Array;
  /** Nodes in the bush; rank 0 is the origin. */
  nodes: number;
  /** Rank of each node in topological order, −1 where it is not in the bush. */
  readonly rank: Int32Array;
  readonly nodeAt: Int32Array;
  /** Links of the node of rank r: places `start[r] … start[r + 1] − 1` of `links`. */
  readonly start: Int32Array;
  /** Flow of this origin on the link at each place, veh/h; made by `spreadFlows`. */
  readonly flow: Float64Array;
  readonly nodeFlow: Float64Array;
  /** Cost of the shortest way in the bush to each node and of the longest, and the places of the links they end with. */
  readonly least: Float64Array;
  readonly leastAt: Int32Array;
  readonly most: Float64Array;
  readonly mostAt: Int32Array;
}

export function createOpenBush(network: AssignmentNetwork): OpenBush {
  const { nodeCount, linkCount } = network;
  return {
    network,
    originNode: -1,
    links: new Int32Array(0),
    shares: new Float64Array(0),
    nodes: 0,
    rank: new Int32Array(nodeCount),
    nodeAt: new Int32Array(nodeCount),
    start: new Int32Array(nodeCount + 1),
    flow: new Float64Array(linkCount),
    nodeFlow: new Float64Array(nodeCount),
    least: new Float64Array(nodeCount),
    leastAt: new Int32Array(nodeCount),
    most: new Float64Array(nodeCount),
    mostAt: new Int32Array(nodeCount),
  };
}

/** The tree of shortest ways from an origin as a bush. */
export function treeBush(paths: ShortestPaths, originNode: number): Bush {
  const links = new Int32Array(Math.max(0, paths.reached - 1));
  for (let k = 1; k < paths.reached; k++) links[k - 1] = paths.linkTo[paths.order[k]!]!;
  return { originNode, links, shares: new Float64Array(0) };
}

export function openBush(open: OpenBush, bush: Bush): void {
  const { rank, nodeAt, start } = open;
  const { to } = open.network;
  const { links, originNode } = bush;
  open.originNode = originNode;
  open.links = links;
  open.shares = bush.shares;
  rank.fill(-1);
  rank[originNode] = 0;
  nodeAt[0] = originNode;
  start[0] = 0;
  let nodes = 1;
  let last = -1;
  for (let k = 0; k < links.length; k++) {
    const head = to[links[k]!]!;
    if (head === last) continue;
    last = head;
    rank[head] = nodes;
    nodeAt[nodes] = head;
    start[nodes++] = k;
  }
  open.nodes = nodes;
  start[nodes] = links.length;
}

/** Loads the trips of origin number `origin` on the open bush: fills `flow` and `nodeFlow`. */
export function spreadFlows(open: OpenBush, demand: DemandByOrigin, origin: number): void {
  const { nodeFlow, rank } = open;
  nodeFlow.fill(0);
  const end = demand.first[origin + 1]!;
  for (let i = demand.first[origin]!; i < end; i++) {
    const node = demand.destination[i]!;
    if (rank[node]! >= 0) nodeFlow[node]! += demand.tripsVehPerHour[i]!;
  }
  passFlowsBack(open);
}

/** Hands the flow of each node, from the farthest to the origin, to the links that lead there. */
export function passFlowsBack(open: OpenBush): void {
  const { nodeFlow, links, shares, nodeAt, start, flow } = open;
  const { from } = open.network;
  let cursor = shares.length;
  for (let r = open.nodes - 1; r > 0; r--) {
    const begin = start[r]!;
    const after = start[r + 1]!;
    const load = nodeFlow[nodeAt[r]!]!;
    if (after - begin === 1) {
      flow[begin] = load;
      nodeFlow[from[links[begin]!]!]! += load;
      continue;
    }
    cursor -= after - begin;
    for (let k = begin; k < after; k++) {
      const part = load * shares[cursor + k - begin]!;
      flow[k] = part;
      nodeFlow[from[links[k]!]!]! += part;
    }
  }
}
