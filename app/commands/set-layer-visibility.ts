import type { AppContext } from './app-context.ts';
import { changeLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';

export function setLayerVisibility({ store }: AppContext, layerId: string, visible: boolean): ChangeRecord {
  return changeLayer(store, layerId, visible ? 'change.layer-shown' : 'change.layer-hidden', { visible });
}
