import { randomFrom } from '../../app/core/base/random.ts';
import type { AssignmentNetwork, TripTable } from '../../app/core/models/assignment/network.ts';

export interface LinkRow {
  readonly from: number;
  readonly to: number;
  readonly time: number;
  readonly capacity?: number;
  readonly factor?: number;
  readonly power?: number;
  readonly fixed?: number;
}

export function networkOf(
  nodeCount: number,
  links: readonly LinkRow[],
  rest: Partial<AssignmentNetwork> = {},
): AssignmentNetwork {
  return {
    nodeCount,
    linkCount: links.length,
    from: Int32Array.from(links, (link) => link.from),
    to: Int32Array.from(links, (link) => link.to),
    freeFlowTimeS: Float64Array.from(links, (link) => link.time),
    capacityVehPerHour: Float64Array.from(links, (link) => link.capacity ?? 1),
    bprFactor: Float64Array.from(links, (link) => link.factor ?? 0.15),
    bprPower: Float64Array.from(links, (link) => link.power ?? 4),
    fixedCostS: Float64Array.from(links, (link) => link.fixed ?? 0),
    ...rest,
  };
}

/** Trips between zones, zone i on node `zoneNode[i]`, from rows of [from zone, to zone, trips]. */
export function tripsOf(zoneNode: readonly number[], rows: readonly (readonly [number, number, number])[]): TripTable {
  const tripsPerHour = new Float64Array(zoneNode.length ** 2);
  for (const [i, j, trips] of rows) tripsPerHour[i * zoneNode.length + j]! += trips;
  return { zoneNode: Int32Array.from(zoneNode), tripsPerHour };
}

/** Braess: 0→2 10x, 0→3 50+x, 2→1 50+x, 2→3 10+x, 3→1 10x; the link 2→3 can be left out. */
export function braess(withShortcut: boolean): AssignmentNetwork {
  const rows: LinkRow[] = [
    { from: 0, to: 2, time: 1e-8, factor: 1e9, power: 1 },
    { from: 0, to: 3, time: 50, factor: 0.02, power: 1 },
    { from: 2, to: 1, time: 50, factor: 0.02, power: 1 },
    { from: 2, to: 3, time: 10, factor: 0.1, power: 1 },
    { from: 3, to: 1, time: 1e-8, factor: 1e9, power: 1 },
  ];
  return networkOf(4, withShortcut ? rows : rows.filter((row) => row.from !== 2 || row.to !== 3));
}

/** A square grid of two-way streets, all alike; node (x, y) has number y · side + x. */
export function gridNetwork(
  side: number,
  change: (link: LinkRow, index: number) => LinkRow = (link) => link,
): AssignmentNetwork {
  const rows: LinkRow[] = [];
  const add = (from: number, to: number) => rows.push(change({ from, to, time: 60, capacity: 800 }, rows.length));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const node = y * side + x;
      if (x + 1 < side) {
        add(node, node + 1);
        add(node + 1, node);
      }
      if (y + 1 < side) {
        add(node, node + side);
        add(node + side, node);
      }
    }
  }
  return networkOf(side * side, rows);
}

export interface MadeCity {
  readonly network: AssignmentNetwork;
  readonly trips: TripTable;
}

/**
 * A city made by chance from a seed: a grid with streets of all kinds (any power, B = 0, no time, tolls), zones hung on by
 * links of no cost which nobody may pass through, and demand between most pairs.
 */
export function madeCity(seed: number, side: number, zones: number, meanTrips: number): MadeCity {
  const random = randomFrom(seed, 'city');
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const grid = gridNetwork(side, (link) => {
    const kind = random.uniform();
    return {
      ...link,
      time: kind < 0.05 ? 0 : between(20, 90),
      capacity: between(300, 1500),
      factor: kind > 0.9 ? 0 : between(0.1, 1),
      power: kind > 0.7 ? between(1, 8) : Math.floor(between(1, 6)),
      fixed: kind > 0.5 && kind < 0.6 ? between(0, 30) : 0,
    };
  });
  const rows: LinkRow[] = [];
  for (let a = 0; a < grid.linkCount; a++) {
    rows.push({
      from: grid.from[a]! + zones,
      to: grid.to[a]! + zones,
      time: grid.freeFlowTimeS[a]!,
      capacity: grid.capacityVehPerHour[a]!,
      factor: grid.bprFactor![a]!,
      power: grid.bprPower![a]!,
      fixed: grid.fixedCostS![a]!,
    });
  }
  const trips: [number, number, number][] = [];
  for (let i = 0; i < zones; i++) {
    for (let connector = 0; connector < 2; connector++) {
      const node = zones + Math.floor(random.uniform() * side * side);
      rows.push(
        { from: i, to: node, time: 0, factor: 0, power: 0 },
        { from: node, to: i, time: 0, factor: 0, power: 0 },
      );
    }
    for (let j = 0; j < zones; j++) if (random.uniform() < 0.7) trips.push([i, j, 2 * meanTrips * random.uniform()]);
  }
  const nodeCount = zones + side * side;
  return {
    network: networkOf(nodeCount, rows, {
      noThrough: Uint8Array.from({ length: nodeCount }, (_, n) => (n < zones ? 1 : 0)),
    }),
    trips: tripsOf(
      Array.from({ length: zones }, (_, i) => i),
      trips,
    ),
  };
}
