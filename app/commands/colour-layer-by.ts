import { colourBy } from '../core/twins/layer-attributes.ts';
import type { AppContext } from './app-context.ts';
import { replaceLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';

/** Colours a layer by one of its attributes; null makes it plain. */
export function colourLayerBy(
  { store }: Pick<AppContext, 'store'>,
  layerId: string,
  attribute: string | null,
): ChangeRecord {
  return replaceLayer(store, layerId, 'change.layer-colour', (layer) => ({
    ...colourBy(layer, attribute),
    visible: true,
  }));
}
