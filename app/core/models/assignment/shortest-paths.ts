import type { AssignmentNetwork, ForwardStar } from './network.ts';

/**
 * Shortest paths from one node to all others.
 *
 * Dijkstra's algorithm with a binary heap that can lower a key; O((links + nodes) log nodes). Costs must not be
 * negative; their unit is the caller's. Closed links are not used, nodes without through traffic not passed. Working arrays are kept between calls, so one search object serves a whole
 * assignment without allocating.
 *
 * Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959) 269–271.
 */
export interface ShortestPaths {
  /** Fills `cost`, `linkTo` and `order` for the tree from `origin`. */
  search(origin: number, linkCost: Float64Array): void;
  /** Cost from the origin to each node; Infinity where there is no way. */
  readonly cost: Float64Array;
  /** Last link on the way to each node; -1 at the origin and where there is no way. */
  readonly linkTo: Int32Array;
  /** Nodes in the order they were reached, `reached` of them: every node comes after its predecessor. */
  readonly order: Int32Array;
  readonly reached: number;
}

export function createShortestPaths(network: AssignmentNetwork, star: ForwardStar): ShortestPaths {
  const { nodeCount, to, noThrough } = network;
  const cost = new Float64Array(nodeCount);
  const linkTo = new Int32Array(nodeCount);
  const order = new Int32Array(nodeCount);
  const heap = new Int32Array(nodeCount);
  const position = new Int32Array(nodeCount);
  let size = 0;
  let reached = 0;

  const rise = (node: number, from: number): void => {
    const key = cost[node]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent]!;
      if (cost[above]! <= key) break;
      heap[at] = above;
      position[above] = at;
      at = parent;
    }
    heap[at] = node;
    position[node] = at;
  };

  const takeLeast = (): number => {
    const least = heap[0]!;
    const node = heap[--size]!;
    const key = cost[node]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && cost[heap[child + 1]!]! < cost[heap[child]!]!) child++;
      const below = heap[child]!;
      if (cost[below]! >= key) break;
      heap[at] = below;
      position[below] = at;
      at = child;
    }
    heap[at] = node;
    position[node] = at;
    return least;
  };

  return {
    cost,
    linkTo,
    order,
    get reached() {
      return reached;
    },
    search(origin, linkCost) {
      cost.fill(Infinity);
      linkTo.fill(-1);
      position.fill(-1);
      size = 1;
      reached = 0;
      cost[origin] = 0;
      heap[0] = origin;
      position[origin] = 0;
      while (size > 0) {
        const node = takeLeast();
        order[reached++] = node;
        if (noThrough !== undefined && noThrough[node] === 1 && node !== origin) continue;
        const sofar = cost[node]!;
        const end = star.first[node + 1]!;
        for (let i = star.first[node]!; i < end; i++) {
          const link = star.links[i]!;
          const head = to[link]!;
          const through = sofar + linkCost[link]!;
          if (through < cost[head]!) {
            const known = position[head]!;
            cost[head] = through;
            linkTo[head] = link;
            rise(head, known >= 0 ? known : size++);
          }
        }
      }
    },
  };
}
