/** Reads well-known text: OGC 06-103r4 as people write it, with Z and M, nested EMPTY, and the SRID that EWKT puts first. */
import type { Geometry, Position } from './geojson.ts';

/** Where and why a text is no WKT; `at` is an offset into it. */
export class WktError extends Error {
  override readonly name = 'WktError';
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const TOKEN = /\s*(?:([A-Za-z]+)|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([(),]))/y;
const SRID = /^\s*SRID=\d+;/i;
/** Collections nested deeper only occur in hostile input. */
const MAX_DEPTH = 16;

/** The geometry; throws WktError. An M value is read and dropped. */
export function readWkt(text: string): Geometry {
  let at = SRID.exec(text)?.[0].length ?? 0;
  let measured = false;

  const peek = (): { word?: string; number?: number; mark?: string; end: number } => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      if (text.slice(at).trim() === '') return { end: at };
      throw new WktError('what stands here belongs to no geometry', at);
    }
    const end = TOKEN.lastIndex;
    if (match[1] !== undefined) return { word: match[1].toUpperCase(), end };
    if (match[2] !== undefined) return { number: Number(match[2]), end };
    return { mark: match[3]!, end };
  };
  const mark = (wanted: string) => {
    const token = peek();
    if (token.mark !== wanted) throw new WktError(`a "${wanted}" is missing`, at);
    at = token.end;
  };
  const isMark = (wanted: string) => {
    const token = peek();
    if (token.mark !== wanted) return false;
    at = token.end;
    return true;
  };
  const isEmpty = () => {
    const token = peek();
    if (token.word !== 'EMPTY') return false;
    at = token.end;
    return true;
  };
  const list = <T>(item: () => T): T[] => {
    if (isEmpty()) return [];
    mark('(');
    const items = [item()];
    while (isMark(',')) items.push(item());
    mark(')');
    return items;
  };
  const position = (): Position => {
    const numbers: number[] = [];
    for (let token = peek(); token.number !== undefined; token = peek()) {
      numbers.push(token.number);
      at = token.end;
    }
    if (numbers.length < 2 || numbers.length > 4) throw new WktError('a position has two or three numbers', at);
    if (measured) return numbers.length > 3 ? numbers.slice(0, 3) : numbers.slice(0, 2);
    return numbers.slice(0, 3);
  };
  const line = () => list(position);
  const rings = () => list(line);

  const geometry = (depth: number): Geometry => {
    if (depth > MAX_DEPTH) throw new WktError('collections in collections are too deep', at);
    const start = at;
    const token = peek();
    if (token.word === undefined) throw new WktError('the name of a geometry is missing', at);
    at = token.end;
    let name = token.word;
    // `POINTZ`, `POINT ZM` and `POINT Z` are all in use.
    const attached = /^([A-Z]*(?:POINT|STRING|POLYGON|COLLECTION))(ZM|Z|M)$/.exec(name);
    let suffix = attached?.[2] ?? '';
    if (attached) name = attached[1]!;
    const next = peek();
    if (next.word === 'Z' || next.word === 'M' || next.word === 'ZM') {
      suffix = next.word;
      at = next.end;
    }
    measured = suffix.endsWith('M');
    switch (name) {
      case 'POINT': {
        if (isEmpty()) return { type: 'Point', coordinates: [] };
        mark('(');
        const coordinates = position();
        mark(')');
        return { type: 'Point', coordinates };
      }
      case 'LINESTRING':
        return { type: 'LineString', coordinates: line() };
      case 'POLYGON':
        return { type: 'Polygon', coordinates: rings() };
      case 'MULTIPOINT': {
        // With or without brackets around each.
        const member = () => {
          if (isEmpty()) return [];
          if (!isMark('(')) return position();
          const at = position();
          mark(')');
          return at;
        };
        return { type: 'MultiPoint', coordinates: list(member) };
      }
      case 'MULTILINESTRING':
        return { type: 'MultiLineString', coordinates: rings() };
      case 'MULTIPOLYGON':
        return { type: 'MultiPolygon', coordinates: list(rings) };
      case 'GEOMETRYCOLLECTION':
        return { type: 'GeometryCollection', geometries: list(() => geometry(depth + 1)) };
      default:
        throw new WktError(`"${token.word}" is no kind of geometry`, start);
    }
  };

  const value = geometry(0);
  if (text.slice(at).trim() !== '') throw new WktError('something follows after the geometry', at);
  return value;
}
