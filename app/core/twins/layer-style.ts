/**
 * How a person wants a layer of their own to look, and what follows from it: the query of its values and the colour rule.
 * The choices are kept with the layer, so that the editor opens as it was left; the rule is made of them anew when the
 * data change.
 */
import { quoteIdentifier } from '../base/sql-text.ts';
import { CLASS_METHODS, type ClassMethod, classify, MOST_CLASSES, manualClasses } from './classes.ts';
import { readName, readSize, type StyledSize } from './layer-size.ts';
import type { Category, ColourRule, HexColour, LayerSpec, Ramp } from './layer-spec.ts';
import { OKABE_ITO } from './ramps.ts';

/** What is shown of each feature: a column, or an SQL expression over the columns of its row. */
export type StyledValue =
  | { readonly type: 'column'; readonly name: string }
  | { readonly type: 'expression'; readonly sql: string };

export interface LayerStyle {
  /** Null: one tone for all. */
  readonly value: StyledValue | null;
  readonly as: 'classes' | 'ramp' | 'categories';
  readonly method: ClassMethod;
  /** Classes wanted, 2–9. */
  readonly classes: number;
  /** For `manual`, ascending. */
  readonly breaks: readonly number[];
  readonly ramp: Ramp;
  /** UCUM code, empty for none. */
  readonly unit: string;
  /** Colours a person chose for values of their own; others take the next free colour. */
  readonly colours: Readonly<Record<string, HexColour>>;
  /** SQL condition over the columns of a row; features that do not meet it are left away. Empty for none. */
  readonly filter: string;
  /** Diameter of points (pixels) or width of lines (metres); null as usual. */
  readonly size: StyledSize | null;
  /** The column whose values stand beside the features as text; null for none. */
  readonly labels: string | null;
}

export const PLAIN_STYLE: LayerStyle = {
  value: null,
  as: 'classes',
  method: 'quantile',
  classes: 5,
  breaks: [],
  ramp: 'viridis',
  unit: '',
  colours: {},
  filter: '',
  size: null,
  labels: null,
};

/** Colours that can be told apart; rarer values share one grey, and the legend says so. */
export const MOST_CATEGORIES = OKABE_ITO.length;
export const OTHER_COLOUR: HexColour = '#8c8c8c';

/** What the layer's values look like over all its features. */
export interface ValueSample {
  /** Finite numbers, as many as there are or a fair sample of them. */
  readonly numbers: Float64Array;
  /** Different values as text, with how often each occurs. */
  readonly texts: ReadonlyMap<string, number>;
}

/** `(feature_id, value)` of what is shown; null for a plain layer without a filter. */
export function styledValuesSql(table: string, { value, filter }: LayerStyle): string | null {
  if (value === null && filter.trim() === '') return null;
  // A comment at the end of what a person wrote must not swallow what follows: each stands on lines of its own.
  const shown = value === null ? '1' : value.type === 'column' ? quoteIdentifier(value.name) : `(\n${value.sql}\n)`;
  const where = filter.trim() === '' ? '' : `\nWHERE (\n${filter}\n)`;
  return `SELECT feature_id, ${shown} AS value\nFROM ${quoteIdentifier(table)}${where}`;
}

/** So many features of a layer have a label at most; of a larger one, those that come first in its table. */
export const MOST_LABELS = 10_000;

/** `(feature_id, value)` of the labels of the features that are shown, texts; null where there are none. */
export function labelsSql(table: string, { labels, filter }: Pick<LayerStyle, 'labels' | 'filter'>): string | null {
  if (labels === null) return null;
  const column = quoteIdentifier(labels);
  const where = filter.trim() === '' ? '' : ` AND (\n${filter}\n)`;
  return `SELECT feature_id, CAST(${column} AS VARCHAR) AS value
FROM ${quoteIdentifier(table)} WHERE ${column} IS NOT NULL${where} LIMIT ${MOST_LABELS}`;
}

/** The layer as its style wants it. Features that a filter leaves out are not drawn. */
export function styledLayer(layer: LayerSpec, style: LayerStyle, sample: ValueSample): LayerSpec {
  const { values: _values, onlyValued: _onlyValued, ...rest } = layer;
  const sql = styledValuesSql(layer.table, style);
  const isFiltered = style.filter.trim() !== '';
  return {
    ...rest,
    style,
    colour: styledRule(style, sample),
    ...(sql === null ? {} : { values: { sql, live: false } }),
    ...(isFiltered ? { onlyValued: true } : {}),
  };
}

/** The style a layer has, or the nearest to the looks it was made with. */
export function styleOf({ style, colour }: Pick<LayerSpec, 'style' | 'colour'>): LayerStyle {
  if (style !== undefined) return style;
  if (colour.type === 'plain' || colour.attribute === 'in_result') return PLAIN_STYLE;
  const value: StyledValue = { type: 'column', name: colour.attribute };
  if (colour.type === 'categories') {
    const colours = Object.fromEntries(colour.categories.map((category) => [category.value, category.colour]));
    return { ...PLAIN_STYLE, value, as: 'categories', colours };
  }
  const { breaks, ramp, unit } = colour;
  const classes = breaks.length === 0 ? { as: 'ramp' as const } : { method: 'manual' as const, breaks };
  return { ...PLAIN_STYLE, value, ramp, unit, ...classes };
}

/** Name of what is shown, for the legend. */
export function styledName({ value }: LayerStyle): string {
  if (value === null) return '';
  return value.type === 'column' ? value.name : value.sql.replace(/\s+/gu, ' ').trim().slice(0, 60);
}

/** The rule that the choices make of these values; plain where there is nothing to colour by. */
export function styledRule(style: LayerStyle, sample: ValueSample): ColourRule {
  if (style.value === null) return { type: 'plain' };
  const attribute = styledName(style);
  if (style.as === 'categories') return { type: 'categories', attribute, categories: categoriesOf(style, sample) };
  const { ramp, unit } = style;
  if (style.as === 'ramp') {
    const ends = classify(sample.numbers, 'equal', 1);
    return ends === null ? { type: 'plain' } : { type: 'ramp', attribute, ramp, ...ends, unit };
  }
  const classes =
    style.method === 'manual'
      ? manualClasses(sample.numbers, style.breaks)
      : classify(sample.numbers, style.method, style.classes);
  return classes === null ? { type: 'plain' } : { type: 'ramp', attribute, ramp, ...classes, unit };
}

/** The most frequent values first, of equally many the one that sorts first; chosen colours are not given away again. */
function categoriesOf({ colours }: LayerStyle, { texts }: ValueSample): readonly Category[] {
  const ordered = [...texts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
  const own = (value: string): HexColour | undefined => (Object.hasOwn(colours, value) ? colours[value] : undefined);
  const taken = new Set(ordered.map(own).filter((colour) => colour !== undefined));
  const free = OKABE_ITO.filter((colour) => !taken.has(colour));
  let next = 0;
  return ordered.flatMap((value, index): Category[] => {
    const chosen = own(value);
    if (chosen === undefined && index >= MOST_CATEGORIES) return [];
    return [{ value, colour: chosen ?? free[next++] ?? OTHER_COLOUR, label: value }];
  });
}

/** A first style for a column nobody has styled yet: numbers in classes, everything else by value. */
export function firstStyle(value: StyledValue, sample: ValueSample, unit: string): LayerStyle {
  const different = sample.texts.size;
  const numeric = sample.numbers.length > 0;
  // Codes written as numbers, such as 1, 2 and 3, read better as categories.
  const few = different <= MOST_CATEGORIES && sample.numbers.every(Number.isInteger);
  const as = numeric && !few ? 'classes' : 'categories';
  return { ...PLAIN_STYLE, value, as, unit };
}

const RAMPS: readonly unknown[] = ['viridis', 'cividis', 'vik'] satisfies Ramp[];
const LONGEST_TEXT = 10_000;

/** A style as a former visit or a project file has it; null for what is none. Odd parts fall back to the plain style's. */
export function readStyle(value: unknown): LayerStyle | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  const { as, method, classes, breaks, ramp, unit, filter } = fields;
  const isCount = Number.isInteger(classes) && (classes as number) >= 1 && (classes as number) <= MOST_CLASSES;
  return {
    value: readStyledValue(fields.value),
    as: as === 'ramp' || as === 'categories' ? as : 'classes',
    method: CLASS_METHODS.find((known) => known === method) ?? PLAIN_STYLE.method,
    classes: isCount ? (classes as number) : PLAIN_STYLE.classes,
    breaks: Array.isArray(breaks) ? breaks.filter(Number.isFinite).slice(0, MOST_CLASSES) : [],
    ramp: RAMPS.includes(ramp) ? (ramp as Ramp) : PLAIN_STYLE.ramp,
    unit: typeof unit === 'string' ? unit.slice(0, 40) : '',
    colours: readColours(fields.colours),
    filter: typeof filter === 'string' ? filter.slice(0, LONGEST_TEXT) : '',
    size: readSize(fields.size),
    labels: readName(fields.labels),
  };
}

function readStyledValue(value: unknown): StyledValue | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, name, sql } = value as Readonly<Record<string, unknown>>;
  const column = type === 'column' ? readName(name) : null;
  if (column !== null) return { type: 'column', name: column };
  return type === 'expression' && typeof sql === 'string' ? { type, sql: sql.slice(0, LONGEST_TEXT) } : null;
}

function readColours(value: unknown): Readonly<Record<string, HexColour>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter(([, colour]) => typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour)).slice(0, 200),
  );
}
