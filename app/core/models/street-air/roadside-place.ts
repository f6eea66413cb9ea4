/** Where a point stands in a network of streets: which links pass it, how far off, on which side, in what canyon. */
import { atan2, hypot } from '../../base/portable-math.ts';
import type { StreetGraph } from '../../geo/street-graph.ts';
import type { RoadsidePlace } from './roadside.ts';

/** Streets with their nodes in metres east and north of the place's origin. */
export interface PlacedStreets {
  readonly streets: Pick<StreetGraph, 'linkCount' | 'from' | 'to' | 'lengthM' | 'widthM' | 'canyonHeightM' | 'linkOf'>;
  readonly nodeXM: Float64Array;
  readonly nodeYM: Float64Array;
}

export interface StreetSite extends RoadsidePlace {
  /** The point's own link first, then the one of the other direction where there is one. */
  readonly links: readonly number[];
}

export interface StreetPoint {
  readonly xM: number;
  readonly yM: number;
  readonly heightM: number;
  /** The street it belongs to, where that is known; else the nearest. */
  readonly streetId?: string;
}

const NEAREST_M = 3;
const DEGREES = 180 / Math.PI;

/** Throws RangeError where there are no streets. */
export function streetSiteOf(placed: PlacedStreets, point: StreetPoint): StreetSite {
  const { streets, nodeXM, nodeYM } = placed;
  if (streets.linkCount === 0) throw new RangeError('a place without streets has no roadside');
  const link = streets.linkOf(point.streetId ?? '') ?? nearestLink(placed, point);
  const links = [link];
  for (let other = 0; other < streets.linkCount; other++) {
    if (streets.from[other] === streets.to[link] && streets.to[other] === streets.from[link]) links.push(other);
  }
  const { distanceM, onLeft } = offsetFrom(placed, link, point);
  const east = nodeXM[streets.to[link]!]! - nodeXM[streets.from[link]!]!;
  const north = nodeYM[streets.to[link]!]! - nodeYM[streets.from[link]!]!;
  return {
    links,
    canyon: {
      widthM: streets.widthM[link]!,
      heightM: Math.max(3, streets.canyonHeightM[link]!),
      halfLengthM: streets.lengthM[link]! / 2,
      axisDeg: (atan2(east, north) * DEGREES + 360) % 360,
    },
    side: onLeft ? 'left' : 'right',
    distanceM: Math.max(NEAREST_M, distanceM),
    heightM: point.heightM,
  };
}

function nearestLink(placed: PlacedStreets, point: StreetPoint): number {
  let best = 0;
  let least = Infinity;
  for (let link = 0; link < placed.streets.linkCount; link++) {
    const { distanceM } = offsetFrom(placed, link, point);
    if (distanceM < least) {
      least = distanceM;
      best = link;
    }
  }
  return best;
}

function offsetFrom({ streets, nodeXM, nodeYM }: PlacedStreets, link: number, { xM, yM }: StreetPoint) {
  const ax = nodeXM[streets.from[link]!]!;
  const ay = nodeYM[streets.from[link]!]!;
  const dx = nodeXM[streets.to[link]!]! - ax;
  const dy = nodeYM[streets.to[link]!]! - ay;
  const length = hypot(dx, dy) || 1;
  const along = Math.min(1, Math.max(0, ((xM - ax) * dx + (yM - ay) * dy) / (length * length)));
  return {
    distanceM: hypot(xM - ax - along * dx, yM - ay - along * dy),
    /** Left of the way from the link's start to its end. */
    onLeft: (yM - ay) * dx - (xM - ax) * dy >= 0,
  };
}
