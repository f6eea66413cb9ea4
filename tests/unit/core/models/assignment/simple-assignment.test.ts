import { describe, expect, it } from 'vitest';
import type { AssignmentNetwork } from '../../../../../app/core/models/assignment/network.ts';
import { assign, linkTimes } from '../../../../../app/core/models/assignment/simple-assignment.ts';

interface Link {
  readonly from: number;
  readonly to: number;
  readonly freeFlowTimeS: number;
  readonly capacity: number;
  readonly factor?: number;
  readonly power?: number;
}

function networkOf(nodeCount: number, links: readonly Link[]): AssignmentNetwork {
  return {
    nodeCount,
    linkCount: links.length,
    from: Int32Array.from(links, (link) => link.from),
    to: Int32Array.from(links, (link) => link.to),
    freeFlowTimeS: Float64Array.from(links, (link) => link.freeFlowTimeS),
    capacityVehPerHour: Float64Array.from(links, (link) => link.capacity),
    bprFactor: Float64Array.from(links, (link) => link.factor ?? 0.15),
    bprPower: Float64Array.from(links, (link) => link.power ?? 4),
  };
}

/** Trips from zone to zone; zone i sits on the i-th node named. */
function tripsOf(nodes: readonly number[], cells: readonly (readonly [number, number, number])[]) {
  const tripsPerHour = new Float64Array(nodes.length * nodes.length);
  for (const [i, j, trips] of cells) tripsPerHour[i * nodes.length + j] = trips;
  return { zoneNode: Int32Array.from(nodes), tripsPerHour };
}

/** Braess in the form of the TNTP repository: t13 = t42 = 10x, t14 = t32 = 50 + x, t34 = 10 + x. */
const BRAESS: readonly Link[] = [
  { from: 0, to: 2, freeFlowTimeS: 1e-8, capacity: 1, factor: 1e9, power: 1 },
  { from: 3, to: 1, freeFlowTimeS: 1e-8, capacity: 1, factor: 1e9, power: 1 },
  { from: 0, to: 3, freeFlowTimeS: 50, capacity: 1, factor: 0.02, power: 1 },
  { from: 2, to: 1, freeFlowTimeS: 50, capacity: 1, factor: 0.02, power: 1 },
  { from: 2, to: 3, freeFlowTimeS: 10, capacity: 1, factor: 0.1, power: 1 },
];

describe('assignment', () => {
  it('finds the equilibrium of Braess’s network with the new road: 4 and 2 vehicles, cost 92', () => {
    const result = assign(networkOf(4, BRAESS), tripsOf([0, 1], [[0, 1, 6]]), {
      relativeGap: 1e-6,
      maxIterations: 5000,
    });
    const [v13, v42, v14, v32, v34] = result.flowVehPerHour;
    expect(v13).toBeCloseTo(4, 1);
    expect(v42).toBeCloseTo(4, 1);
    expect(v14).toBeCloseTo(2, 1);
    expect(v32).toBeCloseTo(2, 1);
    expect(v34).toBeCloseTo(2, 1);
    expect(result.timeS[0]! + result.timeS[4]! + result.timeS[1]!).toBeCloseTo(92, 0);
  });

  it('makes everybody faster when the new road of Braess is taken away: 3 and 3 vehicles, cost 83', () => {
    const result = assign(networkOf(4, BRAESS.slice(0, 4)), tripsOf([0, 1], [[0, 1, 6]]));
    expect([...result.flowVehPerHour].map((flow) => Math.round(flow * 100) / 100)).toEqual([3, 3, 3, 3]);
    expect(result.timeS[0]! + result.timeS[3]!).toBeCloseTo(83, 4);
  });

  it('gives both of two parallel roads the same time when both are used', () => {
    const network = networkOf(2, [
      { from: 0, to: 1, freeFlowTimeS: 10, capacity: 1000 },
      { from: 0, to: 1, freeFlowTimeS: 15, capacity: 2000 },
    ]);
    const result = assign(network, tripsOf([0, 1], [[0, 1, 3000]]), { relativeGap: 1e-9, maxIterations: 200 });
    expect(result.timeS[0]).toBeCloseTo(result.timeS[1]!, 3);
    expect(result.flowVehPerHour[0]! + result.flowVehPerHour[1]!).toBeCloseTo(3000, 6);
    // Solved by bisection on the equality of the two times.
    expect(result.flowVehPerHour[0]).toBeCloseTo(1408.4237, 2);
  });

  it('keeps every vehicle: at each node inflow and trips that start equal outflow and trips that end', () => {
    const { network, side } = grid(5);
    const corners = [0, side - 1, side * (side - 1), side * side - 1];
    const demand = tripsOf(corners, [
      [0, 3, 900],
      [3, 0, 700],
      [1, 2, 500],
      [2, 1, 300],
    ]);
    const { flowVehPerHour, unservedVehPerHour } = assign(network, demand);
    const balance = new Float64Array(network.nodeCount);
    for (let a = 0; a < network.linkCount; a++) {
      balance[network.from[a]!]! -= flowVehPerHour[a]!;
      balance[network.to[a]!]! += flowVehPerHour[a]!;
    }
    balance[corners[0]!]! += 900 - 700;
    balance[corners[3]!]! += 700 - 900;
    balance[corners[1]!]! += 500 - 300;
    balance[corners[2]!]! += 300 - 500;
    expect(unservedVehPerHour).toBe(0);
    for (const rest of balance) expect(Math.abs(rest)).toBeLessThan(1e-6);
  });

  it('lowers the relative gap to what was asked for', () => {
    const { network, side } = grid(5);
    const demand = tripsOf([0, side * side - 1], [[0, 1, 1500]]);
    const result = assign(network, demand, { relativeGap: 1e-3, maxIterations: 500 });
    expect(result.relativeGap).toBeLessThanOrEqual(1e-3);
    expect(result.iterations).toBeGreaterThan(1);
    expect(result.iterations).toBeLessThan(500);
  });

  it('counts trips without a way as unserved and loads the rest', () => {
    const network = networkOf(3, [{ from: 0, to: 1, freeFlowTimeS: 10, capacity: 1000 }]);
    const result = assign(
      network,
      tripsOf(
        [0, 1, 2],
        [
          [0, 1, 100],
          [0, 2, 40],
        ],
      ),
    );
    expect(result.unservedVehPerHour).toBe(40);
    expect([...result.flowVehPerHour]).toEqual([100]);
  });

  it('leaves an empty network empty', () => {
    const result = assign(networkOf(2, [{ from: 0, to: 1, freeFlowTimeS: 10, capacity: 1000 }]), tripsOf([0, 1], []));
    expect([...result.flowVehPerHour]).toEqual([0]);
    expect(result.relativeGap).toBe(0);
  });

  it('refuses a trip table of the wrong size', () => {
    const network = networkOf(2, [{ from: 0, to: 1, freeFlowTimeS: 10, capacity: 1000 }]);
    expect(() => assign(network, { zoneNode: Int32Array.of(0, 1), tripsPerHour: new Float64Array(3) })).toThrow(
      'expected 4 trip cells, got 3',
    );
  });

  it('refuses a link without capacity', () => {
    const network = networkOf(2, [{ from: 0, to: 1, freeFlowTimeS: 10, capacity: 0 }]);
    expect(() => assign(network, tripsOf([0, 1], [[0, 1, 5]]))).toThrow('link 0 has capacity 0 veh/h');
  });

  it('takes 1.15 times the empty time at capacity', () => {
    const network = networkOf(2, [{ from: 0, to: 1, freeFlowTimeS: 100, capacity: 800 }]);
    const time = new Float64Array(1);
    linkTimes(network, Float64Array.of(800), time);
    expect(time[0]).toBeCloseTo(115, 10);
  });
});

/** A square grid of two-way streets. */
function grid(side: number): { readonly network: AssignmentNetwork; readonly side: number } {
  const links: Link[] = [];
  const join = (a: number, b: number) => {
    links.push(
      { from: a, to: b, freeFlowTimeS: 30, capacity: 800 },
      { from: b, to: a, freeFlowTimeS: 30, capacity: 800 },
    );
  };
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      if (i + 1 < side) join(i * side + j, (i + 1) * side + j);
      if (j + 1 < side) join(i * side + j, i * side + j + 1);
    }
  }
  return { network: networkOf(side * side, links), side };
}
