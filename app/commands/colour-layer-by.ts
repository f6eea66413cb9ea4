import type { AppContext } from './app-context.ts';
import { changeLayer } from './change-layer.ts';
import type { ChangeRecord } from './change-record.ts';

export function colourLayerBy({ store }: AppContext, layerId: string, attribute: string | null): ChangeRecord {
  return changeLayer(store, layerId, 'change.layer-colour', {
    colour:
      attribute === null
        ? { type: 'plain' }
        : { type: 'ramp', attribute, ramp: 'viridis', low: 0, high: 100, breaks: [], unit: '' },
  });
}
