/** From values to the bytes a renderer takes, and from two states of them to what changed. */
import { colourScale, type FeatureValue } from './colour-rules.ts';
import type { ColourRule } from './layer-spec.ts';
import type { ColourUpdate } from './scene-renderer.ts';

/** The newest value per feature, as a value query answered. */
export type FeatureValues = ReadonlyMap<string, FeatureValue>;

/** rgba per feature, in the geometry's order; alpha 0 where a feature is left unpainted. */
export function featureColours(
  featureIds: readonly string[],
  rule: ColourRule,
  values: FeatureValues | null,
): Uint8Array {
  const rgba = new Uint8Array(featureIds.length * 4);
  if (values === null || rule.type === 'plain') return rgba;
  const scale = colourScale(rule);
  for (let feature = 0; feature < featureIds.length; feature++) {
    const colour = scale(values.get(featureIds[feature]!) ?? null);
    if (colour === null) continue;
    rgba[feature * 4] = colour[0];
    rgba[feature * 4 + 1] = colour[1];
    rgba[feature * 4 + 2] = colour[2];
    rgba[feature * 4 + 3] = 255;
  }
  return rgba;
}

/** The features whose colour differs; null where none does. `before` null stands for an unpainted layer. */
export function changedColours(before: Uint8Array | null, after: Uint8Array): ColourUpdate | null {
  const was = before !== null && before.length === after.length ? before : new Uint8Array(after.length);
  const features: number[] = [];
  for (let at = 0; at < after.length; at += 4) {
    if (
      was[at] !== after[at] ||
      was[at + 1] !== after[at + 1] ||
      was[at + 2] !== after[at + 2] ||
      was[at + 3] !== after[at + 3]
    ) {
      features.push(at / 4);
    }
  }
  if (features.length === 0) return null;
  const rgba = new Uint8Array(features.length * 4);
  for (const [index, feature] of features.entries()) rgba.set(after.subarray(feature * 4, feature * 4 + 4), index * 4);
  return { features: Uint32Array.from(features), rgba };
}
