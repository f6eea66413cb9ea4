/**
 * What a person settles about a place of their own: names of tables and columns, and a few numbers. It is kept in the
 * settings and read again as foreign input; rows stay in the database.
 */
import { STREET_ASPECTS, type StreetAspect, type StreetColumns } from './street-columns.ts';
import { DEFAULT_SNAP_M } from './street-lines.ts';

export interface OwnStreetsSpec {
  readonly table: string;
  /** The column of WKB. */
  readonly geometry: string;
  readonly columns: StreetColumns;
  readonly snapM: number;
  readonly joinCrossings: boolean;
  readonly speedKmh: number | null;
  readonly lanesEachWay: number | null;
  readonly lanesAreTotal: boolean;
}

export interface DrawnZone {
  readonly name: string;
  readonly people: number;
  /** Degrees; closed by itself. */
  readonly ring: readonly (readonly [lon: number, lat: number])[];
}

export type ZonesSpec =
  /** Squares over the network, as many people in each. */
  | { readonly kind: 'grid'; readonly people: number }
  /** Polygons or points of a table; without a column of people every zone has as many as the next. */
  | {
      readonly kind: 'table';
      readonly table: string;
      readonly geometry: string;
      readonly nameColumn: string | null;
      readonly peopleColumn: string | null;
    }
  | { readonly kind: 'drawn'; readonly zones: readonly DrawnZone[] };

export type TripsSpec =
  /** The demand model; `throughShare`: traffic at the edge in the busiest hour, of the capacity there. */
  | { readonly kind: 'gravity'; readonly throughShare: number }
  | {
      readonly kind: 'table';
      readonly table: string;
      readonly originColumn: string;
      readonly destinationColumn: string;
      readonly tripsColumn: string;
      readonly per: 'day' | 'busiest-hour';
    };

export interface OwnBuildingsSpec {
  readonly table: string;
  readonly geometry: string;
  readonly heightColumn: string | null;
  /** Where no height is known, m. */
  readonly heightM: number;
}

export interface OwnPlaceSpec {
  readonly streets: OwnStreetsSpec;
  readonly zones: ZonesSpec;
  readonly trips: TripsSpec;
  /** Null: no façades, so no air and no noise. */
  readonly buildings: OwnBuildingsSpec | null;
}

export const DEFAULT_BUILDING_HEIGHT_M = 12;
export const MOST_DRAWN_ZONES = 100;
const LONGEST_NAME = 200;

export function ownStreetsSpec(table: string, geometry: string, columns: StreetColumns): OwnStreetsSpec {
  return {
    table,
    geometry,
    columns,
    snapM: DEFAULT_SNAP_M,
    joinCrossings: false,
    speedKmh: null,
    lanesEachWay: null,
    lanesAreTotal: columns.lanes !== 'lanes_each_way',
  };
}

/** What was kept, where it is sound in every part; null otherwise. */
export function readOwnPlaceSpec(text: string | null): OwnPlaceSpec | null {
  let value: unknown;
  try {
    value = text === null || text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
  const fields = fieldsOf(value);
  const streets = readStreets(fieldsOf(fields.streets));
  const zones = readZones(fieldsOf(fields.zones));
  const trips = readTrips(fieldsOf(fields.trips));
  const buildings = fields.buildings === null ? null : readBuildings(fieldsOf(fields.buildings));
  if (streets === null || zones === null || trips === null || buildings === undefined) return null;
  return { streets, zones, trips, buildings };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;
const isNameOrNull = (value: unknown): value is string | null => value === null || isName(value);
const isWithin = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high;
const isWithinOrNull = (value: unknown, low: number, high: number): value is number | null =>
  value === null || isWithin(value, low, high);

function readStreets(fields: Fields): OwnStreetsSpec | null {
  const { table, geometry, snapM, joinCrossings, speedKmh, lanesEachWay, lanesAreTotal } = fields;
  const named = fieldsOf(fields.columns);
  const columns = Object.fromEntries(
    STREET_ASPECTS.map((aspect: StreetAspect) => [aspect, isName(named[aspect]) ? named[aspect] : null]),
  ) as StreetColumns;
  const isSound =
    isName(table) &&
    isName(geometry) &&
    isWithin(snapM, 0.01, 50) &&
    typeof joinCrossings === 'boolean' &&
    isWithinOrNull(speedKmh, 5, 150) &&
    isWithinOrNull(lanesEachWay, 1, 8) &&
    typeof lanesAreTotal === 'boolean';
  return isSound ? { table, geometry, columns, snapM, joinCrossings, speedKmh, lanesEachWay, lanesAreTotal } : null;
}

function readZones(fields: Fields): ZonesSpec | null {
  const { kind, people, table, geometry, nameColumn, peopleColumn, zones } = fields;
  if (kind === 'grid') return isWithin(people, 0, 1e8) ? { kind, people } : null;
  if (kind === 'table') {
    const isSound = isName(table) && isName(geometry) && isNameOrNull(nameColumn) && isNameOrNull(peopleColumn);
    return isSound ? { kind, table, geometry, nameColumn, peopleColumn } : null;
  }
  if (kind !== 'drawn' || !Array.isArray(zones)) return null;
  const read = zones.slice(0, MOST_DRAWN_ZONES).map((zone) => readZone(fieldsOf(zone)));
  return read.every((zone) => zone !== null) ? { kind, zones: read } : null;
}

function readZone({ name, people, ring }: Fields): DrawnZone | null {
  const isRing =
    Array.isArray(ring) &&
    ring.length >= 3 &&
    ring.length <= 1000 &&
    ring.every((at: unknown) => Array.isArray(at) && isWithin(at[0], -180, 180) && isWithin(at[1], -90, 90));
  return isName(name) && isWithin(people, 0, 1e8) && isRing ? { name, people, ring } : null;
}

function readTrips(fields: Fields): TripsSpec | null {
  const { kind, throughShare, table, originColumn, destinationColumn, tripsColumn, per } = fields;
  if (kind === 'gravity') return isWithin(throughShare, 0, 1) ? { kind, throughShare } : null;
  const isSound =
    kind === 'table' && isName(table) && isName(originColumn) && isName(destinationColumn) && isName(tripsColumn);
  if (!isSound || (per !== 'day' && per !== 'busiest-hour')) return null;
  return { kind, table, originColumn, destinationColumn, tripsColumn, per };
}

/** Undefined where it is not sound: null has a meaning. */
function readBuildings({ table, geometry, heightColumn, heightM }: Fields): OwnBuildingsSpec | undefined {
  const isSound = isName(table) && isName(geometry) && isNameOrNull(heightColumn) && isWithin(heightM, 1, 300);
  return isSound ? { table, geometry, heightColumn, heightM } : undefined;
}
