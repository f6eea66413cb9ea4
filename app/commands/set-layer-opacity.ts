import type { AppContext } from './app-context.ts';
import { changeLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';

/** `opacity` 0–1; what lies outside is clamped, what is no number is refused. */
export function setLayerOpacity({ store }: AppContext, layerId: string, opacity: number): ChangeRecord {
  if (!Number.isFinite(opacity)) return { label: 'change.layer-opacity' };
  const change = changeLayer(store, layerId, 'change.layer-opacity', { opacity: Math.min(1, Math.max(0, opacity)) });
  return { ...change, merge: `opacity ${layerId}` };
}
