import type { LayerSpec } from '../core/twins/layer-spec.ts';

/** As lists show layers: what is drawn on top stands on top. */
export function layersTopDown(layers: readonly LayerSpec[]): readonly LayerSpec[] {
  return [...layers].sort((a, b) => b.order - a.order);
}
