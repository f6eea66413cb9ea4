/** Where trips begin and end: zones of a layer, drawn on the map, or squares laid over the network. */
import type { Issue } from '../../base/result.ts';
import { type Feature, type Geometry, type Position, pointsOf, polygonsOf } from '../../geo/geojson.ts';
import { createLocalFrame } from '../../geo/local-frame.ts';
import type { DrawnZone } from './own-place-spec.ts';
import type { OwnNetwork } from './streets-to-network.ts';

export type ZoneIssueCode =
  /** Features without a polygon or point. `detail`: how many. */
  | 'zone-no-place'
  /** A number of people that is none or below zero: the zone has none. `detail` names the zones. */
  | 'zone-bad-people'
  /** More zones than the tables of trips can hold. */
  | 'zones-too-many'
  | 'zones-none'
  /** Farther than this from every street that is assigned: its trips begin at the nearest crossing all the same. */
  | 'zone-far';

export interface OwnZone {
  /** As an imported table of trips calls it. */
  readonly id: string;
  readonly people: number;
  readonly geometry: Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' | 'Point' }>;
}

/** Tables of trips hold a cell for each pair: a thousand zones are a million. */
export const MOST_ZONES = 800;
const GRID_ZONES = 100;
const TOLD = 5;

export interface OwnZones {
  readonly zones: readonly OwnZone[];
  readonly issues: readonly Issue<ZoneIssueCode>[];
}

/** `features` carry `id` and `people` as read from the chosen columns; null for none. */
export function zonesOfFeatures(
  features: readonly Feature<Geometry | null, { readonly id: unknown; readonly people: unknown }>[],
  hasPeopleColumn: boolean,
): OwnZones {
  const issues: Issue<ZoneIssueCode>[] = [];
  const zones: OwnZone[] = [];
  const bad: string[] = [];
  const taken = new Set<string>();
  let nowhere = 0;
  features.forEach(({ geometry, properties }, row) => {
    const place = geometry === null ? null : placeOf(geometry);
    if (place === null) {
      nowhere++;
      return;
    }
    const own = properties.id === null || properties.id === undefined ? '' : String(properties.id).slice(0, 120);
    const id = own === '' || taken.has(own) ? `zone-${row + 1}` : own;
    taken.add(id);
    const people = hasPeopleColumn ? numberOf(properties.people) : 1;
    if (people === null || people < 0) bad.push(id);
    zones.push({ id, people: people === null || people < 0 ? 0 : people, geometry: place });
  });
  if (nowhere > 0) issues.push({ code: 'zone-no-place', severity: 'warning', detail: String(nowhere) });
  if (bad.length > 0) issues.push({ code: 'zone-bad-people', severity: 'warning', detail: named(bad) });
  return { zones, issues: [...issues, ...countIssues(zones)] };
}

export function zonesOfDrawing(drawn: readonly DrawnZone[]): OwnZones {
  const zones = drawn.map(({ name, people, ring }): OwnZone => {
    const closed: Position[] = [...ring, ring[0]!].map(([lon, lat]) => [lon, lat]);
    return { id: name, people, geometry: { type: 'Polygon', coordinates: [closed] } };
  });
  return { zones, issues: countIssues(zones) };
}

/**
 * Squares over the crossings that are assigned, about a hundred of those that hold one, each with as many people as the
 * next.
 */
export function gridZones({ nodePositions, links, isAssigned }: OwnNetwork, people: number): OwnZones {
  const nodes = new Set<number>();
  links.forEach(({ from, to }, link) => {
    if (isAssigned[link] === 1) nodes.add(from).add(to);
  });
  const positions = [...nodes].sort((a, b) => a - b).map((node) => nodePositions[node]!);
  const [first] = positions;
  if (first === undefined) return { zones: [], issues: countIssues([]) };
  const frame = createLocalFrame({ lon: first[0]!, lat: first[1]! });
  const local = positions.map(([lon, lat]) => frame.toLocal(lon!, lat!));
  const west = local.reduce((least, [x]) => Math.min(least, x), Number.POSITIVE_INFINITY);
  const south = local.reduce((least, [, y]) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const east = local.reduce((most, [x]) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  const north = local.reduce((most, [, y]) => Math.max(most, y), Number.NEGATIVE_INFINITY);
  const sideM = Math.max(50, Math.sqrt(Math.max((east - west) * (north - south), 1) / GRID_ZONES));
  const cells = new Set<string>();
  for (const [x, y] of local) cells.add(`${Math.floor((x - west) / sideM)} ${Math.floor((y - south) / sideM)}`);
  const sorted = [...cells].sort();
  const zones = sorted.map((cell, index): OwnZone => {
    const [column, row] = cell.split(' ').map(Number) as [number, number];
    const corner = (dx: number, dy: number): Position => {
      const [lon, lat] = frame.toLonLat(west + (column + dx) * sideM, south + (row + dy) * sideM);
      return [lon, lat];
    };
    const ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)];
    return {
      id: `square-${index + 1}`,
      people: people / sorted.length,
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  return { zones, issues: countIssues(zones) };
}

function countIssues(zones: readonly OwnZone[]): Issue<ZoneIssueCode>[] {
  if (zones.length === 0) return [{ code: 'zones-none', severity: 'error' }];
  if (zones.length <= MOST_ZONES) return [];
  return [{ code: 'zones-too-many', severity: 'error', detail: `${zones.length} > ${MOST_ZONES}` }];
}

function placeOf(geometry: Geometry): OwnZone['geometry'] | null {
  const polygons = polygonsOf(geometry);
  if (polygons.length > 0) return { type: 'MultiPolygon', coordinates: polygons as Position[][][] };
  const [point] = pointsOf(geometry);
  return point === undefined ? null : { type: 'Point', coordinates: point };
}

function numberOf(value: unknown): number | null {
  const number =
    typeof value === 'string' ? Number(value.trim().replace(',', '.') || Number.NaN) : Number(value ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}

/** The first few, and how many more there are. */
export function named(ids: readonly string[]): string {
  const more = ids.length - TOLD;
  return `${ids.slice(0, TOLD).join(', ')}${more > 0 ? ` … +${more}` : ''}`;
}
