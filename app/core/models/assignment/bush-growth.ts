/**
 * Lets a bush follow the costs: links that carry nothing and are on no shortest way go, links that would shorten a way
 * come in.
 *
 * A link may only come in where it leads forward on the scale of the longest kept ways (most[tail] + c < most[head]);
 * then the bush stays free of cycles, also with links of no cost. Of those, the ones come in that improve on the bush's
 * shortest way, measured with the true shortest distances in the whole network, so that whole chains of new links come at
 * once. The true distances are had from the bush's own by mending, much more quickly than from nothing.
 */
import type { Bush, OpenBush } from './bush.ts';
import type { ForwardStar } from './network.ts';

/** Improvements smaller than this share of the cost are rounding. */
const RELATIVE_ROUNDING = 1e-13;

export interface BushGrower {
  /** True shortest distance from the open bush's origin to each node, after `grow`; Infinity where there is no way. */
  readonly distance: Float64Array;
  /** The open bush brought up to the costs (s); the same object contents when nothing changed (`null`). */
  grow(costS: Float64Array): Bush | null;
}

export function createBushGrower(open: OpenBush, star: ForwardStar): BushGrower {
  const { network, rank, nodeAt, start, least, leastAt, most } = open;
  const { nodeCount, linkCount, from, to, closed, noThrough } = network;
  const distance = new Float64Array(nodeCount);
  const heap = new Int32Array(nodeCount);
  const place = new Int32Array(nodeCount);
  let size = 0;
  const added = new Int32Array(linkCount);
  const nextAdded = new Int32Array(linkCount);
  const firstAdded = new Int32Array(nodeCount).fill(-1);
  /** Share of the link at each place of the bush; below 0 when it goes. */
  const shareAt = new Float64Array(linkCount);
  const done = new Uint8Array(nodeCount);
  const stack = new Int32Array(nodeCount);
  const newLinks = new Int32Array(linkCount);
  const newShares = new Float64Array(linkCount);

  /** Labels with the longest way over kept links; returns how many links go. */
  const label = (costS: Float64Array): number => {
    const { links, shares, nodes, originNode } = open;
    let gone = 0;
    let cursor = 0;
    distance.fill(Infinity);
    distance[originNode] = 0;
    least[originNode] = 0;
    most[originNode] = 0;
    for (let r = 1; r < nodes; r++) {
      const node = nodeAt[r]!;
      const begin = start[r]!;
      const after = start[r + 1]!;
      if (after - begin === 1) {
        const link = links[begin]!;
        const tail = from[link]!;
        least[node] = least[tail]! + costS[link]!;
        most[node] = most[tail]! + costS[link]!;
        distance[node] = least[node]!;
        shareAt[begin] = 1;
        continue;
      }
      let low = Infinity;
      let lowAt = -1;
      for (let k = begin; k < after; k++) {
        const link = links[k]!;
        const short = least[from[link]!]! + costS[link]!;
        if (short < low) {
          low = short;
          lowAt = k;
        }
      }
      let high = -Infinity;
      for (let k = begin; k < after; k++) {
        const link = links[k]!;
        const share = shares[cursor++]!;
        if (share > 0 || k === lowAt) {
          shareAt[k] = share;
          high = Math.max(high, most[from[link]!]! + costS[link]!);
        } else {
          shareAt[k] = -1;
          gone++;
        }
      }
      least[node] = low;
      leastAt[node] = lowAt;
      most[node] = high;
      distance[node] = low;
    }
    return gone;
  };

  const push = (node: number): void => {
    const key = distance[node]!;
    let at = place[node]! >= 0 ? place[node]! : size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent]!;
      if (distance[above]! <= key) break;
      heap[at] = above;
      place[above] = at;
      at = parent;
    }
    heap[at] = node;
    place[node] = at;
  };
  const pop = (): number => {
    const result = heap[0]!;
    place[result] = -1;
    const node = heap[--size]!;
    if (size === 0) return result;
    const key = distance[node]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && distance[heap[child + 1]!]! < distance[heap[child]!]!) child++;
      const below = heap[child]!;
      if (distance[below]! >= key) break;
      heap[at] = below;
      place[below] = at;
      at = child;
    }
    heap[at] = node;
    place[node] = at;
    return result;
  };

  /** True when some way in the network is shorter than the bush's. */
  const mendDistances = (costS: Float64Array): boolean => {
    const { originNode } = open;
    place.fill(-1);
    size = 0;
    for (let a = 0; a < linkCount; a++) {
      const tail = from[a]!;
      const through = distance[tail]! + costS[a]!;
      const head = to[a]!;
      if (!(through < distance[head]! * (1 - RELATIVE_ROUNDING)) || closed?.[a] === 1) continue;
      if (noThrough?.[tail] === 1 && tail !== originNode) continue;
      distance[head] = through;
      push(head);
    }
    if (size === 0) return false;
    while (size > 0) {
      const node = pop();
      if (noThrough?.[node] === 1 && node !== originNode) continue;
      const after = star.first[node + 1]!;
      for (let i = star.first[node]!; i < after; i++) {
        const link = star.links[i]!;
        const head = to[link]!;
        const through = distance[node]! + costS[link]!;
        if (through < distance[head]! * (1 - RELATIVE_ROUNDING)) {
          distance[head] = through;
          push(head);
        }
      }
    }
    return true;
  };

  const collectImprovements = (costS: Float64Array): number => {
    const { originNode } = open;
    let count = 0;
    for (let a = 0; a < linkCount; a++) {
      const tail = from[a]!;
      const head = to[a]!;
      if (rank[tail]! < 0 || rank[head]! < 0) continue;
      const c = costS[a]!;
      if (!(most[tail]! + c < most[head]!)) continue;
      if (!(distance[tail]! + c < least[head]! * (1 - RELATIVE_ROUNDING)) || closed?.[a] === 1) continue;
      if (noThrough?.[tail] === 1 && tail !== originNode) continue;
      if (isKept(a, head)) continue;
      added[count++] = a;
      nextAdded[a] = firstAdded[head]!;
      firstAdded[head] = a;
    }
    return count;
  };
  const isKept = (link: number, head: number): boolean => {
    const r = rank[head]!;
    for (let k = start[r]!; k < start[r + 1]!; k++) if (open.links[k] === link) return r > 0 && shareAt[k]! >= 0;
    return false;
  };

  /** A tail of the node's links that is not placed yet, or −1. */
  const missingTail = (node: number): number => {
    const r = rank[node]!;
    for (let a = firstAdded[node]!; a >= 0; a = nextAdded[a]!) if (done[from[a]!] === 0) return from[a]!;
    for (let k = start[r]!; k < start[r + 1]!; k++) {
      if (shareAt[k]! >= 0 && done[from[open.links[k]!]!] === 0) return from[open.links[k]!]!;
    }
    return -1;
  };

  const rebuild = (): Bush => {
    const { links, nodes, originNode } = open;
    let linkTotal = 0;
    let shareTotal = 0;
    const emit = (node: number): void => {
      done[node] = 1;
      const r = rank[node]!;
      const begin = linkTotal;
      for (let k = start[r]!; k < start[r + 1]!; k++) {
        if (shareAt[k]! < 0) continue;
        newShares[shareTotal + linkTotal - begin] = shareAt[k]!;
        newLinks[linkTotal++] = links[k]!;
      }
      for (let a = firstAdded[node]!; a >= 0; a = nextAdded[a]!) {
        newShares[shareTotal + linkTotal - begin] = 0;
        newLinks[linkTotal++] = a;
      }
      if (linkTotal - begin > 1) shareTotal += linkTotal - begin;
    };
    done.fill(0);
    done[originNode] = 1;
    for (let r = 1; r < nodes; r++) {
      let depth = 0;
      if (done[nodeAt[r]!] === 1) continue;
      stack[depth++] = nodeAt[r]!;
      while (depth > 0) {
        const top = stack[depth - 1]!;
        const tail = missingTail(top);
        if (tail >= 0) stack[depth++] = tail;
        else {
          emit(top);
          depth--;
        }
      }
    }
    return { originNode, links: newLinks.slice(0, linkTotal), shares: newShares.slice(0, shareTotal) };
  };

  return {
    distance,
    grow(costS) {
      const gone = label(costS);
      const count = mendDistances(costS) ? collectImprovements(costS) : 0;
      if (gone === 0 && count === 0) return null;
      const bush = rebuild();
      for (let i = 0; i < count; i++) firstAdded[to[added[i]!]!] = -1;
      return bush;
    },
  };
}
