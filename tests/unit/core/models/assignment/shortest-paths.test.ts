import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssignmentNetwork, forwardStarOf } from '../../../../../app/core/models/assignment/network.ts';
import { createShortestPaths } from '../../../../../app/core/models/assignment/shortest-paths.ts';

const NODES = 12;

describe('shortest paths', () => {
  it('agrees with Bellman and Ford on any network', () => {
    const link = fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1), fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(fc.array(link, { minLength: 1, maxLength: 60 }), fc.nat(NODES - 1), (links, origin) => {
        const network = networkOf(links);
        const cost = Float64Array.from(links, (item) => item[2]);
        const paths = createShortestPaths(network, forwardStarOf(network));
        paths.search((origin + 1) % NODES, cost); // A search must not be disturbed by the one before it.
        paths.search(origin, cost);
        expect([...paths.cost]).toEqual(bellmanFord(links, origin));
      }),
      { seed: 20241107, numRuns: 200 },
    );
  });

  it('names the last link of the way to each node, and nodes after their predecessors', () => {
    const network = networkOf([
      [0, 1, 1],
      [1, 2, 1],
      [0, 2, 5],
    ]);
    const paths = createShortestPaths(network, forwardStarOf(network));
    paths.search(0, Float64Array.of(1, 1, 5));
    expect([...paths.linkTo.slice(0, 4)]).toEqual([-1, 0, 1, -1]);
    expect([...paths.order.slice(0, paths.reached)]).toEqual([0, 1, 2]);
  });
});

function networkOf(links: readonly (readonly [number, number, number])[]): AssignmentNetwork {
  return {
    nodeCount: NODES,
    linkCount: links.length,
    from: Int32Array.from(links, (link) => link[0]),
    to: Int32Array.from(links, (link) => link[1]),
    freeFlowTimeS: Float64Array.from(links, (link) => link[2]),
    capacityVehPerHour: new Float64Array(links.length).fill(1000),
  };
}

function bellmanFord(links: readonly (readonly [number, number, number])[], origin: number): number[] {
  const cost = new Array<number>(NODES).fill(Infinity);
  cost[origin] = 0;
  for (let round = 0; round < NODES; round++) {
    for (const [from, to, length] of links) cost[to] = Math.min(cost[to]!, cost[from]! + length);
  }
  return cost;
}
