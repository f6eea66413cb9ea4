import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppStore } from '../state/app-store.ts';
import type { ChangeRecord } from './change-record.ts';

/** Puts another spec in a layer's place and keeps the way back. Without such a layer nothing happens. */
export function replaceLayer(
  store: AppStore,
  layerId: string,
  label: string,
  next: (layer: LayerSpec) => LayerSpec,
): ChangeRecord {
  const replace = (make: (layer: LayerSpec) => LayerSpec) =>
    store.setState((state) => ({ layers: state.layers.map((layer) => (layer.id === layerId ? make(layer) : layer)) }));
  const before = store.getState().layers.find((layer) => layer.id === layerId);
  if (before === undefined) return { label };
  replace(next);
  // The order belongs to all layers together and is taken back by the command that changed it.
  return { label, undo: () => replace((layer) => ({ ...before, order: layer.order })) };
}

/** Gives one layer other fields. */
export function changeLayer(
  store: AppStore,
  layerId: string,
  label: string,
  fields: Partial<Omit<LayerSpec, 'id'>>,
): ChangeRecord {
  return replaceLayer(store, layerId, label, (layer) => ({ ...layer, ...fields }));
}
