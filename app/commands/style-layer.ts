import { type LayerStyle, styledLayer, type ValueSample } from '../core/twins/layer-style.ts';
import type { AppContext } from './app-context.ts';
import { replaceLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';

/** Gives a layer of a person's own the looks they chose, made for these values. */
export function styleLayer(
  { store }: AppContext,
  layerId: string,
  style: LayerStyle,
  sample: ValueSample,
): ChangeRecord {
  const change = replaceLayer(store, layerId, 'change.layer-style', (layer) => styledLayer(layer, style, sample));
  // Changes of one editor in a row are one step back.
  return { ...change, merge: `style ${layerId}` };
}
