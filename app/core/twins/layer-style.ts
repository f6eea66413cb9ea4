/**
 * How a person wants a layer of their own to look, and what follows from it: the query of its values and the colour rule.
 * The choices are kept with the layer, so that the editor opens as it was left; the rule is made of them anew when the
 * data change.
 */
import { quoteIdentifier } from '../base/sql-text.ts';
import { type ClassMethod, classify, manualClasses } from './classes.ts';
import type { Category, ColourRule, HexColour, Ramp } from './layer-spec.ts';
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
