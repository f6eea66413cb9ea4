/** Parts of a directed network: weak (by streets, whatever their direction) and strong (there and back again). */

export interface Parts {
  /** Part of each node; numbers in no order. */
  readonly partOf: Int32Array;
  readonly count: number;
}

interface DirectedLinks {
  readonly nodeCount: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

export function weakParts({ nodeCount, from, to }: DirectedLinks): Parts {
  const parent = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const rootOf = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let link = 0; link < from.length; link++) {
    const a = rootOf(from[link]!);
    const b = rootOf(to[link]!);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const partOf = new Int32Array(nodeCount);
  const numbers = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    const root = rootOf(node);
    const part = numbers.get(root) ?? numbers.size;
    numbers.set(root, part);
    partOf[node] = part;
  }
  return { partOf, count: numbers.size };
}

/**
 * Tarjan's algorithm (SIAM J. Comput. 1, 1972, 146–160) with a stack of its own: a long street would overflow the
 * engine's.
 */
export function strongParts({ nodeCount, from, to }: DirectedLinks): Parts {
  const first = new Int32Array(nodeCount + 1);
  for (let link = 0; link < from.length; link++) first[from[link]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const heads = new Int32Array(from.length);
  const next = first.slice(0, nodeCount);
  for (let link = 0; link < from.length; link++) heads[next[from[link]!]!++] = to[link]!;

  const partOf = new Int32Array(nodeCount).fill(-1);
  const seenAt = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const cursor = first.slice(0, nodeCount);
  const waiting: number[] = [];
  let clock = 0;
  let count = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (seenAt[start] !== -1) continue;
    const path = [start];
    seenAt[start] = low[start] = clock++;
    waiting.push(start);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      if (cursor[node]! < first[node + 1]!) {
        const head = heads[cursor[node]!++]!;
        if (seenAt[head] === -1) {
          seenAt[head] = low[head] = clock++;
          waiting.push(head);
          path.push(head);
        } else if (partOf[head] === -1) low[node] = Math.min(low[node]!, seenAt[head]!);
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
      if (low[node] !== seenAt[node]) continue;
      for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
        partOf[member] = count;
        if (member === node) break;
      }
      count++;
    }
  }
  return { partOf, count };
}
