/** A layer's features as lines on a plane, each with what it says about itself; what cannot be used is counted by its reason. */
import { type Feature, type Geometry, linesOf } from '../../geo/geojson.ts';
import { createLocalFrame, type LocalFrame } from '../../geo/local-frame.ts';
import { CLASS_DEFAULTS, CLASS_WHERE_UNKNOWN, classOf, NOT_FOR_CARS, type StreetClass } from './street-classes.ts';
import { plainName, type StreetColumns } from './street-columns.ts';
import { directionOf, lanesOf, levelOf, type OpenDirection, positiveOf, speedKmhOf } from './street-values.ts';

/** What the person settles; the rest is read off the layer. */
export interface StreetChoices {
  readonly columns: StreetColumns;
  /** Ends nearer than this to each other or to the middle of a line are one crossing, m. */
  readonly snapM: number;
  /** Whether lines that cross without a common vertex on the same level become a crossing. */
  readonly joinCrossings: boolean;
  /** For every street, whatever its columns say; null: by column, else by class. */
  readonly speedKmh: number | null;
  /** In each open direction, for every street. */
  readonly lanesEachWay: number | null;
  /** Whether a lanes column counts both directions together, as OpenStreetMap does. */
  readonly lanesAreTotal: boolean;
}

export const DEFAULT_SNAP_M = 1;

/** Closed list of why a feature or a part of one is no street here. */
export type LeftOutReason = 'no-line' | 'bad-position' | 'too-short' | 'not-for-cars' | 'closed-to-cars' | 'repeated';

/** What was not said by the layer and is taken from the street's class, or from the class of unknown streets. */
export type GuessedAspect = 'class' | 'speed' | 'lanes' | 'capacity' | 'direction' | 'width';

export interface StreetLine {
  /** Of the feature; unique over the layer. `part` numbers its lines from 0. */
  readonly featureId: string;
  readonly part: number;
  readonly name: string;
  readonly streetClass: StreetClass;
  readonly direction: Exclude<OpenDirection, 'none'>;
  readonly speedKmh: number;
  /** Along the line and against it, where it is open. */
  readonly lanesAlong: number;
  readonly lanesAgainst: number;
  readonly capacityPerLane: number;
  readonly widthM: number;
  readonly level: number;
  readonly guessed: readonly GuessedAspect[];
  /** Metres east and north; no two positions in a row are the same. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The same positions in degrees, as they came. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly lengthM: number;
}

export interface ReadLines {
  readonly lines: readonly StreetLine[];
  readonly frame: LocalFrame;
  /** Features and parts by reason, with the first ids. */
  readonly leftOut: ReadonlyMap<LeftOutReason, { readonly count: number; readonly ids: readonly string[] }>;
  readonly features: number;
  /** Values that stand in a chosen column and were not understood, by column: how many, and the first few. */
  readonly unread: ReadonlyMap<string, { readonly count: number; readonly values: readonly string[] }>;
}

const TOLD = 5;
/** How far below the plane the ground may be: some 1,100 km from the middle of the layer. */
const FARTHEST_BELOW_M = -100_000;
const ONE_WAY_BY_NATURE: ReadonlySet<string> = new Set(['motorway', 'roundabout', 'rondpoint', 'kreisverkehr']);

export function readStreetLines(features: readonly Feature<Geometry | null>[], choices: StreetChoices): ReadLines {
  const frame = createLocalFrame(middleOf(features));
  const leftOut = new Map<LeftOutReason, { count: number; ids: string[] }>();
  const unread = new Map<string, { count: number; values: string[] }>();
  const leave = (reason: LeftOutReason, id: string) => {
    const entry = leftOut.get(reason) ?? { count: 0, ids: [] };
    entry.count++;
    if (entry.ids.length < TOLD) entry.ids.push(id);
    leftOut.set(reason, entry);
  };
  const notRead = (column: string, value: unknown) => {
    const entry = unread.get(column) ?? { count: 0, values: [] };
    entry.count++;
    const text = String(value).slice(0, 40);
    if (entry.values.length < TOLD && !entry.values.includes(text)) entry.values.push(text);
    unread.set(column, entry);
  };
  const traits = traitReader(features, choices, notRead);
  const nameId = idGiver(choices.columns.id);
  const lines: StreetLine[] = [];
  const known = new Map<string, StreetLine>();
  const candidates: StreetLine[] = [];
  for (const [row, feature] of features.entries()) {
    const id = nameId(feature.properties, row);
    const parts = feature.geometry === null ? [] : linesOf(feature.geometry).filter((part) => part.length > 0);
    const read = traits(feature.properties ?? {});
    if (parts.length === 0) leave('no-line', id);
    else if (typeof read === 'string') leave(read, id);
    else {
      for (const [part, positions] of parts.entries()) {
        const plane = onPlane(positions, frame);
        if (plane === null) leave('bad-position', id);
        // A line that is shorter than the distance within which ends are one is a point.
        else if (plane.lengthM <= choices.snapM) leave('too-short', id);
        else candidates.push({ featureId: id, part, ...read, ...plane });
      }
    }
  }
  // Whichever of two equal lines comes first in the file, the same one stays.
  const order = candidates
    .map((line) => ({ line, key: shapeKey(line.x, line.y), rank: rankOf(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  for (const { line, key } of order) {
    const back = shapeKey([...line.x].reverse(), [...line.y].reverse());
    const same = known.get(key);
    const reversed = known.get(back);
    if (covers(same, line, false) || covers(reversed, line, true)) {
      leave('repeated', line.featureId);
      continue;
    }
    if (same === undefined) known.set(key, line);
    lines.push(line);
  }
  return { lines, frame, leftOut, features: features.length, unread };
}

/** Whether a line that is there already is open wherever the new one is. */
function covers(there: StreetLine | undefined, line: StreetLine, isReversed: boolean): boolean {
  if (there === undefined) return false;
  if (there.direction === 'both') return true;
  if (line.direction === 'both') return false;
  return isReversed ? there.direction !== line.direction : there.direction === line.direction;
}

/** Two-way before one-way; then by everything else that is said of the line. */
function rankOf({ direction, speedKmh, lanesAlong, lanesAgainst, name, featureId, part }: StreetLine): string {
  return [direction === 'both' ? 0 : 1, direction, speedKmh, lanesAlong, lanesAgainst, name, featureId, part].join(
    '\u0000',
  );
}

function shapeKey(x: ArrayLike<number>, y: ArrayLike<number>): string {
  let key = '';
  for (let i = 0; i < x.length; i++) key += `${Math.round(x[i]! * 100)},${Math.round(y[i]! * 100)};`;
  return key;
}

function middleOf(features: readonly Feature<Geometry | null>[]): { readonly lon: number; readonly lat: number } {
  // The median of first positions: one feature at (0, 0) does not draw the plane away from the city.
  const lons: number[] = [];
  const lats: number[] = [];
  for (const { geometry } of features) {
    const first = geometry === null ? undefined : linesOf(geometry)[0]?.[0];
    if (first === undefined || !isDegrees(first)) continue;
    lons.push(first[0]!);
    lats.push(first[1]!);
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  // To a thousandth of a degree, so that a street more or less leaves all the others where they were.
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return { lon: rounded(median(lons)), lat: rounded(median(lats)) };
}

function isDegrees(position: readonly number[]): boolean {
  const [lon, lat] = position;
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

type Plane = Pick<StreetLine, 'x' | 'y' | 'lon' | 'lat' | 'lengthM'>;

function onPlane(positions: readonly (readonly number[])[], frame: LocalFrame): Plane | null {
  const x: number[] = [];
  const y: number[] = [];
  const lon: number[] = [];
  const lat: number[] = [];
  let lengthM = 0;
  for (const position of positions) {
    if (!isDegrees(position)) return null;
    const [east, north, up] = frame.toLocal(position[0]!, position[1]!);
    // The plane shows half the Earth at most, and its edge without width.
    if (up < FARTHEST_BELOW_M) return null;
    const dx = east - (x.at(-1) ?? Number.NaN);
    const dy = north - (y.at(-1) ?? Number.NaN);
    if (dx === 0 && dy === 0) continue;
    if (x.length > 0) lengthM += Math.sqrt(dx * dx + dy * dy);
    x.push(east);
    y.push(north);
    lon.push(position[0]!);
    lat.push(position[1]!);
  }
  const column = (values: readonly number[]) => Float64Array.from(values);
  return { x: column(x), y: column(y), lon: column(lon), lat: column(lat), lengthM };
}

/** The layer's own ids where they tell features apart; else `row-1`, `row-2`, …, which every repeated one becomes too. */
function idGiver(column: string | null): (properties: Feature['properties'], row: number) => string {
  const taken = new Set<string>();
  return (properties, row) => {
    const own = column === null ? undefined : properties?.[column];
    const text = own === undefined || own === null || typeof own === 'object' ? '' : String(own).slice(0, 120);
    const id = text === '' || taken.has(text) ? `row-${row + 1}` : text;
    taken.add(id);
    return id;
  };
}

type Traits = Omit<StreetLine, 'featureId' | 'part' | keyof Plane>;

function traitReader(
  features: readonly Feature<Geometry | null>[],
  choices: StreetChoices,
  notRead: (column: string, value: unknown) => void,
): (properties: Readonly<Record<string, unknown>>) => Traits | 'not-for-cars' | 'closed-to-cars' {
  const { columns } = choices;
  const columnHasThree =
    columns.direction !== null && features.some(({ properties }) => String(properties?.[columns.direction!]) === '3');
  return (properties) => {
    const guessed: GuessedAspect[] = [];
    const read = <T>(column: string | null, reading: (value: unknown) => T | null): T | null => {
      const value = column === null ? null : properties[column];
      if (column === null || value === null || value === undefined || value === '') return null;
      const made = reading(value);
      if (made === null) notRead(column, value);
      return made;
    };
    const orGuess = <T>(aspect: GuessedAspect, value: T | null, guess: T): T => {
      if (value !== null) return value;
      guessed.push(aspect);
      return guess;
    };
    const named = read(columns.class, (value) => classOf(String(value)));
    if (named === NOT_FOR_CARS) return 'not-for-cars';
    const streetClass = orGuess('class', named, CLASS_WHERE_UNKNOWN);
    const usual = CLASS_DEFAULTS[streetClass];
    const isOneWayByNature = [columns.class, columns.junction].some(
      (column) => column !== null && isDrivenOneWay(properties[column]),
    );
    const direction = orGuess(
      'direction',
      read(columns.direction, (value) => directionOf(value, columnHasThree)),
      isOneWayByNature ? 'forward' : 'both',
    );
    if (direction === 'none') return 'closed-to-cars';
    const speedKmh = choices.speedKmh ?? orGuess('speed', read(columns.speed, speedKmhOf), usual.speedKmh);
    const lanes = choices.lanesEachWay ?? orGuess('lanes', read(columns.lanes, lanesOf), usual.lanesEachWay);
    const isTotal =
      choices.lanesEachWay === null && choices.lanesAreTotal && direction === 'both' && !guessed.includes('lanes');
    const lanesAlong = isTotal ? Math.max(1, Math.ceil(lanes / 2)) : lanes;
    const lanesAgainst = isTotal ? Math.max(1, Math.floor(lanes / 2)) : lanes;
    const capacity = read(columns.capacity, positiveOf);
    const capacityPerLane = orGuess(
      'capacity',
      capacity === null ? null : capacity / lanesAlong,
      usual.capacityPerLaneVehPerHour,
    );
    const widthM = orGuess('width', read(columns.width, positiveOf), usual.widthM);
    const name = columns.name === null ? '' : textOf(properties[columns.name]);
    const value = (column: string | null) => (column === null ? null : properties[column]);
    const level = levelOf(value(columns.bridge), value(columns.tunnel), value(columns.layer));
    return {
      name,
      streetClass,
      direction,
      speedKmh,
      lanesAlong,
      lanesAgainst,
      capacityPerLane,
      widthM,
      level,
      guessed,
    };
  };
}

/** Motorways and roundabouts are driven one way even where nothing says so. */
function isDrivenOneWay(value: unknown): boolean {
  return typeof value === 'string' && ONE_WAY_BY_NATURE.has(plainName(value));
}

function textOf(value: unknown): string {
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value).slice(0, 200);
}
