/** Which share of each link's vehicles has a cold engine: trips that begin in the place, on their first kilometres. */
import { hypot } from '../../base/portable-math.ts';
import type { TripTable } from '../assignment/network.ts';
import { coldDistanceKm } from '../emissions/cold-start.ts';
import type { WhatIfPlace } from './place.ts';

/** Ways along the streets of a grid over the straight line. */
const DETOUR = 1.25;

/** Whether a link still lies within the cold distance of where a trip begins. */
export function coldReach(
  { streets, nodeXM, nodeYM }: Pick<WhatIfPlace, 'streets' | 'nodeXM' | 'nodeYM'>,
  temperatureC: number,
): (originNode: number, link: number) => boolean {
  const reachM = (coldDistanceKm(temperatureC) * 1000) / DETOUR;
  return (originNode, link) => {
    // What comes after the streets' own links are turns at crossings taken apart.
    if (link >= streets.linkCount) return false;
    const x = (nodeXM[streets.from[link]!]! + nodeXM[streets.to[link]!]!) / 2;
    const y = (nodeYM[streets.from[link]!]! + nodeYM[streets.to[link]!]!) / 2;
    return hypot(x - nodeXM[originNode]!, y - nodeYM[originNode]!) <= reachM;
  };
}

/** 0–1 by link, of flows and the part of them that is cold. */
export function coldShares(flows: Float64Array, cold: Float64Array): Float64Array {
  return flows.map((flow, link) => (flow > 0 ? Math.min(1, cold[link]! / flow) : 0));
}

/** The part of a table's trips that begins in the place, as large a share of each cell as in the usual demand. */
export function startingPart(table: TripTable, usual: Float64Array, starting: Float64Array): TripTable {
  const tripsPerHour = table.tripsPerHour.map((trips, cell) =>
    usual[cell]! > 0 ? trips * Math.min(1, starting[cell]! / usual[cell]!) : 0,
  );
  return { zoneNode: table.zoneNode, tripsPerHour };
}
