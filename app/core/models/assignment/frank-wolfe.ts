/**
 * The Frank–Wolfe family: all trips on the present shortest ways give a target, an exact line search the step towards it.
 *
 * `frank-wolfe`    the plain method; from a relative gap of about 1e-3 it zigzags
 * `conjugate`      the target is mixed with the one before so that directions are conjugate with respect to c'
 * `bi-conjugate`   with the two before
 *
 * The mixed methods start with plain steps: far from equilibrium the slopes they build on change too much.
 *
 * Source: M. Mitradjieva, P. O. Lindberg, "The Stiff Is Moving — Conjugate Direction Frank–Wolfe Methods with Applications
 * to Traffic Assignment", Transportation Science 47 (2013) 280–293.
 */
import type { DemandByOrigin } from './demand-by-origin.ts';
import type { LinkCosts } from './link-costs.ts';
import type { EquilibriumMethod } from './method.ts';
import { type AssignmentNetwork, forwardStarOf } from './network.ts';
import { createShortestPaths } from './shortest-paths.ts';

export type LinkMethodKind = 'frank-wolfe' | 'conjugate' | 'bi-conjugate';

/** Plain steps until the gap is here, or this many. */
const PLAIN_UNTIL_GAP = 1e-3;
const PLAIN_AT_MOST = 50;
const LARGEST_MEMORY = 0.99;
const LINE_SEARCH_HALVINGS = 40;

export function createFrankWolfe(
  network: AssignmentNetwork,
  demand: DemandByOrigin,
  costs: LinkCosts,
  kind: LinkMethodKind,
): EquilibriumMethod {
  const { linkCount } = network;
  const load = createAllOrNothing(network, demand);
  const flow = new Float64Array(linkCount);
  /** The shortest-way loads y, the mixed target s, and the targets one and two steps before. */
  const shortest = new Float64Array(linkCount);
  const target = new Float64Array(linkCount);
  let previous = new Float64Array(linkCount);
  let older = new Float64Array(linkCount);
  let remembered = 0;
  let lastStep = 0;
  let steps = 0;
  let gap = Infinity;
  load(costs.costS, flow);

  const mixOne = (): void => {
    let upper = 0;
    let lower = 0;
    for (let a = 0; a < linkCount; a++) {
      const h = costs.slope[a]!;
      const back = previous[a]! - flow[a]!;
      upper += back * h * (shortest[a]! - flow[a]!);
      lower += back * h * (shortest[a]! - previous[a]!);
    }
    const memory = lower === 0 ? 0 : Math.min(LARGEST_MEMORY, Math.max(0, upper / lower));
    for (let a = 0; a < linkCount; a++) target[a] = memory * previous[a]! + (1 - memory) * shortest[a]!;
  };

  const mixTwo = (): void => {
    let oldUpper = 0;
    let oldLower = 0;
    let newUpper = 0;
    let newLower = 0;
    for (let a = 0; a < linkCount; a++) {
      const h = costs.slope[a]!;
      const ahead = shortest[a]! - flow[a]!;
      const both = lastStep * previous[a]! + (1 - lastStep) * older[a]! - flow[a]!;
      const back = previous[a]! - flow[a]!;
      oldUpper += both * h * ahead;
      oldLower += both * h * (older[a]! - previous[a]!);
      newUpper += back * h * ahead;
      newLower += back * h * back;
    }
    const mu = oldLower === 0 ? 0 : Math.max(0, -oldUpper / oldLower);
    const nu = newLower === 0 ? 0 : Math.max(0, -newUpper / newLower + (mu * lastStep) / (1 - lastStep));
    const whole = 1 / (1 + mu + nu);
    for (let a = 0; a < linkCount; a++) {
      target[a] = whole * (shortest[a]! + nu * previous[a]! + mu * older[a]!);
    }
  };

  const descends = (): boolean => {
    let slope = 0;
    for (let a = 0; a < linkCount; a++) slope += costs.costS[a]! * (target[a]! - flow[a]!);
    return slope < 0;
  };

  return {
    flow,
    measure() {
      costs.setAll(flow);
      const least = load(costs.costS, shortest);
      let spent = 0;
      for (let a = 0; a < linkCount; a++) spent += flow[a]! * costs.costS[a]!;
      gap = spent > 0 ? Math.max(0, (spent - least) / spent) : 0;
      return gap;
    },
    improve() {
      const plain = kind === 'frank-wolfe' || (gap > PLAIN_UNTIL_GAP && steps < PLAIN_AT_MOST);
      if (plain || remembered === 0) {
        target.set(shortest);
        remembered = 0;
      } else {
        if (kind === 'bi-conjugate' && remembered > 1 && lastStep < 1) mixTwo();
        else mixOne();
        if (!descends()) {
          target.set(shortest);
          remembered = 0;
        }
      }
      lastStep = bestStep(costs, flow, target);
      [previous, older] = [older, previous];
      previous.set(target);
      // A full step leaves nothing of what was before it to be conjugate to.
      remembered = lastStep > LARGEST_MEMORY ? 0 : remembered + 1;
      steps++;
      for (let a = 0; a < linkCount; a++) flow[a] = flow[a]! + lastStep * (target[a]! - flow[a]!);
    },
  };
}

/** Loads all trips on the shortest ways at given costs (s) into an array; returns Σ trips × cost. */
function createAllOrNothing(network: AssignmentNetwork, demand: DemandByOrigin) {
  const paths = createShortestPaths(network, forwardStarOf(network));
  const nodeLoad = new Float64Array(network.nodeCount);
  return (costS: Float64Array, into: Float64Array): number => {
    into.fill(0);
    let total = 0;
    for (let o = 0; o < demand.originCount; o++) {
      paths.search(demand.node[o]!, costS);
      nodeLoad.fill(0);
      for (let i = demand.first[o]!; i < demand.first[o + 1]!; i++) {
        const node = demand.destination[i]!;
        const cost = paths.cost[node]!;
        if (cost === Infinity) continue;
        nodeLoad[node]! += demand.tripsVehPerHour[i]!;
        total += cost * demand.tripsVehPerHour[i]!;
      }
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
}

/** The share of the way from `flow` to `target` where the objective is least: its slope along the way changes sign there. */
function bestStep(costs: LinkCosts, flow: Float64Array, target: Float64Array): number {
  const slopeAt = (step: number): number => {
    let slope = 0;
    for (let a = 0; a < flow.length; a++) {
      const direction = target[a]! - flow[a]!;
      if (direction !== 0) slope += costs.costAt(a, flow[a]! + step * direction) * direction;
    }
    return slope;
  };
  if (slopeAt(1) <= 0) return 1;
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < LINE_SEARCH_HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (slopeAt(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
