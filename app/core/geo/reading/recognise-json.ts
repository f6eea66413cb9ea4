/** What kind of geographic JSON a text is, judged by the members at its top: a property called `type` inside confuses nobody. */
import { GEOMETRY_TYPES } from './geojson-elements.ts';
import { JsonScanner } from './json-scanner.ts';
import type { TextFile } from './text-file.ts';

export type JsonKind =
  | 'geojson'
  | 'geojson-text-sequence'
  | 'geojson-newline-delimited'
  | 'topojson'
  | 'cityjson'
  | 'cityjson-sequence'
  | 'esri-json'
  | '3d-tiles'
  | 'other';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_SQUARE = 0x5b;
const CLOSE_SQUARE = 0x5d;
const OPEN_CURLY = 0x7b;
const RECORD_SEPARATOR = 0x1e;
/** Longer values of `type` are none that is known. */
const LONGEST_TYPE = 64;

/** Null where no JSON begins at `start`. */
export function recogniseJson(text: TextFile, start: number): JsonKind | null {
  const scanner = new JsonScanner(text.bytes, start);
  const separated = text.bytes[start] === RECORD_SEPARATOR;
  const first = scanner.peek();
  if (first === OPEN_SQUARE) return kindOfList(text, scanner.at);
  if (first !== OPEN_CURLY) return null;
  const kind = kindOfObject(text, scanner.at);
  if (kind === 'cityjson') return hasMore(text, scanner.at) ? 'cityjson-sequence' : 'cityjson';
  if (kind === 'element') {
    if (separated) return 'geojson-text-sequence';
    return hasMore(text, scanner.at) ? 'geojson-newline-delimited' : 'geojson';
  }
  return kind === 'geojson' && separated ? 'geojson-text-sequence' : kind;
}

/** A list of features is read as a collection; any other list is other JSON. */
function kindOfList(text: TextFile, start: number): JsonKind {
  const scanner = new JsonScanner(text.bytes, start + 1);
  const first = scanner.peek();
  if (first === OPEN_CURLY) {
    const kind = kindOfObject(text, scanner.at);
    return kind === 'element' || kind === 'geojson' ? 'geojson' : 'other';
  }
  // Brackets in brackets: the reader says how deep.
  return first === OPEN_SQUARE || first === CLOSE_SQUARE ? 'geojson' : 'other';
}

/** Whether another object follows the one at `start`. */
function hasMore(text: TextFile, start: number): boolean {
  const scanner = new JsonScanner(text.bytes, start);
  return scanner.skipValue() && scanner.peek() === OPEN_CURLY;
}

function kindOfObject(text: TextFile, start: number): JsonKind | 'element' {
  const scanner = new JsonScanner(text.bytes, start + 1);
  const names = new Set<string>();
  let kind: JsonKind | 'element' | null = null;
  const stringAt = (from: number) => {
    if (scanner.at - from > LONGEST_TYPE) return undefined;
    try {
      return JSON.parse(text.decode(text.bytes.subarray(from, scanner.at))) as unknown;
    } catch {
      return undefined;
    }
  };
  while (kind === null) {
    if (scanner.peek() !== QUOTE) break;
    const from = scanner.at;
    if (!scanner.skipString()) break;
    const name = String(stringAt(from));
    names.add(name);
    if (!scanner.take(COLON)) break;
    if (name === 'CityObjects') kind = 'cityjson';
    if (name === 'features')
      kind = names.has('geometryType') || names.has('spatialReference') ? 'esri-json' : 'geojson';
    if (kind !== null) break;
    scanner.peek();
    const value = scanner.at;
    if (!scanner.skipValue()) break;
    if (name === 'type') kind = kindOfType(stringAt(value));
    if (!scanner.take(COMMA)) break;
  }
  if (kind !== null) return kind;
  if (names.has('arcs') && names.has('objects')) return 'topojson';
  if (names.has('asset') && names.has('geometricError')) return '3d-tiles';
  // Cut off or broken before anything was told: the reader says where.
  const isWhole = new JsonScanner(text.bytes, start).skipValue();
  const isElement = names.has('geometry') || names.has('coordinates') || names.has('geometries');
  return isElement ? 'element' : isWhole ? 'other' : 'geojson';
}

function kindOfType(type: unknown): JsonKind | 'element' | null {
  if (type === 'FeatureCollection') return 'geojson';
  if (type === 'Topology') return 'topojson';
  if (type === 'CityJSON' || type === 'CityJSONFeature') return 'cityjson';
  return type === 'Feature' || GEOMETRY_TYPES.has(type) ? 'element' : null;
}
