/**
 * Which trips a change displaces: those whose quickest way in the baseline leads over a changed street. One way stands
 * for each pair of zones; at equilibrium pairs may use several, so the share is a reading of 0 or 1, not a count.
 */
import { type AssignmentNetwork, forwardStarOf, type TripTable } from '../assignment/network.ts';
import { createShortestPaths } from '../assignment/shortest-paths.ts';

/** 0 or 1 by cell of the trip table. */
export function displacedShares(
  network: AssignmentNetwork,
  { zoneNode }: TripTable,
  costS: Float64Array,
  changedLinks: Uint8Array,
): Float64Array {
  const zones = zoneNode.length;
  const displaced = new Float64Array(zones * zones);
  const paths = createShortestPaths(network, forwardStarOf(network));
  const touched = new Uint8Array(network.nodeCount);
  for (let i = 0; i < zones; i++) {
    paths.search(zoneNode[i]!, costS);
    touched.fill(0);
    // Nodes come after the one they were reached from.
    for (let k = 1; k < paths.reached; k++) {
      const node = paths.order[k]!;
      const link = paths.linkTo[node]!;
      touched[node] = changedLinks[link] === 1 ? 1 : touched[network.from[link]!]!;
    }
    for (let j = 0; j < zones; j++) displaced[i * zones + j] = j === i ? 0 : touched[zoneNode[j]!]!;
  }
  return displaced;
}
