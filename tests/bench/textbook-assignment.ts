/**
 * The baseline of the assignment benchmark: Frank–Wolfe as a textbook has it. Dijkstra with a binary heap of pairs, links
 * as objects in adjacency lists, all-or-nothing loads by walking each pair's way back, a bisection for the step.
 */
import type { AssignmentNetwork, TripTable } from '../../app/core/models/assignment/network.ts';

interface Entry {
  readonly cost: number;
  readonly node: number;
}

class BinaryHeap {
  private readonly items: Entry[] = [];

  get size() {
    return this.items.length;
  }

  push(entry: Entry): void {
    const { items } = this;
    items.push(entry);
    let at = items.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]!.cost <= items[at]!.cost) break;
      [items[parent], items[at]] = [items[at]!, items[parent]!];
      at = parent;
    }
  }

  pop(): Entry {
    const { items } = this;
    const least = items[0]!;
    const last = items.pop()!;
    if (items.length === 0) return least;
    items[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let smallest = at;
      if (left < items.length && items[left]!.cost < items[smallest]!.cost) smallest = left;
      if (right < items.length && items[right]!.cost < items[smallest]!.cost) smallest = right;
      if (smallest === at) return least;
      [items[smallest], items[at]] = [items[at]!, items[smallest]!];
      at = smallest;
    }
  }
}

interface Outgoing {
  readonly link: number;
  readonly head: number;
}

/** Returns the gap reached and the iterations it took. */
export function textbookFrankWolfe(
  network: AssignmentNetwork,
  table: TripTable,
  wantedGap: number,
  maxIterations: number,
) {
  const { nodeCount, linkCount, from, to, noThrough } = network;
  const adjacency: Outgoing[][] = Array.from({ length: nodeCount }, () => []);
  for (let a = 0; a < linkCount; a++) adjacency[from[a]!]!.push({ link: a, head: to[a]! });
  const zones = table.zoneNode.length;

  const timeOf = (a: number, flow: number) =>
    network.freeFlowTimeS[a]! *
      (1 + (network.bprFactor?.[a] ?? 0.15) * (flow / network.capacityVehPerHour[a]!) ** (network.bprPower?.[a] ?? 4)) +
    (network.fixedCostS?.[a] ?? 0);

  const load = (times: readonly number[]) => {
    const flows = new Array<number>(linkCount).fill(0);
    let total = 0;
    for (let i = 0; i < zones; i++) {
      const origin = table.zoneNode[i]!;
      const cost = new Array<number>(nodeCount).fill(Infinity);
      const linkTo = new Array<number>(nodeCount).fill(-1);
      cost[origin] = 0;
      const heap = new BinaryHeap();
      heap.push({ cost: 0, node: origin });
      while (heap.size > 0) {
        const { cost: sofar, node } = heap.pop();
        if (sofar > cost[node]! || (noThrough?.[node] === 1 && node !== origin)) continue;
        for (const { link, head } of adjacency[node]!) {
          const through = sofar + times[link]!;
          if (through >= cost[head]!) continue;
          cost[head] = through;
          linkTo[head] = link;
          heap.push({ cost: through, node: head });
        }
      }
      for (let j = 0; j < zones; j++) {
        const trips = table.tripsPerHour[i * zones + j]!;
        if (i === j || trips === 0) continue;
        total += trips * cost[table.zoneNode[j]!]!;
        for (let node = table.zoneNode[j]!; node !== origin; node = from[linkTo[node]!]!)
          flows[linkTo[node]!]! += trips;
      }
    }
    return { flows, total };
  };

  const timesAt = (flows: readonly number[]) => flows.map((flow, a) => timeOf(a, flow));
  let flows = load(timesAt(new Array<number>(linkCount).fill(0))).flows;
  for (let iteration = 1; ; iteration++) {
    const times = timesAt(flows);
    const target = load(times);
    const spent = flows.reduce((sum, flow, a) => sum + flow * times[a]!, 0);
    const gap = (spent - target.total) / spent;
    if (gap <= wantedGap || iteration >= maxIterations) return { gap, iterations: iteration };
    let low = 0;
    let high = 1;
    for (let halving = 0; halving < 20; halving++) {
      const middle = (low + high) / 2;
      const slope = flows.reduce((sum, flow, a) => {
        const direction = target.flows[a]! - flow;
        return sum + timeOf(a, flow + middle * direction) * direction;
      }, 0);
      if (slope > 0) high = middle;
      else low = middle;
    }
    const step = (low + high) / 2;
    flows = flows.map((flow, a) => flow + step * (target.flows[a]! - flow));
  }
}
