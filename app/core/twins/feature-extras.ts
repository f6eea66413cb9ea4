/** From texts and values by id to what a renderer takes, in the order of a layer's features. */
import { type StyledSize, sizeOf } from './layer-size.ts';
import type { FeatureLabels } from './scene-renderer.ts';

/** Longer texts are cut: a label is a name, not a story. */
const LONGEST_LABEL = 40;

/** Null where there is none. Line breaks and other control signs become spaces. */
export function featureLabels(
  featureIds: readonly string[],
  texts: ReadonlyMap<string, string> | null,
): FeatureLabels | null {
  if (texts === null || texts.size === 0) return null;
  const features: number[] = [];
  const shown: string[] = [];
  featureIds.forEach((id, row) => {
    const text = oneLine(texts.get(id) ?? '');
    if (text === '') return;
    features.push(row);
    shown.push(text);
  });
  return features.length === 0 ? null : { features: Uint32Array.from(features), texts: shown };
}

function oneLine(text: string): string {
  const line = text
    .slice(0, LONGEST_LABEL * 4)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const signs = [...line];
  return signs.length <= LONGEST_LABEL ? line : `${signs.slice(0, LONGEST_LABEL - 1).join('')}…`;
}

/** One size for all, one a feature, or null for the usual ones. While values are awaited all are as usual. */
export function featureSizes(
  featureIds: readonly string[],
  size: StyledSize | null,
  values: ReadonlyMap<string, number> | null,
): number | Float32Array | null {
  if (size === null) return null;
  if (size.type === 'fixed') return size.size;
  if (values === null) return null;
  return Float32Array.from(featureIds, (id) => sizeOf(size, values.get(id) ?? null));
}
