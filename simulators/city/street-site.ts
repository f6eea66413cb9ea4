/** Where a device stands in its street: which links pass it, how far off, on which side, in what canyon. */
import { hypot } from '../../app/core/base/portable-math.ts';
import type { CanyonReceptor, StreetCanyon } from '../../app/core/models/dispersion.ts';
import type { CityDataset, CitySensor } from './dataset.ts';

export interface StreetSite {
  /** The device's own link first, then the one of the other direction where there is one. */
  readonly links: readonly number[];
  /** Unit vector across the street towards the device's side: east, north. */
  readonly sideEast: number;
  readonly sideNorth: number;
  readonly canyon: StreetCanyon;
  readonly receptor: CanyonReceptor;
}

const NEAREST_M = 3;

export function streetSiteOf(dataset: CityDataset, sensor: CitySensor): StreetSite {
  const { streets } = dataset;
  const link = streets.linkOf(sensor.streetId) ?? nearestLink(dataset, sensor);
  const links = [link];
  for (let other = 0; other < streets.linkCount; other++) {
    if (streets.from[other] === streets.to[link] && streets.to[other] === streets.from[link]) links.push(other);
  }
  const { distanceM, sideEast, sideNorth } = offsetFrom(dataset, link, sensor);
  return {
    links,
    sideEast,
    sideNorth,
    canyon: { widthM: streets.widthM[link]!, heightM: Math.max(3, streets.canyonHeightM[link]!) },
    receptor: { distanceM: Math.max(NEAREST_M, distanceM), heightM: sensor.heightM },
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
  const side = (xM - ax) * -dy + (yM - ay) * dx >= 0 ? 1 : -1;
  return {
    distanceM: hypot(xM - ax - along * dx, yM - ay - along * dy),
    sideEast: (side * -dy) / length,
    sideNorth: (side * dx) / length,
  };
}
