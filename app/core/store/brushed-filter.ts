/**
 * A layer's filter as parts that a person brushes: a span of numbers, ticked values, what is in view. The filter stays one
 * SQL condition that anybody can read and write: parts that look like ours are taken out of it, whatever else a person
 * wrote stays as it is.
 */
import { quoteIdentifier, quoteText } from '../base/sql-text.ts';
import { tokenizeSql } from './sql-tokens.ts';

export type FilterPart =
  /** Both ends included. */
  | { readonly type: 'span'; readonly column: string; readonly low: number; readonly high: number }
  /** Values as text. */
  | { readonly type: 'choice'; readonly column: string; readonly values: readonly string[] }
  /** Degrees: what touches this box, or has its middle in it. */
  | { readonly type: 'view'; readonly place: PlaceColumns; readonly box: ViewBox };

export type ViewBox = readonly [west: number, south: number, east: number, north: number];

/** What a table knows of its rows' places; `geometry` alone is slower, for the middle is made anew. */
export type PlaceColumns = 'box' | 'centre' | 'geometry';

export interface BrushedFilter {
  readonly parts: readonly FilterPart[];
  /** What is not ours, as written. */
  readonly rest: string;
}

/** Digits of a degree that are kept: about a decimetre. */
const DEGREE_DIGITS = 6;

function partSql(part: FilterPart): string {
  if (part.type === 'span') {
    const column = quoteIdentifier(part.column);
    return `(${column} >= ${part.low} AND ${column} <= ${part.high})`;
  }
  if (part.type === 'choice') {
    return `(CAST(${quoteIdentifier(part.column)} AS VARCHAR) IN (${part.values.map(quoteText).join(', ')}))`;
  }
  const [west, south, east, north] = part.box.map((degrees) => Number(degrees.toFixed(DEGREE_DIGITS)));
  if (part.place === 'box') {
    return `(max_lon >= ${west} AND min_lon <= ${east} AND max_lat >= ${south} AND min_lat <= ${north})`;
  }
  const [lon, lat] = MIDDLES[part.place];
  return `(${lon} BETWEEN ${west} AND ${east} AND ${lat} BETWEEN ${south} AND ${north})`;
}

const MIDDLES = {
  centre: ['centroid_lon', 'centroid_lat'],
  geometry: ['ST_X(ST_Centroid(geom))', 'ST_Y(ST_Centroid(geom))'],
} as const;

const NAME = '("(?:[^"]|"")+")';
const NUMBER = '(-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)';
const TEXTS = "('(?:[^']|'')*'(?:, '(?:[^']|'')*')*)";
const SPAN = new RegExp(`\\(${NAME} >= ${NUMBER} AND \\1 <= ${NUMBER}\\)`, 'y');
const CHOICE = new RegExp(`\\(CAST\\(${NAME} AS VARCHAR\\) IN \\(${TEXTS}\\)\\)`, 'y');
const BOX = new RegExp(
  `\\(max_lon >= ${NUMBER} AND min_lon <= ${NUMBER} AND max_lat >= ${NUMBER} AND min_lat <= ${NUMBER}\\)`,
  'y',
);
const middleForm = (place: keyof typeof MIDDLES) => {
  const [lon, lat] = MIDDLES[place].map((text) => text.replace(/[()]/g, '\\$&'));
  return new RegExp(`\\(${lon} BETWEEN ${NUMBER} AND ${NUMBER} AND ${lat} BETWEEN ${NUMBER} AND ${NUMBER}\\)`, 'y');
};
const CENTRE = middleForm('centre');
const GEOMETRY = middleForm('geometry');
const AND = / AND /y;

/** Takes the parts that look like ours from the front of a filter. */
export function readFilter(filter: string): BrushedFilter {
  const text = filter.trim();
  const parts: FilterPart[] = [];
  let at = 0;
  while (at < text.length) {
    const [part, end] = partAt(text, at);
    if (part === null) break;
    AND.lastIndex = end;
    const goesOn = AND.test(text);
    // `(…) OR …` is no part of a list.
    if (end < text.length && !goesOn) break;
    parts.push(part);
    at = goesOn ? AND.lastIndex : end;
  }
  const rest = text.slice(at);
  // In `a AND b OR c` the first part belongs to b alone: such a condition is left as it was written.
  return parts.length > 0 && hasOr(rest) ? { parts: [], rest: text } : { parts, rest };
}

function partAt(text: string, at: number): readonly [FilterPart | null, number] {
  const match = (form: RegExp) => {
    form.lastIndex = at;
    return form.exec(text);
  };
  const end = (found: RegExpExecArray) => at + found[0].length;
  const span = match(SPAN);
  if (span !== null) {
    const [low, high] = [Number(span[2]), Number(span[3])];
    return [{ type: 'span', column: nameOf(span[1]!), low, high }, end(span)];
  }
  const choice = match(CHOICE);
  if (choice !== null) {
    const values = [...choice[2]!.matchAll(/'((?:[^']|'')*)'/g)].map((value) => value[1]!.replaceAll("''", "'"));
    return [{ type: 'choice', column: nameOf(choice[1]!), values }, end(choice)];
  }
  const box = match(BOX);
  if (box !== null) {
    const [west, east, south, north] = [box[1], box[2], box[3], box[4]].map(Number) as [number, number, number, number];
    return [{ type: 'view', place: 'box', box: [west, south, east, north] }, end(box)];
  }
  for (const [place, form] of [['centre', CENTRE] as const, ['geometry', GEOMETRY] as const]) {
    const middle = match(form);
    if (middle === null) continue;
    const [west, east, south, north] = middle.slice(1).map(Number) as [number, number, number, number];
    return [{ type: 'view', place, box: [west, south, east, north] }, end(middle)];
  }
  return [null, at];
}

const nameOf = (quoted: string) => quoted.slice(1, -1).replaceAll('""', '"');

function hasOr(sql: string): boolean {
  let depth = 0;
  for (const { type, value } of tokenizeSql(sql)) {
    if (type === 'symbol' && value === '(') depth += 1;
    if (type === 'symbol' && value === ')') depth -= 1;
    if (type === 'word' && value === 'or' && depth <= 0) return true;
  }
  return false;
}

/** One condition on one line, our parts first. */
export function writeFilter({ parts, rest }: BrushedFilter): string {
  if (parts.length === 0) return rest;
  const own = parts.map(partSql);
  const kept = withoutComments(rest);
  if (kept === '') return own.join(' AND ');
  return [...own, hasOr(kept) ? `(${kept})` : kept].join(' AND ');
}

/** On one line a comment would swallow what follows. */
function withoutComments(sql: string): string {
  let text = '';
  let end = 0;
  for (const token of tokenizeSql(sql)) {
    if (token.start > end && text !== '') text += ' ';
    text += sql.slice(token.start, token.end);
    end = token.end;
  }
  return text;
}

/** What a part is about; of each there is one. */
const subject = (part: FilterPart) => (part.type === 'view' ? 'view' : `column ${part.column}`);

/** The filter with this part in place of the one about the same column, or about the view. */
export function withPart(filter: string, part: FilterPart): string {
  const { parts, rest } = readFilter(filter);
  const others = parts.filter((other) => subject(other) !== subject(part));
  return writeFilter({ parts: [...others, part], rest });
}

/** The filter without what it says of a column, or of the view where `column` is null. */
export function withoutPart(filter: string, column: string | null): string {
  const { parts, rest } = readFilter(filter);
  const gone = column === null ? 'view' : `column ${column}`;
  return writeFilter({ parts: parts.filter((part) => subject(part) !== gone), rest });
}

/** How a table tells where its rows are; null where it does not. */
export function placeColumns(names: ReadonlySet<string>): PlaceColumns | null {
  if (['min_lon', 'min_lat', 'max_lon', 'max_lat'].every((name) => names.has(name))) return 'box';
  if (names.has('centroid_lon') && names.has('centroid_lat')) return 'centre';
  return names.has('geom') ? 'geometry' : null;
}
