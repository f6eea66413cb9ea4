import { describe, expect, it } from 'vitest';
import { createOpenBush, openBush, spreadFlows } from '../../../../../app/core/models/assignment/bush.ts';
import { demandByOrigin } from '../../../../../app/core/models/assignment/demand-by-origin.ts';
import {
  type AssignmentMethodKind,
  type Equilibrium,
  type EquilibriumOptions,
  findEquilibrium,
  startAssignment,
} from '../../../../../app/core/models/assignment/equilibrium.ts';
import {
  type AssignmentNetwork,
  forwardStarOf,
  type TripTable,
} from '../../../../../app/core/models/assignment/network.ts';
import { createShortestPaths } from '../../../../../app/core/models/assignment/shortest-paths.ts';
import { braess, gridNetwork, madeCity, networkOf, tripsOf } from '../../../../builders/road-networks.ts';

const METHODS: readonly AssignmentMethodKind[] = ['bush', 'bi-conjugate', 'conjugate', 'frank-wolfe'];

function solve(network: AssignmentNetwork, trips: TripTable, options: EquilibriumOptions = {}): Equilibrium {
  const { value, issues } = findEquilibrium(network, trips, { relativeGap: 1e-10, ...options });
  expect(issues).toEqual([]);
  return value!;
}

/** Flow into each node minus flow out of it. */
function netInflow(network: AssignmentNetwork, flow: Float64Array): Float64Array {
  const net = new Float64Array(network.nodeCount);
  for (let a = 0; a < network.linkCount; a++) {
    net[network.from[a]!]! -= flow[a]!;
    net[network.to[a]!]! += flow[a]!;
  }
  return net;
}

function wantedInflow(network: AssignmentNetwork, trips: TripTable): Float64Array {
  const net = new Float64Array(network.nodeCount);
  const zones = trips.zoneNode.length;
  for (let i = 0; i < zones; i++) {
    for (let j = 0; j < zones; j++) {
      if (i === j) continue;
      net[trips.zoneNode[i]!]! -= trips.tripsPerHour[i * zones + j]!;
      net[trips.zoneNode[j]!]! += trips.tripsPerHour[i * zones + j]!;
    }
  }
  return net;
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
};

describe('user equilibrium, where the answer is known', () => {
  it.each(METHODS)('costs 92 in Braess’s network, on all three ways (%s)', (method) => {
    const found = solve(braess(true), tripsOf([0, 1], [[0, 1, 6]]), { method, relativeGap: 1e-8 });
    expect(largestDifference(found.flowVehPerHour, [4, 2, 2, 2, 4])).toBeLessThan(1e-4);
    expect(found.costS[0]! + found.costS[2]!).toBeCloseTo(92, 4);
    expect(found.costS[1]! + found.costS[4]!).toBeCloseTo(92, 4);
    expect(found.costS[0]! + found.costS[3]! + found.costS[4]!).toBeCloseTo(92, 4);
    expect(found.totalTravelTime).toBeCloseTo(552, 2);
  });

  it.each(METHODS)('costs only 83 when the shortcut is taken away (%s)', (method) => {
    const found = solve(braess(false), tripsOf([0, 1], [[0, 1, 6]]), { method });
    expect(largestDifference(found.flowVehPerHour, [3, 3, 3, 3])).toBeLessThan(1e-5);
    expect(found.costS[0]! + found.costS[2]!).toBeCloseTo(83, 5);
  });

  it('gives the same when the shortcut is only closed', () => {
    const closed = { ...braess(true), closed: Uint8Array.from([0, 0, 0, 1, 0]) };
    const found = solve(closed, tripsOf([0, 1], [[0, 1, 6]]));
    expect(largestDifference(found.flowVehPerHour, [3, 3, 3, 0, 3])).toBeLessThan(1e-6);
  });

  it.each(METHODS)('divides trips between two parallel links so that both take as long (%s)', (method) => {
    const network = networkOf(2, [
      { from: 0, to: 1, time: 10, capacity: 1000 },
      { from: 0, to: 1, time: 15, capacity: 2000 },
    ]);
    // Halving finds v with 10 (1 + 0.15 (v/1000)^4) = 15 (1 + 0.15 ((4000 − v)/2000)^4).
    let low = 0;
    let high = 4000;
    for (let i = 0; i < 80; i++) {
      const v = (low + high) / 2;
      const first = 10 * (1 + 0.15 * (v / 1000) ** 4);
      const second = 15 * (1 + 0.15 * ((4000 - v) / 2000) ** 4);
      if (first < second) low = v;
      else high = v;
    }
    const found = solve(network, tripsOf([0, 1], [[0, 1, 4000]]), { method, relativeGap: 1e-9 });
    expect(found.flowVehPerHour[0]).toBeCloseTo(low, 2);
    expect(found.flowVehPerHour[0]! + found.flowVehPerHour[1]!).toBeCloseTo(4000, 8);
  });

  it.each([
    // 10 · (1 + 0.15 · (v/100)^p) is 20 where (v/100)^p = 1/0.15, whatever the power.
    [2.5, 213.58],
    [16.83, 111.93],
    [0.5, 4444.44],
  ])('fills a road of power %d up to what a road of constant time (B = 0) beside it takes', (power, flow) => {
    for (const method of METHODS) {
      const network = networkOf(2, [
        { from: 0, to: 1, time: 10, capacity: 100, factor: 0.15, power },
        { from: 0, to: 1, time: 20, capacity: 100, factor: 0, power: 4 },
      ]);
      const { flowVehPerHour, costS } = solve(network, tripsOf([0, 1], [[0, 1, 5000]]), { method });
      expect(Math.abs(flowVehPerHour[0]! - flow)).toBeLessThan(0.05);
      expect(costS[0]).toBeCloseTo(20, 4);
    }
  });

  it.each(METHODS)('passes over links of no time as if they were not there (%s)', (method) => {
    // Two equal ways, one of them begun and ended by links of no time, whose B and power then do not matter.
    const network = networkOf(4, [
      { from: 0, to: 1, time: 10, capacity: 50, factor: 1, power: 1 },
      { from: 0, to: 2, time: 0, capacity: 1, factor: 0.15, power: 4 },
      { from: 2, to: 3, time: 10, capacity: 50, factor: 1, power: 1 },
      { from: 3, to: 1, time: 0, capacity: 99_999, factor: 0, power: 0 },
    ]);
    const { flowVehPerHour, costS } = solve(network, tripsOf([0, 1], [[0, 1, 60]]), { method });
    expect([...flowVehPerHour].map((flow) => Math.round(flow * 1e3) / 1e3)).toEqual([30, 30, 30, 30]);
    expect([costS[0], costS[1], costS[3]].map((cost) => Math.round(cost! * 1e3) / 1e3)).toEqual([16, 0, 0]);
  });

  it('leaves the slower of two links empty while the quicker is not slowed enough', () => {
    const network = networkOf(2, [
      { from: 0, to: 1, time: 10, capacity: 1000 },
      { from: 0, to: 1, time: 15, capacity: 2000 },
    ]);
    expect([...solve(network, tripsOf([0, 1], [[0, 1, 500]])).flowVehPerHour]).toEqual([500, 0]);
  });

  it('is symmetric where network and demand are', () => {
    const side = 5;
    const corners = [0, side - 1, side * (side - 1), side * side - 1];
    const all = corners.flatMap((_, i) => corners.map((_, j) => [i, j, 600] as const));
    const network = gridNetwork(side);
    const { flowVehPerHour } = solve(network, tripsOf(corners, all), { relativeGap: 1e-13 });
    const flowOf = new Map(
      Array.from(flowVehPerHour, (flow, a) => [`${network.from[a]}>${network.to[a]}`, flow] as const),
    );
    const mirrored = (node: number) => side * Math.floor(node / side) + (side - 1 - (node % side));
    const turned = (node: number) => side * (node % side) + Math.floor(node / side);
    for (let a = 0; a < network.linkCount; a++) {
      const [from, to] = [network.from[a]!, network.to[a]!];
      expect(flowOf.get(`${mirrored(from)}>${mirrored(to)}`)).toBeCloseTo(flowVehPerHour[a]!, 2);
      expect(flowOf.get(`${turned(from)}>${turned(to)}`)).toBeCloseTo(flowVehPerHour[a]!, 2);
      expect(flowOf.get(`${to}>${from}`)).toBeCloseTo(flowVehPerHour[a]!, 2);
    }
  });

  it('takes the toll for time: a toll moves just those whom it costs more than the way round', () => {
    const rows = [
      { from: 0, to: 1, time: 10, capacity: 10, factor: 1, power: 1, fixed: 5 },
      { from: 0, to: 1, time: 20, capacity: 10, factor: 1, power: 1 },
    ];
    // 10 + v + 5 = 20 + 2 (30 − v) → v = 65/3; times without the toll: 10 + v and 20 + 2 (30 − v).
    const found = solve(networkOf(2, rows), tripsOf([0, 1], [[0, 1, 30]]));
    expect(found.flowVehPerHour[0]).toBeCloseTo(65 / 3, 7);
    expect(found.timeS[0]).toBeCloseTo(10 + 65 / 3, 7);
    expect(found.costS[0]).toBeCloseTo(found.costS[1]!, 7);
    expect(found.totalTravelTime).toBeCloseTo((65 / 3) * (10 + 65 / 3) + (25 / 3) * (20 + 50 / 3), 6);
  });

  it('never passes a node that is only a zone', () => {
    const rows = [
      { from: 0, to: 1, time: 1 },
      { from: 1, to: 2, time: 1 },
      { from: 0, to: 3, time: 50, capacity: 100 },
      { from: 3, to: 2, time: 50, capacity: 100 },
    ];
    const network = networkOf(4, rows, { noThrough: Uint8Array.from([1, 1, 1, 0]) });
    const trips = tripsOf([0, 1, 2], [[0, 2, 10], [0, 1, 3], [1, 2, 4]]); // biome-ignore format: one row per pair
    expect([...solve(network, trips).flowVehPerHour]).toEqual([3, 4, 10, 10]);
  });

  it('has no flow, no gap and no cost where nobody travels', () => {
    const found = solve(gridNetwork(3), tripsOf([0, 8], []));
    expect([...found.flowVehPerHour].every((flow) => flow === 0)).toBe(true);
    expect([found.objective, found.relativeGap, found.averageExcessS, found.totalTravelTime]).toEqual([0, 0, 0, 0]);
  });
});

describe('user equilibrium in made cities', () => {
  const cities = [1, 2, 3, 4].map((seed) => madeCity(seed, 7, 12, 250));

  it('conserves flow at every node and fulfils Wardrop’s principle for every origin', () => {
    for (const { network, trips } of cities) {
      const found = solve(network, trips);
      expect(found.converged).toBe(true);
      expect(largestDifference(netInflow(network, found.flowVehPerHour), wantedInflow(network, trips))).toBeLessThan(
        1e-6,
      );
      const paths = createShortestPaths(network, forwardStarOf(network));
      const open = createOpenBush(network);
      const demand = demandByOrigin(trips);
      let used = 0;
      found.bushes.forEach((bush, o) => {
        openBush(open, bush);
        spreadFlows(open, demand, o);
        paths.search(bush.originNode, found.costS);
        for (let k = 0; k < bush.links.length; k++) {
          if (open.flow[k]! < 1e-3) continue;
          used++;
          const link = bush.links[k]!;
          const detour = paths.cost[network.from[link]!]! + found.costS[link]! - paths.cost[network.to[link]!]!;
          expect(detour).toBeLessThan(1e-2);
        }
      });
      expect(used).toBeGreaterThan(200);
    }
  });

  it('is the same by bushes and by bi-conjugate Frank–Wolfe', () => {
    for (const { network, trips } of cities) {
      const bush = solve(network, trips);
      const link = solve(network, trips, { method: 'bi-conjugate', relativeGap: 1e-6, maxIterations: 5_000 });
      expect(Math.abs(link.objective / bush.objective - 1)).toBeLessThan(1e-6);
      expect(link.objective).toBeGreaterThan(bush.objective * (1 - 1e-9));
    }
  });

  it.each(METHODS)('comes nearer with every iteration: the objective never rises (%s)', (method) => {
    const { network, trips } = cities[0]!;
    const { value: run } = startAssignment(network, trips, { method, relativeGap: 1e-9, maxIterations: 60 });
    let before = Infinity;
    for (let done = false; !done; ) {
      done = run!.next().done;
      const { objective } = run!.result();
      expect(objective).toBeLessThanOrEqual(before * (1 + 1e-12));
      before = objective;
    }
  });

  it('needs the conjugate directions to get far: fewer iterations than plain Frank–Wolfe', () => {
    const { network, trips } = cities[1]!;
    const iterations = (method: AssignmentMethodKind) =>
      solve(network, trips, { method, relativeGap: 1e-4, maxIterations: 20_000 }).iterations;
    expect(iterations('bi-conjugate')).toBeLessThan(iterations('frank-wolfe'));
    expect(iterations('bush')).toBeLessThan(iterations('bi-conjugate'));
  });

  it('gives the same from a warm start as from a cold one, sooner', () => {
    const { network, trips } = cities[2]!;
    const baseline = solve(network, trips);
    const slower = {
      ...network,
      freeFlowTimeS: network.freeFlowTimeS.map((time, a) => (a % 17 === 0 ? 2 * time : time)),
    };
    const less = { ...trips, tripsPerHour: trips.tripsPerHour.map((volume) => 0.9 * volume) };
    const cold = solve(slower, less);
    const warm = solve(slower, less, { start: baseline });
    expect(Math.abs(warm.objective / cold.objective - 1)).toBeLessThan(1e-10);
    expect(warm.iterations).toBeLessThanOrEqual(cold.iterations);
    const again = solve(network, trips, { start: baseline });
    expect(again.iterations).toBe(1);
    expect(largestDifference(again.flowVehPerHour, baseline.flowVehPerHour)).toBe(0);
  });

  it('starts warm also when streets close, open or trips begin elsewhere', () => {
    const { network, trips } = cities[3]!;
    const zones = trips.zoneNode.length;
    const streets = network.linkCount - 4 * zones;
    const closed = Uint8Array.from({ length: network.linkCount }, (_, a) => (a < streets && a % 23 === 5 ? 1 : 0));
    const other = {
      ...trips,
      tripsPerHour: trips.tripsPerHour.map((v, cell) => (Math.floor(cell / zones) === 3 ? 0 : v)),
    };
    const open = solve(network, other);
    const shut = { ...network, closed };
    const cold = solve(shut, trips);
    const warm = solve(shut, trips, { start: open });
    expect(Math.abs(warm.objective / cold.objective - 1)).toBeLessThan(1e-9);
    expect(closed.some((isClosed, a) => isClosed === 1 && warm.flowVehPerHour[a] !== 0)).toBe(false);
    const reopened = solve(network, other, { start: warm });
    expect(Math.abs(reopened.objective / open.objective - 1)).toBeLessThan(1e-9);
  });

  it('stops between iterations when told to, and says what there is', () => {
    const { network, trips } = cities[0]!;
    const gaps: number[] = [];
    const { value } = findEquilibrium(network, trips, {
      relativeGap: 1e-12,
      onIteration: ({ iteration, relativeGap }) => {
        gaps.push(relativeGap);
        return iteration < 3;
      },
    });
    expect(gaps).toHaveLength(3);
    expect(value).toMatchObject({ iterations: 3, relativeGap: gaps[2], converged: false });
    expect(largestDifference(netInflow(network, value!.flowVehPerHour), wantedInflow(network, trips))).toBeLessThan(
      1e-6,
    );
  });
});

describe('input that cannot be assigned', () => {
  const network = networkOf(3, [
    { from: 0, to: 1, time: 10, capacity: 100 },
    { from: 1, to: 0, time: 10, capacity: 100 },
    { from: 2, to: 1, time: 10, capacity: 100 },
  ]);
  const trips = tripsOf([0, 1], [[0, 1, 50]]);
  const told = (changed: Partial<AssignmentNetwork>, table = trips) => {
    const { value, issues } = findEquilibrium({ ...network, ...changed }, table);
    expect(value).toBeNull();
    return issues.map(({ code, detail }) => `${code}: ${detail}`);
  };

  it('is refused in a sentence that names the link', () => {
    expect(told({ capacityVehPerHour: Float64Array.from([100, 0, 100]) })).toEqual([
      'link-capacity: link 1 (node 1 to 0) has capacity 0; it must be above zero',
    ]);
    expect(told({ freeFlowTimeS: Float64Array.from([Number.NaN, 10, -1]) })).toEqual([
      'link-time: link 0 (node 0 to 1) has free-flow time NaN',
      'link-time: link 2 (node 2 to 1) has free-flow time -1',
    ]);
    expect(told({ bprPower: Float64Array.from([4, 4, -2]) })[0]).toMatch(/^link-function: link 2 .* power -2/);
    expect(told({ fixedCostS: Float64Array.from([0, -3, 0]) })[0]).toMatch(/^link-fixed-cost: link 1 .* -3/);
    expect(told({ to: Int32Array.from([1, 0, 9]) })[0]).toMatch(/^link-nodes: link 2/);
  });

  it('is refused in a sentence that names the zone', () => {
    expect(told({}, tripsOf([0, 1], [[0, 1, -5]]))).toEqual(['demand: from zone 0 to zone 1 the table has -5 trips']);
    expect(told({}, tripsOf([0, 1], [[1, 0, Number.NaN]]))).toEqual([
      'demand: from zone 1 to zone 0 the table has NaN trips',
    ]);
    expect(told({}, tripsOf([0, 7], [[0, 1, 5]]))).toEqual(['zone-node: zone 1 is on no node of the network']);
    expect(told({}, tripsOf([0, 1, 2], [[0, 1, 5], [0, 2, 8]]))).toEqual([
      'unreachable: there is no way from zone 0 to zone 2; 8 trips that start there reach nothing',
    ]); // biome-ignore format: one row per pair
  });

  it('is counted when there is much of it', () => {
    const many = gridNetwork(4);
    const { issues } = findEquilibrium(
      { ...many, capacityVehPerHour: new Float64Array(many.linkCount) },
      tripsOf([0, 1], []),
    );
    expect(issues).toHaveLength(6);
    expect(issues[5]!.detail).toBe('and 43 more of this kind');
  });

  it('can leave out trips that have no way, with a warning', () => {
    const table = tripsOf([0, 1, 2], [[0, 1, 5], [0, 2, 8]]); // biome-ignore format: one row per pair
    for (const method of METHODS) {
      const { value, issues } = findEquilibrium(network, table, { unreachable: 'leave-out', method });
      expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['unreachable', 'warning']]);
      expect([...value!.flowVehPerHour]).toEqual([5, 0, 0]);
      expect(value).toMatchObject({ servedVehPerHour: 5, unservedVehPerHour: 8, converged: true });
    }
  });

  it('accepts a capacity of zero where cost does not depend on flow', () => {
    const constant = networkOf(2, [{ from: 0, to: 1, time: 10, capacity: 0, factor: 0, power: 0 }]);
    expect(solve(constant, trips).totalTravelTime).toBe(500);
  });

  it('throws only at arrays that contradict each other', () => {
    expect(() => findEquilibrium({ ...network, bprPower: new Float64Array(1) }, trips)).toThrow('bprPower: expected 3');
  });
});
