import { Trash2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { deleteFeature, finishSketch } from '../../commands/own-features.ts';
import { openSketch } from '../../commands/sketch.ts';
import { LEAST_POINTS, type Sketch } from '../../state/sketch.ts';
import { useApp, useAppState, useCommand } from '../app-context.tsx';
import { useText } from '../i18n/text.ts';
import { PlaceField } from '../measure/place-field.tsx';
import { Sheet } from '../parts/sheet.tsx';

/** A feature that is being drawn, or whose shape is being changed. */
export function DrawPanel() {
  const sketch = useAppState((state) => state.sketch);
  return sketch === null || sketch.layerId === null ? null : <Drawing sketch={sketch} />;
}

function Drawing({ sketch }: { readonly sketch: Sketch }) {
  const t = useText();
  const app = useApp();
  const run = useCommand();
  const { shape, points, layerId, featureId } = sketch;
  const layer = useAppState((state) => state.layers.find(({ id }) => id === layerId));
  const name = layer === undefined ? '' : t.named(layer.title);
  return (
    <Sheet
      title={featureId === null ? t('draw.new', { name }) : t('draw.change', { name })}
      className="measure-panel"
      onClose={() => run(openSketch, null)}
    >
      <p className="small muted">{t(`draw.how.${shape}`)}</p>
      <p className="small" role="status">
        {t('draw.places', { count: points.length })}
      </p>
      <PlaceField />
      <div className="draft-actions">
        <Button
          className="button small primary"
          isDisabled={points.length < LEAST_POINTS[shape]}
          onPress={() => void finishSketch(app)}
        >
          {t('draw.finish')}
        </Button>
        <Button className="button small quiet" onPress={() => run(openSketch, null)}>
          {featureId === null && points.length === 0 ? t('draw.done') : t('draw.cancel')}
        </Button>
        {featureId === null || layer === undefined ? null : (
          <Button className="button small quiet" onPress={() => void deleteFeature(app, layer, featureId)}>
            <Trash2 className="icon" aria-hidden="true" />
            {t('draw.delete')}
          </Button>
        )}
      </div>
      <p className="small muted">{t('draw.undo')}</p>
    </Sheet>
  );
}
