/** Finds the listed system that a text without a code describes: by name, else by what it computes. */
import type { CrsDefinition } from '../crs.ts';
import { type CrsParameters, plainName } from './crs-parameters.ts';
import { shiftText } from './datum-shift.ts';
import type { CrsDefinitions, ListedCrs } from './definitions.ts';
import { nationalWeight } from './national-systems.ts';
import { ellipsoidText, ignoresDatum, projectionText } from './proj-text.ts';

/** The listed system that a PROJ text without a shift of its own describes, or null. */
export function matchProjText(proj: string, definitions: CrsDefinitions): ListedCrs | null {
  const numbers = shapesOf(definitions).get(shapeKey(proj)) ?? [];
  const base = /\+datum=WGS84/.test(proj)
    ? 4326
    : /\+datum=NAD83/.test(proj)
      ? 4269
      : /\+ellps=GRS80/.test(proj)
        ? 4258
        : 0;
  const candidates = numbers.map((number) => definitions.get(number)!);
  return candidates.reduce<ListedCrs | null>(
    (found, listed) => (found === null || gradeOf(listed, base) > gradeOf(found, base) ? listed : found),
    null,
  );
}

export interface ParameterMatch {
  readonly definition: CrsDefinition;
  /** The listed system that it is; null: the text's own, of no list. */
  readonly listed: ListedCrs | null;
}

/** Null where proj4 has no such projection. */
export function matchParameters(parameters: CrsParameters, definitions: CrsDefinitions): ParameterMatch | null {
  const projection = projectionText(parameters);
  if (projection === null) return null;
  const shape = ignoresDatum(projection)
    ? `${projection} +nadgrids=@null`
    : `${projection} ${ellipsoidText(parameters)}`;
  const wanted = shapeKey(shape);
  const same = (number: number) => {
    const listed = definitions.get(number);
    return listed !== null && shapeKey(listed.shape) === wanted ? [listed] : [];
  };
  const named = definitions.named(plainName(parameters.name)).flatMap(same);
  const pick = (candidates: readonly ListedCrs[]) => best(candidates, parameters, definitions);
  const found = pick(named) ?? pick(shapesOf(definitions).get(wanted)?.flatMap(same) ?? []);
  if (found !== null) return { definition: found, listed: found };
  return { definition: ownDefinition(parameters, shape, definitions), listed: null };
}

/** Of systems that compute alike, the one on the text's datum; else one that is in use. */
function best(
  candidates: readonly ListedCrs[],
  parameters: CrsParameters,
  definitions: CrsDefinitions,
): ListedCrs | null {
  const words = new Set([parameters.datumName, parameters.geographicName].map(datumWords));
  const base = parameters.geographicId?.authority === 'EPSG' ? Number(parameters.geographicId.code) : null;
  const isOnDatum = (listed: ListedCrs) =>
    words.has(datumWords(listed.datumName)) ||
    words.has(datumWords(definitions.get(listed.geographicNumber)?.name ?? listed.datumName));
  const grade = (listed: ListedCrs) => gradeOf(listed, base) + (isOnDatum(listed) ? 8 : 0);
  return candidates.reduce<ListedCrs | null>(
    (found, listed) => (found === null || grade(listed) > grade(found) ? listed : found),
    null,
  );
}

/** The more, the likelier it is meant among systems that compute alike; the short official order is the common code. */
function gradeOf(listed: ListedCrs, base: number | null): number {
  return (
    (listed.geographicNumber === base ? 16 : 0) +
    (listed.obsolete ? 0 : 4) +
    (listed.isEsri ? 0 : 2) +
    (nationalWeight(listed.number) ?? 0)
  );
}

/** `D_ETRS_1989`, `GCS_ETRS_1989` and `ETRS 1989` are one datum. */
function datumWords(name: string): string {
  return plainName(name.replace(/^(?:D|GCS)_/, ''));
}

function ownDefinition(parameters: CrsParameters, shape: string, definitions: CrsDefinitions): CrsDefinition {
  const known = [parameters.geographicName, parameters.geographicName.replace(/^GCS_/, '')]
    .flatMap((name) => definitions.named(plainName(name)))
    .map((number) => definitions.get(number)!)
    .find((listed) => listed.kind === 'geographic');
  const stated = parameters.toWgs84 === null ? null : `+towgs84=${parameters.toWgs84.join(',')}`;
  const shift = shape.includes('@null') ? '' : ` ${stated ?? shiftText(known?.shift ?? null)}`;
  return {
    code: parameters.id === null ? 'WKT' : `${parameters.id.authority}:${parameters.id.code}`,
    name: parameters.name,
    proj: `${shape}${shift} +no_defs`,
    unit: parameters.kind === 'geographic' ? 'degree' : parameters.unitFactor === 1 ? 'metre' : 'other',
    ...(parameters.kind === 'geographic' && Math.abs(parameters.unitFactor - 1) > 1e-9
      ? { degreesPerUnit: parameters.unitFactor }
      : {}),
  };
}

const shapeLists = new WeakMap<CrsDefinitions, Map<string, number[]>>();

function shapesOf(definitions: CrsDefinitions): Map<string, number[]> {
  let shapes = shapeLists.get(definitions);
  if (shapes === undefined) {
    shapes = new Map();
    for (const number of definitions.numbers) {
      const key = shapeKey(definitions.get(number)!.shape);
      const list = shapes.get(key);
      if (list === undefined) shapes.set(key, [number]);
      else list.push(number);
    }
    shapeLists.set(definitions, shapes);
  }
  return shapes;
}

/** What a PROJ text leaves unsaid, and what says nothing of the shape. */
const DEFAULTS: Readonly<Record<string, string>> = {
  k: '1',
  lat_0: '0',
  lon_0: '0',
  x_0: '0',
  y_0: '0',
  lat_ts: '0',
  to_meter: '1',
};
const NOT_SHAPE = /^\+(?:towgs84|units=m$|no_defs|wktext|type|over|init)/;
const SYNONYMS: readonly (readonly [from: string, to: string])[] = [
  ['+k_0=', '+k='],
  ['+datum=WGS84', '+ellps=WGS84'],
  ['+datum=NAD83', '+ellps=GRS80'],
  ['+proj=latlong', '+proj=longlat'],
  ['+ellps=clrk80ign', '+a=6378249.2 +rf=293.4660212936265'],
  ['+ellps=airy', '+a=6377563.396 +rf=299.3249646'],
  ['+pm=paris', '+pm=2.33722917'],
  ['+units=us-ft', '+to_meter=0.3048006096012192'],
  ['+units=ft', '+to_meter=0.3048'],
];

/**
 * One text for systems that compute alike. Writers round: eight digits of every number tell two systems apart and no more.
 */
export function shapeKey(proj: string): string {
  const same = SYNONYMS.reduce((text, [from, to]) => text.replaceAll(from, to), withoutUtm(proj));
  const words = same.split(/\s+/).filter((word) => word !== '' && !NOT_SHAPE.test(word));
  return (
    words
      .map((word) => {
        const [key, value] = word.split('=');
        const number = Number(value);
        if (value === undefined || value === '' || !Number.isFinite(number)) return word;
        // Angles and false origins near zero are rounding too.
        return `${key}=${Math.abs(number) < 1e-7 ? 0 : Number(number.toPrecision(8))}`;
      })
      .filter((word) => !Object.entries(DEFAULTS).some(([key, value]) => word === `+${key}=${value}`))
      .sort()
      .join(' ')
      // The same cone whichever parallel is named first.
      .replace(/\+lat_1=(\S+) \+lat_2=(\S+)/, (_, a, b) => `+lat=${[a, b].sort().join(',')}`)
  );
}

/** A UTM zone written out. */
function withoutUtm(proj: string): string {
  const zone = Number(/\+zone=(\d+)/.exec(proj)?.[1]);
  if (!/\+proj=utm\b/.test(proj) || !(zone >= 1 && zone <= 60)) return proj;
  const south = /\+south\b/.test(proj) ? ' +y_0=10000000' : '';
  return proj
    .replace(/\+(?:zone=\d+|south)\b/g, '')
    .replace('+proj=utm', `+proj=tmerc +lon_0=${6 * zone - 183} +k=0.9996 +x_0=500000${south}`);
}
