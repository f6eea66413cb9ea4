/** Equilibria of one version of the network, with turns that are not allowed, each begun from the same solution. */
import {
  type AssignmentProgress,
  type Equilibrium,
  type EquilibriumOptions,
  findEquilibrium,
} from '../assignment/equilibrium.ts';
import type { AssignmentNetwork, TripTable } from '../assignment/network.ts';
import { expandTurns } from '../assignment/turns.ts';
import type { BannedTurn } from './apply-edits.ts';
import { TURNING_BACK_S } from './edits.ts';

/** Flows and times by link of the network that came in, whatever was taken apart inside. */
export type SolvedFlows = Pick<
  Equilibrium,
  'flowVehPerHour' | 'relativeGap' | 'servedVehPerHour' | 'unservedVehPerHour'
>;

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
  banned: readonly BannedTurn[],
  usual: TripTable,
  baseline: () => Equilibrium,
): Solve {
  if (banned.length === 0) {
    return (table, options) =>
      solved(findEquilibrium(network, table, { ...options, unreachable: 'leave-out', start: baseline() }));
  }
  const { value: expansion, issues } = expandTurns(
    network,
    banned.map(({ fromLink, toLink }) => ({ fromLink, toLink, penaltyS: Number.POSITIVE_INFINITY })),
    { zoneNodes: usual.zoneNode, turningBackS: TURNING_BACK_S },
  );
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
    };
  };
}
