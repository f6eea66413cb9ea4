/**
 * Where one walks out of a building: the middle of the outline's edge that is nearest to a street, and the place on that
 * street before it. A wall that runs along the street stands nearer with its middle than one that leads away from it, so the
 * middle of the façade is found, also on a chamfered corner.
 *
 * Which door people really use is not known; a building between two streets has its door on the nearer one.
 */
import { hypot } from '../../base/portable-math.ts';
import { type NetworkPlace, offEdge, type WalkingNetwork } from './walking-network.ts';

export interface Entrance {
  readonly xM: number;
  readonly yM: number;
  /** On the street; `offM` is what is walked between the door and the edge of the street, 0 where the door is on it. */
  readonly place: NetworkPlace;
}

type Corner = readonly [xM: number, yM: number, ...rest: readonly number[]];

/** `corners` without the closing one; `edgeWidthM` from façade to façade, by edge. Null without corners or edges. */
export function entranceOf(
  network: WalkingNetwork,
  edgeWidthM: Float64Array,
  corners: readonly Corner[],
): Entrance | null {
  const edges = edgesAround(network, corners);
  let best: Entrance | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  corners.forEach(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    const xM = (ax + bx) / 2;
    const yM = (ay + by) / 2;
    for (const edge of edges) {
      const place = offEdge(network, edge, xM, yM);
      if (!(place.offM < nearest)) continue;
      nearest = place.offM;
      best = { xM, yM, place: withoutStreet(place, edgeWidthM) };
    }
  });
  return best;
}

/** What is walked beside the street is no more than what lies beyond its façades. */
export function withoutStreet(place: NetworkPlace, edgeWidthM: Float64Array): NetworkPlace {
  return { ...place, offM: Math.max(0, place.offM - edgeWidthM[place.edge]! / 2) };
}

/** The edges that can be nearest to some point of the outline, seen from its middle. */
function edgesAround(network: WalkingNetwork, corners: readonly Corner[]): readonly number[] {
  const middleX = corners.reduce((sum, [x]) => sum + x, 0) / (corners.length || 1);
  const middleY = corners.reduce((sum, [, y]) => sum + y, 0) / (corners.length || 1);
  const reach = corners.reduce((most, [x, y]) => Math.max(most, hypot(x - middleX, y - middleY)), 0);
  const away = new Float64Array(network.edgeA.length);
  let least = Number.POSITIVE_INFINITY;
  for (let edge = 0; edge < away.length; edge++) {
    away[edge] = offEdge(network, edge, middleX, middleY).offM;
    least = Math.min(least, away[edge]!);
  }
  const edges: number[] = [];
  away.forEach((distance, edge) => {
    if (distance <= least + 2 * reach) edges.push(edge);
  });
  return edges;
}
