/** Where a device stands in its street: which links pass it, how far off, on which side, in what canyon. */
import { atan2, hypot } from '../../app/core/base/portable-math.ts';
import type { RoadsidePlace } from '../../app/core/models/street-air/roadside.ts';
import type { CityDataset, CitySensor } from './dataset.ts';

export interface StreetSite extends RoadsidePlace {
  /** The device's own link first, then the one of the other direction where there is one. */
  readonly links: readonly number[];
}

const NEAREST_M = 3;
const DEGREES = 180 / Math.PI;

export function streetSiteOf(dataset: CityDataset, sensor: CitySensor): StreetSite {
  const { streets, nodeXM, nodeYM } = dataset;
  const link = streets.linkOf(sensor.streetId) ?? nearestLink(dataset, sensor);
  const links = [link];
  for (let other = 0; other < streets.linkCount; other++) {
    if (streets.from[other] === streets.to[link] && streets.to[other] === streets.from[link]) links.push(other);
  }
  const { distanceM, onLeft } = offsetFrom(dataset, link, sensor);
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
    heightM: sensor.heightM,
  };
}

function nearestLink(dataset: CityDataset, sensor: CitySensor): number {
  let best = 0;
  let least = Infinity;
  for (let link = 0; link < dataset.streets.linkCount; link++) {
    const { distanceM } = offsetFrom(dataset, link, sensor);
    if (distanceM < least) {
      least = distanceM;
      best = link;
    }
  }
  return best;
}

function offsetFrom({ streets, nodeXM, nodeYM }: CityDataset, link: number, { xM, yM }: CitySensor) {
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
