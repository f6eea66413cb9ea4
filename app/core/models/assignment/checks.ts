import type { Issue } from '../../base/result.ts';
import { USUAL_BPR_FACTOR, USUAL_BPR_POWER } from './assumptions.ts';
import type { DemandByOrigin } from './demand-by-origin.ts';
import { type AssignmentNetwork, forwardStarOf, type TripTable } from './network.ts';

/** `unreachable`: trips between zones with no way from one to the other. */
export type AssignmentIssueCode =
  | 'link-nodes'
  | 'link-time'
  | 'link-capacity'
  | 'link-function'
  | 'link-fixed-cost'
  | 'zone-node'
  | 'demand'
  | 'unreachable';

/** How links, zones and nodes are called in what a person reads. */
export interface AssignmentNames {
  link(link: number): string;
  zone(zone: number): string;
}

type AssignmentIssue = Issue<AssignmentIssueCode>;

/** More of the same kind than this are counted, not told. */
const TOLD_PER_CODE = 5;

/** Gathers issues; of each code the first few are kept, the last one says how many more there are. */
function createIssueList() {
  const told = new Map<AssignmentIssueCode, AssignmentIssue[]>();
  const untold = new Map<AssignmentIssueCode, number>();
  return {
    add(code: AssignmentIssueCode, detail: string, severity: Issue['severity'] = 'error') {
      const known = told.get(code) ?? [];
      told.set(code, known);
      if (known.length < TOLD_PER_CODE) known.push({ code, severity, detail });
      else untold.set(code, (untold.get(code) ?? 0) + 1);
    },
    all(): AssignmentIssue[] {
      return [...told].flatMap(([code, issues]) => {
        const more = untold.get(code);
        if (more === undefined) return issues;
        return [...issues, { code, severity: issues[0]!.severity, detail: `and ${more} more of this kind` }];
      });
    },
  };
}

export function plainNames(network: AssignmentNetwork): AssignmentNames {
  return {
    link: (a) => `link ${a} (node ${network.from[a]} to ${network.to[a]})`,
    zone: (i) => `zone ${i}`,
  };
}

/** Throws where arrays contradict each other (an error of the program); everything that data can do is an issue. */
export function checkAssignmentInput(
  network: AssignmentNetwork,
  demand: TripTable,
  names: AssignmentNames = plainNames(network),
): AssignmentIssue[] {
  const { nodeCount, linkCount, from, to, freeFlowTimeS, capacityVehPerHour, bprFactor, bprPower, fixedCostS } =
    network;
  const lengths: [string, { length: number } | undefined, number][] = [
    ['from', from, linkCount],
    ['to', to, linkCount],
    ['freeFlowTimeS', freeFlowTimeS, linkCount],
    ['capacityVehPerHour', capacityVehPerHour, linkCount],
    ['bprFactor', bprFactor, linkCount],
    ['bprPower', bprPower, linkCount],
    ['fixedCostS', fixedCostS, linkCount],
    ['closed', network.closed, linkCount],
    ['noThrough', network.noThrough, nodeCount],
    ['tripsPerHour', demand.tripsPerHour, demand.zoneNode.length * demand.zoneNode.length],
  ];
  for (const [name, array, expected] of lengths) {
    if (array !== undefined && array.length !== expected) {
      throw new RangeError(`${name}: expected ${expected} values, got ${array.length}`);
    }
  }
  const issues = createIssueList();
  const isNode = (node: number) => Number.isInteger(node) && node >= 0 && node < nodeCount;
  for (let a = 0; a < linkCount; a++) {
    if (!isNode(from[a]!) || !isNode(to[a]!)) {
      issues.add('link-nodes', `${names.link(a)} starts or ends at a node that is not in the network`);
    }
    const time = freeFlowTimeS[a]!;
    const capacity = capacityVehPerHour[a]!;
    const factor = bprFactor?.[a] ?? USUAL_BPR_FACTOR;
    const power = bprPower?.[a] ?? USUAL_BPR_POWER;
    if (!(time >= 0 && time < Infinity)) issues.add('link-time', `${names.link(a)} has free-flow time ${time}`);
    if (!(factor >= 0 && factor < Infinity && power >= 0 && power < Infinity)) {
      issues.add('link-function', `${names.link(a)} has B ${factor} and power ${power}; neither may be below zero`);
    } else if (!(capacity > 0) && !(factor === 0 || power === 0 || time === 0)) {
      issues.add('link-capacity', `${names.link(a)} has capacity ${capacity}; it must be above zero`);
    }
    const fixed = fixedCostS?.[a] ?? 0;
    if (!(fixed >= 0 && fixed < Infinity)) {
      issues.add('link-fixed-cost', `${names.link(a)} has a fixed cost of ${fixed}; it must not be below zero`);
    }
  }
  const zones = demand.zoneNode.length;
  for (let i = 0; i < zones; i++) {
    if (!isNode(demand.zoneNode[i]!)) issues.add('zone-node', `${names.zone(i)} is on no node of the network`);
    for (let j = 0; j < zones; j++) {
      const trips = demand.tripsPerHour[i * zones + j]!;
      if (!(trips >= 0 && trips < Infinity)) {
        issues.add('demand', `from ${names.zone(i)} to ${names.zone(j)} the table has ${trips} trips`);
      }
    }
  }
  return issues.all();
}

export interface Unreachable {
  readonly issues: AssignmentIssue[];
  readonly tripsVehPerHour: number;
}

/** The trips for which there is no way. `severity` is what each becomes: an error refuses, a warning leaves it out. */
export function findUnreachable(
  network: AssignmentNetwork,
  demand: DemandByOrigin,
  zoneNode: Int32Array,
  severity: 'error' | 'warning',
  names: AssignmentNames = plainNames(network),
): Unreachable {
  const { nodeCount, to, noThrough } = network;
  const star = forwardStarOf(network);
  const issues = createIssueList();
  const seen = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  const zoneName = (node: number) => names.zone(zoneNode.indexOf(node));
  let tripsVehPerHour = 0;
  for (let o = 0; o < demand.originCount; o++) {
    const origin = demand.node[o]!;
    let size = 1;
    queue[0] = origin;
    seen[origin] = o;
    for (let at = 0; at < size; at++) {
      const node = queue[at]!;
      if (noThrough?.[node] === 1 && node !== origin) continue;
      for (let i = star.first[node]!; i < star.first[node + 1]!; i++) {
        const head = to[star.links[i]!]!;
        if (seen[head] === o) continue;
        seen[head] = o;
        queue[size++] = head;
      }
    }
    let lost = 0;
    let example = -1;
    for (let i = demand.first[o]!; i < demand.first[o + 1]!; i++) {
      if (seen[demand.destination[i]!] === o) continue;
      if (example < 0) example = demand.destination[i]!;
      lost += demand.tripsVehPerHour[i]!;
    }
    if (example < 0) continue;
    tripsVehPerHour += lost;
    issues.add(
      'unreachable',
      `there is no way from ${zoneName(origin)} to ${zoneName(example)}; ${Number(lost.toPrecision(6))} trips that start there reach nothing`,
      severity,
    );
  }
  return { issues: issues.all(), tripsVehPerHour };
}
