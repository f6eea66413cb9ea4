import { type Bush, createOpenBush, openBush, spreadFlows, treeBush } from './bush.ts';
import { createBushGrower } from './bush-growth.ts';
import { createBushBalancer } from './bush-shift.ts';
import type { DemandByOrigin } from './demand-by-origin.ts';
import type { LinkCosts } from './link-costs.ts';
import type { EquilibriumMethod } from './method.ts';
import { type AssignmentNetwork, forwardStarOf } from './network.ts';
import { createShortestPaths } from './shortest-paths.ts';

/** Rounds of balancing between two looks at the whole network. */
const MAX_ROUNDS = 20;
/** Rounds end when the excess within the bushes is below this share of the excess in the whole network. */
const ENOUGH = 0.1;
/** An origin is passed over while its excess is below this share of what it would be if all had the same. */
const PASSED_OVER = 0.2;

/**
 * User equilibrium by bushes (after Dial's Algorithm B): each origin has a part of the network without cycles, in which
 * flow is balanced between the longest used and the shortest ways; then the bushes follow the costs. `start` gives the
 * bushes of an earlier solution on the same links; those that no longer fit are made anew.
 */
export function createBushMethod(
  network: AssignmentNetwork,
  demand: DemandByOrigin,
  costs: LinkCosts,
  start: readonly Bush[] = [],
): EquilibriumMethod & { readonly bushes: readonly Bush[] } {
  const star = forwardStarOf(network);
  const open = createOpenBush(network);
  const grower = createBushGrower(open, star);
  const balancer = createBushBalancer(open, costs);
  const flow = new Float64Array(network.linkCount);
  const bushes: Bush[] = [];
  const excess = new Float64Array(demand.originCount);
  let missing = Infinity;

  const addFlows = (origin: number): void => {
    spreadFlows(open, demand, origin);
    for (let k = 0; k < open.links.length; k++) flow[open.links[k]!]! += open.flow[k]!;
  };

  const begin = (): void => {
    const paths = createShortestPaths(network, star);
    const earlier = new Map(start.map((bush) => [bush.originNode, bush]));
    const fresh: number[] = [];
    for (let o = 0; o < demand.originCount; o++) {
      const bush = earlier.get(demand.node[o]!);
      if (bush !== undefined) openBush(open, bush);
      if (bush === undefined || !fits(open, network)) {
        fresh.push(o);
        continue;
      }
      bushes[o] = { ...bush, shares: bush.shares.slice() };
      addFlows(o);
    }
    costs.setAll(flow);
    // Each new tree sees what the ones before it loaded.
    for (const o of fresh) {
      paths.search(demand.node[o]!, costs.costS);
      const bush = treeBush(paths, demand.node[o]!);
      bushes[o] = bush;
      openBush(open, bush);
      addFlows(o);
      for (let k = 0; k < bush.links.length; k++) {
        if (open.flow[k]! > 0) costs.set(bush.links[k]!, flow[bush.links[k]!]!);
      }
    }
  };
  begin();

  return {
    flow,
    bushes,
    measure() {
      flow.fill(0);
      for (let o = 0; o < demand.originCount; o++) {
        openBush(open, bushes[o]!);
        addFlows(o);
      }
      costs.setAll(flow);
      let spent = 0;
      for (let a = 0; a < network.linkCount; a++) spent += flow[a]! * costs.costS[a]!;
      let shortest = 0;
      for (let o = 0; o < demand.originCount; o++) {
        openBush(open, bushes[o]!);
        const grown = grower.grow(costs.costS);
        if (grown !== null) bushes[o] = grown;
        for (let i = demand.first[o]!; i < demand.first[o + 1]!; i++) {
          const distance = grower.distance[demand.destination[i]!]!;
          if (distance < Infinity) shortest += distance * demand.tripsVehPerHour[i]!;
        }
      }
      missing = Math.max(0, spent - shortest);
      return spent > 0 ? missing / spent : 0;
    },
    improve() {
      const share = missing / Math.max(1, demand.originCount);
      excess.fill(Infinity);
      for (let round = 0; round < MAX_ROUNDS; round++) {
        let total = 0;
        for (let o = 0; o < demand.originCount; o++) {
          if (round > 0 && excess[o]! < PASSED_OVER * share) {
            total += excess[o]!;
            continue;
          }
          openBush(open, bushes[o]!);
          spreadFlows(open, demand, o);
          excess[o] = balancer.balance(flow, 0);
          total += excess[o]!;
        }
        if (total < ENOUGH * missing) break;
      }
    },
  };
}

/** Whether the open bush uses only what is open now and reaches all that can be reached. */
function fits(
  { links, rank, originNode, nodes }: ReturnType<typeof createOpenBush>,
  network: AssignmentNetwork,
): boolean {
  const { linkCount, from, to, closed, noThrough } = network;
  if (nodes === 0) return false;
  for (let k = 0; k < links.length; k++) {
    const link = links[k]!;
    if (link >= linkCount || closed?.[link] === 1) return false;
    if (noThrough?.[from[link]!] === 1 && from[link] !== originNode) return false;
  }
  for (let a = 0; a < linkCount; a++) {
    if (closed?.[a] === 1 || rank[from[a]!]! < 0 || rank[to[a]!]! >= 0) continue;
    if (noThrough?.[from[a]!] !== 1 || from[a] === originNode) return false;
  }
  return true;
}
