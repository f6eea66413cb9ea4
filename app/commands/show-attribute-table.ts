import type { LayerSpec } from '../core/twins/layer-spec.ts';
import type { AppContext } from './app-context.ts';
import type { ChangeRecord } from './change-record.ts';
import { flyToBox } from './fly-to-box.ts';
import { pickFeature } from './pick-feature.ts';
import { readFeatureBox } from './read-attribute-rows.ts';

/** Opens the table of a layer below the map; null closes it. The query panel, which stands there too, makes room. */
export function showAttributeTable({ store }: AppContext, layerId: string | null): ChangeRecord {
  const { place } = store.getState();
  const makeRoom = layerId !== null && place === 'query';
  store.setState({ attributeTable: layerId, ...(makeRoom ? { place: 'data' as const } : {}) });
  return { label: 'change.table' };
}

export interface ChosenRow extends ChangeRecord {
  /** Settles when the camera was sent there; it never rejects. */
  readonly finished: Promise<void>;
}

/** Picks the feature of a row and brings it into the picture. A feature without a place is only picked. */
export function chooseRow(app: AppContext, layer: LayerSpec, featureId: string): ChosenRow {
  const change = pickFeature(app, { layerId: layer.id, featureId });
  const finished = readFeatureBox(app.ports.database, layer.table, featureId).then(
    (box) => {
      if (box !== null) flyToBox(app, box);
    },
    () => undefined,
  );
  return { ...change, finished };
}
