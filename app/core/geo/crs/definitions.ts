/** The list of reference systems, unpacked row by row as they are asked for. */
import { CRS84, type CrsDefinition } from '../crs.ts';
import { plainName } from './crs-parameters.ts';
import { type DatumShift, type DegreeBox, shiftFor, shiftText } from './datum-shift.ts';
import { NORTH_FIRST, OF_ESRI, type PackedDefinitions, WITHDRAWN } from './packed-definitions.ts';
import { ignoresDatum } from './proj-text.ts';
import { readableProjectedName } from './readable-names.ts';
import { isRetired } from './retired-datums.ts';

export interface CrsArea extends DegreeBox {
  /** In EPSG's words: “France - mainland”. */
  readonly name: string;
}

/** A system of the list. */
export interface ListedCrs extends CrsDefinition {
  /** The number without its authority. */
  readonly number: number;
  readonly kind: 'geographic' | 'projected';
  readonly area: CrsArea;
  readonly datumName: string;
  /** Code of the geographic system it is based on. */
  readonly geographicNumber: number;
  /** By the name .prj files have for it. */
  readonly prjName: string;
  /** Withdrawn by its authority, or on a datum that its country has replaced. */
  readonly obsolete: boolean;
  readonly isEsri: boolean;
  /** The official order is northing, easting (latitude, longitude); files rarely keep to it. */
  readonly northFirst: boolean;
  /** The shift that `proj` holds; null: none is published. */
  readonly shift: DatumShift | null;
  /** Ellipsoid and projection, without the shift: what two writers of one system agree on. */
  readonly shape: string;
}

export interface CrsDefinitions {
  readonly source: string;
  readonly numbers: readonly number[];
  get(number: number): ListedCrs | null;
  /** The code that stands for a withdrawn, second or compound code. */
  aliasOf(number: number): { readonly now: number; readonly withdrawn: boolean } | null;
  /** All shifts of a system's datum. */
  shiftsOf(number: number): readonly DatumShift[];
  /** Numbers of the systems that some writer calls so; lower case, words joined by `_`. */
  named(plain: string): readonly number[];
  /** The same with another shift. */
  withShift(definition: ListedCrs, shift: DatumShift): ListedCrs;
}

/** Web Mercator under the codes it had before it had one (EPSG:3785 took the sphere for a datum). */
const WEB_MERCATOR_CODES = [900913, 3785, 3587, 54004, 41001, 102113, 102100];
const WEB_MERCATOR = 3857;

let loaded: Promise<CrsDefinitions> | null = null;

/** The list is a part of its own, about 190 kB compressed: fetched when the first file or query needs it. */
export function loadCrsDefinitions(): Promise<CrsDefinitions> {
  loaded ??= import('./definitions.generated.js').then(({ PACKED_DEFINITIONS }) => unpack(PACKED_DEFINITIONS));
  return loaded;
}

export function unpack(packed: PackedDefinitions): CrsDefinitions {
  const geographic = new Map(packed.geographic.map((row, index) => [row[0], index]));
  const projected = new Map(packed.projected.map((row, index) => [row[0], index]));
  const aliases = new Map(packed.aliases.map(([code, now, flags]) => [code, { now, withdrawn: flags === WITHDRAWN }]));
  for (const code of WEB_MERCATOR_CODES) aliases.set(code, { now: WEB_MERCATOR, withdrawn: code === 3785 });
  const shifts = packed.shifts.map(
    ([operation, accuracyM, west, south, east, north, numbers]): DatumShift => ({
      operation,
      accuracyM,
      west,
      south,
      east,
      north,
      numbers: numbers === '' ? [] : numbers.split(' ').map(Number),
    }),
  );
  const built = new Map<number, ListedCrs>();
  let byName: Map<string, number[]> | null = null;

  const datumOf = (number: number) => {
    const at = geographic.get(number) ?? packed.projected[projected.get(number)!]![2];
    return packed.datums[packed.geographic[at]![3]]!;
  };
  const shiftsOf = (number: number) => datumOf(number)[2].map((index) => shifts[index]!);

  const build = (number: number): ListedCrs | null => {
    const geographicAt = geographic.get(number);
    const projectedAt = projected.get(number);
    if (geographicAt === undefined && projectedAt === undefined) return null;
    const row = projectedAt === undefined ? null : packed.projected[projectedAt]!;
    const base = packed.geographic[row === null ? geographicAt! : row[2]]!;
    const [, baseName, basePrjName, datumAt, baseArea, baseFlags, degreesPerUnit] = base;
    const [ellipsoid, datumName] = packed.datums[datumAt]!;
    const [name, west, south, east, north] = packed.areas[row?.[3] ?? baseArea]!;
    const area = { name, west, south, east, north };
    const flags = row?.[4] ?? baseFlags;
    const projection = row?.[5] ?? '+proj=longlat';
    const datumFree = ignoresDatum(projection);
    const shift = datumFree ? null : shiftFor(shiftsOf(number), area);
    const shape = datumFree ? `${projection} +nadgrids=@null` : `${projection} ${ellipsoid}`;
    const isEsri = (flags & OF_ESRI) !== 0;
    return {
      code: `${isEsri ? 'ESRI' : 'EPSG'}:${number}`,
      number,
      name: row === null ? baseName : readableProjectedName(baseName, row[1]),
      kind: row === null ? 'geographic' : 'projected',
      unit: row === null ? 'degree' : projection.includes('+to_meter=') ? 'other' : 'metre',
      ...(row === null && degreesPerUnit !== 1 ? { degreesPerUnit } : {}),
      proj: `${shape}${datumFree ? '' : ` ${shiftText(shift)}`} +no_defs`,
      area,
      datumName,
      geographicNumber: base[0],
      prjName: row?.[1] ?? basePrjName,
      obsolete: (flags & WITHDRAWN) !== 0 || isRetired(base[0], number),
      isEsri,
      northFirst: row === null || (flags & NORTH_FIRST) !== 0,
      shift,
      shape,
    };
  };

  const get = (number: number) => {
    let definition = built.get(number) ?? null;
    if (definition === null) {
      definition = number === 4326 ? { ...build(4326)!, ...CRS84 } : build(number);
      if (definition !== null) built.set(number, definition);
    }
    return definition;
  };

  return {
    source: packed.source,
    numbers: [...projected.keys(), ...geographic.keys()],
    get,
    aliasOf: (number) => aliases.get(number) ?? null,
    shiftsOf,
    named: (plain) => {
      byName ??= namesOf(packed);
      return byName.get(plain) ?? [];
    },
    withShift: (definition, shift) => ({
      ...definition,
      shift,
      proj: `${definition.shape} ${shiftText(shift)} +no_defs`,
    }),
  };
}

function namesOf(packed: PackedDefinitions): Map<string, number[]> {
  const names = new Map<string, number[]>();
  const add = (name: string, number: number) => {
    const plain = plainName(name);
    const numbers = names.get(plain);
    if (numbers === undefined) names.set(plain, [number]);
    else if (!numbers.includes(number)) numbers.push(number);
  };
  for (const [number, name, prjName] of packed.geographic) {
    add(name, number);
    add(prjName, number);
    add(prjName.replace(/^GCS_/, ''), number);
  }
  for (const [number, prjName, base] of packed.projected) {
    add(prjName, number);
    add(readableProjectedName(packed.geographic[base]![1], prjName), number);
  }
  return names;
}
