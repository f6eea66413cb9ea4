import type { TripTable } from './network.ts';

/** The trips of a table gathered by the node where they start, empty cells and trips within a node left out. */
export interface DemandByOrigin {
  readonly originCount: number;
  /** Node of each origin. */
  readonly node: Int32Array;
  /** Trips of origin o: places `first[o] … first[o + 1] − 1` of `destination` and `tripsVehPerHour`. */
  readonly first: Int32Array;
  /** Node where the trips end. */
  readonly destination: Int32Array;
  readonly tripsVehPerHour: Float64Array;
  readonly totalVehPerHour: number;
}

export function demandByOrigin(demand: TripTable): DemandByOrigin {
  const { zoneNode, tripsPerHour } = demand;
  const zones = zoneNode.length;
  const zonesOfNode = new Map<number, number[]>();
  for (let i = 0; i < zones; i++) {
    const known = zonesOfNode.get(zoneNode[i]!);
    if (known === undefined) zonesOfNode.set(zoneNode[i]!, [i]);
    else known.push(i);
  }
  let cells = 0;
  for (let cell = 0; cell < tripsPerHour.length; cell++) if (tripsPerHour[cell]! > 0) cells++;
  const nodes: number[] = [];
  const first: number[] = [0];
  const destination = new Int32Array(cells);
  const trips = new Float64Array(cells);
  let used = 0;
  let total = 0;
  for (const [node, itsZones] of zonesOfNode) {
    const before = used;
    for (const i of itsZones) {
      for (let j = 0; j < zones; j++) {
        const volume = tripsPerHour[i * zones + j]!;
        if (!(volume > 0) || j === i || zoneNode[j] === node) continue;
        destination[used] = zoneNode[j]!;
        trips[used++] = volume;
        total += volume;
      }
    }
    if (used === before) continue;
    nodes.push(node);
    first.push(used);
  }
  return {
    originCount: nodes.length,
    node: Int32Array.from(nodes),
    first: Int32Array.from(first),
    destination: destination.subarray(0, used),
    tripsVehPerHour: trips.subarray(0, used),
    totalVehPerHour: total,
  };
}
