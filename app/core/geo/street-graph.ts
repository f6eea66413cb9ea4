/**
 * The directed street graph on typed arrays: links by row number, nodes by row number, forward and backward stars.
 * Link i is row i of the streets that were accepted, node j row j of the intersections.
 */

import { hypot } from '../base/portable-math.ts';
import type { Issue, Result } from '../base/result.ts';
import { type Feature, type FeatureCollection, type Geometry, linesOf } from './geojson.ts';
import { createLocalFrame } from './local-frame.ts';

export type StreetGraphIssue = 'street-without-id' | 'street-repeated-id' | 'street-unknown-node' | 'street-bad-number';

export interface StreetGraph {
  readonly nodeCount: number;
  readonly linkCount: number;
  /** feature_id of the intersections and streets. */
  readonly nodeIds: readonly string[];
  readonly linkIds: readonly string[];
  /** Degrees, by node. */
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** Node numbers, by link. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly lengthM: Float64Array;
  readonly freeSpeedKmh: Float64Array;
  readonly capacityVehPerHour: Float64Array;
  readonly lanes: Float64Array;
  /** Façade to façade, and mean height of the façades; what dispersion in the street canyon depends on. */
  readonly widthM: Float64Array;
  readonly canyonHeightM: Float64Array;
  /** Links leaving node n: outLinks[outStart[n] … outStart[n + 1]); likewise those entering it. */
  readonly outStart: Int32Array;
  readonly outLinks: Int32Array;
  readonly inStart: Int32Array;
  readonly inLinks: Int32Array;
  /** Row number of a street's feature_id; undefined when there is none. */
  linkOf(streetId: string): number | undefined;
  nodeOf(intersectionId: string): number | undefined;
}

type Collection = Pick<FeatureCollection<Geometry | null>, 'features'>;

/**
 * Builds the graph from the features of the tables `streets` and `intersections`. A street that cannot stand — no id,
 * an end at an unknown node, a length, speed or capacity that is not above zero — is left out and reported.
 */
export function buildStreetGraph(
  streets: Collection,
  intersections: Collection,
): Result<StreetGraph, StreetGraphIssue> {
  const issues: Issue<StreetGraphIssue>[] = [];
  const nodes = intersections.features.filter(isPoint);
  const nodeIds = nodes.map((node) => String(node.properties?.feature_id));
  const nodeNumbers = numbered(nodeIds);

  const accepted: Link[] = [];
  const linkNumbers = new Map<string, number>();
  for (const street of streets.features) {
    const link = readLink(street, nodeNumbers, linkNumbers);
    if (typeof link === 'string') {
      issues.push({ code: link, severity: 'warning', detail: String(street.properties?.feature_id).slice(0, 80) });
      continue;
    }
    linkNumbers.set(link.id, accepted.length);
    accepted.push(link);
  }

  const from = Int32Array.from(accepted, (link) => link.from);
  const to = Int32Array.from(accepted, (link) => link.to);
  const [outStart, outLinks] = starOf(from, nodes.length);
  const [inStart, inLinks] = starOf(to, nodes.length);
  const column = (pick: (link: Link) => number) => Float64Array.from(accepted, pick);
  return {
    value: {
      nodeCount: nodes.length,
      linkCount: accepted.length,
      nodeIds,
      linkIds: accepted.map((link) => link.id),
      nodeLon: Float64Array.from(nodes, (node) => node.geometry.coordinates[0]!),
      nodeLat: Float64Array.from(nodes, (node) => node.geometry.coordinates[1]!),
      from,
      to,
      lengthM: column((link) => link.lengthM),
      freeSpeedKmh: column((link) => link.speedKmh),
      capacityVehPerHour: column((link) => link.capacityVehPerHour),
      lanes: column((link) => link.lanes),
      widthM: column((link) => link.widthM),
      canyonHeightM: column((link) => link.canyonHeightM),
      outStart,
      outLinks,
      inStart,
      inLinks,
      linkOf: (streetId) => linkNumbers.get(streetId),
      nodeOf: (intersectionId) => nodeNumbers.get(intersectionId),
    },
    issues,
  };
}

/** Whether every node can be reached from every other: what an assignment needs. An empty graph is not connected. */
export function isStronglyConnected(graph: StreetGraph): boolean {
  if (graph.nodeCount === 0) return false;
  return (
    reachable(graph.outStart, graph.outLinks, graph.to, graph.nodeCount) === graph.nodeCount &&
    reachable(graph.inStart, graph.inLinks, graph.from, graph.nodeCount) === graph.nodeCount
  );
}

function reachable(starts: Int32Array, links: Int32Array, ends: Int32Array, nodeCount: number): number {
  const seen = new Uint8Array(nodeCount);
  const queue = [0];
  seen[0] = 1;
  let count = 1;
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      const next = ends[links[i]!]!;
      if (seen[next] === 1) continue;
      seen[next] = 1;
      count++;
      queue.push(next);
    }
  }
  return count;
}

interface Link {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly lengthM: number;
  readonly speedKmh: number;
  readonly capacityVehPerHour: number;
  readonly lanes: number;
  readonly widthM: number;
  readonly canyonHeightM: number;
}

function readLink(
  street: Feature<Geometry | null>,
  nodes: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, number>,
): Link | StreetGraphIssue {
  const columns = street.properties ?? {};
  const id = columns.feature_id;
  if (typeof id !== 'string' || id === '') return 'street-without-id';
  if (known.has(id)) return 'street-repeated-id';
  const from = nodes.get(String(columns.from_node));
  const to = nodes.get(String(columns.to_node));
  if (from === undefined || to === undefined) return 'street-unknown-node';
  const lengthM =
    columns.length_m === undefined && street.geometry !== null ? portableLengthM(street.geometry) : columns.length_m;
  const link = {
    id,
    from,
    to,
    lengthM,
    speedKmh: columns.speed_kmh,
    capacityVehPerHour: columns.capacity_veh_h,
    lanes: columns.lanes ?? 1,
    widthM: columns.width_m ?? 10,
    canyonHeightM: columns.canyon_height_m ?? 0,
  };
  const positive = [link.lengthM, link.speedKmh, link.capacityVehPerHour, link.lanes, link.widthM];
  const sound = positive.every((n) => Number.isFinite(n) && n > 0) && link.canyonHeightM >= 0;
  return sound ? link : 'street-bad-number';
}

/** Not measures.ts: what assignment stands on must be the same to the last bit in every engine. */
function portableLengthM(geometry: Geometry): number {
  let metres = 0;
  for (const line of linesOf(geometry)) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [lon, lat] = line[i] as [number, number];
      const next = line[i + 1] as [number, number];
      const [east, north] = createLocalFrame({ lon, lat }).toLocal(next[0], next[1]);
      metres += hypot(east, north);
    }
  }
  return metres;
}

/** Counting sort of links by one of their ends. */
function starOf(ends: Int32Array, nodeCount: number): readonly [Int32Array, Int32Array] {
  const starts = new Int32Array(nodeCount + 1);
  for (const node of ends) starts[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice(0, nodeCount);
  const links = new Int32Array(ends.length);
  for (const [link, node] of ends.entries()) links[next[node]!++] = link;
  return [starts, links];
}

function numbered(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

function isPoint(feature: Feature<Geometry | null>): feature is Feature<Extract<Geometry, { type: 'Point' }>> {
  return feature.geometry?.type === 'Point';
}
