/** A reference system taken apart: method, parameters in degrees and metres, ellipsoid, datum. Out of WKT 1, WKT 2 or PROJJSON. */
import { childOf, childrenOf, nameOf, numberAt, readWktTree, type WktNode } from './well-known-text.ts';

export interface CrsParameters {
  readonly name: string;
  readonly kind: 'geographic' | 'projected';
  /** Name of the projection's method as `lower_case`; empty for a geographic system. */
  readonly method: string;
  /** By name as `lower_case`; angles in degrees, lengths in metres. */
  readonly values: ReadonlyMap<string, number>;
  /** Of the coordinates: metres, or degrees for a geographic system. */
  readonly unitFactor: number;
  readonly ellipsoid: { readonly semiMajorM: number; readonly inverseFlattening: number };
  readonly primeMeridianDeg: number;
  readonly geographicName: string;
  readonly datumName: string;
  /** Shift to WGS84 that the text itself states (position vector, arc seconds, ppm); null: none stated. */
  readonly toWgs84: readonly number[] | null;
  readonly id: CrsIdentifier | null;
  /** Of the base, where the text names it. */
  readonly geographicId: CrsIdentifier | null;
}

export interface CrsIdentifier {
  readonly authority: string;
  readonly code: string;
}

const DEGREES_PER_RADIAN = 180 / Math.PI;
const PROJECTED = ['PROJCS', 'PROJCRS', 'PROJECTEDCRS'];
const GEOGRAPHIC = ['GEOGCS', 'GEOGCRS', 'GEOGRAPHICCRS', 'GEODCRS', 'GEODETICCRS', 'BASEGEOGCRS', 'BASEGEODCRS'];
const COMPOUND = ['COMPD_CS', 'COMPOUNDCRS'];
const BOUND = ['BOUNDCRS'];
const UNIT = ['UNIT', 'LENGTHUNIT', 'ANGLEUNIT', 'SCALEUNIT'];
/** Writers differ in the unit of a prime meridian, not in its name (EPSG 8901 … 8914), degrees. */
const PRIME_MERIDIANS: Readonly<Record<string, number>> = {
  greenwich: 0,
  paris: 2.33722916999995,
  ferro: -17.6666666666667,
  rome: 12.4523333333333,
  lisbon: -9.13190611111111,
  madrid: -3.687375,
  bern: 7.43958333333333,
  brussels: 4.367975,
  stockholm: 18.0582777777778,
  oslo: 10.7229166666667,
  athens: 23.7163375,
  reference_meridian: 0,
};

/** `Transverse Mercator`, `Transverse_Mercator` and `transverse mercator` are one name. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

export function parametersOfWkt(text: string): CrsParameters | null {
  const tree = readWktTree(text);
  return tree === null ? null : ofNode(tree);
}

function ofNode(root: WktNode): CrsParameters | null {
  if (COMPOUND.includes(root.keyword)) {
    const horizontal = childOf(root, ...PROJECTED, ...GEOGRAPHIC, ...BOUND);
    return horizontal === null ? null : ofNode(horizontal);
  }
  if (BOUND.includes(root.keyword)) {
    const source = childOf(childOf(root, 'SOURCECRS') ?? root, ...PROJECTED, ...GEOGRAPHIC);
    return source === null ? null : ofNode(source);
  }
  const projected = PROJECTED.includes(root.keyword);
  const base = projected ? childOf(root, ...GEOGRAPHIC) : GEOGRAPHIC.includes(root.keyword) ? root : null;
  if (base === null) return null;
  const datum = childOf(base, 'DATUM', 'GEODETICDATUM', 'TRF', 'ENSEMBLE');
  const ellipsoid = childOf(datum ?? base, 'SPHEROID', 'ELLIPSOID') ?? childOf(base, 'ELLIPSOID');
  const semiMajorM = numberAt(ellipsoid, 1);
  if (!(semiMajorM > 0)) return null;
  const degreesPerUnit = (unitFactor(base) ?? 1 / DEGREES_PER_RADIAN) * DEGREES_PER_RADIAN;
  const conversion = childOf(root, 'CONVERSION') ?? root;
  const metresPerUnit = unitFactor(root) ?? 1;
  const values = new Map<string, number>();
  for (const parameter of childrenOf(conversion, 'PARAMETER')) {
    const name = plainName(nameOf(parameter));
    const own = unitFactor(parameter);
    const value = numberAt(parameter, 1);
    if (isLength(name)) values.set(name, value * (own ?? metresPerUnit));
    else values.set(name, isRatio(name) ? value : value * (own === null ? degreesPerUnit : own * DEGREES_PER_RADIAN));
  }
  return {
    name: nameOf(root),
    kind: projected ? 'projected' : 'geographic',
    method: projected ? plainName(nameOf(childOf(conversion, 'PROJECTION', 'METHOD'))) : '',
    values,
    unitFactor: projected ? metresPerUnit : degreesPerUnit,
    ellipsoid: { semiMajorM, inverseFlattening: numberAt(ellipsoid, 2) || 0 },
    primeMeridianDeg: primeMeridian(childOf(base, 'PRIMEM', 'PRIMEMERIDIAN')),
    geographicName: nameOf(base),
    datumName: nameOf(datum),
    toWgs84: shiftOf(datum),
    id: identifierOf(root),
    geographicId: identifierOf(base),
  };
}

function isLength(name: string): boolean {
  return /easting|northing|height/.test(name);
}

function isRatio(name: string): boolean {
  return /scale|option|auxiliary_sphere_type/.test(name);
}

/** Of a node, to radians or metres: its own unit, or that of its axes (WKT 2). */
function unitFactor(node: WktNode): number | null {
  const unit = childOf(node, ...UNIT);
  const factor = numberAt(unit ?? childOf(childOf(node, 'CS', 'AXIS') ?? node, ...UNIT), 1);
  if (factor > 0) return factor;
  for (const axis of childrenOf(node, 'AXIS')) {
    const ofAxis = numberAt(childOf(axis, ...UNIT), 1);
    if (ofAxis > 0) return ofAxis;
  }
  return null;
}

function primeMeridian(node: WktNode | null): number {
  if (node === null) return 0;
  const name = plainName(nameOf(node));
  if (Object.hasOwn(PRIME_MERIDIANS, name)) return PRIME_MERIDIANS[name]!;
  const own = unitFactor(node);
  return (numberAt(node, 1) || 0) * (own === null ? 1 : own * DEGREES_PER_RADIAN);
}

function shiftOf(datum: WktNode | null): readonly number[] | null {
  const members = datum === null ? undefined : childOf(datum, 'TOWGS84')?.members;
  const numbers = members?.filter((member): member is number => typeof member === 'number') ?? [];
  return numbers.length === 3 || numbers.length === 7 ? numbers : null;
}

function identifierOf(node: WktNode): CrsIdentifier | null {
  const [authority, code] = childOf(node, 'AUTHORITY', 'ID')?.members ?? [];
  return typeof authority === 'string' && code !== undefined && typeof code !== 'object'
    ? { authority: authority.toUpperCase(), code: String(code) }
    : null;
}

/** Out of the text of a PROJJSON object; null where it is none. */
export function parametersOfProjJson(text: string): CrsParameters | null {
  try {
    return ofJson(JSON.parse(text), 0);
  } catch {
    return null;
  }
}

type Json = { readonly [key: string]: Json } & unknown;

function ofJson(root: Json, depth: number): CrsParameters | null {
  if (depth > 4 || typeof root !== 'object' || root === null) return null;
  const { type } = root as { type?: unknown };
  if (type === 'CompoundCRS') return ofJson((root.components as unknown as Json[])?.[0] as Json, depth + 1);
  if (type === 'BoundCRS') return ofJson(root.source_crs as Json, depth + 1);
  const projected = type === 'ProjectedCRS';
  if (!projected && type !== 'GeographicCRS' && type !== 'GeodeticCRS') return null;
  const base = (projected ? root.base_crs : root) as Json;
  const datum = (base?.datum ?? base?.datum_ensemble) as Json;
  const ellipsoid = datum?.ellipsoid as Json;
  const semiMajorM = quantity(ellipsoid?.semi_major_axis ?? ellipsoid?.radius, 1);
  if (!(semiMajorM > 0)) return null;
  const semiMinorM = quantity(ellipsoid.semi_minor_axis, 1);
  const inverse = quantity(ellipsoid.inverse_flattening, 1);
  const axes = (root.coordinate_system as Json)?.axis as unknown as Json[] | undefined;
  const values = new Map<string, number>();
  const conversion = root.conversion as Json;
  for (const parameter of (conversion?.parameters as unknown as Json[]) ?? []) {
    const name = plainName(String(parameter.name));
    const asRadians = !isLength(name) && !isRatio(name);
    values.set(name, quantity({ value: parameter.value, unit: parameter.unit } as unknown as Json, 1, asRadians));
  }
  return {
    name: String(root.name ?? ''),
    kind: projected ? 'projected' : 'geographic',
    method: projected ? plainName(String((conversion?.method as Json)?.name ?? '')) : '',
    values,
    unitFactor: quantity({ value: 1, unit: axes?.[0]?.unit } as unknown as Json, 1, !projected),
    ellipsoid: {
      semiMajorM,
      inverseFlattening: inverse > 0 ? inverse : semiMinorM < semiMajorM ? semiMajorM / (semiMajorM - semiMinorM) : 0,
    },
    primeMeridianDeg: quantity((datum.prime_meridian as Json)?.longitude, 1, true) || 0,
    geographicName: String(base.name ?? ''),
    datumName: String(datum.name ?? ''),
    toWgs84: null,
    id: jsonIdentifier(root.id as Json),
    geographicId: projected ? jsonIdentifier(base.id as Json) : jsonIdentifier(root.id as Json),
  };
}

/** A number, or `{value, unit}`; angles come out in degrees. */
function quantity(value: unknown, otherwise: number, angle = false): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return Number.NaN;
  const { value: amount, unit } = value as { value?: unknown; unit?: unknown };
  if (typeof amount !== 'number') return Number.NaN;
  if (typeof unit !== 'object' || unit === null) return amount * otherwise;
  const factor = Number((unit as { conversion_factor?: unknown }).conversion_factor);
  return amount * (factor > 0 ? (angle ? factor * DEGREES_PER_RADIAN : factor) : otherwise);
}

function jsonIdentifier(id: Json | undefined): CrsIdentifier | null {
  if (typeof id !== 'object' || id === null) return null;
  return { authority: String(id.authority).toUpperCase(), code: String(id.code) };
}
