/** Equilibria of one version of the network, with turns that are banned or cost time, each begun from the same solution. */
import type { Result } from '../../base/result.ts';
import type { AssignmentIssueCode } from '../assignment/checks.ts';
import {
  type AssignmentProgress,
  type AssignmentRun,
  type Equilibrium,
  type EquilibriumOptions,
  startAssignment,
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

/** An assignment that goes on when asked to, so that whoever runs it can show it, pause it or drop it. */
export interface SolveSteps {
  /** One iteration. */
  next(): SolveProgress;
  /** What there is so far; null while `isPreparing`. */
  result(): SolvedFlows | null;
}

export interface SolveProgress extends AssignmentProgress {
  /** True while the solution is sought that this one starts from. */
  readonly isPreparing: boolean;
}

export type Begin = (table: TripTable, options: Pick<EquilibriumOptions, 'relativeGap'>) => SolveSteps;

const START_GAP = 1e-5;

/** The value, or a RangeError with what assignment says: edits are checked before they come here. */
function sound<T>({ value, issues }: Result<T, AssignmentIssueCode>): T {
  if (value === null) throw new RangeError(`assignment: ${issues[0]?.code} ${issues[0]?.detail ?? ''}`);
  return value;
}

/** A solution that others start from: sought when first needed, in steps, and kept. */
export class StartingPoint {
  private run: AssignmentRun | null = null;
  private found: Equilibrium | null = null;

  constructor(
    private readonly network: AssignmentNetwork,
    private readonly table: TripTable,
  ) {}

  /** One iteration; null once it is found. */
  next(): AssignmentProgress | null {
    if (this.found !== null) return null;
    this.run ??= sound(startAssignment(this.network, this.table, { relativeGap: START_GAP, unreachable: 'leave-out' }));
    const progress = this.run.next();
    if (progress.done) {
      this.found = this.run.result();
      this.run = null;
    }
    return progress;
  }

  equilibrium(): Equilibrium {
    while (this.found === null) this.next();
    return this.found;
  }
}

/**
 * `usual` is the demand of the baseline, `baseline` its equilibrium on the network as it was. Every run starts from a
 * solution that depends on network and `usual` alone, never from the run before.
 */
export function createSolver(
  network: AssignmentNetwork,
  rules: readonly TurnRule[],
  usual: TripTable,
  baseline: StartingPoint,
): Begin {
  if (rules.length === 0) {
    return (table, options) =>
      stepsFrom(baseline, network, table, options, (result) => ({
        ...result,
        select: (link) => selectLink(network, table, result.bushes, link),
        part: (some, counts) => partialFlows(network, some, result.bushes, counts),
      }));
  }
  const { value: expansion, issues } = expandTurns(network, rules, {
    zoneNodes: usual.zoneNode,
    turningBackS: TURNING_BACK_S,
  });
  if (expansion === null) throw new RangeError(`turns: ${issues[0]?.detail ?? ''}`);
  const own = new StartingPoint(expansion.network, usual);
  return (table, options) =>
    stepsFrom(own, expansion.network, table, options, (result) => ({
      flowVehPerHour: expansion.linkValues(result.flowVehPerHour),
      relativeGap: result.relativeGap,
      servedVehPerHour: result.servedVehPerHour,
      unservedVehPerHour: result.unservedVehPerHour,
      part: (some, counts) => expansion.linkValues(partialFlows(expansion.network, some, result.bushes, counts)),
      select(link) {
        const selected = selectLink(expansion.network, table, result.bushes, link);
        return { ...selected, flowVehPerHour: expansion.linkValues(selected.flowVehPerHour) };
      },
    }));
}

function stepsFrom(
  start: StartingPoint,
  network: AssignmentNetwork,
  table: TripTable,
  options: Pick<EquilibriumOptions, 'relativeGap'>,
  flowsOf: (result: Equilibrium) => SolvedFlows,
): SolveSteps {
  let run: AssignmentRun | null = null;
  return {
    next() {
      if (run === null) {
        const before = start.next();
        if (before !== null) return { ...before, done: false, isPreparing: true };
        run = sound(
          startAssignment(network, table, { ...options, unreachable: 'leave-out', start: start.equilibrium() }),
        );
      }
      return { ...run.next(), isPreparing: false };
    },
    result: () => (run === null ? null : flowsOf(run.result())),
  };
}
