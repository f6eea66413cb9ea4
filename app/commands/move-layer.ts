import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';

/** Moves a layer one place up (drawn later, listed higher) or down among the others. */
export function moveLayer({ store }: AppContext, layerId: string, direction: 'up' | 'down'): ChangeRecord {
  const before = store.getState().layers;
  const sorted = [...before].sort((a, b) => a.order - b.order);
  const from = sorted.findIndex((layer) => layer.id === layerId);
  const to = from + (direction === 'up' ? 1 : -1);
  const label = 'change.layer-order';
  if (from === -1 || to < 0 || to >= sorted.length) return { label };
  [sorted[from], sorted[to]] = [sorted[to]!, sorted[from]!];
  const orderOf = (layers: typeof before) => new Map(layers.map((layer, order) => [layer.id, order]));
  const apply = (orders: ReadonlyMap<string, number>) =>
    store.setState((state) => ({
      layers: state.layers.map((layer) => ({ ...layer, order: orders.get(layer.id) ?? layer.order })),
    }));
  apply(orderOf(sorted));
  const former = new Map(before.map((layer) => [layer.id, layer.order]));
  return { label, undo: () => apply(former) };
}
