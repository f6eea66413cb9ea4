/**
 * Walking distances along streets: from every node to the nearest of a set of places, all nodes at once.
 *
 * One Dijkstra search per category begins at all its places together, so the cost is categories × network, not origins ×
 * places. Streets are walked both ways, whatever cars may do. A crossing costs `crossingS` (waiting at lights, about
 * 15 s for a 90 s cycle).
 */

export interface WalkingNetwork {
  readonly nodeCount: number;
  readonly xM: Float64Array;
  readonly yM: Float64Array;
  /** Undirected edges. */
  readonly edgeA: Int32Array;
  readonly edgeB: Int32Array;
  readonly edgeLengthM: Float64Array;
}

/** A place on the network: on an edge, `alongM` from its A end, and `offM` away from the street. */
export interface NetworkPlace {
  readonly edge: number;
  readonly alongM: number;
  readonly offM: number;
}

interface Adjacency {
  readonly first: Int32Array;
  readonly edges: Int32Array;
}

function adjacencyOf({ nodeCount, edgeA, edgeB }: WalkingNetwork): Adjacency {
  const first = new Int32Array(nodeCount + 1);
  for (let e = 0; e < edgeA.length; e++) {
    first[edgeA[e]! + 1]!++;
    first[edgeB[e]! + 1]!++;
  }
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!;
  const next = first.slice(0, nodeCount);
  const edges = new Int32Array(2 * edgeA.length);
  for (let e = 0; e < edgeA.length; e++) {
    edges[next[edgeA[e]!]!++] = e;
    edges[next[edgeB[e]!]!++] = e;
  }
  return { first, edges };
}

/** The place of an edge nearest to a point, and how far off it the point is. */
export function offEdge(network: WalkingNetwork, edge: number, xM: number, yM: number): NetworkPlace {
  const ax = network.xM[network.edgeA[edge]!]!;
  const ay = network.yM[network.edgeA[edge]!]!;
  const dx = network.xM[network.edgeB[edge]!]! - ax;
  const dy = network.yM[network.edgeB[edge]!]! - ay;
  const squared = dx * dx + dy * dy;
  const share = squared > 0 ? Math.min(1, Math.max(0, ((xM - ax) * dx + (yM - ay) * dy) / squared)) : 0;
  const offX = xM - ax - share * dx;
  const offY = yM - ay - share * dy;
  return { edge, alongM: share * network.edgeLengthM[edge]!, offM: Math.sqrt(offX * offX + offY * offY) };
}

/** The edge nearest to a point, and where on it; null in a network without edges. */
export function placeOnNetwork(network: WalkingNetwork, xM: number, yM: number): NetworkPlace | null {
  let best: NetworkPlace | null = null;
  for (let edge = 0; edge < network.edgeA.length; edge++) {
    const place = offEdge(network, edge, xM, yM);
    if (best === null || place.offM < best.offM) best = place;
  }
  return best;
}

export interface WalkingSearch {
  /** Metres from each node to the nearest of the places; Infinity where none can be reached. */
  distancesTo(places: readonly NetworkPlace[]): Float64Array;
  /** Metres from an origin on the network to the nearest place, given what `distancesTo` said of the same places. */
  distanceFrom(origin: NetworkPlace, places: readonly NetworkPlace[], nodeDistancesM: Float64Array): number;
}

/** `crossingM` is what each node passed costs, as metres of walking. */
export function createWalkingSearch(network: WalkingNetwork, crossingM = 0): WalkingSearch {
  const { first, edges } = adjacencyOf(network);
  const { nodeCount, edgeA, edgeB, edgeLengthM } = network;

  return {
    distancesTo(places) {
      const distance = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
      const queue = new NodeQueue(nodeCount, distance);
      for (const { edge, alongM, offM } of places) {
        queue.offer(edgeA[edge]!, offM + alongM);
        queue.offer(edgeB[edge]!, offM + edgeLengthM[edge]! - alongM);
      }
      for (;;) {
        const node = queue.take();
        if (node < 0) return distance;
        for (let k = first[node]!; k < first[node + 1]!; k++) {
          const edge = edges[k]!;
          const other = edgeA[edge] === node ? edgeB[edge]! : edgeA[edge]!;
          queue.offer(other, distance[node]! + crossingM + edgeLengthM[edge]!);
        }
      }
    },
    distanceFrom(origin, places, nodeDistancesM) {
      const length = edgeLengthM[origin.edge]!;
      let nearest = Math.min(
        origin.alongM + crossingM + nodeDistancesM[edgeA[origin.edge]!]!,
        length - origin.alongM + crossingM + nodeDistancesM[edgeB[origin.edge]!]!,
      );
      for (const { edge, alongM, offM } of places) {
        if (edge === origin.edge) nearest = Math.min(nearest, Math.abs(alongM - origin.alongM) + offM);
      }
      return origin.offM + nearest;
    },
  };
}

/** A binary heap of nodes by distance; a node moves up when a shorter way to it is found. */
class NodeQueue {
  private readonly heap: Int32Array;
  private readonly place: Int32Array;
  private size = 0;

  constructor(
    nodeCount: number,
    private readonly distance: Float64Array,
  ) {
    this.heap = new Int32Array(nodeCount);
    this.place = new Int32Array(nodeCount).fill(-1);
  }

  offer(node: number, distanceM: number): void {
    if (!(distanceM < this.distance[node]!)) return;
    this.distance[node] = distanceM;
    let at = this.place[node]!;
    if (at < 0) at = this.size++;
    this.rise(node, at);
  }

  /** The nearest node, or −1 when there is none left. */
  take(): number {
    if (this.size === 0) return -1;
    const top = this.heap[0]!;
    this.place[top] = -1;
    const last = this.heap[--this.size]!;
    if (this.size > 0) this.sink(last);
    return top;
  }

  private rise(node: number, from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.heap[above]!;
      if (!(this.distance[node]! < this.distance[parent]!)) break;
      this.heap[at] = parent;
      this.place[parent] = at;
      at = above;
    }
    this.heap[at] = node;
    this.place[node] = at;
  }

  private sink(node: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.size) break;
      if (below + 1 < this.size && this.distance[this.heap[below + 1]!]! < this.distance[this.heap[below]!]!) below++;
      const child = this.heap[below]!;
      if (!(this.distance[child]! < this.distance[node]!)) break;
      this.heap[at] = child;
      this.place[child] = at;
      at = below;
    }
    this.heap[at] = node;
    this.place[node] = at;
  }
}
