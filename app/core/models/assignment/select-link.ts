/**
 * Select-link analysis: whose trips are on one link, and where else they drive.
 *
 * At every node of an origin's bush the trips of all destinations come by the same shares, so the share of a pair's trips
 * that has used a link is found in one pass forward: P(node) = Σ share · (1 on the link itself, P(tail) elsewhere).
 *
 * Equilibrium fixes the flows of links, not the routes of pairs; these routes are one answer among many with the same link
 * flows, spread as evenly as the bushes have them. Totals by link are firm, the split among pairs is not.
 *
 * Source: H. Bar-Gera, "Origin-based algorithm for the traffic assignment problem", Transportation Science 36 (2002).
 */
import { type Bush, createOpenBush, openBush, spreadFlows } from './bush.ts';
import { demandByOrigin } from './demand-by-origin.ts';
import type { AssignmentNetwork, TripTable } from './network.ts';

export interface PairOnLink {
  /** Zone numbers of the trip table. */
  readonly fromZone: number;
  readonly toZone: number;
  readonly vehPerHour: number;
  /** Share of the pair's trips that uses the link, 0–1. */
  readonly share: number;
}

export interface SelectedLink {
  readonly link: number;
  /** Trips over the link, veh/h. */
  readonly vehPerHour: number;
  /** Most trips first. */
  readonly pairs: readonly PairOnLink[];
  /** By link, veh/h: the flow of those trips alone, before, on and after the link. */
  readonly flowVehPerHour: Float64Array;
}

/** A pair with a smaller share than this on the link is left out of the list, though not of the flows. */
const SMALLEST_SHARE = 1e-9;

/** `bushes` and the trip table must belong together: those of one equilibrium. */
export function selectLink(
  network: AssignmentNetwork,
  table: TripTable,
  bushes: readonly Bush[],
  link: number,
): SelectedLink {
  const { linkCount, nodeCount, from } = network;
  if (!(link >= 0 && link < linkCount)) throw new RangeError(`there is no link ${link}`);
  const demand = demandByOrigin(table);
  const bushOf = new Map(bushes.map((bush) => [bush.originNode, bush]));
  const open = createOpenBush(network);
  const used = new Float64Array(nodeCount);
  const ahead = new Float64Array(nodeCount);
  const flowVehPerHour = new Float64Array(linkCount);
  const pairs: PairOnLink[] = [];
  const zones = table.zoneNode.length;

  for (let o = 0; o < demand.originCount; o++) {
    const bush = bushOf.get(demand.node[o]!);
    if (bush === undefined) continue;
    const place = bush.links.indexOf(link);
    if (place < 0) continue;
    openBush(open, bush);
    spreadFlows(open, demand, o);
    if (!(open.flow[place]! > 0)) continue;
    const { nodes, nodeAt, start, flow, nodeFlow, links } = open;

    used.fill(0);
    for (let r = 1; r < nodes; r++) {
      const node = nodeAt[r]!;
      let through = 0;
      for (let k = start[r]!; k < start[r + 1]!; k++) {
        const part = flow[k]! * (k === place ? 1 : used[from[links[k]!]!]!);
        if (part === 0) continue;
        through += part;
        flowVehPerHour[links[k]!]! += part;
      }
      used[node] = nodeFlow[node]! > 0 ? through / nodeFlow[node]! : 0;
    }
    // Before the link: what goes over it, handed back to the origin by the shares.
    ahead.fill(0);
    ahead[from[link]!] = flow[place]!;
    for (let r = open.rank[from[link]!]!; r > 0; r--) {
      const node = nodeAt[r]!;
      if (ahead[node] === 0) continue;
      for (let k = start[r]!; k < start[r + 1]!; k++) {
        const part = (ahead[node]! * flow[k]!) / nodeFlow[node]!;
        flowVehPerHour[links[k]!]! += part;
        ahead[from[links[k]!]!]! += part;
      }
    }
    for (let i = 0; i < zones; i++) {
      if (table.zoneNode[i] !== demand.node[o]) continue;
      for (let j = 0; j < zones; j++) {
        const trips = table.tripsPerHour[i * zones + j]!;
        const share = used[table.zoneNode[j]!]!;
        if (j === i || !(trips > 0) || share < SMALLEST_SHARE || table.zoneNode[j] === demand.node[o]) continue;
        pairs.push({ fromZone: i, toZone: j, vehPerHour: trips * share, share });
      }
    }
  }
  pairs.sort((a, b) => b.vehPerHour - a.vehPerHour || a.fromZone - b.fromZone || a.toZone - b.toZone);
  return { link, vehPerHour: flowVehPerHour[link]!, pairs, flowVehPerHour };
}
