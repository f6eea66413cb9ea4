/**
 * Who drives through a street: the trips over some links (both directions of a stretch, say) by where they begin and end,
 * and where else they drive. In the busiest hour of a working day.
 *
 * The total is firm; which pairs of zones share it is one answer of many with the same flows (see
 * `assignment/select-link.ts`). A zone at the edge of the place stands for everything beyond it: trips between two of them
 * pass through, whoever lives beside such a crossing included.
 */
import type { SelectedLink } from '../assignment/select-link.ts';
import type { WhatIfPlace } from './place.ts';

/** A crossing where trips begin or end. */
export interface TripEnd {
  /** feature_id of the crossing. */
  readonly crossingId: string;
  /** Whether it stands for what lies beyond the edge of the place. */
  readonly isGate: boolean;
  readonly lon: number;
  readonly lat: number;
}

export type TripKind = 'through' | 'inward' | 'outward' | 'inside';

export interface TripsOfPair {
  readonly from: TripEnd;
  readonly to: TripEnd;
  readonly kind: TripKind;
  readonly vehPerHour: number;
}

export interface StreetTrips {
  /** Over the links, veh/h. */
  readonly vehPerHour: number;
  readonly byKind: Readonly<Record<TripKind, number>>;
  /** Most trips first. */
  readonly pairs: readonly TripsOfPair[];
  /** By link of the place: the flow of those trips alone, veh/h. */
  readonly linkVehPerHour: Float64Array;
}

export function streetTrips(place: WhatIfPlace, selected: readonly SelectedLink[]): StreetTrips {
  const { streets, demand } = place;
  const gates = new Set(place.gates.map(({ node }) => node));
  const endOf = (zone: number): TripEnd => {
    const node = demand.zoneNode[zone]!;
    return {
      crossingId: streets.nodeIds[node]!,
      isGate: gates.has(node),
      lon: streets.nodeLon[node]!,
      lat: streets.nodeLat[node]!,
    };
  };
  const byKind: Record<TripKind, number> = { through: 0, inward: 0, outward: 0, inside: 0 };
  const linkVehPerHour = new Float64Array(streets.linkCount);
  const volumes = new Map<number, number>();
  const zones = demand.zoneNode.length;
  let vehPerHour = 0;
  for (const { pairs, flowVehPerHour, vehPerHour: onLink } of selected) {
    vehPerHour += onLink;
    for (let link = 0; link < linkVehPerHour.length; link++) linkVehPerHour[link]! += flowVehPerHour[link]!;
    for (const pair of pairs) {
      const cell = pair.fromZone * zones + pair.toZone;
      volumes.set(cell, (volumes.get(cell) ?? 0) + pair.vehPerHour);
    }
  }
  const pairs = [...volumes].map(([cell, trips]): TripsOfPair => {
    const from = endOf(Math.floor(cell / zones));
    const to = endOf(cell % zones);
    const kind = from.isGate ? (to.isGate ? 'through' : 'inward') : to.isGate ? 'outward' : 'inside';
    byKind[kind] += trips;
    return { from, to, kind, vehPerHour: trips };
  });
  pairs.sort((a, b) => b.vehPerHour - a.vehPerHour || (a.from.crossingId < b.from.crossingId ? -1 : 1));
  return { vehPerHour, byKind, pairs, linkVehPerHour };
}
