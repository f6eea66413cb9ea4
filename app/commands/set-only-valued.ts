import type { AppContext } from './app-context.ts';
import { changeLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';

/** Leaves away the features of a coloured layer that have no value: what a query found stands alone. */
export function setOnlyValued({ store }: AppContext, layerId: string, onlyValued: boolean): ChangeRecord {
  return changeLayer(store, layerId, 'change.layer-only-valued', { onlyValued });
}
