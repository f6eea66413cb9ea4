/** Finds the listed system that a text without a code describes: by name, else by what it computes. */
import type { CrsDefinition } from '../crs.ts';
import { type CrsParameters, plainName } from './crs-parameters.ts';
import { shiftText } from './datum-shift.ts';
import type { CrsDefinitions, ListedCrs } from './definitions.ts';
import { ellipsoidText, ignoresDatum, projectionText } from './proj-text.ts';

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
  const found = best(named, parameters) ?? best(shapesOf(definitions).get(wanted)?.flatMap(same) ?? [], parameters);
  if (found !== null) return { definition: found, listed: found };
  return { definition: ownDefinition(parameters, shape, definitions), listed: null };
}

/** Of systems that compute alike, the one on the text's datum; else one that is in use. */
function best(candidates: readonly ListedCrs[], parameters: CrsParameters): ListedCrs | null {
  const words = new Set([parameters.datumName, parameters.geographicName].map(datumWords));
  const base = parameters.geographicId?.authority === 'EPSG' ? Number(parameters.geographicId.code) : null;
  const grade = (listed: ListedCrs) =>
    (listed.geographicNumber === base ? 8 : 0) +
    (words.has(datumWords(listed.datumName)) ? 4 : 0) +
    (listed.obsolete ? 0 : 2) +
    (listed.isEsri ? 0 : 1);
  return candidates.reduce<ListedCrs | null>(
    (found, listed) => (found === null || grade(listed) > grade(found) ? listed : found),
    null,
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

/** Writers round: eight digits of every number tell two systems apart and no more. */
export function shapeKey(shape: string): string {
  return (
    shape
      .split(' ')
      .map((word) => {
        const [key, value] = word.split('=');
        const number = Number(value);
        if (value === undefined || value === '' || !Number.isFinite(number)) return word;
        // Angles near zero and false origins of nothing are rounding too.
        return `${key}=${Math.abs(number) < 1e-7 ? 0 : Number(number.toPrecision(8))}`;
      })
      // The same cone whichever parallel is named first.
      .sort()
      .join(' ')
      .replace(/\+lat_1=(\S+) \+lat_2=(\S+)/, (_, a, b) => `+lat=${[a, b].sort().join(',')}`)
  );
}
