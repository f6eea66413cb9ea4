/**
 * Static user equilibrium: the flows at which no driver of one hour could save time by changing the route (Wardrop's first
 * principle), with the flows of all slowing all.
 *
 * Link cost      c_a(v) = t0_a · (1 + B_a · (v/C_a)^p_a) + f_a      s; v flow, C capacity in veh/h; any p ≥ 0, B ≥ 0
 * Minimises      Z(v) = Σ_a ∫0..v_a c_a(x) dx                       s · veh/h (Beckmann, McGuire, Winsten 1956)
 * Relative gap   (Σ v_a c_a − Σ_od q_od u_od) / Σ v_a c_a           0 at equilibrium; 1e-4 shows flows, differences of
 *                                                                   scenarios want 1e-5 to 1e-6
 * Average excess (Σ v_a c_a − Σ_od q_od u_od) / Σ_od q_od           s per trip above the best route
 *
 * Valid for one hour (or another period with capacities to match) of steady demand. It knows no queues, no spill-back, no
 * peaks within the hour; above about 1.5 × capacity its times are not times. Flows of links are unique where cost rises
 * with flow; between ways of equal constant cost, and for single routes, only one of many answers is given.
 *
 * By default bushes (after Dial's Algorithm B) solve it; Frank–Wolfe, conjugate and bi-conjugate Frank–Wolfe are there for
 * comparison. The unit of time is the caller's: seconds in this house, minutes in most published networks.
 *
 * Source: Y. Sheffi, Urban Transportation Networks (1985); M. Patriksson, The Traffic Assignment Problem (1994).
 */
import type { Result } from '../../base/result.ts';
import type { Bush } from './bush.ts';
import { createBushMethod } from './bush-method.ts';
import { type AssignmentIssueCode, type AssignmentNames, checkAssignmentInput, findUnreachable } from './checks.ts';
import { demandByOrigin } from './demand-by-origin.ts';
import { createFrankWolfe, type LinkMethodKind } from './frank-wolfe.ts';
import { createLinkCosts } from './link-costs.ts';
import type { AssignmentNetwork, TripTable } from './network.ts';

/** Ends a run whose gap has found no new low for as many iterations: rounding lets it go no further. */
const STALLED_AFTER = 100;

export type AssignmentMethodKind = 'bush' | LinkMethodKind;

export interface EquilibriumOptions {
  /** Done when the relative gap is at or below this; default 1e-5. */
  readonly relativeGap?: number;
  /** Stops after this many iterations; default 1,000. */
  readonly maxIterations?: number;
  readonly method?: AssignmentMethodKind;
  /** An earlier solution on the same links and nodes (other costs, demand or closures): where `bush` starts. */
  readonly start?: Pick<Equilibrium, 'bushes'>;
  /** What to do with trips that have no way: refuse the input (default) or leave them out, with a warning. */
  readonly unreachable?: 'refuse' | 'leave-out';
  readonly names?: AssignmentNames;
}

export interface AssignmentProgress {
  readonly iteration: number;
  readonly relativeGap: number;
  /** Largest change of a link's flow since the iteration before, veh/h. */
  readonly largestChangeVehPerHour: number;
  /** True when nothing more will happen: gap reached, iterations used up, or no progress any more. */
  readonly done: boolean;
}

export interface Equilibrium {
  /** By link. */
  readonly flowVehPerHour: Float64Array;
  /** Time on each link at these flows, s, and what it costs in all (with the fixed part), s. */
  readonly timeS: Float64Array;
  readonly costS: Float64Array;
  readonly relativeGap: number;
  readonly averageExcessS: number;
  /** Whether the wanted gap was reached. */
  readonly converged: boolean;
  readonly iterations: number;
  /** Beckmann's objective, s · veh/h. */
  readonly objective: number;
  /** Σ flow × time, without the fixed part, s · veh/h. */
  readonly totalTravelTime: number;
  readonly servedVehPerHour: number;
  /** Trips left out because there is no way. */
  readonly unservedVehPerHour: number;
  /** Routes by origin, to start from and for select-link analysis; none from the Frank–Wolfe methods. */
  readonly bushes: readonly Bush[];
}

/** An assignment that goes on when asked to, so that whoever runs it can show it, pause it or drop it. */
export interface AssignmentRun {
  /** One iteration. */
  next(): AssignmentProgress;
  /** What there is so far; flows are those whose gap the last `next` told. */
  result(): Equilibrium;
}

/** Checks the input and prepares a run; null with the issues where it is refused. Warnings do not refuse. */
export function startAssignment(
  network: AssignmentNetwork,
  table: TripTable,
  options: EquilibriumOptions = {},
): Result<AssignmentRun, AssignmentIssueCode> {
  const { relativeGap: wantedGap = 1e-5, maxIterations = 1_000, method: kind = 'bush', names } = options;
  const issues = checkAssignmentInput(network, table, names);
  if (issues.length > 0) return { value: null, issues };
  const demand = demandByOrigin(table);
  const severity = options.unreachable === 'leave-out' ? 'warning' : 'error';
  const unreachable = findUnreachable(network, demand, table.zoneNode, severity, names);
  if (unreachable.tripsVehPerHour > 0 && severity === 'error') return { value: null, issues: unreachable.issues };

  const costs = createLinkCosts(network);
  const bushMethod = kind === 'bush' ? createBushMethod(network, demand, costs, options.start?.bushes) : null;
  const method = bushMethod ?? createFrankWolfe(network, demand, costs, kind as LinkMethodKind);
  const before = new Float64Array(network.linkCount);
  const served = demand.totalVehPerHour - unreachable.tripsVehPerHour;
  let iterations = 0;
  let gap = Infinity;
  let lowest = Infinity;
  let lowestAt = 0;
  let done = false;

  const run: AssignmentRun = {
    next() {
      if (!done) {
        before.set(method.flow);
        if (iterations > 0) method.improve();
        iterations++;
        gap = method.measure();
        if (gap < lowest) {
          lowest = gap;
          lowestAt = iterations;
        }
        done = gap <= wantedGap || iterations >= maxIterations || iterations - lowestAt >= STALLED_AFTER;
      }
      let change = 0;
      for (let a = 0; a < network.linkCount; a++) change = Math.max(change, Math.abs(method.flow[a]! - before[a]!));
      return { iteration: iterations, relativeGap: gap, largestChangeVehPerHour: change, done };
    },
    result() {
      const flowVehPerHour = method.flow.slice();
      const costS = costs.costS.slice();
      const timeS = new Float64Array(network.linkCount);
      let totalTravelTime = 0;
      let totalCost = 0;
      for (let a = 0; a < network.linkCount; a++) {
        timeS[a] = costs.timeAt(a, flowVehPerHour[a]!);
        totalTravelTime += timeS[a]! * flowVehPerHour[a]!;
        totalCost += costS[a]! * flowVehPerHour[a]!;
      }
      return {
        flowVehPerHour,
        timeS,
        costS,
        relativeGap: gap,
        averageExcessS: served > 0 ? (gap * totalCost) / served : 0,
        converged: gap <= wantedGap,
        iterations,
        objective: costs.objective(flowVehPerHour),
        totalTravelTime,
        servedVehPerHour: served,
        unservedVehPerHour: unreachable.tripsVehPerHour,
        bushes: bushMethod?.bushes.slice() ?? [],
      };
    },
  };
  return { value: run, issues: unreachable.issues };
}

/**
 * User equilibrium in one call. `onIteration` hears of each iteration and ends the work early by returning false; what is
 * there by then is returned, with `converged` false.
 */
export function findEquilibrium(
  network: AssignmentNetwork,
  table: TripTable,
  options: EquilibriumOptions & { readonly onIteration?: (progress: AssignmentProgress) => boolean | undefined } = {},
): Result<Equilibrium, AssignmentIssueCode> {
  const { value: run, issues } = startAssignment(network, table, options);
  if (run === null) return { value: null, issues };
  for (;;) {
    const progress = run.next();
    const goOn = options.onIteration?.(progress);
    if (progress.done || goOn === false) break;
  }
  return { value: run.result(), issues };
}
