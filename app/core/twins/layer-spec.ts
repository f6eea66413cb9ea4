/** What a layer is and how it should look, as data: serialisable, comparable, no geometry and no rows in it. */
import type { LayerShape } from '../geo/layer-shape.ts';
import type { LayerStyle } from './layer-style.ts';

/** Every layer wears its kind, so that nobody mistakes a model for a measurement. */
export type LayerKind = 'static' | 'live' | 'register' | 'modelled' | 'imported' | 'derived';

export type { LayerShape };

export type Ramp = 'viridis' | 'cividis' | 'vik';

/** An sRGB colour `#rrggbb`. */
export type HexColour = string;

export interface Category {
  readonly value: string;
  readonly colour: HexColour;
  /** Translation key or plain text for the legend. */
  readonly label: string;
}

/** Turns a feature's value into a colour; it is also the legend. */
export type ColourRule =
  | { readonly type: 'plain' }
  | {
      readonly type: 'ramp';
      /** What is shown: a column of the layer's table or the property of a live query. */
      readonly attribute: string;
      readonly ramp: Ramp;
      readonly low: number;
      readonly high: number;
      /** Class breaks strictly between low and high; empty for a continuous ramp. */
      readonly breaks: readonly number[];
      readonly unit: string;
      /** Painted, and hatched, where the value is NaN: there is a value, but its sign is not sure. */
      readonly unsure?: HexColour;
      /** True: the middle one of an odd number of classes keeps the model's own tone, as no change is no colour. */
      readonly still?: boolean;
    }
  | { readonly type: 'categories'; readonly attribute: string; readonly categories: readonly Category[] };

/** Where a coloured layer's values come from. `sql` yields (feature_id, value) or (feature_id, value, time). */
export interface ValueSource {
  readonly sql: string;
  /** Run again when the tables it reads change. */
  readonly live: boolean;
}

export interface LayerSpec {
  readonly id: string;
  /** Translation key, or the plain name a person gave. */
  readonly title: string;
  readonly table: string;
  readonly kind: LayerKind;
  readonly shape: LayerShape;
  readonly visible: boolean;
  /** 0–1. */
  readonly opacity: number;
  /** Drawn and listed from low to high. */
  readonly order: number;
  readonly colour: ColourRule;
  readonly values?: ValueSource;
  /** True: features without a value are left away, on the map and among what casts shadows. */
  readonly onlyValued?: boolean;
  /** What a person chose for a layer of their own; `colour`, `values` and `onlyValued` follow from it. */
  readonly style?: LayerStyle;
  /** On which side of the split line it is drawn; `both` unless two attributes are compared side by side. */
  readonly side: 'both' | 'left' | 'right';
}
