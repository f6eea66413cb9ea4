/**
 * What a part of the trips does on the ways of all of them: at every node of an origin's bush the trips of all destinations
 * come by the same shares, so any part of a pair's trips spreads as the whole pair does (see `select-link.ts`).
 */
import { type Bush, createOpenBush, openBush, spreadFlows } from './bush.ts';
import { demandByOrigin } from './demand-by-origin.ts';
import type { AssignmentNetwork, TripTable } from './network.ts';

/**
 * Flow by link in veh/h of the trips of `part`, on the bushes of an equilibrium of a table with the same zones. `counts` says
 * on which links an origin's trips count; all unless told. Pairs that had no trips when the bushes were made count nothing.
 */
export function partialFlows(
  network: AssignmentNetwork,
  part: TripTable,
  bushes: readonly Bush[],
  counts: (originNode: number, link: number) => boolean = () => true,
): Float64Array {
  const flows = new Float64Array(network.linkCount);
  const demand = demandByOrigin(part);
  const bushOf = new Map(bushes.map((bush) => [bush.originNode, bush]));
  const open = createOpenBush(network);
  for (let o = 0; o < demand.originCount; o++) {
    const bush = bushOf.get(demand.node[o]!);
    if (bush === undefined) continue;
    openBush(open, bush);
    spreadFlows(open, demand, o);
    for (let k = 0; k < open.links.length; k++) {
      const link = open.links[k]!;
      if (open.flow[k]! > 0 && counts(bush.originNode, link)) flows[link]! += open.flow[k]!;
    }
  }
  return flows;
}

/**
 * Share (0–1) of each pair's trips that uses at least one of the marked links, by cell of the table: P(node) = Σ share ·
 * (1 on a marked link, P(tail) elsewhere). 0 for pairs without trips and for those that had no bush.
 */
export function sharesOverLinks(
  network: AssignmentNetwork,
  table: TripTable,
  bushes: readonly Bush[],
  marked: Uint8Array,
): Float64Array {
  const { zoneNode, tripsPerHour } = table;
  const zones = zoneNode.length;
  const shares = new Float64Array(tripsPerHour.length);
  const demand = demandByOrigin(table);
  const bushOf = new Map(bushes.map((bush) => [bush.originNode, bush]));
  const open = createOpenBush(network);
  const used = new Float64Array(network.nodeCount);
  for (let o = 0; o < demand.originCount; o++) {
    const bush = bushOf.get(demand.node[o]!);
    if (bush === undefined) continue;
    openBush(open, bush);
    spreadFlows(open, demand, o);
    const { nodes, nodeAt, start, flow, nodeFlow, links } = open;
    used.fill(0);
    for (let r = 1; r < nodes; r++) {
      const node = nodeAt[r]!;
      let over = 0;
      for (let k = start[r]!; k < start[r + 1]!; k++) {
        const link = links[k]!;
        over += flow[k]! * (marked[link] === 1 ? 1 : used[network.from[link]!]!);
      }
      used[node] = nodeFlow[node]! > 0 ? Math.min(1, over / nodeFlow[node]!) : 0;
    }
    for (let i = 0; i < zones; i++) {
      if (zoneNode[i] !== demand.node[o]) continue;
      for (let j = 0; j < zones; j++) {
        if (tripsPerHour[i * zones + j]! > 0 && zoneNode[j] !== zoneNode[i])
          shares[i * zones + j] = used[zoneNode[j]!]!;
      }
    }
  }
  return shares;
}
