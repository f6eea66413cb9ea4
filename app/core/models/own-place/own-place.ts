/**
 * A place of a city's own: its street layer as a network, zones and trips, and where it has buildings, façades. The same
 * collections as those of the shipped district come out, and the same WhatIfPlace is made of them.
 *
 * A crossing where three stretches or more meet costs as much as in the shipped district; where one street only goes on
 * under another number, nothing.
 */
import type { Issue } from '../../base/result.ts';
import type { Feature, FeatureCollection, Geometry } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import type { StreetGraph } from '../../geo/street-graph.ts';
import { buildPlace, type PlaceFiles, type PlaceIssueCode, type WhatIfPlace } from '../scenario/place.ts';
import { type CanyonMeasure, measureCanyons } from '../street-air/measured-canyons.ts';
import type { NetworkReport } from './network-report.ts';
import { type BuildingRow, ownBuildings } from './own-buildings.ts';
import type { StreetChoices } from './street-lines.ts';
import { type OwnNetwork, streetsToNetwork } from './streets-to-network.ts';
import { demandOfTrips, type TripIssueCode, type TripRows } from './trip-table.ts';
import { gridZones, named, type OwnZone, type OwnZones, type ZoneIssueCode } from './zones.ts';

export type OwnPlaceIssueCode = ZoneIssueCode | TripIssueCode | PlaceIssueCode | 'streets-none' | 'buildings-none';

export interface OwnPlaceInput {
  readonly streets: readonly Feature<Geometry | null>[];
  readonly choices: StreetChoices;
  /** `grid`: squares over the network, with so many people in all. */
  readonly zones: OwnZones | { readonly gridPeople: number };
  readonly trips: { readonly throughShare: number } | { readonly rows: TripRows; readonly per: 'day' | 'busiest-hour' };
  readonly buildings: readonly BuildingRow[] | null;
}

/** What the page tells of the place; the rows are in the tables `own_streets`, `own_crossings` and `own_zones`. */
export interface OwnPlaceReport {
  /** Whether traffic can be assigned to it; the issues with severity `error` say why not. */
  readonly isUsable: boolean;
  readonly network: NetworkReport;
  readonly zones: number;
  readonly people: number;
  readonly gates: number;
  /** Of a table of trips, as it counts them; null where trips are modelled. */
  readonly trips: number | null;
  readonly hasFacades: boolean;
  readonly buildings: number;
  readonly issues: readonly Issue<OwnPlaceIssueCode>[];
  /** Middle of what is assigned, and half its width. */
  readonly lon: number;
  readonly lat: number;
  readonly reachM: number;
}

export interface OwnPlace {
  readonly place: WhatIfPlace;
  readonly files: PlaceFiles;
  readonly network: OwnNetwork;
  readonly zones: readonly OwnZone[];
}

/** From a crossing to the next zone's middle; beyond it the zone is named. */
const FAR_M = 1000;
const CROSSING_DELAY_S = 10;
const CROSSING_LEGS = 3;

/** `value` is null where nothing can be assigned; the report and its issues say why. */
export function buildOwnPlace(input: OwnPlaceInput): {
  readonly value: OwnPlace | null;
  readonly report: OwnPlaceReport;
} {
  const { network, report: networkReport } = streetsToNetwork(input.streets, input.choices);
  const issues: Issue<OwnPlaceIssueCode>[] = [];
  const nothing: OwnPlaceReport = {
    isUsable: false,
    network: networkReport,
    zones: 0,
    people: 0,
    gates: 0,
    trips: null,
    hasFacades: false,
    buildings: 0,
    issues,
    lon: 0,
    lat: 0,
    reachM: 0,
  };
  if (network === null) {
    issues.push({ code: 'streets-none', severity: 'error' });
    return { value: null, report: nothing };
  }
  const { zones, issues: zoneIssues } =
    'gridPeople' in input.zones ? gridZones(network, input.zones.gridPeople) : input.zones;
  issues.push(...zoneIssues);
  const middle = middleOf(network);
  const report = { ...nothing, ...middle, zones: zones.length, people: sumOf(zones.map(({ people }) => people)) };
  if (zoneIssues.some(({ severity }) => severity === 'error')) return { value: null, report };

  const buildings = input.buildings === null ? null : ownBuildings(input.buildings, zones);
  if (buildings !== null && buildings.length === 0) issues.push({ code: 'buildings-none', severity: 'warning' });
  const hasFacades = buildings !== null && buildings.length > 0;
  const files = placeFiles(network, zones, buildings ?? [], hasFacades ? canyonsOf(network, buildings) : null);

  const legsOf = new Map(network.nodeIds.map((id, node) => [id, network.legs[node]!]));
  const junctionDelayOf = (streets: StreetGraph) =>
    Float64Array.from(streets.to, (node) =>
      legsOf.get(streets.nodeIds[node]!)! >= CROSSING_LEGS ? CROSSING_DELAY_S : 0,
    );
  const { trips } = input;
  let tripCount: number | null = null;
  let demandMissing = false;
  const { value: place, issues: placeIssues } = buildPlace(files, {
    junctionDelayOf,
    canyons: 'told',
    facades: hasFacades ? 'inhabited' : 'none',
    ...('throughShare' in trips
      ? { entrySaturation: trips.throughShare }
      : {
          demandOf: ({ nodeXM, nodeYM }) => {
            const frame = createLocalFrame({ lon: meanOf(files, 0), lat: meanOf(files, 1) });
            const nodeOf = zoneNodes(zones, frame.toLocal, nodeXM, nodeYM);
            const read = demandOfTrips(trips.rows, nodeOf, trips.per);
            issues.push(...read.issues);
            tripCount = read.trips;
            demandMissing = read.demand === null;
            return read.demand ?? { zoneNode: new Int32Array(0), tripsOf: () => NO_TRIPS };
          },
        }),
  });
  issues.push(...farZones(zones, network));
  // Without façades nobody stands behind them: that is said by `hasFacades`.
  issues.push(...placeIssues.filter(({ code }) => hasFacades || code !== 'place-without-people'));
  const full = {
    ...report,
    gates: place?.gates.length ?? 0,
    trips: tripCount,
    hasFacades,
    buildings: buildings?.length ?? 0,
  };
  return place === null || demandMissing
    ? { value: null, report: full }
    : { value: { place, files, network, zones }, report: { ...full, isUsable: true } };
}

const NO_TRIPS = { zoneNode: new Int32Array(0), tripsPerHour: new Float64Array(0) };

type Table = Pick<FeatureCollection<Geometry | null>, 'features'>;

/** The tables of the place, in the columns of the shipped district's. */
function placeFiles(
  network: OwnNetwork,
  zones: readonly OwnZone[],
  buildings: ReturnType<typeof ownBuildings>,
  canyons: readonly CanyonMeasure[] | null,
): PlaceFiles {
  const { links, isAssigned, nodeIds, nodePositions } = network;
  const used = new Set<number>();
  const streets: Feature<Geometry | null>[] = [];
  links.forEach((link, number) => {
    if (isAssigned[number] !== 1) return;
    used.add(link.from).add(link.to);
    const canyon = canyons?.[link.stretch];
    streets.push({
      type: 'Feature',
      properties: {
        feature_id: link.id,
        name: link.line.name,
        class: link.line.streetClass,
        from_node: nodeIds[link.from]!,
        to_node: nodeIds[link.to]!,
        lanes: link.lanes,
        speed_kmh: link.line.speedKmh,
        capacity_veh_h: link.capacityVehPerHour,
        length_m: link.lengthM,
        width_m: canyon?.widthM ?? link.line.widthM,
        canyon_height_m: canyon?.heightM ?? 0,
      },
      geometry: { type: 'LineString', coordinates: [...link.positions] },
    });
  });
  const intersections = [...used]
    .sort((a, b) => a - b)
    .map(
      (node): Feature => ({
        type: 'Feature',
        properties: { feature_id: nodeIds[node]! },
        geometry: { type: 'Point', coordinates: [...nodePositions[node]!] },
      }),
    );
  const table = (features: Feature<Geometry | null>[]): Table => ({ features });
  return {
    streets: table(streets),
    intersections: table(intersections),
    census_sections: table(
      zones.map(({ id, people, geometry }) => ({
        type: 'Feature',
        properties: { feature_id: id, name: id, population: people },
        geometry,
      })),
    ),
    buildings: table(
      buildings.map(({ id, zoneId, heightM, floorM2, geometry }) => ({
        type: 'Feature',
        // People are divided over a zone's buildings by their floors, as by dwellings in the shipped district.
        properties: { feature_id: id, section_id: zoneId, height_m: heightM, dwellings: floorM2 },
        geometry,
      })),
    ),
    facilities: table([]),
  };
}

/** By stretch, whichever of its directions comes first. */
function canyonsOf({ links }: OwnNetwork, buildings: ReturnType<typeof ownBuildings>): readonly CanyonMeasure[] {
  const first: OwnNetwork['links'][number][] = [];
  for (const link of links) first[link.stretch] ??= link;
  const stretches = first.map(({ positions, line }) => ({ positions, usualWidthM: line.widthM }));
  return measureCanyons(stretches, buildings);
}

/** Each zone's trips begin at the crossing nearest to its middle. */
function zoneNodes(
  zones: readonly OwnZone[],
  toLocal: (lon: number, lat: number) => readonly number[],
  nodeXM: Float64Array,
  nodeYM: Float64Array,
): Map<string, number> {
  return new Map(
    zones.map(({ id, geometry }) => {
      const [x, y] = toLocal(...middleOfZone(geometry));
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let node = 0; node < nodeXM.length; node++) {
        const away = (nodeXM[node]! - x!) * (nodeXM[node]! - x!) + (nodeYM[node]! - y!) * (nodeYM[node]! - y!);
        if (away < least) {
          least = away;
          best = node;
        }
      }
      return [id, best] as const;
    }),
  );
}

/** Mean of the corners of its first ring, as the demand model takes it. */
function middleOfZone(geometry: OwnZone['geometry']): readonly [number, number] {
  if (geometry.type === 'Point') return [geometry.coordinates[0]!, geometry.coordinates[1]!];
  const ring = (geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0]?.[0]) ?? [];
  const corners = ring.slice(0, -1);
  const mean = (axis: number) => sumOf(corners.map((corner) => corner[axis]!)) / (corners.length || 1);
  return [mean(0), mean(1)];
}

function farZones(zones: readonly OwnZone[], { nodePositions, links, isAssigned }: OwnNetwork) {
  const [first] = nodePositions;
  const frame = createLocalFrame({ lon: first![0]!, lat: first![1]! });
  const nodes = new Set<number>();
  links.forEach(({ from, to }, link) => {
    if (isAssigned[link] === 1) nodes.add(from).add(to);
  });
  const local = [...nodes].map((node) => frame.toLocal(nodePositions[node]![0]!, nodePositions[node]![1]!));
  const far = zones.filter(({ geometry }) => {
    const [x, y] = frame.toLocal(...middleOfZone(geometry));
    return local.every(([nx, ny]) => (nx - x) * (nx - x) + (ny - y) * (ny - y) > FAR_M * FAR_M);
  });
  const issues: Issue<ZoneIssueCode>[] =
    far.length === 0 ? [] : [{ code: 'zone-far', severity: 'warning', detail: named(far.map(({ id }) => id)) }];
  return issues;
}

function middleOf({ nodePositions, links, isAssigned }: OwnNetwork) {
  let west = 180;
  let south = 90;
  let east = -180;
  let north = -90;
  links.forEach(({ from }, link) => {
    if (isAssigned[link] !== 1) return;
    const [lon, lat] = nodePositions[from]!;
    west = Math.min(west, lon!);
    east = Math.max(east, lon!);
    south = Math.min(south, lat!);
    north = Math.max(north, lat!);
  });
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  const [x, y] = createLocalFrame({ lon, lat }).toLocal(east, north);
  return { lon, lat, reachM: Math.max(200, Math.abs(x), Math.abs(y)) };
}

/** Mean position of the crossings: where buildPlace puts the origin of its metres. */
function meanOf({ intersections }: PlaceFiles, axis: 0 | 1): number {
  const { features } = intersections;
  let sum = 0;
  for (const { geometry } of features) sum += geometry?.type === 'Point' ? geometry.coordinates[axis]! : 0;
  return features.length > 0 ? sum / features.length : 0;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
