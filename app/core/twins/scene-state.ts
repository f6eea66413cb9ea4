/** What the scene should show, as data: the wanted state that the updater brings about. */

import type { StyledSize } from './layer-size.ts';
import type { ColourRule, LayerShape, ValueSource } from './layer-spec.ts';
import type { Theme } from './materials.ts';
import type { Rgba } from './scene-renderer.ts';

export type Side = 'both' | 'left' | 'right';

/** One drawn layer. A table compared with itself is drawn twice, under two ids. */
export interface WantedLayer {
  readonly id: string;
  /** Whose geometry it draws. */
  readonly table: string;
  readonly shape: LayerShape;
  readonly base: Rgba;
  readonly visible: boolean;
  readonly opacity: number;
  readonly side: Side;
  readonly colour: ColourRule;
  readonly values: ValueSource | null;
  /** Features without a value are left away once values are there. */
  readonly onlyValued: boolean;
  /** Of points: their diameters; null as usual. */
  readonly size: StyledSize | null;
  /** `(feature_id, value)` that sizes are made of. */
  readonly sizeValues: ValueSource | null;
  /** `(feature_id, value)`: the texts beside features. */
  readonly labels: ValueSource | null;
}

export interface WantedScene {
  /** Lowest first. */
  readonly layers: readonly WantedLayer[];
  readonly theme: Theme;
  /** 0–1 from the left; null for one undivided picture. */
  readonly split: number | null;
  readonly selected: { readonly layerId: string; readonly featureId: string } | null;
  readonly sun: { readonly timeMs: number; readonly shadows: boolean };
}

const PART = '#';

/** The id under which a layer's second picture is drawn when it is compared with itself. */
export function partId(layerId: string, part: string): string {
  return `${layerId}${PART}${part}`;
}

/** The layer that a drawn id belongs to. */
export function layerOfPart(id: string): string {
  const at = id.indexOf(PART);
  return at < 0 ? id : id.slice(0, at);
}

export function sameValues(a: ValueSource | null, b: ValueSource | null): boolean {
  return a === b || (a !== null && b !== null && a.sql === b.sql && a.live === b.live);
}
