/** One parsed element of a GeoJSON file becomes a feature of the source, with what is to be said about its members. */
import type { DeclaredCrs, FilePosition, SourceFeature } from '../doctor/feature-source.ts';
import { coordRefSysOf, crsStatementOf } from './declared-crs.ts';
import type { IssueLog } from './issue-log.ts';

export const GEOMETRY_TYPES: ReadonlySet<unknown> = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/** Members of a feature that are read, or that belong to JSON-FG and say nothing about the feature's shape. */
const KNOWN = new Set([
  'type',
  'id',
  'geometry',
  'properties',
  'bbox',
  'crs',
  ...['place', 'time', 'coordRefSys', 'featureType', 'featureSchema', 'conformsTo', 'links'],
]);

export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is learnt from one feature for the next ones and for the file. */
export interface ElementContext {
  readonly log: IssueLog;
  /** System said by the first feature or geometry that says one; the collection's own goes before it. */
  crs: DeclaredCrs | null;
  /** Shapes are taken from JSON-FG's `place`; null until a feature decides. */
  fromPlace: boolean | null;
  /** System of the collection's `coordRefSys`, wherever it stands. */
  readonly coordRefSys: () => DeclaredCrs | null;
}

/** `names` is how many members its text has: fewer in the value mean that one stood twice. */
export function featureOf(
  element: unknown,
  number: number,
  position: FilePosition,
  context: ElementContext,
): SourceFeature {
  const { log } = context;
  const here = { featureNumber: number, position };
  if (!isJsonObject(element)) {
    log.add('not-a-feature', { ...here, detail: shortOf(element) });
    return unreadable(number, position);
  }
  if (element.type !== 'Feature') {
    if (!GEOMETRY_TYPES.has(element.type)) {
      log.add('not-a-feature', { ...here, detail: `type ${shortOf(element.type)}` });
      return unreadable(number, position);
    }
    log.add('bare-geometry', here);
    noteCrs(element, context);
    return { number, position, geometry: element, properties: {} };
  }
  noteMembers(element, here, context);
  const { id } = element;
  const base = { number, position, geometry: geometryOf(element, context), properties: element.properties };
  if (typeof id === 'string' || typeof id === 'number') return { ...base, id };
  if (id !== undefined && id !== null) log.add('bad-feature-id', { ...here, detail: shortOf(id) });
  return base;
}

export function unreadable(number: number, position: FilePosition | null): SourceFeature {
  return { number, position, geometry: undefined, properties: undefined, unreadable: true };
}

function noteMembers(
  feature: JsonObject,
  here: { featureNumber: number; position: FilePosition },
  context: ElementContext,
): void {
  const foreign: string[] = [];
  for (const name in feature) if (!KNOWN.has(name)) foreign.push(name);
  if (foreign.length > 0) context.log.add('foreign-members', { ...here, detail: foreign.slice(0, 10).join(', ') });
  if (feature.bbox !== undefined && !isBbox(feature.bbox))
    context.log.add('bbox-member-wrong', { ...here, detail: shortOf(feature.bbox) });
  noteCrs(feature, context);
  if (isJsonObject(feature.geometry)) noteCrs(feature.geometry, context);
}

function noteCrs(holder: JsonObject, context: ElementContext): void {
  if (context.crs !== null || holder.crs === undefined) return;
  const statement = crsStatementOf(holder.crs);
  if (statement === null) return;
  context.crs = statement.declared;
  if (statement.oldStyle) context.log.add('old-style-crs-member');
}

/** The geometry; where it is null and the file keeps its shapes in `place`, in a system that it names, that. */
function geometryOf(feature: JsonObject, context: ElementContext): unknown {
  const { geometry, place } = feature;
  if (context.fromPlace === false) return geometry;
  if (context.fromPlace === null) {
    if (geometry !== null && geometry !== undefined) {
      context.fromPlace = false;
      return geometry;
    }
    if (!isJsonObject(place)) return geometry;
    const system = coordRefSysOf(feature.coordRefSys) ?? context.coordRefSys();
    context.log.add('json-fg', { detail: system?.text ?? 'no system' });
    context.fromPlace = system !== null;
    context.crs = system ?? context.crs;
    if (system === null) return geometry;
  }
  // Beside a place, a geometry is the same shape in longitude and latitude.
  return place ?? null;
}

/** Four or six numbers (RFC 7946, section 5). */
export function isBbox(value: unknown): boolean {
  return (
    Array.isArray(value) && (value.length === 4 || value.length === 6) && value.every((item) => Number.isFinite(item))
  );
}

export function shortOf(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing').slice(0, 60);
}

/** Members of all objects within; long lists of coordinates are not entered. */
export function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') count += countNames(item);
    return count;
  }
  for (const name in value) {
    count++;
    const inner = (value as JsonObject)[name];
    if (typeof inner !== 'object' || inner === null) continue;
    if (name === 'coordinates' && Array.isArray(inner) && !isJsonObject(inner[0])) continue;
    count += countNames(inner);
  }
  return count;
}
