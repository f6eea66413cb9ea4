import { hypot } from '../base/portable-math.ts';
import type { AssignmentNetwork } from './assignment/network.ts';

/** Where the network's streets go on beyond its edge: through-traffic enters and leaves there. */
export interface Gate {
  readonly node: number;
  /** Capacity of the streets that come in here from outside, veh/h; 0 where none does. */
  readonly entryVehPerHour: number;
  /** Capacity of the streets that lead out here, veh/h; 0 where none does. */
  readonly exitVehPerHour: number;
}

/** Two links belong to one street when they meet at less than 45°. */
const STRAIGHT_COSINE = Math.SQRT1_2;
const EDGE_TOLERANCE_M = 40;

/**
 * Finds the gates of a network cut out of a larger city: at nodes within 40 m of the convex hull, a link that leaves
 * without a straight predecessor is an entry, a link that arrives without a straight successor an exit. Coordinates in
 * metres, by node.
 */
export function findGates(network: AssignmentNetwork, xM: Float64Array, yM: Float64Array): Gate[] {
  const onEdge = edgeNodes(xM, yM);
  const { linkCount, from, to, capacityVehPerHour } = network;
  const headingX = new Float64Array(linkCount);
  const headingY = new Float64Array(linkCount);
  const arriving: number[][] = Array.from({ length: network.nodeCount }, () => []);
  const leaving: number[][] = Array.from({ length: network.nodeCount }, () => []);
  for (let a = 0; a < linkCount; a++) {
    const dx = xM[to[a]!]! - xM[from[a]!]!;
    const dy = yM[to[a]!]! - yM[from[a]!]!;
    const length = hypot(dx, dy) || 1;
    headingX[a] = dx / length;
    headingY[a] = dy / length;
    arriving[to[a]!]!.push(a);
    leaving[from[a]!]!.push(a);
  }
  const goesOn = (a: number, b: number): boolean =>
    headingX[a]! * headingX[b]! + headingY[a]! * headingY[b]! > STRAIGHT_COSINE;

  const gates: Gate[] = [];
  for (let node = 0; node < network.nodeCount; node++) {
    if (!onEdge[node]) continue;
    let entry = 0;
    let exit = 0;
    for (const a of leaving[node]!) {
      if (!arriving[node]!.some((b) => goesOn(b, a))) entry += capacityVehPerHour[a]!;
    }
    for (const a of arriving[node]!) {
      if (!leaving[node]!.some((b) => goesOn(a, b))) exit += capacityVehPerHour[a]!;
    }
    if (entry > 0 || exit > 0) gates.push({ node, entryVehPerHour: entry, exitVehPerHour: exit });
  }
  return gates;
}

function edgeNodes(xM: Float64Array, yM: Float64Array): Uint8Array {
  const hull = convexHull(xM, yM);
  const onEdge = new Uint8Array(xM.length);
  for (let node = 0; node < xM.length; node++) {
    for (let i = 0; i < hull.length; i++) {
      const a = hull[i]!;
      const b = hull[(i + 1) % hull.length]!;
      const dx = xM[b]! - xM[a]!;
      const dy = yM[b]! - yM[a]!;
      const length = hypot(dx, dy);
      if (length === 0) continue;
      const away = Math.abs((xM[node]! - xM[a]!) * dy - (yM[node]! - yM[a]!) * dx) / length;
      if (away <= EDGE_TOLERANCE_M) {
        onEdge[node] = 1;
        break;
      }
    }
  }
  return onEdge;
}

/** Node indices of the hull, anticlockwise (Andrew's monotone chain). */
export function convexHull(xM: Float64Array, yM: Float64Array): number[] {
  const sorted = Array.from(xM.keys()).sort((a, b) => xM[a]! - xM[b]! || yM[a]! - yM[b]! || a - b);
  const half = (nodes: number[]): number[] => {
    const chain: number[] = [];
    for (const node of nodes) {
      while (chain.length >= 2) {
        const a = chain[chain.length - 2]!;
        const b = chain[chain.length - 1]!;
        const turn = (xM[b]! - xM[a]!) * (yM[node]! - yM[a]!) - (yM[b]! - yM[a]!) * (xM[node]! - xM[a]!);
        if (turn > 0) break;
        chain.pop();
      }
      chain.push(node);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
