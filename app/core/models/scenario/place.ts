/**
 * The place a what-if happens in: streets as a network, people at façades, and the demand between them. Made once from
 * the tables of the place; edits never change it.
 */
import { atan2, hypot } from '../../base/portable-math.ts';
import type { Result } from '../../base/result.ts';
import {
  type Feature,
  type FeatureCollection,
  type Geometry,
  linesOf,
  pointsOf,
  polygonsOf,
} from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import { createSegmentIndex, type SegmentIndex } from '../../geo/segment-index.ts';
import { buildStreetGraph, type StreetGraph, type StreetGraphIssue } from '../../geo/street-graph.ts';
import { type AssignmentNetwork, networkOfStreets } from '../assignment/network.ts';
import { createDemand, type DemandGeography, type DemandModel, type DemandSite } from '../demand.ts';
import { convexHull, findGates, type Gate } from '../gates.ts';
import { measureCanyons } from '../street-air/measured-canyons.ts';
import type { Canyon, FacadeSide } from '../street-air/street-air.ts';
import { openStreets } from '../street-air/street-shape.ts';
import { homeBuildings, meanOf, middleOfRing, type ToMetres } from './residents.ts';

export const PLACE_TABLES = ['streets', 'intersections', 'buildings', 'census_sections', 'facilities'] as const;
export type PlaceTable = (typeof PLACE_TABLES)[number];
export type PlaceFiles = Readonly<Record<PlaceTable, Pick<FeatureCollection<Geometry | null>, 'features'>>>;

/** A stretch of street between two crossings: one link, or one each way, in one canyon. */
export interface Segment {
  readonly links: readonly number[];
  readonly canyon: Canyon;
  readonly lengthM: number;
}

/** Façades of one side of one segment, and who lives behind them. */
export interface Receptor {
  /** `<street id>:left` or `:right`, seen along the segment's first street. */
  readonly id: string;
  readonly streetId: string;
  readonly segment: number;
  readonly side: FacadeSide;
  readonly lon: number;
  readonly lat: number;
  readonly population: number;
  readonly children: number;
  readonly elderly: number;
}

export interface WhatIfPlace {
  readonly streets: StreetGraph;
  /** Metres east and north of the middle of the crossings, by node. */
  readonly nodeXM: Float64Array;
  readonly nodeYM: Float64Array;
  readonly network: AssignmentNetwork;
  /** What the crossing at a link's end costs even when it is empty, s by link; part of the network's times. */
  readonly junctionDelayS: Float64Array;
  readonly gates: readonly Gate[];
  readonly demand: DemandModel;
  readonly segments: readonly Segment[];
  /** Segment of each link. */
  readonly segmentOf: Int32Array;
  readonly receptors: readonly Receptor[];
  /** 1 for segments that are open roads by their shape; measured when first asked for. */
  openSegments(): Uint8Array;
}

export type PlaceIssueCode = StreetGraphIssue | 'place-without-streets' | 'place-without-people';

const JUNCTION_DELAY_S = 10;
/** Streets without known façades stand as if between walls of this height: a canyon without height has no air in it. */
const LOWEST_CANYON_M = 3;
/** Draws as many trips as 500 residents' workplaces do; as the city's simulator has it. */
const FACILITY_ATTRACTION = 150;
const RESIDENT_ATTRACTION = 0.3;
const DEGREES = 180 / Math.PI;

export interface PlaceOptions {
  /** Traffic at an entry in the busiest hour as a share of its capacity; the demand model's own unless told. */
  readonly entrySaturation?: number;
  /** In place of the demand model; a place with such a table of trips has no gates. */
  readonly demandOf?: (geography: Omit<DemandGeography, 'gates' | 'sites'>) => DemandModel;
  /** By link, s; ten seconds everywhere unless told. */
  readonly junctionDelayOf?: (streets: StreetGraph) => Float64Array;
  /** `inhabited`: only façades with people behind them or with a known height; `none`: no façades at all. */
  readonly facades?: 'all' | 'inhabited' | 'none';
  /** `told`: as the columns of the streets say. Otherwise measured between the buildings, where there are any. */
  readonly canyons?: 'measured' | 'told';
}

export function buildPlace(files: PlaceFiles, options: PlaceOptions = {}): Result<WhatIfPlace, PlaceIssueCode> {
  const graph = buildStreetGraph(files.streets, files.intersections);
  const told = graph.value;
  if (told === null || told.linkCount === 0) {
    return { value: null, issues: [...graph.issues, { code: 'place-without-streets', severity: 'error' }] };
  }
  const { facades = 'all', canyons = 'measured', entrySaturation } = options;
  const streets = canyons === 'told' ? told : withMeasuredCanyons(told, files);
  const frame = createLocalFrame({ lon: meanOf(streets.nodeLon), lat: meanOf(streets.nodeLat) });
  const local = (position: readonly number[]) => frame.toLocal(position[0]!, position[1]!);
  const nodes = Array.from(streets.nodeLon, (lon, node) => local([lon, streets.nodeLat[node]!]));
  const nodeXM = Float64Array.from(nodes, (node) => node[0]);
  const nodeYM = Float64Array.from(nodes, (node) => node[1]);
  const junctionDelayS =
    options.junctionDelayOf?.(streets) ?? new Float64Array(streets.linkCount).fill(JUNCTION_DELAY_S);
  const network = networkOfStreets(streets, junctionDelayS);
  const gates = options.demandOf === undefined ? findGates(network, nodeXM, nodeYM) : [];
  const sites = [
    ...sectionSites(files.census_sections.features, local),
    ...facilitySites(files.facilities.features, local),
  ];
  const { segments, segmentOf } = segmentsOf(streets, nodeXM, nodeYM);
  const receptors =
    facades === 'none'
      ? []
      : receptorsOf(files, streets, segments, nodeXM, nodeYM, local, frame.toLonLat).filter(
          ({ population, segment }) =>
            facades === 'all' || population > 0 || segments[segment]!.canyon.heightM > LOWEST_CANYON_M,
        );
  const demand =
    options.demandOf?.({ nodeXM, nodeYM }) ??
    createDemand({ nodeXM, nodeYM, gates, sites }, entrySaturation === undefined ? {} : { entrySaturation });
  const issues: Result<never, PlaceIssueCode>['issues'] = receptors.some(({ population }) => population > 0)
    ? graph.issues
    : [...graph.issues, { code: 'place-without-people', severity: 'warning' }];
  return {
    value: {
      streets,
      nodeXM,
      nodeYM,
      network,
      junctionDelayS,
      gates,
      demand,
      segments,
      segmentOf,
      receptors,
      openSegments: openSegmentsOf(files, streets, segments, nodeXM, nodeYM, local),
    },
    issues,
  };
}

/** Widths and heights between the buildings in place of those in the columns. */
function withMeasuredCanyons(streets: StreetGraph, files: PlaceFiles): StreetGraph {
  const walls = files.buildings.features.flatMap(({ geometry, properties }) => {
    const heightM = Number(properties?.height_m);
    return geometry !== null && heightM > 0 ? [{ geometry, heightM }] : [];
  });
  if (walls.length === 0) return streets;
  const lines = new Map(
    files.streets.features.map(({ geometry, properties }) => [
      String(properties?.feature_id),
      geometry === null ? undefined : linesOf(geometry)[0],
    ]),
  );
  const measured = measureCanyons(
    streets.linkIds.map((id, link) => ({
      positions: lines.get(id) ?? [],
      usualWidthM: streets.widthM[link]!,
    })),
    walls,
  );
  return {
    ...streets,
    widthM: Float64Array.from(measured, ({ widthM }) => widthM),
    canyonHeightM: Float64Array.from(measured, ({ heightM }) => heightM),
  };
}

function sectionSites(features: readonly Feature<Geometry | null>[], local: ToMetres): DemandSite[] {
  return features.flatMap(({ geometry, properties }) => {
    if (geometry === null) return [];
    const ring = polygonsOf(geometry)[0]?.[0];
    const [point] = pointsOf(geometry);
    const population = Number(properties?.population);
    if (!(population > 0) || (point === undefined && (ring === undefined || ring.length < 4))) return [];
    const [xM, yM] = point === undefined ? middleOfRing(ring!, local) : local(point);
    return [{ xM, yM, population, attraction: population * RESIDENT_ATTRACTION }];
  });
}

function facilitySites(features: readonly Feature<Geometry | null>[], local: ToMetres): DemandSite[] {
  return features
    .flatMap(({ geometry }) => (geometry === null ? [] : pointsOf(geometry).slice(0, 1)))
    .map((position) => {
      const [xM, yM] = local(position);
      return { xM, yM, population: 0, attraction: FACILITY_ATTRACTION };
    });
}

function segmentsOf(
  streets: StreetGraph,
  xM: Float64Array,
  yM: Float64Array,
): { readonly segments: Segment[]; readonly segmentOf: Int32Array } {
  const byEnds = new Map<string, number[]>();
  for (let link = 0; link < streets.linkCount; link++) {
    const a = streets.from[link]!;
    const b = streets.to[link]!;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const links = byEnds.get(key);
    if (links === undefined) byEnds.set(key, [link]);
    else links.push(link);
  }
  const segmentOf = new Int32Array(streets.linkCount);
  const segments = [...byEnds.values()].map((links, index): Segment => {
    for (const link of links) segmentOf[link] = index;
    const link = links[0]!;
    const east = xM[streets.to[link]!]! - xM[streets.from[link]!]!;
    const north = yM[streets.to[link]!]! - yM[streets.from[link]!]!;
    const lengthM = streets.lengthM[link]!;
    return {
      links,
      lengthM,
      canyon: {
        widthM: streets.widthM[link]!,
        heightM: Math.max(LOWEST_CANYON_M, streets.canyonHeightM[link]!),
        halfLengthM: lengthM / 2,
        axisDeg: (atan2(east, north) * DEGREES + 360) % 360,
      },
    };
  });
  return { segments, segmentOf };
}

/** Made once, when first asked for. */
function openSegmentsOf(
  files: PlaceFiles,
  streets: StreetGraph,
  segments: readonly Segment[],
  xM: Float64Array,
  yM: Float64Array,
  local: ToMetres,
): () => Uint8Array {
  let known: Uint8Array | null = null;
  return () => {
    known ??= openStreets(
      segments.map(({ links, canyon }) => {
        const from = streets.from[links[0]!]!;
        const to = streets.to[links[0]!]!;
        return { fromXM: xM[from]!, fromYM: yM[from]!, toXM: xM[to]!, toYM: yM[to]!, canyon };
      }),
      files.buildings.features.flatMap(({ geometry }) =>
        geometry === null
          ? []
          : polygonsOf(geometry).flatMap(([ring]) =>
              ring === undefined || ring.length < 4 ? [] : [ring.map((position) => pairOf(local(position)))],
            ),
      ),
      convexHull(xM, yM).map((node) => [xM[node]!, yM[node]!] as const),
    );
    return known;
  };
}

const pairOf = ([x, y]: readonly [number, number, number]): readonly [number, number] => [x, y];

/** Two receptors a segment; each building's people go to the façade nearest to its middle. */
function receptorsOf(
  files: PlaceFiles,
  streets: StreetGraph,
  segments: readonly Segment[],
  xM: Float64Array,
  yM: Float64Array,
  local: ToMetres,
  toLonLat: (east: number, north: number) => readonly [number, number, number],
): Receptor[] {
  const people = new Float64Array(segments.length * 2);
  const children = new Float64Array(segments.length * 2);
  const elderly = new Float64Array(segments.length * 2);
  const homes = homeBuildings(files.buildings, files.census_sections, local);
  const nearest = facadeFinder(streets, segments, xM, yM);
  for (const home of homes) {
    const at = nearest(home.xM, home.yM);
    people[at]! += home.population;
    children[at]! += home.children;
    elderly[at]! += home.elderly;
  }
  return segments.flatMap(({ links, canyon }, segment) => {
    const link = links[0]!;
    const x = (xM[streets.from[link]!]! + xM[streets.to[link]!]!) / 2;
    const y = (yM[streets.from[link]!]! + yM[streets.to[link]!]!) / 2;
    const alongX = xM[streets.to[link]!]! - xM[streets.from[link]!]!;
    const alongY = yM[streets.to[link]!]! - yM[streets.from[link]!]!;
    const length = hypot(alongX, alongY) || 1;
    return (['left', 'right'] as const).map((side, i): Receptor => {
      const off = ((side === 'right' ? 1 : -1) * canyon.widthM) / 2 / length;
      const [lon, lat] = toLonLat(x + alongY * off, y - alongX * off);
      const at = segment * 2 + i;
      return {
        id: `${streets.linkIds[link]}:${side}`,
        streetId: streets.linkIds[link]!,
        segment,
        side,
        lon,
        lat,
        population: people[at]!,
        children: children[at]!,
        elderly: elderly[at]!,
      };
    });
  });
}

/** First look around a home, m; doubled until no segment beyond can be nearer. */
const FIRST_REACH_M = 100;

/** Gives the façade nearest to a place: `segment * 2` for a segment's left side, `+ 1` for its right. */
function facadeFinder(
  streets: StreetGraph,
  segments: readonly Segment[],
  xM: Float64Array,
  yM: Float64Array,
): (x: number, y: number) => number {
  const ends = (segment: number) => {
    const link = segments[segment]!.links[0]!;
    return [streets.from[link]!, streets.to[link]!] as const;
  };
  const alongX = Float64Array.from({ length: segments.length * 2 }, (_, i) => xM[ends(i >> 1)[i & 1]!]!);
  const alongY = Float64Array.from({ length: segments.length * 2 }, (_, i) => yM[ends(i >> 1)[i & 1]!]!);
  const starts = segments.map((_, segment) => segment * 2);
  const index: SegmentIndex = createSegmentIndex(starts, alongX, alongY);
  const widest = segments.reduce((most, { canyon }) => Math.max(most, canyon.widthM), 0);
  const farthest = 2 * (spanOf(xM) + spanOf(yM)) + FIRST_REACH_M;
  return (x, y) => {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let reach = FIRST_REACH_M; ; reach *= 2) {
      for (const segment of index.near(x, y, x, y, reach)) {
        const ax = alongX[segment * 2]!;
        const ay = alongY[segment * 2]!;
        const dx = alongX[segment * 2 + 1]! - ax;
        const dy = alongY[segment * 2 + 1]! - ay;
        const squared = dx * dx + dy * dy || 1;
        const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
        // To the façade, not to the middle: a wide avenue is nearer than it seems.
        const away = hypot(x - ax - share * dx, y - ay - share * dy) - segments[segment]!.canyon.widthM / 2;
        if (away < least) {
          least = away;
          // Right of the way from a to b where the cross product of way and offset is negative.
          best = segment * 2 + (dx * (y - ay) - dy * (x - ax) < 0 ? 1 : 0);
        }
      }
      if (least <= reach - widest / 2 || reach > farthest) return best;
    }
  };
}

function spanOf(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return values.length > 0 ? most - least : 0;
}
