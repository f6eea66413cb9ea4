/** The legend is the colour rule, read back: nothing in it can differ from what the map shows. */
import { classColours, stillClass } from './colour-rules.ts';
import type { ColourRule, HexColour, LayerSpec } from './layer-spec.ts';
import { baseColour, type Theme } from './materials.ts';
import { hexOf, rampColour } from './ramps.ts';

export interface LegendEntry {
  readonly colour: HexColour;
  /** Translation key or plain text. */
  readonly label: string;
}

/** A value with a meaning of its own on the scale, such as a legal limit; `key` is a translation key. */
export interface LegendMark {
  readonly value: number;
  readonly key: string;
}

/** What has no colour of its own, in the look it keeps on the map; `colour` is null where it is left away there. */
export interface UnpaintedEntry {
  readonly colour: HexColour | null;
  /** Translation key. */
  readonly label: string;
}

export type LegendModel =
  | {
      readonly type: 'ramp';
      readonly attribute: string;
      readonly unit: string;
      /** Colours from low to high: one a class, or samples of a continuous ramp. */
      readonly colours: readonly HexColour[];
      /** Values at the ends and, for classes, between neighbouring colours. */
      readonly ticks: readonly number[];
      /** True for classes with a hard edge between them. */
      readonly stepped: boolean;
      readonly marks: readonly LegendMark[];
      /** What is painted where the sign of a difference is not sure. */
      readonly unsure: LegendEntry | null;
      /** The class among `colours` that keeps the model's own tone on the map; null where all are painted. */
      readonly still: number | null;
    }
  | { readonly type: 'categories'; readonly attribute: string; readonly entries: readonly LegendEntry[] };

const CONTINUOUS_SAMPLES = 12;

/**
 * Limit and guideline values in µg/m³. They hold for means over the time that the key names; a single reading above one
 * is not a breach of it, and the words behind the keys say so. Sources: WHO air quality guidelines 2021; Directive (EU)
 * 2024/2881, Annex I, to be met by 1 January 2030; Directive 2008/50/EC, Annex XI, in force since 2010. Noise in dB(A) of
 * Lden and Lnight: WHO environmental noise guidelines 2018 (road traffic); Directive 2002/49/EC, from where on people are counted.
 */
const MARKS: Readonly<Record<string, readonly LegendMark[]>> = {
  no2: [
    { value: 10, key: 'limit.no2.who-year' },
    { value: 20, key: 'limit.no2.eu2030-year' },
    { value: 25, key: 'limit.no2.who-day' },
    { value: 50, key: 'limit.no2.eu2030-day' },
    { value: 200, key: 'limit.no2.eu-hour' },
  ],
  model_no2: [
    { value: 10, key: 'limit.model.who2021' },
    { value: 20, key: 'limit.model.eu2030' },
    { value: 40, key: 'limit.model.eu2008' },
  ],
  model_lden: [
    { value: 53, key: 'limit.model.who2018' },
    { value: 55, key: 'limit.model.eu2002' },
  ],
  model_lnight: [
    { value: 45, key: 'limit.model.who2018' },
    { value: 50, key: 'limit.model.eu2002' },
  ],
  pm25: [
    { value: 5, key: 'limit.pm25.who-year' },
    { value: 10, key: 'limit.pm25.eu2030-year' },
    { value: 15, key: 'limit.pm25.who-day' },
    { value: 25, key: 'limit.pm25.eu2030-day' },
  ],
  pm10: [
    { value: 15, key: 'limit.pm10.who-year' },
    { value: 20, key: 'limit.pm10.eu2030-year' },
    { value: 45, key: 'limit.pm10.eu2030-day' },
  ],
};

/** Limits that concern an attribute, lowest first; `nearest_no2` is judged as `no2`. */
export function marksOf(attribute: string): readonly LegendMark[] {
  return MARKS[attribute.replace(/^nearest_/, '')] ?? [];
}

/** Null for a plain layer: nothing is coloured by data. */
export function legendOf(rule: ColourRule): LegendModel | null {
  switch (rule.type) {
    case 'plain':
      return null;
    case 'categories':
      return {
        type: 'categories',
        attribute: rule.attribute,
        entries: rule.categories.map(({ colour, label }) => ({ colour, label })),
      };
    case 'ramp': {
      const stepped = rule.breaks.length > 0;
      const colours = stepped
        ? classColours(rule)
        : Array.from({ length: CONTINUOUS_SAMPLES }, (_, i) =>
            hexOf(rampColour(rule.ramp, i / (CONTINUOUS_SAMPLES - 1))),
          );
      return {
        type: 'ramp',
        attribute: rule.attribute,
        unit: rule.unit,
        colours,
        ticks: [rule.low, ...rule.breaks, rule.high],
        stepped,
        marks: marksOf(rule.attribute).filter(({ value }) => value >= rule.low && value <= rule.high),
        unsure: rule.unsure === undefined ? null : { colour: rule.unsure, label: 'legend.unsure' },
        still: stillClass(rule),
      };
    }
  }
}

function unpaintedLabel(rule: ColourRule): string {
  switch (rule.type) {
    case 'plain':
      return '';
    case 'categories':
      if (rule.attribute === 'model_picked') return 'legend.not-picked';
      return rule.attribute === 'in_result' ? 'legend.not-in-result' : 'legend.other-value';
    case 'ramp':
      if (rule.attribute === 'model_through') return 'legend.not-through';
      if (rule.attribute.startsWith('model_')) return rule.still === true ? 'legend.hardly' : 'legend.not-modelled';
      return rule.attribute === 'nearest_no2' ? 'legend.no-sensor-near' : 'legend.no-value';
  }
}

/** Whoever has no value keeps the model's own tone; null for a plain layer. */
export function unpaintedEntry(
  layer: Pick<LayerSpec, 'table' | 'shape' | 'colour' | 'onlyValued'>,
  theme: Theme,
): UnpaintedEntry | null {
  if (layer.colour.type === 'plain') return null;
  const [red, green, blue, alpha] = baseColour(layer.table, layer.shape, theme, true);
  const leftAway = alpha === 0 || layer.onlyValued === true;
  return { colour: leftAway ? null : hexOf([red, green, blue]), label: unpaintedLabel(layer.colour) };
}
