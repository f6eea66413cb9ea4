/**
 * Turn bans and turn penalties: the network with junctions taken apart.
 *
 * A junction with rules becomes one node for each link that ends there and one for each that starts there, with a link of
 * constant cost for every turn that is allowed. Links keep their numbers and turns come after them, so the flows of the
 * streets are the first `linkCount` of the answer. Junctions without rules stay as they are: a network without rules is
 * the same network. A zone on a junction with rules is left and reached by links of no cost.
 *
 * It cannot tell how a turn's delay depends on the flow that crosses it; a penalty is a constant.
 */
import type { Issue, Result } from '../../base/result.ts';
import { USUAL_BPR_FACTOR, USUAL_BPR_POWER } from './assumptions.ts';
import type { AssignmentNetwork } from './network.ts';

/** What holds for going from one link into another. */
export interface TurnRule {
  readonly fromLink: number;
  readonly toLink: number;
  /** Extra time of the turn, s; `Infinity` bans it. */
  readonly penaltyS: number;
}

export interface TurnExpansion {
  readonly network: AssignmentNetwork;
  /** Links of the network before, which are the first ones of the expanded one. */
  readonly linkCount: number;
  /** Turns, by what comes after `linkCount`: link number `linkCount + t` goes from `turnFrom[t]` into `turnTo[t]`; −1 is a zone. */
  readonly turnFrom: Int32Array;
  readonly turnTo: Int32Array;
  /** Flows (or times) of the links before, out of those of the expanded network. */
  linkValues(expanded: Float64Array): Float64Array;
}

export interface TurnExpansionOptions {
  /** Nodes where trips start or end; they can be used at expanded junctions too. */
  readonly zoneNodes?: ArrayLike<number>;
  /** Also takes apart the junctions without rules, with every turn allowed. */
  readonly everyNode?: boolean;
  /** What turning back into the street one came from costs at expanded junctions, s; `Infinity` bans it; default 0. */
  readonly turningBackS?: number;
}

/** Refuses rules whose links do not meet and penalties below zero. Where a turn has two rules the last one counts. */
export function expandTurns(
  network: AssignmentNetwork,
  rules: readonly TurnRule[],
  { zoneNodes = [], everyNode = false, turningBackS = 0 }: TurnExpansionOptions = {},
): Result<TurnExpansion, 'turn'> {
  const { nodeCount, linkCount, from, to } = network;
  const issues: Issue<'turn'>[] = [];
  const penalties = new Map<number, number>();
  const apart = new Uint8Array(nodeCount);
  if (everyNode) apart.fill(1);
  for (const { fromLink, toLink, penaltyS } of rules) {
    const meets = to[fromLink] !== undefined && to[fromLink] === from[toLink];
    if (!meets) issues.push(refused(`link ${fromLink} does not lead to the start of link ${toLink}`));
    else if (!(penaltyS >= 0))
      issues.push(refused(`turning from link ${fromLink} into link ${toLink} costs ${penaltyS} s`));
    else {
      penalties.set(fromLink * linkCount + toLink, penaltyS);
      apart[to[fromLink]!] = 1;
    }
  }
  if (issues.length > 0) return { value: null, issues };

  const newFrom = Array.from(from);
  const newTo = Array.from(to);
  const costs: number[] = [];
  const turnFrom: number[] = [];
  const turnTo: number[] = [];
  const arriving: number[][] = Array.from({ length: nodeCount }, () => []);
  const leaving: number[][] = Array.from({ length: nodeCount }, () => []);
  for (let a = 0; a < linkCount; a++) {
    leaving[from[a]!]!.push(a);
    arriving[to[a]!]!.push(a);
  }
  const isZone = new Uint8Array(nodeCount);
  for (let i = 0; i < zoneNodes.length; i++) isZone[zoneNodes[i]!] = 1;
  const noThrough: number[] = Array.from({ length: nodeCount }, (_, node) => network.noThrough?.[node] ?? 0);

  const addTurn = (a: number, b: number, start: number, end: number, costS: number): void => {
    newFrom.push(start);
    newTo.push(end);
    costs.push(costS);
    turnFrom.push(a);
    turnTo.push(b);
  };
  let nodes = nodeCount;
  for (let node = 0; node < nodeCount; node++) {
    if (apart[node] === 0) continue;
    for (const a of arriving[node]!) newTo[a] = nodes++;
    for (const b of leaving[node]!) newFrom[b] = nodes++;
    if (noThrough[node] === 0) {
      for (const a of arriving[node]!) {
        for (const b of leaving[node]!) {
          const back = from[a] === to[b] ? turningBackS : 0;
          const costS = penalties.get(a * linkCount + b) ?? back;
          if (costS < Infinity) addTurn(a, b, newTo[a]!, newFrom[b]!, costS);
        }
      }
    }
    // The node itself is only where trips start and end from now on.
    if (isZone[node] === 1) {
      for (const b of leaving[node]!) addTurn(-1, b, node, newFrom[b]!, 0);
      for (const a of arriving[node]!) addTurn(a, -1, newTo[a]!, node, 0);
    }
    noThrough[node] = 1;
  }
  while (noThrough.length < nodes) noThrough.push(0);

  const links = newFrom.length;
  const longer = (values: Float64Array | undefined, usual: number, added: number): Float64Array => {
    const result = new Float64Array(links).fill(added);
    if (values !== undefined) result.set(values);
    else result.fill(usual, 0, linkCount);
    return result;
  };
  const fixedCostS = longer(network.fixedCostS, 0, 0);
  fixedCostS.set(costs, linkCount);
  const closed = new Uint8Array(links);
  if (network.closed !== undefined) closed.set(network.closed);
  const expanded: AssignmentNetwork = {
    nodeCount: nodes,
    linkCount: links,
    from: Int32Array.from(newFrom),
    to: Int32Array.from(newTo),
    freeFlowTimeS: longer(network.freeFlowTimeS, 0, 0),
    capacityVehPerHour: longer(network.capacityVehPerHour, 1, 1),
    bprFactor: longer(network.bprFactor, USUAL_BPR_FACTOR, 0),
    bprPower: longer(network.bprPower, USUAL_BPR_POWER, 0),
    fixedCostS,
    closed,
    noThrough: Uint8Array.from(noThrough),
  };
  return {
    value: {
      network: expanded,
      linkCount,
      turnFrom: Int32Array.from(turnFrom),
      turnTo: Int32Array.from(turnTo),
      linkValues: (values) => values.slice(0, linkCount),
    },
    issues: [],
  };
}

const refused = (detail: string): Issue<'turn'> => ({ code: 'turn', severity: 'error', detail });
