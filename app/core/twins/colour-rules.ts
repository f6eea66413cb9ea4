/** A colour rule applied: value → colour. What has no value is not painted: it keeps the plain tone of the model. */
import type { ColourRule, HexColour } from './layer-spec.ts';
import { hexOf, type Rgb, rampColour, rgbOf } from './ramps.ts';

export type FeatureValue = number | string | null;

/** A colour, hatched where it has a fourth part. */
export type Paint = Rgb | readonly [red: number, green: number, blue: number, pattern: 'hatched'];

/** Missing, not a number, or outside every category. */
export const UNPAINTED = null;

/** Middle colours of the classes: the first and last class take the ends of the ramp. */
export function classColours(rule: Extract<ColourRule, { type: 'ramp' }>): readonly HexColour[] {
  const classes = rule.breaks.length + 1;
  return Array.from({ length: classes }, (_, index) =>
    hexOf(rampColour(rule.ramp, classes === 1 ? 0.5 : index / (classes - 1))),
  );
}

/** Number of the class a value falls into; a value on a break belongs to the class above it. */
export function classOf(value: number, breaks: readonly number[]): number {
  let index = 0;
  while (index < breaks.length && value >= breaks[index]!) index++;
  return index;
}

/** Number of the class that keeps the model's own tone; null where all are painted. */
export function stillClass(rule: Extract<ColourRule, { type: 'ramp' }>): number | null {
  return rule.still === true && rule.breaks.length % 2 === 0 ? rule.breaks.length / 2 : null;
}

/** Compiles a rule into a function from value to colour; null leaves the feature unpainted. */
export function colourScale(rule: ColourRule): (value: FeatureValue) => Paint | null {
  switch (rule.type) {
    case 'plain':
      return () => UNPAINTED;
    case 'categories': {
      const colours = new Map(rule.categories.map((category) => [category.value, rgbOf(category.colour)]));
      return (value) => (value === null ? UNPAINTED : (colours.get(String(value)) ?? UNPAINTED));
    }
    case 'ramp': {
      const number = (value: FeatureValue) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
      const unsure: Paint | null = rule.unsure === undefined ? UNPAINTED : [...rgbOf(rule.unsure), 'hatched'];
      const unknown = (value: FeatureValue) => (Number.isNaN(value) ? unsure : UNPAINTED);
      if (rule.breaks.length > 0) {
        const middle = stillClass(rule);
        const colours = classColours(rule).map((colour, index) => (index === middle ? UNPAINTED : rgbOf(colour)));
        return (value) => {
          const known = number(value);
          return known === null ? unknown(value) : (colours[classOf(known, rule.breaks)] ?? UNPAINTED);
        };
      }
      const span = rule.high - rule.low;
      return (value) => {
        const known = number(value);
        if (known === null) return unknown(value);
        const [red, green, blue] = rampColour(rule.ramp, span === 0 ? 0.5 : (known - rule.low) / span);
        return [Math.round(red), Math.round(green), Math.round(blue)];
      };
    }
  }
}
