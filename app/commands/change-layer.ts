import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppStore } from '../state/app-store.ts';
import type { ChangeRecord } from './change-record.ts';

/** Gives one layer other fields and keeps the way back. Without such a layer nothing happens. */
export function changeLayer(
  store: AppStore,
  layerId: string,
  label: string,
  fields: Partial<Omit<LayerSpec, 'id'>>,
): ChangeRecord {
  const replace = (next: (layer: LayerSpec) => LayerSpec) =>
    store.setState((state) => ({ layers: state.layers.map((layer) => (layer.id === layerId ? next(layer) : layer)) }));
  const before = store.getState().layers.find((layer) => layer.id === layerId);
  if (before === undefined) return { label };
  replace((layer) => ({ ...layer, ...fields }));
  return { label, undo: () => replace((layer) => ({ ...before, order: layer.order })) };
}
