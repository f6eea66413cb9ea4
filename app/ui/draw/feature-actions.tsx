import { PenLine, Trash2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { beginFeature, beginReshape, deleteFeature, isEditable } from '../../commands/own-features.ts';
import type { LayerSpec } from '../../core/twins/layer-spec.ts';
import { useApp } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';

/** What can be done with a picked feature of a layer of one's own. */
export function FeatureActions({ layer, featureId }: { readonly layer: LayerSpec; readonly featureId: string }) {
  const t = useText();
  const app = useApp();
  if (!isEditable(layer) || app.ports.scene === null) return null;
  return (
    <div className="draft-actions">
      <Button className="button small" onPress={() => void beginReshape(app, layer, featureId)}>
        <PenLine className="icon" aria-hidden="true" />
        {t('draw.reshape')}
      </Button>
      <Button className="button small quiet" onPress={() => void deleteFeature(app, layer, featureId)}>
        <Trash2 className="icon" aria-hidden="true" />
        {t('draw.delete')}
      </Button>
    </div>
  );
}

/** One more feature in a layer of one's own. */
export function AddFeature({ layer }: { readonly layer: LayerSpec }) {
  const t = useText();
  const app = useApp();
  if (!isEditable(layer) || app.ports.scene === null) return null;
  return (
    <Button className="button small" onPress={() => beginFeature(app, layer)}>
      <PenLine className="icon" aria-hidden="true" />
      {t('draw.add')}
    </Button>
  );
}
