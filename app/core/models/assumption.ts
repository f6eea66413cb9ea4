/** A number a model stands on, with where it comes from: what the interface shows beside every result. */
export interface Assumption {
  /** Stable and unique within its model, e.g. `emissions.primary-no2-share`. */
  readonly key: string;
  readonly value: number;
  /** UCUM code; `1` where the number has no unit. */
  readonly unit: string;
  /** What it may reasonably be instead. */
  readonly range?: readonly [least: number, most: number];
  readonly source: string;
  /** `assumption` for what is judged, remembered or ours; `published` for what can be looked up where it says. */
  readonly kind: 'published' | 'assumption';
}
