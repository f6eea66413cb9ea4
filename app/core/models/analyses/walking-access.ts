/**
 * Walking access of a whole place: from every building where people live to the nearest facility of each category.
 *
 * One starts at the building's door (`access/entrances.ts`) and walks along the street before it; a facility in a building
 * is entered by that building's door. Streets are walked both ways. Minutes for adults and, slower, for people of 65 and
 * older; the straight line's answer, from door to door, beside them. Who has no way to some category is in no mean and no
 * inequality, and counted apart. See `access/fifteen-minutes.ts` for
 * formulas, speeds and what it cannot tell.
 */
import { type Feature, type Geometry, pointsOf, polygonsOf } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import { type Entrance, entranceOf, withoutStreet } from '../access/entrances.ts';
import {
  ACCESS_ASSUMPTIONS,
  type AccessCategory,
  type AccessOrigin,
  accessTimes,
  completeness,
  coverageByCategory,
  giniOf,
} from '../access/fifteen-minutes.ts';
import { placeOnNetwork, type WalkingNetwork } from '../access/walking-network.ts';
import type { PlaceFiles, WhatIfPlace } from '../scenario/place.ts';
import { homeBuildings, meanOf, type ToMetres } from '../scenario/residents.ts';

export interface WalkingAccess {
  readonly categories: readonly string[];
  /** Buildings where people live, feature_id. */
  readonly buildingIds: readonly string[];
  readonly population: Float64Array;
  readonly elderly: Float64Array;
  /** Minutes, building after building: `[building * categories + category]`. */
  readonly minutes: Float64Array;
  readonly elderlyMinutes: Float64Array;
  readonly straightMinutes: Float64Array;
  /** Categories within the limit, by building. */
  readonly reached: Int32Array;
  readonly withinMinutes: number;
  /** Share of people within the limit, by category: on the streets, for the elderly, by the straight line. */
  readonly coverage: readonly number[];
  readonly elderlyCoverage: readonly number[];
  readonly straightCoverage: readonly number[];
  /** Inequality of the mean time to all categories, 0–1, over the people who have a way to all of them. */
  readonly gini: number;
  /** People with no way to at least one category. */
  readonly withoutWay: number;
}

const ELDERLY_SPEED_MS = ACCESS_ASSUMPTIONS.find(({ key }) => key === 'access.elderly-walking-speed')!.value;

export function walkingAccess(files: PlaceFiles, place: WhatIfPlace, withinMinutes = 15): WalkingAccess {
  const network = walkingNetworkOf(place);
  const { streets } = place;
  const frame = createLocalFrame({ lon: meanOf(streets.nodeLon), lat: meanOf(streets.nodeLat) });
  const local = (position: readonly number[]) => frame.toLocal(position[0]!, position[1]!);
  const widthM = Float64Array.from(place.segments, ({ canyon }) => canyon.widthM);
  const doors = doorsOf(files.buildings.features, network, widthM, local);
  const categories = categoriesOf(files.facilities.features, network, widthM, doors, local);
  const homes = homesOf(files, doors, local);
  const origins: readonly AccessOrigin[] = homes;
  const elderlyOrigins = homes.map((home) => ({ ...home, population: home.elderly }));
  const adult = accessTimes(network, origins, categories);
  const slow = accessTimes(network, elderlyOrigins, categories, { speedMS: ELDERLY_SPEED_MS });
  const count = categories.length;
  const meanMinutes = homes.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += adult.minutes[i * count + k]!;
    return sum / (count || 1);
  });
  let withoutWay = 0;
  homes.forEach(({ population }, i) => {
    if (!Number.isFinite(meanMinutes[i]!)) withoutWay += population;
  });
  return {
    categories: adult.categories,
    buildingIds: homes.map(({ id }) => id),
    population: Float64Array.from(homes, ({ population }) => population),
    elderly: Float64Array.from(homes, ({ elderly }) => elderly),
    minutes: adult.minutes,
    elderlyMinutes: slow.minutes,
    straightMinutes: adult.straightMinutes,
    reached: completeness(adult.minutes, count, withinMinutes),
    withinMinutes,
    coverage: coverageByCategory(adult.minutes, count, origins, withinMinutes),
    elderlyCoverage: coverageByCategory(slow.minutes, count, elderlyOrigins, withinMinutes),
    straightCoverage: coverageByCategory(adult.straightMinutes, count, origins, withinMinutes),
    gini: giniOf(
      meanMinutes,
      homes.map(({ population }) => population),
    ),
    withoutWay,
  };
}

/** Each stretch of street once, whatever its directions for cars. */
function walkingNetworkOf({ streets, segments, nodeXM, nodeYM }: WhatIfPlace): WalkingNetwork {
  const first = segments.map(({ links }) => links[0]!);
  return {
    nodeCount: streets.nodeCount,
    xM: nodeXM,
    yM: nodeYM,
    edgeA: Int32Array.from(first, (link) => streets.from[link]!),
    edgeB: Int32Array.from(first, (link) => streets.to[link]!),
    edgeLengthM: Float64Array.from(first, (link) => streets.lengthM[link]!),
  };
}

/** By feature_id of the building. */
function doorsOf(
  buildings: readonly Feature<Geometry | null>[],
  network: WalkingNetwork,
  widthM: Float64Array,
  local: ToMetres,
): ReadonlyMap<string, Entrance> {
  const doors = new Map<string, Entrance>();
  for (const { geometry, properties } of buildings) {
    const ring = geometry === null ? undefined : polygonsOf(geometry)[0]?.[0];
    if (ring === undefined || ring.length < 4) continue;
    const door = entranceOf(network, widthM, ring.slice(0, -1).map(local));
    if (door !== null) doors.set(String(properties?.feature_id), door);
  }
  return doors;
}

function categoriesOf(
  features: readonly Feature<Geometry | null>[],
  network: WalkingNetwork,
  widthM: Float64Array,
  doors: ReadonlyMap<string, Entrance>,
  local: ToMetres,
): AccessCategory[] {
  const byName = new Map<string, AccessCategory['places'][number][]>();
  for (const { geometry, properties } of features) {
    const position = geometry === null ? undefined : pointsOf(geometry)[0];
    const name = properties?.category;
    if (position === undefined || typeof name !== 'string' || name === '') continue;
    const door = doors.get(String(properties?.building_id));
    const [xM, yM] = door === undefined ? local(position) : [door.xM, door.yM];
    const onStreet = door?.place ?? placeOnNetwork(network, xM, yM);
    if (onStreet === null) continue;
    const places = byName.get(name) ?? [];
    places.push({ ...(door === undefined ? withoutStreet(onStreet, widthM) : onStreet), xM, yM });
    byName.set(name, places);
  }
  return [...byName].map(([name, places]) => ({ name, places })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Home extends AccessOrigin {
  readonly id: string;
  readonly elderly: number;
}

function homesOf(files: PlaceFiles, doors: ReadonlyMap<string, Entrance>, local: ToMetres): Home[] {
  return homeBuildings(files.buildings, files.census_sections, local).flatMap((home) => {
    const door = doors.get(home.id);
    return door === undefined ? [] : [{ ...home, ...door }];
  });
}
