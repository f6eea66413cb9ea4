/**
 * One round of balancing inside a bush: at every node where ways meet, from the farthest to the nearest, flow moves from the
 * longest used way to the shortest, back to where the two part. How much is Newton's step for equal costs,
 * Δ = (C_long − C_short) / Σ c', never more than the long way carries. If the step overshoots by much (high powers), it
 * is taken back between the two bounds.
 */
import type { OpenBush } from './bush.ts';
import type { LinkCosts } from './link-costs.ts';

/** A step is mended when it leaves more than this share of the difference, with the sign turned. */
const OVERSHOOT = 0.5;
const MENDING_ROUNDS = 6;
/** A way that carries less than this share of its node's flow is emptied. */
const NEGLIGIBLE_SHARE = 1e-13;

export interface BushBalancer {
  /**
   * Balances the open bush, whose flows must be spread; changes network flows (veh/h), costs and the bush's shares.
   * Differences up to `toleranceS` are left. Returns Σ flow × (cost above the shortest way in the bush) before the round.
   */
  balance(networkFlow: Float64Array, toleranceS: number): number;
}

export function createBushBalancer(open: OpenBush, costs: LinkCosts): BushBalancer {
  const { rank, nodeAt, start, flow, least, leastAt, most, mostAt } = open;
  const { from, nodeCount } = open.network;
  const { costS, slope } = costs;
  const shortWay = new Int32Array(nodeCount);
  const longWay = new Int32Array(nodeCount);
  let shortLength = 0;
  let longLength = 0;

  /** Labels of shortest and of longest used ways; returns the excess. */
  const label = (): number => {
    const { links, nodes, originNode } = open;
    let excess = 0;
    least[originNode] = 0;
    most[originNode] = 0;
    for (let r = 1; r < nodes; r++) {
      const node = nodeAt[r]!;
      const begin = start[r]!;
      const after = start[r + 1]!;
      if (after - begin === 1) {
        const link = links[begin]!;
        const tail = from[link]!;
        least[node] = least[tail]! + costS[link]!;
        most[node] = most[tail]! + costS[link]!;
        leastAt[node] = begin;
        mostAt[node] = begin;
        continue;
      }
      let low = Infinity;
      let high = -Infinity;
      let lowAt = -1;
      let highAt = -1;
      for (let k = begin; k < after; k++) {
        const link = links[k]!;
        const tail = from[link]!;
        const short = least[tail]! + costS[link]!;
        if (short < low) {
          low = short;
          lowAt = k;
        }
        if (flow[k]! > 0) {
          const long = most[tail]! + costS[link]!;
          if (long > high) {
            high = long;
            highAt = k;
          }
        }
      }
      for (let k = begin; k < after; k++) {
        const link = links[k]!;
        if (flow[k]! > 0) excess += flow[k]! * (least[from[link]!]! + costS[link]! - low);
      }
      least[node] = low;
      leastAt[node] = lowAt;
      most[node] = highAt < 0 ? low : high;
      mostAt[node] = highAt;
    }
    return excess;
  };

  /** Collects the two ways back from a node to where they part; false when there is nothing to move. */
  const trace = (node: number): boolean => {
    const { links } = open;
    shortLength = 0;
    longLength = 0;
    let short = leastAt[node]!;
    let long = mostAt[node]!;
    shortWay[shortLength++] = short;
    longWay[longLength++] = long;
    let shortNode = from[links[short]!]!;
    let longNode = from[links[long]!]!;
    while (shortNode !== longNode) {
      if (rank[shortNode]! > rank[longNode]!) {
        short = leastAt[shortNode]!;
        shortWay[shortLength++] = short;
        shortNode = from[links[short]!]!;
      } else {
        long = mostAt[longNode]!;
        if (long < 0) return false;
        longWay[longLength++] = long;
        longNode = from[links[long]!]!;
      }
    }
    return true;
  };

  let difference = 0;
  let steepness = 0;
  const compare = (): void => {
    const { links } = open;
    difference = 0;
    steepness = 0;
    for (let i = 0; i < longLength; i++) {
      const link = links[longWay[i]!]!;
      difference += costS[link]!;
      steepness += slope[link]!;
    }
    for (let i = 0; i < shortLength; i++) {
      const link = links[shortWay[i]!]!;
      difference -= costS[link]!;
      steepness += slope[link]!;
    }
  };

  const move = (amount: number, networkFlow: Float64Array): void => {
    const { links } = open;
    for (let i = 0; i < longLength; i++) {
      const k = longWay[i]!;
      const link = links[k]!;
      flow[k] = Math.max(0, flow[k]! - amount);
      networkFlow[link] = Math.max(0, networkFlow[link]! - amount);
      costs.set(link, networkFlow[link]!);
    }
    for (let i = 0; i < shortLength; i++) {
      const k = shortWay[i]!;
      const link = links[k]!;
      flow[k] = Math.max(0, flow[k]! + amount);
      networkFlow[link] = Math.max(0, networkFlow[link]! + amount);
      costs.set(link, networkFlow[link]!);
    }
  };

  const shift = (node: number, networkFlow: Float64Array, toleranceS: number): void => {
    if (!trace(node)) return;
    compare();
    if (!(difference > toleranceS)) return;
    let carried = Infinity;
    for (let i = 0; i < longLength; i++) carried = Math.min(carried, flow[longWay[i]!]!);
    if (!(carried > 0)) return;
    const before = difference;
    let moved = steepness > 0 ? Math.min(carried, difference / steepness) : carried;
    move(moved, networkFlow);
    compare();
    let low = 0;
    let high = moved;
    for (let round = 0; round < MENDING_ROUNDS && difference < -OVERSHOOT * before; round++) {
      high = moved;
      let next = moved + difference / steepness;
      if (!(next > low && next < high)) next = (low + high) / 2;
      move(next - moved, networkFlow);
      moved = next;
      compare();
      if (difference > 0) low = moved;
    }
  };

  const takeShares = (): void => {
    const { nodes, shares } = open;
    let cursor = 0;
    for (let r = 1; r < nodes; r++) {
      const begin = start[r]!;
      const after = start[r + 1]!;
      if (after - begin === 1) continue;
      let total = 0;
      for (let k = begin; k < after; k++) total += flow[k]!;
      if (total > 0) {
        let kept = 0;
        for (let k = begin; k < after; k++) if (flow[k]! > NEGLIGIBLE_SHARE * total) kept += flow[k]!;
        for (let k = begin; k < after; k++) {
          shares[cursor + k - begin] = flow[k]! > NEGLIGIBLE_SHARE * total ? flow[k]! / kept : 0;
        }
      } else {
        const best = leastAt[nodeAt[r]!]!;
        for (let k = begin; k < after; k++) shares[cursor + k - begin] = k === best ? 1 : 0;
      }
      cursor += after - begin;
    }
  };

  return {
    balance(networkFlow, toleranceS) {
      const excess = label();
      // Even where nothing is to be moved, nodes that nobody passes must follow their shortest way.
      for (let r = excess > 0 ? open.nodes - 1 : 0; r > 0; r--) {
        if (start[r + 1]! - start[r]! === 1) continue;
        const node = nodeAt[r]!;
        const long = mostAt[node]!;
        if (long >= 0 && long !== leastAt[node]!) shift(node, networkFlow, toleranceS);
      }
      takeShares();
      return excess;
    },
  };
}
