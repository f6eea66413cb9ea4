/**
 * Makes the list of reference systems out of Esri's list (npm `@esri/proj-codes`, Apache-2.0), which has the names, areas and
 * parameters of every EPSG code, and of what that list has not and stands beside this file as facts of the EPSG dataset
 * (12.029): `datum-shifts.csv`, the published transformations to ETRS89 or WGS 84 with their codes and accuracies (rotations
 * as position vector, arc seconds; ppm), and `compound-codes.csv`, the horizontal part of systems with heights.
 */
import { type CrsParameters, parametersOfWkt, plainName } from '../../core/geo/crs/crs-parameters.ts';
import {
  NORTH_FIRST,
  OF_ESRI,
  type PackedArea,
  type PackedDatum,
  type PackedDefinitions,
  type PackedGeographic,
  type PackedProjected,
  type PackedShift,
  WITHDRAWN,
} from '../../core/geo/crs/packed-definitions.ts';
import { ellipsoidText, projectionText } from '../../core/geo/crs/proj-text.ts';
import { inFieldWords } from '../../core/geo/crs/readable-names.ts';
import { NORTH_FIRST_CODES } from './north-first.ts';

/** A row of Esri's list, as far as it is read. */
export interface EsriRow {
  readonly wkid: number;
  readonly latestWkid: number;
  readonly name: string;
  readonly description: string;
  readonly authority: string;
  readonly deprecated: 'yes' | 'no' | 'codechange';
  readonly wkt: string;
  readonly gcsWkid?: number;
  readonly extent: readonly {
    readonly areaname: string;
    readonly slat: number;
    readonly nlat: number;
    readonly llon: number;
    readonly rlon: number;
  }[];
}

export interface CrsSources {
  readonly version: string;
  readonly projected: readonly EsriRow[];
  readonly geographic: readonly EsriRow[];
  /** The text of datum-shifts.csv. */
  readonly shifts: string;
  /** The text of compound-codes.csv. */
  readonly compounds: string;
}

/**
 * Codes that Esri's list has not: Norway's and Denmark's own names for ETRS89, and systems that EPSG withdrew for one that
 * computes the same (31300: within a decimetre).
 */
const SECOND_CODES: readonly (readonly [code: number, now: number, flags: number])[] = [
  ...[0, 1, 2, 3, 4, 5, 6].flatMap((step) => [
    [11012 + step, 25830 + step, 0] as const,
    [11020 + step, 25830 + step, 0] as const,
  ]),
  [10807, 4258, 0],
  [10875, 4258, 0],
  [10892, 4258, 0],
  [2199, 2462, WITHDRAWN],
  [3787, 3912, WITHDRAWN],
  [31300, 31370, WITHDRAWN],
];

/** Realizations of the global frame and of Europe's: within decimetres of WGS 84, and of each other within a metre. */
const SAME_AS_WGS84 =
  /^(?:ITRF|ETRF|IGS|IGb|World_Geodetic_System_1984|WGS_1984|European_Terrestrial_Reference_|International_Terrestrial_|Parametry_Zemli|Greenland_Reference_1996|ETRS_1989|ETRS89|LUREF_3D|Hellenic_Terrestrial|HTRS07)/i;
const NO_SHIFT: readonly PackedShift[] = [[0, 0, -180, -90, 180, 90, '']];
/** A withdrawn datum has the shifts of the one that took its place: Dealul Piscului 1970 of Pulkovo 1942(58). */
const SHIFTS_OF: Readonly<Record<number, number>> = { 4317: 4179 };

/** West, south, east, north: the continent with its islands, Turkey and the Caucasus, Madeira and the Canaries. */
const EUROPE = [-32, 27, 48, 84] as const;

/** All of Europe's, and of the rest of the world what EPSG lists and has not withdrawn. */
function isWanted(row: EsriRow): boolean {
  if (row.authority === 'EPSG' && row.deprecated === 'no') return true;
  const [west, south, east, north] = EUROPE;
  return row.extent.some(
    ({ slat, nlat, llon, rlon }) => slat < north && nlat > south && llon < east && (rlon > west || rlon < llon),
  );
}

export function packDefinitions(sources: CrsSources): PackedDefinitions {
  const shifts = readShifts(sources.shifts);
  const packed = {
    source: `@esri/proj-codes ${sources.version}`,
    areas: [] as PackedArea[],
    shifts: [] as PackedShift[],
    datums: [] as PackedDatum[],
    geographic: [] as PackedGeographic[],
    projected: [] as PackedProjected[],
    aliases: [] as (readonly [number, number, number])[],
  };
  const areaOf = indexed(packed.areas);
  const shiftOf = indexed(packed.shifts);
  const datumOf = indexed(packed.datums);

  const known = withParameters(sources.geographic);
  // Systems on another prime meridian share the datum, and so the shifts, of the one on Greenwich.
  const shiftsByDatum = new Map<string, readonly PackedShift[]>();
  for (const { row, parameters } of known) {
    const found = shifts.get(row.wkid);
    const key = plainName(parameters.datumName);
    if (found !== undefined && !shiftsByDatum.has(key)) shiftsByDatum.set(key, found);
  }

  const geographicAt = new Map<number, number>();
  for (const { row, parameters } of known) {
    if (row.wkid !== row.latestWkid) continue;
    const ofDatum =
      shifts.get(SHIFTS_OF[row.wkid] ?? row.wkid) ??
      shiftsByDatum.get(plainName(parameters.datumName)) ??
      (SAME_AS_WGS84.test(parameters.datumName.replace(/^D_/, '').replaceAll(' ', '_')) ? NO_SHIFT : []);
    if (!isOnEarth(parameters) || (row.authority !== 'EPSG' && ofDatum.length === 0)) continue;
    geographicAt.set(row.wkid, packed.geographic.length);
    packed.geographic.push([
      row.wkid,
      inFieldWords(row.description),
      row.name,
      datumOf([
        ellipsoidText(parameters),
        parameters.datumName.replace(/^D_/, '').replaceAll('_', ' '),
        ofDatum.map(shiftOf),
      ]),
      areaOf(areaOfRow(row)),
      flagsOf(row),
      Number(parameters.unitFactor.toPrecision(12)),
    ]);
  }

  for (const { row, parameters } of withParameters(sources.projected)) {
    if (row.wkid !== row.latestWkid || !isWanted(row)) continue;
    const geographic = geographicAt.get(row.gcsWkid!);
    const proj = projectionText(parameters);
    if (geographic === undefined || proj === null) continue;
    packed.projected.push([row.wkid, row.name, geographic, areaOf(areaOfRow(row)), flagsOf(row), proj]);
  }

  const held = new Set([...packed.geographic, ...packed.projected].map(([code]) => code));
  for (const row of [...sources.geographic, ...sources.projected]) {
    if (row.wkid === row.latestWkid || held.has(row.wkid) || !held.has(row.latestWkid)) continue;
    packed.aliases.push([row.wkid, row.latestWkid, row.authority === 'EPSG' ? WITHDRAWN : OF_ESRI]);
    held.add(row.wkid);
  }
  for (const [compound, horizontal] of fieldsOf(sources.compounds).map((row) => row.map(Number)) as [
    number,
    number,
  ][]) {
    if (held.has(horizontal) && !held.has(compound)) packed.aliases.push([compound, horizontal, 0]);
  }
  for (const [code, now, flags] of SECOND_CODES) {
    if (held.has(now) && !held.has(code)) packed.aliases.push([code, now, flags]);
  }
  packed.aliases.sort((a, b) => a[0] - b[0]);
  return packed;
}

function withParameters(rows: readonly EsriRow[]): { row: EsriRow; parameters: CrsParameters }[] {
  return [...rows]
    .sort((a, b) => a.wkid - b.wkid)
    .flatMap((row) => {
      const parameters = parametersOfWkt(row.wkt);
      return parameters === null ? [] : [{ row, parameters }];
    });
}

/** Not the Moon, not Mars, and not one of the spheres that carry no datum. */
function isOnEarth({ ellipsoid }: CrsParameters): boolean {
  return ellipsoid.semiMajorM > 6.37e6 && ellipsoid.semiMajorM < 6.385e6 && ellipsoid.inverseFlattening > 0;
}

function areaOfRow({ extent: [first] }: EsriRow): PackedArea {
  const { areaname, llon, slat, rlon, nlat } = first!;
  // Esri writes a tilde for the sign of degrees.
  return [areaname.replaceAll('~', '°').trim(), llon, slat, rlon, nlat];
}

function flagsOf(row: EsriRow): number {
  return (
    (row.deprecated === 'yes' ? WITHDRAWN : 0) +
    (row.authority === 'EPSG' ? 0 : OF_ESRI) +
    (NORTH_FIRST_CODES.has(row.wkid) ? NORTH_FIRST : 0)
  );
}

/** Of a CSV text without quotes before its last column: the rows after the heading. */
function fieldsOf(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
}

/** By code of the geographic system. */
function readShifts(text: string): Map<number, readonly PackedShift[]> {
  const found = new Map<number, PackedShift[]>();
  for (const fields of fieldsOf(text)) {
    const [system, operation, accuracyM, south, west, north, east] = fields.map(Number);
    const list = found.get(system!) ?? [];
    list.push([operation!, accuracyM!, west!, south!, east!, north!, fields[7]!]);
    found.set(system!, list);
  }
  return found;
}

/** Gives each different value its place in the list, the first time it is met. */
function indexed<T>(list: T[]): (value: T) => number {
  const places = new Map<string, number>();
  return (value) => {
    const key = JSON.stringify(value);
    const place = places.get(key) ?? list.push(value) - 1;
    places.set(key, place);
    return place;
  };
}
