/** Equilibria of one version of the network, with turns that are banned or cost time, each begun from the same solution. */
import {
  type AssignmentProgress,
  type Equilibrium,
  type EquilibriumOptions,
  findEquilibrium,
} from '../assignment/equilibrium.ts';
import type { AssignmentNetwork, TripTable } from '../assignment/network.ts';
import { partialFlows } from '../assignment/partial-flows.ts';
import { type SelectedLink, selectLink } from '../assignment/select-link.ts';
import { expandTurns, type TurnRule } from '../assignment/turns.ts';
import { TURNING_BACK_S } from './edits.ts';

/** Flows and times by link of the network that came in, whatever was taken apart inside. */
export interface SolvedFlows
  extends Pick<Equilibrium, 'flowVehPerHour' | 'relativeGap' | 'servedVehPerHour' | 'unservedVehPerHour'> {
  /** Whose trips are on a link, and where else they drive. */
  select(link: number): SelectedLink;
  /** Flows of a part of the trips on the ways of all, where `counts`: `partialFlows`. */
  part(table: TripTable, counts: (originNode: number, link: number) => boolean): Float64Array;
}

export type Solve = (
  table: TripTable,
  options: Pick<EquilibriumOptions, 'relativeGap'> & {
    readonly onIteration?: (progress: AssignmentProgress) => boolean | undefined;
  },
) => SolvedFlows;

const START_GAP = 1e-5;

/** The value, or a RangeError with what assignment says: edits are checked before they come here. */
export function solved(result: ReturnType<typeof findEquilibrium>): Equilibrium {
  const { value, issues } = result;
  if (value === null) throw new RangeError(`assignment: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
  return value;
}

/**
 * `usual` is the demand of the baseline, `baseline` its equilibrium on the network as it was. Every run starts from a
 * solution that depends on network and `usual` alone, never from the run before.
 */
export function createSolver(
  network: AssignmentNetwork,
  rules: readonly TurnRule[],
  usual: TripTable,
  baseline: () => Equilibrium,
): Solve {
  if (rules.length === 0) {
    return (table, options) => {
      const result = solved(
        findEquilibrium(network, table, { ...options, unreachable: 'leave-out', start: baseline() }),
      );
      return {
        ...result,
        select: (link) => selectLink(network, table, result.bushes, link),
        part: (some, counts) => partialFlows(network, some, result.bushes, counts),
      };
    };
  }
  const { value: expansion, issues } = expandTurns(network, rules, {
    zoneNodes: usual.zoneNode,
    turningBackS: TURNING_BACK_S,
  });
  if (expansion === null) throw new RangeError(`turns: ${issues[0]?.detail ?? ''}`);
  let own: Equilibrium | null = null;
  return (table, options) => {
    own ??= solved(findEquilibrium(expansion.network, usual, { relativeGap: START_GAP, unreachable: 'leave-out' }));
    const result = solved(
      findEquilibrium(expansion.network, table, { ...options, unreachable: 'leave-out', start: own }),
    );
    return {
      flowVehPerHour: expansion.linkValues(result.flowVehPerHour),
      relativeGap: result.relativeGap,
      servedVehPerHour: result.servedVehPerHour,
      unservedVehPerHour: result.unservedVehPerHour,
      part: (some, counts) => expansion.linkValues(partialFlows(expansion.network, some, result.bushes, counts)),
      select(link) {
        const selected = selectLink(expansion.network, table, result.bushes, link);
        return { ...selected, flowVehPerHour: expansion.linkValues(selected.flowVehPerHour) };
      },
    };
  };
}
